package opt

import (
	"math"
	"math/rand"
	"testing"

	"gorgon/jit/ir"
)

// ruleCase builds the left side of a rule of random operands. What it yields is
// stored to memory; a guard that fails leaves by another snapshot.
type ruleCase struct {
	t    *ir.Trace
	rand *rand.Rand
	vars map[byte]ir.Ref
	ks   map[byte]ir.Ref
}

func (c *ruleCase) emit(i ir.Ins) ir.Ref { return c.t.Emit(i) }

func (c *ruleCase) kint(n int64) ir.Ref { return c.emit(ir.Ins{Op: ir.KINT, Imm: n}) }

// variable makes a value of a type, of which more or less is known.
func (c *ruleCase) variable(typ byte) ir.Ref {
	at := int64(8 * c.rand.Intn(10))
	raw := c.emit(ir.Ins{Op: ir.LOADI, Class: ir.Other, A: c.kint(threadAt), Imm: at})
	switch typ {
	case 'f':
		switch c.rand.Intn(3) {
		case 0:
			return c.emit(ir.Ins{Op: ir.UNBOXF, A: c.emit(ir.Ins{Op: ir.SLOAD, Imm: at / 8})})
		case 1:
			return c.emit(ir.Ins{Op: ir.I2F, A: c.emit(ir.Ins{Op: ir.AND, A: raw, B: c.kint(15)})})
		}
		return c.emit(ir.Ins{Op: ir.I2F, A: raw})
	case 'v':
		v := c.emit(ir.Ins{Op: ir.SLOAD, Imm: at / 8})
		if c.rand.Intn(2) == 0 {
			c.emit(ir.Ins{Op: ir.GINT, A: v})
		}
		return v
	}
	switch c.rand.Intn(5) {
	case 0:
		return raw
	case 1:
		return c.emit(ir.Ins{Op: ir.AND, A: raw, B: c.kint(1)})
	case 2:
		return c.emit(ir.Ins{Op: ir.AND, A: raw, B: c.kint(15)})
	case 3:
		return c.emit(ir.Ins{Op: ir.ADD, A: c.emit(ir.Ins{Op: ir.AND, A: raw, B: c.kint(15)}), B: c.kint(20)})
	}
	return c.emit(ir.Ins{Op: ir.UNBOXI, A: c.emit(ir.Ins{Op: ir.SLOAD, Imm: at / 8})})
}

func (c *ruleCase) constant(typ byte) ir.Ref {
	if typ == 'f' {
		fs := []float64{.5, 2, 4, .25, 3, -8, 1e300, math.Inf(1), 0}
		return c.emit(ir.Ins{Op: ir.KFLOAT, Imm: int64(math.Float64bits(fs[c.rand.Intn(len(fs))]))})
	}
	ks := []int64{1, 2, 3, 7, 8, 15, 16, 40, 63, 64, 255, -1, -2, math.MinInt64, math.MaxInt64}
	return c.kint(ks[c.rand.Intn(len(ks))])
}

func (c *ruleCase) build(n *node, typ byte) ir.Ref {
	switch n.kind {
	case anyValue:
		if c.vars[n.letter] == 0 {
			c.vars[n.letter] = c.variable(typ)
		}
		return c.vars[n.letter]
	case anyConst:
		if c.ks[n.letter] == 0 {
			c.ks[n.letter] = c.constant(typ)
		}
		return c.ks[n.letter]
	case literal:
		return c.emit(ir.Ins{Op: n.op, Imm: n.imm})
	}
	i := ir.Ins{Op: n.op}
	for at, p := range [...]*ir.Ref{&i.A, &i.B} {
		if n.args[at] != nil {
			*p = c.build(n.args[at], ir.Table[n.op].Operands[at])
		}
	}
	return c.emit(i)
}

// TestRules checks that each rule is used, and that it changes no result.
func TestRules(t *testing.T) {
	e := &engine{fired: make([]int, len(rules))}
	random := rand.New(rand.NewSource(5))
	for n := range rules {
		left := orders(parseRule(rules[n].from, ir.None))
		before := e.fired[n]
		for try := 0; try < 3000 && (try < 40 || e.fired[n] < before+20); try++ {
			c := &ruleCase{ir.New(1, nil), random, map[byte]ir.Ref{}, map[byte]ir.Ref{}}
			c.t.Snaps = []ir.Snapshot{{PC: 1}, {PC: 2}}
			x := c.build(left[try%len(left)], '.')
			switch c.t.Type(x) {
			case ir.Int:
				c.emit(ir.Ins{Op: ir.STOREI, Class: ir.Other, A: c.kint(threadAt), B: x, Imm: 120})
			case ir.Float:
				c.emit(ir.Ins{Op: ir.STORE, Class: ir.Other, A: c.kint(threadAt), B: c.emit(ir.Ins{Op: ir.BOXF, A: x}), Imm: 120})
			case ir.Value:
				c.emit(ir.Ins{Op: ir.STORE, Class: ir.Other, A: c.kint(threadAt), B: x, Imm: 120})
			}
			c.emit(ir.Ins{Op: ir.EXIT, Snap: 1})
			if err := ir.Verify(c.t); err != nil {
				continue // a shift by 64, a division by 0
			}
			e.reset(c.t, Options{})
			e.forward()
			sameResult(t, rules[n].from, c.t, e.result(), random)
		}
		if e.fired[n] == before {
			t.Errorf("%s => %s is never used", rules[n].from, rules[n].to)
		}
	}
}

