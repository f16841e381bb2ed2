package jit

import (
	"errors"
	"fmt"
	"unsafe"

	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/jit/ir"
	"gorgon/jit/record"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// codeLimit bounds the memory that machine code takes.
const codeLimit = 64 << 20

// machine runs traces as machine code.
type machine struct {
	env amd64.Env // but for Cache and Entry, which are of a generation
}

func newMachine(e *Engine) (*machine, error) {
	if !amd64.Supported() {
		return nil, errors.New("there is no machine code for this processor or system")
	}
	t := new(Thread)
	off := func(p unsafe.Pointer) int32 { return int32(uintptr(p) - uintptr(unsafe.Pointer(t))) }
	m := &machine{env: amd64.Env{
		Ticks: off(unsafe.Pointer(&t.Ticks)), Summons: off(unsafe.Pointer(&t.Summons)), Plain: off(unsafe.Pointer(&t.Plain)), Owner: off(unsafe.Pointer(&t.Owner)),
		RV: off(unsafe.Pointer(&t.RV)), Reads: off(unsafe.Pointer(&t.Reads)), ReadRoom: off(unsafe.Pointer(&t.ReadRoom)),
		Undo: off(unsafe.Pointer(&t.Undo)), Saved: off(unsafe.Pointer(&t.SavedSpan)), Cursor: off(unsafe.Pointer(&t.Cursor)), Limit: off(unsafe.Pointer(&t.Limit)),
		Birth:     off(unsafe.Pointer(&t.Birth)),
		Watermark: off(unsafe.Pointer(&t.Watermark)), StackEnd: off(unsafe.Pointer(&t.StackEnd)), Depth: off(unsafe.Pointer(&t.Depth)),
		Handled: off(unsafe.Pointer(&t.Handled)), Atomic: off(unsafe.Pointer(&t.Atomic)),
		FramePrev: frame.PrevBase, FramePC: frame.RetPC, FrameInfo: frame.Info, Room: 8 * record.MaxSlots, MinDepth: record.MaxDepth + 1,
		Count: e.Count, Listing: e.Dump != nil || e.Count || e.Verify, LockOffset: gc.LockOffset, OldByte: gc.BitsOffset,
		ListShape: object.ShapeList, ListBlock: object.ListBlockOffset, ListLen: object.ListLenOffset, ListCap: object.ListCapOffset, ListItems: object.ListItemsOffset, ListCard: object.ListCardSize,
	}}
	if !e.Verify { // else each call is to be met
		m.env.Owning, m.env.Sections, m.env.Tables, m.env.Deques = owning(t), sections(t), tables(), deques()
	}
	m.env.Sink = !e.Verify // that compares where objects lie
	return m, nil
}

// begin makes the memory for the code of a generation: not before something
// is hot, for the first one.
func (m *machine) begin(e *Engine, g *generation) bool {
	g.env = m.env
	g.env.Entry = func(n int) uintptr {
		if t := g.trace(n); t != nil {
			return t.code.(*amd64.Code).Entry
		}
		return 0
	}
	if n := len(e.caches); n > 0 {
		g.env.Cache, e.caches = e.caches[n-1], e.caches[:n-1]
	}
	return true
}

// cache makes the memory for the code of a generation.
func (e *Engine) cache(g *generation) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if g.env.Cache != nil {
		return nil
	}
	c, err := amd64.NewCache(e.CodeLimit/generations, &g.env)
	g.env.Cache = c
	return err
}

func (m *machine) prepare(e *Engine, t *Trace, from *leaving) error {
	if err := e.cache(t.gen); err != nil {
		return err
	}
	var inherit []amd64.Location
	if from != nil {
		inherit = from.stop.State().Locs
	}
	code, err := amd64.Compile(t.Trace, &t.gen.env, inherit)
	if err != nil {
		return err
	}
	code.Owner = t
	for _, s := range code.Stops {
		if s.Kind == amd64.CallHelper || s.Kind == amd64.Barrier {
			at := t.site(s.Size)
			s.PC, s.Base, s.Top = at.PC, at.Base, at.Top
		}
	}
	t.code = code
	if e.perf != nil {
		fmt.Fprintf(e.perf, "%x %x %s\n", code.Entry, code.Size, t.place())
	}
	return nil
}

func (m *machine) link(from *leaving, side *Trace) error {
	return from.stop.LinkSide(side.code.(*amd64.Code))
}

func (m *machine) drop(t *Trace) { t.gen.env.Cache.Free(t.code.(*amd64.Code)) }

func (m *machine) replace(old, by *Trace) { old.code.(*amd64.Code).Redirect(by.code.(*amd64.Code)) }

func (m *machine) text(t *Trace) string { return t.code.(*amd64.Code).Disassemble() }

// activation is one run of machine code. at is where it stands while Go works
// for it: the values that it needs afterwards are roots.
type activation struct {
	ctx *amd64.Context
	at  *amd64.Stop
	gen *generation // of the traces that it runs
	// evaluated is what runs by its definition.
	evaluated *Trace
	// inside: machine code runs. If it ends with that set it was a fault.
	inside bool
	nest   int // Thread.Nest of what it runs
}

// trace returns the trace that the thread is in, nil if it is in none just now.
func (r *activation) trace() *Trace {
	if r.at != nil {
		return r.at.Code.Owner.(*Trace)
	}
	return r.evaluated
}

