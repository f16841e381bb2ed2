package jit

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/jit/ir"
	"gorgon/jit/journal"
	"gorgon/jit/record"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Thread is the per-thread structure.
type Thread = object.Thread

// Interpreter is what the JIT needs of vm/interp.
type Interpreter struct {
	// Steps run the one instruction at pc, by its opcode.
	Steps *[256]func(t *Thread, pc, base uintptr) (uintptr, uintptr)
	// SaveCallers makes up to so many frames below the last checkpoint's part of
	// it: a trace returns from frames that it has pushed without asking. Called
	// with all frames on the stack.
	SaveCallers func(t *Thread, n int)
	// Stopped says whether pc is where the interpreter's loop ends.
	Stopped func(pc uintptr) bool
	// SetOpcode changes the opcode of the back-edge at pc.
	SetOpcode func(pc uintptr, op bytecode.Op)
	record.Host
}

// opTraced is the opcode of a marked back-edge.
const opTraced = 254

// Options are what -X jit says.
type Options struct {
	// Threshold is how many samples make a loop hot, SideThreshold how many
	// times an exit is taken before it gets a side trace.
	Threshold, SideThreshold int32
	// Evaluate runs traces by their definition (ir.Machine) instead of as
	// machine code, optimised or not.
	Evaluate bool
	// Verify checks each pass of the optimiser, and what machine code does
	// against the definition (shadow.go).
	Verify bool
	// Plain leaves the optimiser out.
	Plain bool
	// All keeps traces too that are slower than the interpreter, so that tests
	// see more of them.
	All bool
	// Polls puts a safepoint in front of every instruction of a trace: with few
	// ticks traces are left at any of them.
	Polls bool
	// Dump is called with the text of a trace's stages (ir, opt, asm); nil: not.
	Dump func(stage, text string)
	// Count keeps the figures of Counts.
	Count bool
	// Journal is told of all traces, if it is not nil; that asks for Count.
	Journal *journal.Journal
	// MaxTraces bounds a generation of traces, CodeLimit the memory that all
	// machine code takes.
	MaxTraces int
	CodeLimit uintptr
	// PerfMap makes /tmp/perf-PID.map, where perf finds the names of traces.
	PerfMap bool
}

// DefaultOptions are those of a run without -X jit.
var DefaultOptions = Options{Threshold: 2, SideThreshold: 30, MaxTraces: maxTraces, CodeLimit: codeLimit}

// Limits of one loop: failures to record a loop before it is given up
// and recordings that a loop inside ended before they count as such,
// attempts at a side trace of one exit, and side traces of one loop. Behind the first
// cheapSides of them an exit must be taken moreTimes as often to get one.
const (
	maxFailures = 4
	cheapSides  = 60
	moreTimes   = 8
	maxWaits    = 8
	maxSide     = 4
	maxSides    = 240
)

// Engine is the JIT. It implements interp.Tracer.
type Engine struct {
	Options
	in     Interpreter
	run    runner
	counts *counts  // nil unless Count
	perf   *os.File // nil unless PerfMap

	mu    sync.Mutex
	heads atomic.Pointer[[]atomic.Pointer[head]] // by number, from 1 on; replaced when it is full
	// What follows is guarded by mu.
	made   int            // heads
	unused []int          // numbers of heads that have gone
	now    *generation    // where new traces go
	old    []*generation  // those that may still run
	caches []*amd64.Cache // of generations that have gone
	tried  time.Time      // when old was last looked through
	// journaled are the traces that the journal knows.
	journaled []*Trace
}

