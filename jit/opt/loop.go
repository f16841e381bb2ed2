package opt

import (
	"math"
	"slices"

	"gorgon/jit/ir"
)

// The loop pass: a trace that ends by going to its own entry becomes a first
// round, LOOP, and a body that is the same trace once more, fed through the
// forward pass with what the first round left.
//
//  1. A slot that the final snapshot writes is a variable: the body's SLOAD of
//     it is the value that the snapshot has for it.
//  2. At first every variable is taken to keep that value (invariant).
//  3. The body is emitted. It begins with all facts about memory and barriers
//     that hold at the end of the first round.
//  4. A variable whose value at the body's end is another one is not invariant:
//     from now on the body begins with a PHI for it. A fact that is gone at the
//     body's end may not be used at its beginning; if it is just that a known
//     word of memory has another value, the word becomes a variable. If there
//     were any of these, the body is thrown away, and 3 is done again.
//  5. When nothing changes any more all assumptions are proved, by induction
//     over rounds: the values that do not change were computed before LOOP, so
//     the body holds only what varies.
//
// The main invariant of the body: it uses no A of a PHI by another name than the
// PHI's (value.phi), because A is what varies from the second round on. In the
// end the PHIs, which stand behind LOOP while the body is made, move behind it,
// and A's name takes the place of theirs.

// variable is a word that the body may find changed.
type variable struct {
	where   where
	slot    int32   // of the stack
	place   place   // of memory
	typ     ir.Type // what is loaded from there
	start   ir.Ref  // what the first round leaves there
	a       ir.Ref  // start as the PHI carries it: unboxed if the body's end has it so
	phi     ir.Ref  // the PHI, 0 if the variable keeps its value
	end     ir.Ref  // B of the PHI
	varies  bool
	asValue bool // carried as a boxed value: the body's end has no unboxed one
	useless bool // a word of memory that is not carried after all
}

type where uint8

const (
	inSlot   where = iota // a slot that the final snapshot writes; these come first
	inMemory              // a word whose value is known at the end of each round
	inStack               // the memory of a slot: the same after a STEP
)

// saved is the state at the end of the first round.
type saved struct {
	ins, snaps, entries int
	moves               bool // the snapshot may move in a round
	head                [ir.NumOps]ir.Ref
	val                 []value
	facts               facts
}

// maxRounds is how often the body is made before all variables vary, and
// maxLength the length of a trace that is worth it.
const (
	maxRounds = 6
	maxLength = 4000
)

func (e *engine) loop() {
	n := len(e.ins) - 1
	last := e.ins[n]
	if len(e.val) != len(e.ins) || last.Op != ir.JTRACE || last.Imm != int64(e.source.Number) || e.options.NoLoop || e.failing || n > maxLength || len(e.source.Parents) > 0 {
		return
	}
	if final := &e.snaps[last.Snap]; last.Size != 0 || final.Base != 0 || final.Low != 0 || final.Depth != 0 || len(final.Frames) > 0 {
		return
	}
	e.ins, e.val = e.ins[:n], e.val[:n]
	e.head[ir.JTRACE] = 0
	e.variables(last.Snap)
	e.save()
	for round := 0; ; round++ {
		switch e.body(n, last.Snap, round) {
		case proved:
			e.finish()
			return
		case hopeless:
			e.restore()
			e.ins = append(e.ins, last)
			e.val = append(e.val, value{})
			return
		}
	}
}

type progress uint8

const (
	proved progress = iota
	again
	hopeless
)

// variables makes a variable of each slot that the final snapshot writes.
func (e *engine) variables(final int32) {
	e.vars = e.vars[:0]
	for _, entry := range e.snaps[final].Slots {
		if entry.Kind == ir.SlotRef {
			e.vars = append(e.vars, variable{slot: entry.Slot, start: entry.Ref})
		}
	}
}

func (e *engine) save() {
	s := &e.saved
	s.ins, s.snaps, s.entries, s.head = len(e.ins), len(e.snaps), len(e.entries), e.head
	s.val = append(s.val[:0], e.val...)
	s.facts.set(&e.facts)
	s.moves = slices.ContainsFunc(e.ins, e.mayMove)
}

// mayMove says whether the snapshot may move by an instruction of a trace that is
// not left there.
func (e *engine) mayMove(i ir.Ins) bool {
	return i.Op == ir.STEP || i.Op == ir.CALL && !e.source.Helpers[i.Imm].Pure
}

