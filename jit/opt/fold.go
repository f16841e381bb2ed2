package opt

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
	"sync"

	"gorgon/jit/ir"
)

// bound is what the letters of a rule stand for while it is tried.
type bound struct {
	refs   [6]ir.Ref // u … z
	consts [2]int64  // j, k
	known  uint8     // which constants are bound
}

func (b *bound) ref(letter byte) ir.Ref { return b.refs[letter-'u'] }

// node is a part of a rule's text.
type node struct {
	kind   nodeKind
	op     ir.Op // of an operation or a literal
	letter byte  // of a value; 'j' or 'k' of a constant
	imm    int64 // of a literal
	fn     func(j, k int64) (int64, bool)
	typ    ir.Type // of a computed constant
	args   [2]*node
}

type nodeKind uint8

const (
	anyValue nodeKind = iota
	anyConst
	literal
	operation
	computed
)

// variant is a rule with the operands of commutative operations in one order.
type variant struct {
	opA, opB ir.Op // what the operands must be, for a quick look; NOP is anything
	rule     *rule
	from, to *node
	index    int // of the rule
}

// compiled has the variants by the operation at the root of the left side.
var compiled = sync.OnceValue(func() *[ir.NumOps][]variant {
	var byOp [ir.NumOps][]variant
	for n := range rules {
		to := parseRule(rules[n].to, ir.None)
		for _, from := range orders(parseRule(rules[n].from, ir.None)) {
			if to.typ = ir.Table[from.op].Type; to.kind == literal && to.typ == ir.Float {
				to.op = ir.KFLOAT
			}
			v := variant{rule: &rules[n], from: from, to: to, opA: quick(from.args[0]), opB: quick(from.args[1]), index: n}
			byOp[from.op] = append(byOp[from.op], v)
		}
	}
	return &byOp
})

func quick(n *node) ir.Op {
	if n != nil && (n.kind == operation || n.kind == literal) {
		return n.op
	}
	return ir.NOP
}

// parseRule reads a side of a rule whose type in its place is typ.
func parseRule(text string, typ ir.Type) *node {
	p := ruleParser{strings.Fields(strings.ReplaceAll(strings.ReplaceAll(text, "(", " ( "), ")", " ) "))}
	n := p.node(typ)
	if len(p.words) != 0 {
		panic("opt: rule " + text)
	}
	return n
}

type ruleParser struct{ words []string }

func (p *ruleParser) next() string {
	w := p.words[0]
	p.words = p.words[1:]
	return w
}

var operandTypes = map[byte]ir.Type{'i': ir.Int, 'f': ir.Float, 'v': ir.Value, 'w': ir.Int}

func (p *ruleParser) node(typ ir.Type) *node {
	w := p.next()
	switch {
	case w == "(":
		n := &node{kind: operation, op: ruleOps()[p.next()]}
		for i := 0; p.words[0] != ")"; i++ {
			n.args[i] = p.node(operandTypes[ir.Table[n.op].Operands[i]])
		}
		p.next()
		return n
	case w == "true":
		return &node{kind: literal, op: ir.KVALUE, imm: ir.True}
	case w == "false":
		return &node{kind: literal, op: ir.KVALUE, imm: ir.False}
	case w[0] == '=':
		fn := arith[w[1:]]
		if fn == nil {
			panic("opt: no function " + w)
		}
		return &node{kind: computed, fn: fn, typ: typ}
	case w == "j" || w == "k":
		return &node{kind: anyConst, letter: w[0]}
	case len(w) == 1 && 'u' <= w[0] && w[0] <= 'z':
		return &node{kind: anyValue, letter: w[0]}
	}
	return literalNode(w)
}

func literalNode(w string) *node {
	if strings.Contains(w, ".") {
		f, err := strconv.ParseFloat(w, 64)
		if err == nil {
			return &node{kind: literal, op: ir.KFLOAT, imm: int64(math.Float64bits(f))}
		}
	}
	n, err := strconv.ParseInt(w, 0, 64)
	if err != nil {
		panic(fmt.Sprintf("opt: %q in a rule", w))
	}
	return &node{kind: literal, op: ir.KINT, imm: n}
}

var ruleOps = sync.OnceValue(func() map[string]ir.Op {
	m := map[string]ir.Op{}
	for o := range ir.Table {
		m[ir.Table[o].Name] = ir.Op(o)
	}
	return m
})

// orders returns n with the operands of commutative operations in all orders
// that can occur: a constant stands behind.
func orders(n *node) []*node {
	if n == nil || n.kind != operation {
		return []*node{n}
	}
	var all []*node
	for _, a := range orders(n.args[0]) {
		for _, b := range orders(n.args[1]) {
			one, other := *n, *n
			one.args = [2]*node{a, b}
			other.args = [2]*node{b, a}
			all = append(all, &one)
			behind := b != nil && (b.kind == literal || b.kind == anyConst)
			same := b != nil && a.kind == anyValue && b.kind == anyValue && a.letter == b.letter
			if ir.Table[n.op].Flags&ir.Commutative != 0 && !behind && !same {
				all = append(all, &other)
			}
		}
	}
	return all
}