// runner is what runs traces: machine code, or their definition.
type runner interface {
	// begin makes a generation ready for traces. False: there is no memory.
	// Engine.mu is locked.
	begin(e *Engine, g *generation) bool
	// prepare makes t runnable; from is where it begins if it is a side trace.
	prepare(e *Engine, t *Trace, from *leaving) error
	// replace makes what goes to a loop's trace go to another one.
	replace(old, by *Trace)
	// link makes a side trace follow where another was left.
	link(from *leaving, side *Trace) error
	// drop forgets what it knows of t, which no thread will run again.
	drop(t *Trace)
	// text is what t has become, for dumps.
	text(t *Trace) string
	// run runs t in the frame at base until it leaves for the interpreter.
	run(e *Engine, th *Thread, t *Trace, base uintptr) leaving
}

// leaving is how a trace was left. The stack holds what the snapshot says.
type leaving struct {
	trace *Trace
	exit  *exit       // nil: the STEP ins ended elsewhere, the thread is at pc and base
	ins   ir.Ref      // the instruction that left
	op    ir.Op       // its operation
	ticks int32       // of the pass so far
	stop  *amd64.Stop // the machine's
	root  uintptr     // the root frame's base
	pc    uintptr
	base  uintptr
}

// Trace is a compiled trace. Of its operations, and of sites, nothing is left once
// there is machine code, unless somebody looks at them (Engine.strip).
type Trace struct {
	*ir.Trace
	Head  *head
	gen   *generation
	sites []record.Site
	codes []*frame.Code // that it has addresses of: Go's collector does not see these
	// constants are the objects that it has the addresses of.
	constants []gc.Value
	size      int // in operations
	exits     exits
	// ticks is how many safepoints a round has, of a trace of a loop.
	ticks int64
	// paid is how many ticks were counted where the trace begins: all of a pass.
	paid int64
	// passed is how many instructions a round has, for each of its safepoints.
	passed int64
	start  uintptr // the instruction that a side trace begins with
	polls  polls
	way    way
	code   any          // the runner's
	runs   atomic.Int64 // that were to be verified
}

// exit is what is known of leaving a trace by one of its instructions.
type exit struct {
	count    atomic.Int32
	attempts atomic.Int32
	side     atomic.Pointer[Trace]
}

// exits are those of a trace that have been taken: few of all that there are.
type exits struct {
	sync.Mutex
	all map[ir.Ref]*exit
}

// exit returns what is known of leaving by an instruction.
func (t *Trace) exit(ins ir.Ref) *exit {
	t.exits.Lock()
	defer t.exits.Unlock()
	x := t.exits.all[ins]
	if x == nil {
		if t.exits.all == nil {
			t.exits.all = map[ir.Ref]*exit{}
		}
		x = &exit{}
		t.exits.all[ins] = x
	}
	return x
}

// Note implements amd64.Owner.
func (t *Trace) Note(ins ir.Ref) any { return t.exit(ins) }

// strip forgets the operations of a trace that has become machine code, and all else
// that only dumps and the definition need.
func (e *Engine) strip(t *Trace) {
	code, ok := t.code.(*amd64.Code)
	if !ok || e.Verify || e.counts != nil {
		return
	}
	code.Strip()
	if !e.Plain { // else the recorder has it
		t.Trace.Recycle()
	}
	t.Trace = &ir.Trace{Number: t.Number, Transactional: t.Transactional}
	t.sites = nil
}

// head is a back-edge that has been hot.
type head struct {
	pc       uintptr
	code     *frame.Code
	entry    bool        // where a function begins, not a back-edge
	op       bytecode.Op // what it was before it was marked
	traces   [2]atomic.Pointer[Trace]
	heat     atomic.Int32
	failures atomic.Int32
	waits    atomic.Int32 // recordings given up for a loop inside
	busy     atomic.Bool  // somebody records it
	watched  bool         // some rounds were watched. Guarded by busy
	sides    atomic.Int32
	relearnt atomic.Int32 // how often its trace was doubted
	marked   bool         // it has opTraced for its opcode. Guarded by Engine.mu
	gone     bool         // nothing may run its code any more. Written in pauses
	// entered and ran judge it: see judge.
	entered, ran atomic.Int64
}