// activations are those of one thread, the innermost last; those from live on
// are free.
type activations struct {
	all  []*activation
	live int
	// faulted is the trace in which machine code has faulted, nil if it has not.
	faulted *Trace
}

func (a *activations) enter(t *Thread) *activation {
	if a.live == len(a.all) {
		a.all = append(a.all, &activation{ctx: amd64.NewContext(uintptr(unsafe.Pointer(t)))})
	}
	a.live++
	return a.all[a.live-1]
}

func (a *activations) leave() {
	a.live--
	r := a.all[a.live]
	if r.inside {
		a.faulted, r.inside = r.gen.trace(int(r.ctx.Trace)), false
	}
	r.at, r.gen, r.evaluated = nil, nil, nil
}

// stepping says whether the interpreter runs one instruction for a trace, no code
// that this has called.
func (a *activations) stepping(t *Thread) bool {
	if a.live == 0 {
		return false
	}
	r := a.all[a.live-1]
	return r.nest == t.Nest && r.at != nil && r.at.Kind == amd64.Step
}

func (a *activations) visit(visit func(gc.Value)) {
	for _, r := range a.all[:a.live] {
		if t := r.trace(); t != nil {
			t.visitConstants(visit) // it may have returned from the code of its loop
		}
		if r.at == nil {
			continue
		}
		for _, l := range r.at.State().Live {
			if v := gc.Value(r.ctx.Word(l)); v.IsPtr() && gc.InHeap(v.Addr()) {
				visit(v)
			}
		}
	}
}

// run runs tr; a jump to another trace may have moved the root frame at each stop.
func (m *machine) run(e *Engine, t *Thread, tr *Trace, root uintptr) (l leaving) {
	runs := &stateOf(t).runs
	r := runs.enter(t)
	defer runs.leave()
	ctx := r.ctx
	ctx.Base, r.gen, r.nest = root, tr.gen, t.Nest
	cache := tr.gen.env.Cache
	check := e.shadow(t, tr, root)
	if check != nil {
		defer check.stop()
	}
	for entry := tr.code.(*amd64.Code).Entry; ; {
		r.inside = true
		stop := cache.Stop(amd64.Enter(entry, ctx))
		r.inside = false
		r.at, root = stop, ctx.Base
		switch stop.Kind {
		case amd64.Step:
			if check != nil {
				check.meets(stop, nil)
			}
			pc, base, on := e.step(t, stop, root)
			if !on {
				return leaving{trace: stop.Code.Owner.(*Trace), ins: stop.Ins, ticks: stop.Ticks, root: root, pc: pc, base: base}
			}
			if check != nil {
				check.answered(1)
			}
		case amd64.CallHelper:
			t.PC, t.Base, t.ArgTop = stop.PC, at8(root, stop.Base), at8(root, stop.Top)
			if stop.Keys {
				amd64.MakeKey(ctx, stop, t.Alloc)
			}
			if check != nil {
				check.meets(stop, ctx.Args[:])
			}
			e.counts.call(stop.Code.Owner.(*Trace), stop.Ins)
			ctx.Ret = record.Call(t, stop.Imm, ctx.Args[0], ctx.Args[1], ctx.Args[2], ctx.Args[3])
			if check != nil {
				check.answered(ctx.Ret)
			}
		case amd64.Leave:
			amd64.Restore(ctx, stop, t.Alloc)
			l = left(t, stop, root)
			if check != nil {
				check.meets(stop, nil)
			}
			return l
		default:
			ticks := t.Ticks
			if m.serve(e, t, stop, ctx, root, &l) {
				return l
			}
			if check != nil && t.Ticks != ticks {
				check.over = true // the trace is to be left soon, which the definition did not know
			}
		}
		entry = stop.Resume
	}
}

// serve does what else machine code has stopped for. gone: the trace is left,
// as l says.
func (m *machine) serve(e *Engine, t *Thread, stop *amd64.Stop, ctx *amd64.Context, root uintptr, l *leaving) (gone bool) {
	switch stop.Kind {
	case amd64.Preempted:
	case amd64.SaveCaller:
		e.in.SaveCallers(t, 1)
	case amd64.Barrier:
		t.PC, t.Base, t.ArgTop = stop.PC, at8(root, stop.Base), at8(root, stop.Top)
		if !m.barrier(t, stop.Op, ctx) {
			amd64.Restore(ctx, stop, t.Alloc)
			*l = left(t, stop, root)
			return true
		}
	case amd64.Alloc:
		ctx.Ret = uint64(t.Alloc(ctx.Args[0], uintptr(ctx.Args[1])))
	default:
		panic("jit: machine code was left for no reason")
	}
	return false
}

// barrier is barrier with the arguments as machine code gives them: computed
// addresses.
func (m *machine) barrier(t *Thread, op ir.Op, ctx *amd64.Context) bool {
	switch op {
	case ir.TXREAD, ir.TXREADX, ir.TXCARD:
		return seen(t, uintptr(ctx.Args[0]))
	case ir.TXOWNCARD:
		return barrier(t, op, ctx.Args[1], ctx.Args[2], 0)
	case ir.STORE, ir.STOREX:
		gc.DirtyAt(uintptr(ctx.Args[0]), uintptr(ctx.Args[1]), 1)
		return true
	}
	return barrier(t, op, ctx.Args[0], 0, 0)
}
