package main

import (
	"fmt"
	"strings"
)

// specials are special methods that a class may have; self.a is a number mostly.
var specials = []string{
	"def __add__(self, o):\n    return {any}",
	"def __radd__(self, o):\n    return {any}",
	"def __eq__(self, o):\n    return {cond}",
	"def __lt__(self, o):\n    return {cond}",
	"def __len__(self):\n    return asint(self.a) & 15",
	"def __bool__(self):\n    return bool({cond})",
	"def __getitem__(self, o):\n    if o == 7:\n        raise IndexError(o)\n    return {any}",
	"def __contains__(self, o):\n    return {cond}",
	"def __iter__(self):\n    yield self.a\n    yield {any}\n    yield 5",
	"def __call__(self, o=1):\n    return {any}",
	"def __getattr__(self, o):\n    if o[:2] == '__':\n        raise AttributeError(o)\n    return 77",
	"def __setitem__(self, o, z):\n    self.a = z",
	"def __hash__(self):\n    return 5",
	"def __sub__(self, o):\n    return NotImplemented",
	"def __mul__(self, o):\n    return {any}",
	"def __neg__(self):\n    return {any}",
	"def __index__(self):\n    return 2",
	"@property\ndef k(self):\n    return {any}",
	"@staticmethod\ndef s0(o=1):\n    return 9",
	"@classmethod\ndef k0(cls, o=1):\n    return cls.k",
}

// class writes a class with a constructor, methods and special methods.
func (p *program) class() {
	name := p.fresh("C")
	base := "Base"
	if len(p.classes) > 0 && p.one(2) {
		base = p.classes[p.n(len(p.classes))].name
	}
	c := function{name: name, params: []kind{anInt, anyKind}, defaults: 1, result: anObject}
	p.line("\n")
	p.block(fmt.Sprintf("class %s(%s):", name, base), func() {
		if p.one(4) {
			p.line("__slots__ = ('late', 'x%d')", p.n(3))
		}
		if p.one(2) {
			p.line("k = %s", p.constant(anyKind))
		}
		p.line("")
		p.reset(p.chooseWild())
		p.block(fmt.Sprintf("def __init__(self, p0, p1=%s):", p.constant(anyKind)), func() {
			p.vars = []variable{{"p0", anInt}, {"p1", anyKind}}
			p.line("self.a = p0")
			p.line("self.b = %s", p.oneOf("p1", "0.5", p.expr(aFloat, 1)))
			if p.one(2) {
				p.line("self.c = %s", p.expr(aStr, 1))
			}
		})
		c.cost = p.cost + 3
		for i := range 1 + p.n(2) {
			p.method(i)
		}
		for range p.n(4) {
			p.special()
		}
	})
	p.classes = append(p.classes, c)
}

func (p *program) method(i int) {
	p.reset(p.chooseWild())
	m := function{name: fmt.Sprintf("m%d", i), params: []kind{anInt}, defaults: 1, result: anyKind}
	p.line("")
	p.block(fmt.Sprintf("def m%d(self, p0=%s):", i, p.constant(anInt)), func() {
		p.vars = []variable{{"self", anObject}, {"p0", anInt}}
		p.self = true
		p.statements(1 + p.n(3))
		if p.one(4) {
			p.line("return super().m0(p0)")
			return
		}
		p.line("return %s", p.oneOf("self.a", "self", p.expr(anyKind, 2)))
	})
	m.cost = p.cost + 2
	if !p.self || p.cost < 200 {
		p.methods = append(p.methods, m)
	}
}

func (p *program) special() {
	s := specials[p.n(len(specials))]
	p.reset(p.chooseWild())
	p.vars = []variable{{"o", anyKind}}
	methods, funcs, classes := p.methods, p.funcs, p.classes
	p.methods, p.funcs, p.classes = nil, nil, nil // special methods that call each other have no end
	s = strings.NewReplacer("{any}", p.oneOf("self.a", "o", p.expr(anyKind, 1)), "{cond}", p.oneOf("True", "self.a > 3", p.condition(1))).Replace(s)
	p.methods, p.funcs, p.classes = methods, funcs, classes
	if strings.Contains(s, "(self):") {
		s = strings.ReplaceAll(s, " o", " 1")
	}
	p.line("")
	p.line("%s", s)
}
