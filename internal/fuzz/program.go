package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

// prelude is what all programs begin with.
//
//go:embed prelude.py
var prelude string

// kind is what the value of an expression is meant to be. A program breaks it
// now and then.
type kind int

const (
	anInt kind = iota
	aFloat
	aBool
	aStr
	aList // of numbers mostly
	aDict
	aTuple
	aSet
	anObject
	anyKind
	kinds = int(anyKind) + 1
)

// variable is a local one, or a global one that is declared in its function.
type variable struct {
	name string
	kind kind
}

// function is one that can be called: how, what it returns and what a call costs.
type function struct {
	name      string
	params    []kind
	defaults  int // of how many of the last parameters
	result    kind
	generator bool
	cost      int
}

// program is what is being written.
type program struct {
	rng     *rand.Rand
	out     strings.Builder
	indent  int
	funcs   []function
	classes []function // their constructors
	methods []function // all objects may have them
	globals []variable
	names   int
	hot     bool // loops are long and do as meant, but for one thing in many

	// Of the function that is being written.
	vars  []variable
	loops []string // the counters of the loops around: they stay as they are
	times int      // how often the statement runs in one call
	cost  int      // of a call, so far
	yield bool
	self  bool // in a method
	wild  int  // one in so many expressions is of another kind than meant
	inTry bool
}

// mostCost bounds what a call may cost, mostTotal what the program may.
const (
	mostCost  = 4_000
	mostTotal = 100_000
)

// generate returns the text of the program that a seed stands for.
func generate(seed, number uint64) string {
	p := &program{rng: rand.New(rand.NewPCG(seed, number))}
	p.out.WriteString(prelude)
	for _, k := range []kind{anInt, aFloat, aList, aDict, anyKind} {
		v := variable{fmt.Sprintf("G%d", len(p.globals)), k}
		p.line("\n%s = %s", v.name, p.constant(k))
		p.globals = append(p.globals, v)
	}
	for range 1 + p.n(3) {
		p.class()
	}
	p.hot = p.one(2)
	for range 3 + p.n(5) {
		switch p.n(8) {
		case 0:
			p.recursive()
		case 1:
			p.closure()
		case 2:
			p.function(true)
		default:
			p.function(false)
		}
	}
	p.main()
	return p.out.String()
}

func (p *program) n(n int) int { return p.rng.IntN(n) }

// one says yes once in n times.
func (p *program) one(n int) bool { return p.rng.IntN(n) == 0 }

func (p *program) oneOf(texts ...string) string { return texts[p.rng.IntN(len(texts))] }

func (p *program) fresh(prefix string) string {
	p.names++
	return fmt.Sprintf("%s%d", prefix, p.names)
}

func (p *program) line(format string, args ...any) {
	for l := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		if l != "" {
			p.out.WriteString(strings.Repeat("    ", p.indent))
		}
		p.out.WriteString(l + "\n")
	}
}

// block writes a header and what do writes below it.
func (p *program) block(header string, do func()) {
	p.line("%s", header)
	p.indent++
	before := p.out.Len()
	do()
	if p.out.Len() == before {
		p.line("pass")
	}
	p.indent--
}

// reset begins the text of a function.
func (p *program) reset(wild int) {
	p.vars, p.loops, p.times, p.cost = nil, nil, 1, 1
	p.yield, p.self, p.inTry, p.wild = false, false, false, wild
}

// saved is p's state of the function that is being written.
type saved struct {
	vars               []variable
	loops              []string
	times, cost, wild  int
	yield, self, inTry bool
}

func (p *program) save() saved {
	return saved{p.vars, p.loops, p.times, p.cost, p.wild, p.yield, p.self, p.inTry}
}

func (p *program) restore(s saved) {
	p.vars, p.loops, p.times, p.cost, p.wild, p.yield, p.self, p.inTry = s.vars, s.loops, s.times, s.cost, s.wild, s.yield, s.self, s.inTry
}