func (e *engine) restore() {
	s := &e.saved
	e.ins, e.snaps, e.entries, e.head = e.ins[:s.ins], e.snaps[:s.snaps], e.entries[:s.entries], s.head
	e.val = append(e.val[:0], s.val...)
	e.facts.set(&s.facts)
	e.pending, e.failing, e.stuck, e.floor = e.pending[:0], false, false, 0
}

// set copies the lists of g.
func (f *facts) set(g *facts) {
	f.mem = append(f.mem[:0], g.mem...)
	f.shapes = append(f.shapes[:0], g.shapes...)
	f.stack = append(f.stack[:0], g.stack...)
	f.joined = append(f.joined[:0], g.joined...)
	f.finds = append(f.finds[:0], g.finds...)
	f.fresh = append(f.fresh[:0], g.fresh...)
}

// body emits LOOP, the PHIs and the body of the n instructions of the first
// round, and compares its end with its beginning.
func (e *engine) body(n int, final int32, round int) progress {
	e.restore()
	if !e.phis() {
		return hopeless
	}
	if e.saved.moves {
		e.moved = ir.Ref(len(e.ins) - 1)
	}
	e.begin(final)
	grow(&e.snapMap, len(e.snaps))
	grow(&e.subst, n)
	e.in, e.inSnaps = e.ins[:n:n], e.snaps[:len(e.snaps):len(e.snaps)]
	for i := 1; i < n; i++ {
		e.copyIns(ir.Ref(i))
	}
	if e.stuck {
		return hopeless
	}
	if p := e.compare(final, round); p != proved || !e.failing {
		return p
	}
	return hopeless // the second round never gets to its end
}

// phis emits LOOP and a PHI for each variable that varies, and makes e.pending.
// It fails where a PHI would have to begin with a constant.
func (e *engine) phis() bool {
	for i := range e.vars {
		v := &e.vars[i]
		if v.phi, v.a = 0, v.start; v.varies {
			if v.a = e.carried(v); e.ins[v.a].Op.IsConst() {
				if v.where == inSlot {
					return false
				}
				v.varies, v.useless = false, true
			}
		}
	}
	e.spread()
	e.append(ir.Ins{Op: ir.LOOP})
	for i := range e.vars {
		v := &e.vars[i]
		if !v.varies {
			continue
		}
		for j := range e.vars[:i] {
			if w := &e.vars[j]; w.varies && w.a == v.a {
				v.phi = w.phi
			}
		}
		if v.phi == 0 {
			v.phi = e.append(ir.Ins{Op: ir.PHI, Type: e.ins[v.a].Type, A: v.a})
			e.val[v.a].phi = true
			if v.where == inMemory && v.typ == ir.Int { // a raw word
				e.val[v.phi].lo, e.val[v.phi].hi = math.MinInt64, math.MaxInt64
			}
		}
	}
	return true
}

// spread lets those vary too that begin with what another PHI begins with.
func (e *engine) spread() {
	for i := range e.vars {
		for j := range e.vars {
			if v, w := &e.vars[i], &e.vars[j]; !v.varies && w.varies && v.start == w.a {
				v.varies, v.a = true, w.a
			}
		}
	}
}

// carried returns the variable's first value as its PHI has it.
func (e *engine) carried(v *variable) ir.Ref {
	switch {
	case v.asValue:
		return e.box(v.start)
	case e.ins[v.start].Type != ir.Value:
		return v.start
	}
	return e.unbox(e.unboxed(v.start))
}

// unbox returns the unboxed form of a value that is known to be an int or a
// float, else r.
func (e *engine) unbox(r ir.Ref) ir.Ref {
	if e.ins[r].Type == ir.Value {
		switch e.val[r].kinds {
		case intKind:
			return e.pure(ir.UNBOXI, r, 0)
		case floatKind:
			return e.pure(ir.UNBOXF, r, 0)
		}
	}
	return r
}