// fold computes an operation of constants or rewrites it by a rule; then r
// stands for its value.
func (e *engine) fold(i *ir.Ins) (r ir.Ref, done bool) {
	row := &ir.Table[i.Op]
	if i.A != 0 && row.Flags&ir.Pure != 0 && e.ins[i.A].Op.IsConst() && (i.B == 0 || e.ins[i.B].Op.IsConst()) {
		if n, ok := ir.Fold(i, e.ins[i.A].Imm, e.ins[i.B].Imm); ok {
			return e.constant(constOp[i.Type], i.Type, n), true
		}
	}
	if len(e.rules[i.Op]) == 0 {
		return 0, false
	}
	opA, opB := e.ins[i.A].Op, e.ins[i.B].Op
	for n := range e.rules[i.Op] {
		v := &e.rules[i.Op][n]
		if v.opA != ir.NOP && v.opA != opA || v.opB != ir.NOP && v.opB != opB {
			continue
		}
		var b bound
		if !e.matches(v.from.args[0], i.A, &b) || !e.matches(v.from.args[1], i.B, &b) || v.rule.when != nil && !v.rule.when(e, &b) {
			continue
		}
		if r, ok := e.build(v.to, &b, i.Snap); ok {
			if e.fired != nil {
				e.fired[v.index]++
			}
			return r, true
		}
	}
	return 0, false
}

var constOp = [...]ir.Op{ir.Int: ir.KINT, ir.Float: ir.KFLOAT, ir.Value: ir.KVALUE}

// matches says whether r is what n asks for, and binds the letters of n.
func (e *engine) matches(n *node, r ir.Ref, b *bound) bool {
	if n == nil {
		return true
	}
	i := &e.ins[r]
	switch n.kind {
	case anyValue:
		p := &b.refs[n.letter-'u']
		if *p == 0 {
			*p = r
			return !e.val[r].phi
		}
		return *p == r
	case anyConst:
		if i.Op != ir.KINT && i.Op != ir.KFLOAT {
			return false
		}
		at := n.letter - 'j'
		if b.known&(1<<at) != 0 {
			return b.consts[at] == i.Imm
		}
		b.consts[at] = i.Imm
		b.known |= 1 << at
		return true
	case literal:
		return i.Op == n.op && i.Imm == n.imm
	}
	return i.Op == n.op && e.matches(n.args[0], i.A, b) && e.matches(n.args[1], i.B, b)
}

// build emits the right side of a rule. A guard leaves by the snapshot of the
// one that it stands for.
func (e *engine) build(n *node, b *bound, snap int32) (ir.Ref, bool) {
	switch n.kind {
	case anyValue:
		return b.ref(n.letter), true
	case literal:
		return e.constant(n.op, typeOf(n.op), n.imm), true
	case computed:
		k, ok := n.fn(b.consts[0], b.consts[1])
		if !ok {
			return 0, false
		}
		return e.constant(constOp[n.typ], n.typ, k), true
	}
	i := ir.Ins{Op: n.op, Type: typeOf(n.op), Snap: snap}
	for at, p := range [...]*ir.Ref{&i.A, &i.B} {
		if arg := n.args[at]; arg != nil {
			r, ok := e.build(arg, b, snap)
			if !ok {
				return 0, false
			}
			*p = r
		}
	}
	return e.emit(i), true
}

func typeOf(o ir.Op) ir.Type { return ir.Table[o].Type }

// Conditions of rules.

func isKind(letter byte, k kinds) func(*engine, *bound) bool {
	return func(e *engine, b *bound) bool { return e.val[b.ref(letter)].kinds == k }
}

func isFlag(letter byte) func(*engine, *bound) bool {
	return func(e *engine, b *bound) bool {
		r := b.ref(letter)
		return e.isInt(r) && e.val[r].lo >= 0 && e.val[r].hi <= 1
	}
}

// below says that x is less than y for sure.
func below(x, y byte) func(*engine, *bound) bool {
	return func(e *engine, b *bound) bool { return e.val[b.ref(x)].hi < e.val[b.ref(y)].lo }
}

func atMost(x, y byte) func(*engine, *bound) bool {
	return func(e *engine, b *bound) bool { return e.val[b.ref(x)].hi <= e.val[b.ref(y)].lo }
}

// inside says that 0 <= x < y.
func inside(e *engine, b *bound) bool {
	x, y := &e.val[b.ref('x')], &e.val[b.ref('y')]
	return x.lo >= 0 && x.hi < y.lo
}

func apart(e *engine, b *bound) bool {
	x, y := b.ref('x'), b.ref('y')
	return e.isInt(x) && e.isInt(y) && (e.val[x].hi < e.val[y].lo || e.val[y].hi < e.val[x].lo)
}

func productFits(e *engine, b *bound) bool {
	x, y := &e.val[b.ref('x')], &e.val[b.ref('y')]
	for _, p := range [...]int64{x.lo, x.hi} {
		for _, q := range [...]int64{y.lo, y.hi} {
			if _, ok := mulOver(p, q); !ok {
				return false
			}
		}
	}
	return true
}

// coversBits says that x has no bits beyond those of j, which are all low ones.
func coversBits(e *engine, b *bound) bool {
	x, j := &e.val[b.ref('x')], b.consts[0]
	return x.lo >= 0 && j >= x.hi && j&(j+1) == 0
}

func shiftedBack(e *engine, b *bound) bool {
	x, j := &e.val[b.ref('x')], b.consts[0]
	if uint64(j) > 63 {
		return false
	}
	n := 63 - int(j)
	return bits.Len64(uint64(x.lo^x.lo>>63)) <= n && bits.Len64(uint64(x.hi^x.hi>>63)) <= n
}

func fits(v *value) bool { return ir.Fits(v.lo) && ir.Fits(v.hi) }

// fitsOpen says that F2I lets x pass.
func fitsOpen(e *engine, b *bound) bool {
	x := &e.val[b.ref('x')]
	return fits(x) && x.lo > ir.MinInt
}

func fitBoth(e *engine, b *bound) bool { return fits(&e.val[b.ref('x')]) && fits(&e.val[b.ref('y')]) }