// mode is the index of the thread's mode in head.traces: traces with and
// without barriers are two.
func mode(t *Thread) int {
	if t.Solo {
		return 0
	}
	return 1
}

// New returns a JIT for an interpreter.
func New(in Interpreter, o Options) (_ *Engine, err error) {
	e := &Engine{Options: o, in: in}
	if e.Count = o.Count || o.Journal != nil; e.Count {
		e.counts = newCounts()
	}
	e.heads.Store(&[]atomic.Pointer[head]{})
	if o.Evaluate {
		e.run = evaluator{}
	} else {
		m, err := newMachine(e)
		if err != nil {
			return nil, err
		}
		e.run = m
	}
	if e.now = e.newGeneration(1); e.now == nil {
		return nil, errors.New("there is no memory for machine code")
	}
	if o.PerfMap {
		if e.perf, err = os.Create(fmt.Sprintf("/tmp/perf-%d.map", os.Getpid())); err != nil {
			return nil, err
		}
	}
	if o.Journal != nil {
		frame.KeepAll.Store(true) // it knows codes by their addresses
	}
	gc.RegisterRoots(e)
	gc.RegisterReachHook(e.keepConstants)
	gc.RegisterKeepHook(e.keepBlocks) // the last one: those of finalizers make more live
	gc.RegisterSweepHook(e.forgetDead)
	return e, nil
}

// headAt returns what is known of the back-edge at pc in the frame at base, nil
// if nothing is.
func (e *Engine) headAt(pc, base uintptr) *head {
	c := frame.At(uintptr(gc.Load64(base - codePtr)))
	if words := c.Heads.Load(); words != nil {
		if n := (*words)[c.Word(pc)].Load(); n != 0 {
			return (*e.heads.Load())[n].Load()
		}
	}
	return nil
}

// codePtr is how far below a frame's base the linked code's address is.
const codePtr = -frame.CodePtr

// makeHead is headAt for a back-edge that is to be known.
func (e *Engine) makeHead(pc, base uintptr) *head {
	if h := e.headAt(pc, base); h != nil {
		return h
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	c := frame.At(uintptr(gc.Load64(base - codePtr)))
	words := c.Heads.Load()
	if words == nil {
		made := make([]atomic.Int32, len(c.Words))
		words = &made
		c.Heads.Store(words)
	}
	if n := (*words)[c.Word(pc)].Load(); n != 0 {
		return (*e.heads.Load())[n].Load()
	}
	h := &head{pc: pc, code: c, entry: entersAt(pc, base), op: bytecode.OpOf(gc.Load64(pc))}
	n := e.headNumber()
	(*e.heads.Load())[n].Store(h)
	(*words)[c.Word(pc)].Store(int32(n))
	return h
}

// place names the trace, for reports: its number and where its loop is.
func (t *Trace) place() string {
	c := t.Head.code
	kind := "trace"
	if t.ticks == 0 {
		kind = "side trace"
	}
	return fmt.Sprintf("%s %d of %s:%d %s", kind, t.Number, c.Filename, c.PositionAt(c.Word(t.Head.pc)).Line, c.QualName)
}

// Fault says in which trace machine code has faulted that t ran, "" if none has.
func (e *Engine) Fault(t *Thread) string {
	if s, _ := t.JIT.(*state); s != nil && s.runs.faulted != nil {
		return s.runs.faulted.place()
	}
	return ""
}

// OpAt is the opcode of the instruction at pc in the frame at base, marked or not.
func (e *Engine) OpAt(pc, base uintptr) bytecode.Op {
	op := bytecode.OpOf(gc.Load64(pc))
	if op == opTraced {
		return e.headAt(pc, base).op
	}
	return op
}

// isBackEdge says whether op jumps back, as the interpreter's safepoints do.
func isBackEdge(op bytecode.Op) bool { return op.Has(bytecode.Jumps) && op.Has(bytecode.Polls) }