// begin drops the facts that name what varies, and lists what the stack's
// memory lacks.
func (e *engine) begin(final int32) {
	varies := func(refs ...ir.Ref) bool {
		for _, r := range refs {
			if e.val[r].phi {
				return true
			}
		}
		return false
	}
	e.mem = slices.DeleteFunc(e.mem, func(f memFact) bool { return varies(f.base, f.index, f.value) })
	e.shapes = slices.DeleteFunc(e.shapes, func(f shapeFact) bool { return varies(f.object) })
	e.stack = slices.DeleteFunc(e.stack, func(f stackFact) bool { return varies(f.value) })
	e.joined = slices.DeleteFunc(e.joined, func(f lockFact) bool { return varies(f.base, f.index) })
	e.fresh = slices.DeleteFunc(e.fresh, func(r ir.Ref) bool { return varies(r) })
	e.finds = slices.DeleteFunc(e.finds, func(f findFact) bool { return varies(f.a, f.b, f.c, f.d, f.value) })
	for i := range e.vars {
		switch v := &e.vars[i]; {
		case v.phi == 0 || varies(v.place.base, v.place.index):
		case v.where == inStack:
			e.stack = append(e.stack, stackFact{v.slot, v.phi})
		case v.where == inMemory && v.typ == ir.Value:
			e.mem = append(e.mem, memFact{v.place, e.box(v.phi)})
		case v.where == inMemory:
			e.mem = append(e.mem, memFact{v.place, v.phi})
		}
	}
	n := 0
	for _, entry := range e.snaps[final].Slots {
		if entry.Kind == ir.SlotRef {
			v := &e.vars[n]
			n++
			if entry.Ref = v.phi; v.phi == 0 {
				entry.Ref = v.start
			}
		}
		e.pending = append(e.pending, entry)
	}
}

// compare looks at the end of the body: which variables have another value, and
// which facts are gone.
func (e *engine) compare(final int32, round int) progress {
	result := proved
	i := 0
	for _, entry := range e.inSnaps[final].Slots {
		if entry.Kind == ir.SlotRef {
			e.vars[i].end = e.unboxed(e.resolve(e.subst[entry.Ref]))
			i++
		}
	}
	for ; i < len(e.vars); i++ {
		e.endInMemory(&e.vars[i])
	}
	for i := range e.vars {
		v := &e.vars[i]
		if v.useless {
			continue
		}
		p := e.variable(v, round)
		if p == hopeless && v.where != inSlot {
			v.varies, v.useless, p = false, true, again
		}
		if result = max(result, p); result == hopeless {
			return hopeless
		}
	}
	if e.dropFacts() {
		result = again
	}
	if result == proved {
		result = e.agree()
	}
	return result
}

// endInMemory sets the value of a variable in memory at the body's end.
func (e *engine) endInMemory(v *variable) {
	v.end = 0
	if v.where == inStack {
		v.end = e.stackWord(v.slot)
	}
	for n := range e.mem {
		if f := &e.mem[n]; v.where == inMemory && f.place == v.place && e.ins[f.value].Type == v.typ {
			v.end = f.value
		}
	}
	if v.end != 0 {
		v.end = e.unboxed(e.resolve(v.end))
	}
}

// agree looks at variables that began with the same value: they share a PHI, so
// they have to end with the same one too.
func (e *engine) agree() progress {
	result := proved
	for i := range e.vars {
		for j := range e.vars[:i] {
			v, w := &e.vars[i], &e.vars[j]
			if v.phi == 0 || v.phi != w.phi || v.end == w.end || v.useless || w.useless {
				continue
			}
			if v.where == inSlot {
				return hopeless
			}
			v.varies, v.useless, result = false, true, again
		}
	}
	return result
}

// variable compares a variable's value at the body's end with that at its
// beginning.
func (e *engine) variable(v *variable, round int) progress {
	if !v.varies {
		if v.end == v.start && round < maxRounds {
			return proved
		}
		v.varies = true
		return again
	}
	if v.end == 0 {
		return hopeless
	}
	typ := e.ins[v.phi].Type
	if typ == ir.Value {
		v.end = e.box(v.end)
		return proved
	}
	if v.end = e.unbox(v.end); e.ins[v.end].Type == typ {
		return proved
	}
	if e.ins[v.end].Type != ir.Value || !e.mayBe(v.end, typ) {
		return hopeless // it changes its type in every round
	}
	v.asValue = true
	return again
}

// mayBe says whether the boxed value r may be one of an unboxed type.
func (e *engine) mayBe(r ir.Ref, typ ir.Type) bool {
	if typ == ir.Int {
		return e.val[r].kinds&intKind != 0
	}
	return e.val[r].kinds&floatKind != 0
}