// params gives a function parameters.
func (p *program) params(f *function, text []string) string {
	f.defaults = 0
	n := 1 + p.n(4)
	for i := range n {
		k := kind(p.n(kinds))
		if i < 2 && p.one(2) {
			k = anInt
		}
		name := fmt.Sprintf("p%d", i)
		f.params = append(f.params, k)
		p.vars = append(p.vars, variable{name, k})
		if f.defaults > 0 || i == n-1 && p.one(3) {
			f.defaults++
			text = append(text, name+"="+p.constant(k))
			continue
		}
		text = append(text, name)
	}
	if p.one(8) {
		text = append(text, "*rest")
		p.vars = append(p.vars, variable{"rest", aTuple})
	}
	if p.one(8) {
		text = append(text, "**more")
		p.vars = append(p.vars, variable{"more", aDict})
	}
	return strings.Join(text, ", ")
}

func (p *program) chooseWild() int {
	if p.hot {
		return []int{100, 400, 2000}[p.n(3)]
	}
	return []int{6, 15, 40, 200}[p.n(4)]
}

// function writes a function or a generator.
func (p *program) function(generator bool) {
	p.reset(p.chooseWild())
	f := function{name: p.fresh("f"), result: kind(p.n(kinds)), generator: generator}
	p.yield = generator
	params := p.params(&f, nil)
	p.line("\n")
	p.block(fmt.Sprintf("def %s(%s):", f.name, params), func() {
		p.declare()
		p.statements(2 + p.n(4))
		p.loop()
		p.statements(p.n(3))
		if generator {
			p.line("yield %s", p.expr(f.result, 1))
			return
		}
		p.line("return %s", p.expr(f.result, 2))
	})
	f.cost = p.cost
	p.funcs = append(p.funcs, f)
}

// declare begins a function's text: globals that it changes, first values.
func (p *program) declare() {
	if p.one(3) {
		g := p.globals[p.n(len(p.globals))]
		p.line("global %s", g.name)
		p.vars = append(p.vars, g)
	}
	for range 1 + p.n(4) {
		p.assignNew()
	}
}

// recursive writes a function that calls itself.
func (p *program) recursive() {
	p.reset(p.chooseWild())
	f := function{name: p.fresh("r"), params: []kind{anInt, anyKind}, result: anyKind, cost: 40}
	p.vars = []variable{{"p0", anInt}, {"p1", anyKind}}
	p.line("\n")
	p.block(fmt.Sprintf("def %s(p0, p1):", f.name), func() {
		p.block("if type(p0) is not int or p0 <= 0 or p0 > 12:", func() { p.line("return %s", p.expr(anyKind, 1)) })
		p.statements(1 + p.n(2))
		p.line("return %s", p.oneOf(
			fmt.Sprintf("%s(p0 - 1, %s)", f.name, p.expr(anyKind, 1)),
			fmt.Sprintf("clip(%s(p0 - 1, p1) %s %s)", f.name, p.oneOf("+", "-", "*", "/"), p.expr(anInt, 1)),
			fmt.Sprintf("clip(%s + %s(p0 - 2, p1))", p.expr(anInt, 1), f.name),
			fmt.Sprintf("[%s(p0 - 3, p1), %s]", f.name, p.expr(anInt, 1))))
	})
	f.cost += 12 * p.cost
	p.funcs = append(p.funcs, f)
}

// closure writes a function that makes another one and calls it in a loop.
func (p *program) closure() {
	p.reset(p.chooseWild())
	f := function{name: p.fresh("c"), params: []kind{anInt, anyKind}, result: anyKind}
	p.line("\n")
	p.block(fmt.Sprintf("def %s(p0, p1):", f.name), func() {
		p.vars = []variable{{"p0", anInt}, {"p1", anyKind}}
		p.assignNew()
		p.assignNew()
		cell := p.vars[2+p.n(2)]
		outer := p.save()
		inner := p.fresh("inner")
		p.block(fmt.Sprintf("def %s(q, z=%s):", inner, p.constant(anyKind)), func() {
			p.line("nonlocal %s", cell.name)
			p.vars = append(p.vars[:len(p.vars):len(p.vars)], variable{"q", anInt}, variable{"z", anyKind})
			p.vars = p.vars[2:] // p0 and p1 would be unbound after an assignment
			p.statements(1 + p.n(3))
			p.line("%s = clip(%s)", cell.name, p.expr(cell.kind, 1))
			p.line("return %s", p.expr(anyKind, 1))
		})
		cost := p.cost
		p.restore(outer)
		n := 10 + p.n(50)
		p.block(fmt.Sprintf("for i in range(%d):", n), func() {
			p.block("try:", func() {
				p.line("p1 = clip(%s(%s, %s))", inner, p.oneOf("i", "p0 + i", "i * 1.5"), p.oneOf("p1", p.expr(anyKind, 1)))
			})
			p.block("except ERRORS as e:", func() { p.line("out('inner', i, type(e).__name__, str(e))") })
		})
		p.line("return p1, %s", cell.name)
		p.cost = 10 + n*(cost+5)
	})
	f.cost = p.cost
	p.funcs = append(p.funcs, f)
}