func sameResult(t *testing.T, rule string, before, after *ir.Trace, random *rand.Rand) {
	t.Helper()
	if err := ir.Verify(after); err != nil {
		t.Fatalf("%s: %v\n%s\nbecame\n%s", rule, err, before, after)
	}
	for range 3 {
		seed := random.Uint64()
		w, x := newWorld(seed), newWorld(seed)
		for i := range uint64(10) {
			n := mix(seed+i) >> (mix(seed-i) % 64) * (1 - seed>>i&1*2)
			w.Store64(threadAt+8*i, n)
			x.Store64(threadAt+8*i, n)
		}
		a, err := w.run(before)
		if err != nil {
			continue
		}
		b, err := x.run(after)
		if err != nil {
			t.Fatalf("%s: %v\n%s\nbecame\n%s", rule, err, before, after)
		}
		if d := differ(a, b, w, x); d != "" {
			t.Fatalf("%s: %s\n%s\nbecame\n%s", rule, d, before, after)
		}
	}
}

// interval returns bounds and a value within.
func interval(r *rand.Rand) (v value, n int64) {
	edges := []int64{math.MinInt64, -1 << 47, -100, -2, -1, 0, 1, 2, 7, 8, 63, 64, 1 << 20, 1<<47 - 1, math.MaxInt64}
	lo, hi := edges[r.Intn(len(edges)-1)]+int64(r.Intn(3)), edges[1+r.Intn(len(edges)-1)]-int64(r.Intn(3))
	if lo > hi {
		lo, hi = hi, lo
	}
	v = value{lo: lo, hi: hi}
	switch r.Intn(4) {
	case 0:
		return v, lo
	case 1:
		return v, hi
	case 2:
		return v, min(lo+int64(r.Intn(5)), hi)
	}
	if span := uint64(hi) - uint64(lo); span < math.MaxUint64 {
		return v, int64(uint64(lo) + r.Uint64()%(span+1))
	}
	return v, int64(r.Uint64())
}

// TestBounds computes with values within the bounds of the operands.
func TestBounds(t *testing.T) {
	r := rand.New(rand.NewSource(9))
	tight := map[ir.Op]bool{}
	for op := ir.ADD; op <= ir.ULT; op++ {
		for range 60000 {
			va, a := interval(r)
			vb, b := interval(r)
			e := &engine{val: []value{{}, va, vb}}
			i := ir.Ins{Op: op, A: 1, B: 2}
			n, ok := mulOver(a, b)
			if op != ir.MULOV {
				n, ok = ir.Fold(&i, a, b)
			} else if ok != ir.Holds(&i, a, b) {
				t.Fatalf("%d * %d overflows: %v", a, b, !ok)
			}
			if !ok {
				continue
			}
			lo, hi := e.bounds(&i)
			if n < lo || n > hi {
				t.Fatalf("%v of %d in %d…%d and %d in %d…%d is %d, not in %d…%d", op, a, va.lo, va.hi, b, vb.lo, vb.hi, n, lo, hi)
			}
			tight[op] = tight[op] || n == hi && hi != math.MaxInt64
		}
		if !tight[op] {
			t.Errorf("%v never comes to its upper bound", op)
		}
	}
}

// TestGuardBounds looks at what guards decide and what is learnt from them.
func TestGuardBounds(t *testing.T) {
	r := rand.New(rand.NewSource(10))
	for op := ir.GEQ; op <= ir.GULT; op++ {
		for range 60000 {
			va, a := interval(r)
			vb, b := interval(r)
			e := &engine{val: []value{{}, va, vb}, ins: []ir.Ins{{}, {Op: ir.LOADI, Type: ir.Int}, {Op: ir.LOADI, Type: ir.Int}}}
			if op == ir.GGT || op == ir.GGE || r.Intn(3) == 0 {
				e.ins[2] = ir.Ins{Op: ir.KINT, Type: ir.Int, Imm: b}
				e.val[2] = value{lo: b, hi: b}
			}
			i := ir.Ins{Op: op, A: 1, B: 2}
			holds := ir.Holds(&i, a, b)
			if v := e.judge(&i); v == always && !holds || v == never && holds {
				t.Fatalf("%v of %d in %d…%d and %d in %d…%d is decided %d", op, a, va.lo, va.hi, b, vb.lo, vb.hi, v)
			}
			if !holds {
				continue
			}
			e.learn(&i)
			for k, n := range []int64{a, b} {
				if v := &e.val[k+1]; n < v.lo || n > v.hi {
					t.Fatalf("%v of %d in %d…%d and %d in %d…%d: then %d is in %d…%d", op, a, va.lo, va.hi, b, vb.lo, vb.hi, n, v.lo, v.hi)
				}
			}
		}
	}
}