// dropFacts takes from the saved facts those that do not hold at the end of the
// body, and says whether there were any which the body began with.
func (e *engine) dropFacts() (dropped bool) {
	s := &e.saved.facts
	e.wordsThatVary()
	began := func(refs ...ir.Ref) bool {
		return !slices.ContainsFunc(refs, func(r ir.Ref) bool { return e.val[r].phi })
	}
	gone := func(holds, began bool) bool {
		dropped = dropped || !holds && began
		return !holds && began
	}
	s.mem = slices.DeleteFunc(s.mem, func(f memFact) bool {
		return gone(slices.Contains(e.mem, f), began(f.base, f.index, f.value))
	})
	s.shapes = slices.DeleteFunc(s.shapes, func(f shapeFact) bool {
		holds := slices.ContainsFunc(e.shapes, func(g shapeFact) bool { return g.object == f.object && g.shape == f.shape })
		return gone(holds, began(f.object))
	})
	s.stack = slices.DeleteFunc(s.stack, func(f stackFact) bool { return gone(slices.Contains(e.stack, f), began(f.value)) })
	s.joined = slices.DeleteFunc(s.joined, func(f lockFact) bool {
		return gone(slices.ContainsFunc(e.joined, func(g lockFact) bool { return g.covers(f) }), began(f.base, f.index))
	})
	s.finds = slices.DeleteFunc(s.finds, func(f findFact) bool {
		return gone(slices.Contains(e.finds, f), began(f.a, f.b, f.c, f.d, f.value))
	})
	s.fresh = slices.DeleteFunc(s.fresh, func(r ir.Ref) bool { return gone(slices.Contains(e.fresh, r), began(r)) })
	return dropped
}

// wordsThatVary makes variables of the words of memory that are known both at
// the beginning and at the end of the body, but with different values.
func (e *engine) wordsThatVary() {
	phi := func(r ir.Ref) bool { return e.val[r].phi }
	for n := range e.saved.facts.mem {
		f := &e.saved.facts.mem[n]
		if phi(f.base) || phi(f.index) || phi(f.value) || f.width != 8 || e.carries(f.place, e.ins[f.value].Type) {
			continue
		}
		for m := range e.mem {
			if g := &e.mem[m]; g.place == f.place && g.value != f.value && e.ins[g.value].Type == e.ins[f.value].Type {
				e.vars = append(e.vars, variable{where: inMemory, place: f.place, typ: e.ins[f.value].Type, start: f.value, varies: true})
				break
			}
		}
	}
	for _, f := range e.saved.facts.stack {
		if g := e.stackWord(f.slot); g != 0 && g != f.value && !phi(f.value) && !e.carriesSlot(f.slot) {
			e.vars = append(e.vars, variable{where: inStack, slot: f.slot, start: f.value, varies: true})
		}
	}
}

func (e *engine) carries(p place, typ ir.Type) bool {
	return slices.ContainsFunc(e.vars, func(v variable) bool { return v.where == inMemory && v.place == p && v.typ == typ })
}

func (e *engine) carriesSlot(slot int32) bool {
	return slices.ContainsFunc(e.vars, func(v variable) bool { return v.where == inStack && v.slot == slot })
}

// covers says whether g is at least as strong as f.
func (g lockFact) covers(f lockFact) bool {
	return g.kind == f.kind && g.base == f.base && g.index == f.index && g.imm == f.imm && (g.owned || !f.owned) && (f.loaded || !g.loaded)
}

// finish moves the PHIs behind the body and gives them the names of their As.
func (e *engine) finish() {
	first := e.saved.ins
	rename := grow(&e.subst, len(e.ins))
	for i := range rename {
		rename[i] = ir.Ref(i)
	}
	for i := range e.vars {
		if v := &e.vars[i]; v.phi != 0 {
			rename[v.phi] = v.a
		}
	}
	for i := first; i < len(e.ins); i++ {
		ins := &e.ins[i]
		if ins.Op == ir.PHI {
			*ins = ir.Ins{}
			continue
		}
		for _, p := range ins.Operands() {
			*p = rename[*p]
		}
	}
	for i := e.saved.snaps; i < len(e.snaps); i++ {
		slots := e.snaps[i].Slots
		for j := range slots {
			slots[j].Ref = rename[slots[j].Ref]
		}
	}
	for i := range e.vars {
		v := &e.vars[i]
		if end := rename[v.end]; v.phi != 0 && end != v.a && !e.joinedBefore(i) {
			e.ins = append(e.ins, ir.Ins{Op: ir.PHI, Type: e.ins[v.a].Type, A: v.a, B: end})
		}
	}
	e.ins = append(e.ins, ir.Ins{Op: ir.JLOOP})
}

// joinedBefore says whether an earlier variable has the PHI of variable i.
func (e *engine) joinedBefore(i int) bool {
	for j := range e.vars[:i] {
		if e.vars[j].phi == e.vars[i].phi {
			return true
		}
	}
	return false
}