// main calls all functions, several times each, with arguments whose kinds change.
func (p *program) main() {
	p.line("\n")
	p.reset(p.chooseWild())
	budget := mostTotal
	calls := p.funcs
	p.block("def main():", func() {
		p.line("keep = None")
		for _, f := range calls {
			n := min(40, 2+budget/len(calls)/max(f.cost, 1))
			p.block(fmt.Sprintf("for i in range(%d):", n), func() {
				p.vars = []variable{{"i", anInt}, {"keep", anyKind}}
				p.loops = []string{"i"}
				args := make([]string, len(f.params))
				for j, k := range f.params {
					args[j] = p.changing(k, n)
				}
				p.block("try:", func() {
					call := fmt.Sprintf("%s(%s)", f.name, strings.Join(args, ", "))
					if f.generator {
						call = fmt.Sprintf("list(%s)", call)
					}
					p.line("keep = %s", call)
					p.line("out(%q, i, keep)", f.name)
				})
				p.block("except ERRORS as e:", func() { p.line("out(%q, i, type(e).__name__, str(e))", f.name) })
				if p.one(4) {
					p.block(fmt.Sprintf("if i == %d:", p.n(n)), p.rebind)
				}
			})
		}
		names := make([]string, len(p.globals))
		for i, g := range p.globals {
			names[i] = g.name
		}
		p.line("out(%s)", strings.Join(names, ", "))
	})
	p.line("\n\nmain()\nend()")
}

// changing is an argument that is of another kind, or at another edge, after some calls.
func (p *program) changing(k kind, n int) string {
	switch p.n(4) {
	case 0:
		return p.constant(k)
	case 1:
		return fmt.Sprintf("(%s if i < %d else %s)", p.constant(k), p.n(n), p.constant(kind(p.n(kinds))))
	case 2:
		return fmt.Sprintf("(%s if i < %d else %s if i < %d else %s)", p.constant(k), n/3, p.constant(k), 2*n/3, p.constant(k))
	}
	return p.expr(k, 1)
}

// rebind binds something anew that traces take for granted.
func (p *program) rebind() {
	f := p.funcs[p.n(len(p.funcs))]
	switch p.n(8) {
	case 0:
		p.line("globals()[%q] = lambda *a, **k: %s", f.name, p.constant(f.result))
	case 1:
		p.line("Base.k = %s", p.constant(anyKind))
	case 2:
		p.line("Base.m0 = lambda self, x=1: %s", p.constant(anyKind))
	case 3:
		p.line("globals()['len'] = lambda v: 3")
	case 4:
		p.line("globals().pop('len', None)")
	case 5:
		c := p.classes[p.n(len(p.classes))]
		p.line("%s.%s = %s", c.name, p.oneOf("a", "b", "k", "extra"), p.oneOf(p.constant(anyKind), "property(lambda self: 5)"))
	case 6:
		c := p.classes[p.n(len(p.classes))]
		p.line("%s.%s = lambda self, *a: %s", c.name, p.oneOf("m0", "m1", "__add__", "__len__", "__bool__", "__eq__"), p.constant(anInt))
	default:
		g := p.globals[p.n(len(p.globals))]
		p.line("globals()[%q] = %s", g.name, p.constant(anyKind))
	}
}
