package main

import (
	"fmt"
	"strings"
)

// assignNew gives a new variable its first value.
func (p *program) assignNew() {
	k := kind(p.n(kinds))
	if p.one(2) {
		k = []kind{anInt, anInt, aFloat, aList}[p.n(4)]
	}
	v := p.fresh("v")
	p.line("%s = %s", v, p.constant(k))
	p.vars = append(p.vars, variable{v, k})
}

func (p *program) statements(n int) {
	for range n {
		p.statement()
	}
	if n == 0 {
		p.line("pass")
	}
}

// target is a variable that may be assigned to.
func (p *program) target() (variable, bool) {
	if len(p.vars) == 0 {
		return variable{}, false
	}
	v := p.vars[p.n(len(p.vars))]
	return v, v.name != "self"
}

func (p *program) statement() {
	p.cost += p.times
	n := p.n(26)
	if p.hot && (n == 17 || n == 20 || n > 20) && p.one(3) {
		n = p.n(16)
	}
	switch n {
	case 0, 1, 2, 3, 4:
		p.assign()
	case 5, 6, 7:
		p.augmented()
	case 8, 9:
		p.listStatement()
	case 10, 11:
		p.dictStatement()
	case 12, 13, 14:
		p.attributeStatement()
	case 15, 16:
		p.branch()
	case 17:
		p.try()
	case 18, 19:
		if p.times < 200 {
			p.loop()
			return
		}
		p.assign()
	case 20:
		p.control()
	case 21:
		p.with()
	case 22:
		p.match()
	case 23:
		if p.yield {
			p.yields()
			return
		}
		p.line("out(%d, %s)", p.names, p.expr(anyKind, 1))
	case 24:
		p.unpack()
	default:
		p.rare()
	}
}

func (p *program) assign() {
	v, ok := p.target()
	if !ok {
		p.assignNew()
		return
	}
	k := v.kind
	if p.one(p.wild) {
		k = anyKind
	}
	text := p.expr(k, 2)
	if k == anInt || k == aStr || k == anyKind {
		text = "clip(" + text + ")"
	}
	p.line("%s = %s", v.name, text)
}

func (p *program) augmented() {
	v, ok := p.target()
	if !ok {
		return
	}
	switch v.kind {
	case anInt, aBool:
		p.line("%s %s %s", v.name, p.oneOf("+=", "-=", "^=", "&=", "|=", "+=", "//=", "%="), p.expr(anInt, 1))
	case aFloat:
		p.line("%s %s %s", v.name, p.oneOf("+=", "-=", "*=", "/="), p.expr(aFloat, 1))
	case aStr, aTuple:
		p.line("%s = clip(%s + %s)", v.name, v.name, p.expr(v.kind, 1))
	case aList:
		p.line("%s += %s", v.name, p.expr(aList, 1))
		p.line("clip(%s)", v.name)
	case aDict, aSet:
		p.line("%s |= %s", v.name, p.expr(v.kind, 1))
	default:
		p.line("%s = clip(%s %s %s)", v.name, v.name, p.oneOf("+", "-", "*"), p.expr(anInt, 1))
	}
}

func (p *program) listStatement() {
	l := p.local(aList)
	if l == "" {
		p.assignNew()
		return
	}
	i := p.oneOf("0", "-1", p.expr(anInt, 0), "asint("+p.expr(anInt, 0)+") % (len("+l+") or 1)")
	switch p.n(11) {
	case 0, 1, 2:
		p.line("%s[%s] = %s", l, i, p.expr([]kind{anInt, aFloat, anyKind}[p.n(3)], 1))
	case 3:
		p.line("%s[%s] += %s", l, i, p.expr(anInt, 1))
	case 4, 5:
		p.line("%s.append(%s)", l, p.expr([]kind{anInt, aFloat, anyKind}[p.n(3)], 1))
		p.line("clip(%s)", l)
	case 6:
		if v, ok := p.target(); ok {
			p.line("%s = %s.pop(%s)", v.name, l, p.oneOf("", "0", i))
		}
	case 7:
		p.line("%s.insert(%s, %s)", l, i, p.expr(anyKind, 1))
		p.line("clip(%s)", l)
	case 8:
		p.line("%s", p.oneOf("del "+l+"["+i+"]", l+".reverse()", l+".sort()", l+".clear()", l+".extend("+p.expr(aTuple, 1)+")", "del "+l+"[1:3]"))
	case 9:
		p.line("%s[%s] = %s", l, p.oneOf(":1", "1:2", "::2", "len("+l+"):"), p.expr(aList, 1))
		p.line("clip(%s)", l)
	default:
		p.readItem(l, i)
	}
}

func (p *program) readItem(of, at string) {
	if v, ok := p.target(); ok {
		p.line("%s = %s[%s]", v.name, of, at)
	}
}

func (p *program) dictStatement() {
	d := p.local(aDict)
	if d == "" {
		p.assign()
		return
	}
	key := p.expr([]kind{anInt, anInt, aStr, anyKind}[p.n(4)], p.n(2))
	switch p.n(9) {
	case 0, 1, 2:
		p.line("%s[%s] = %s", d, key, p.expr(anyKind, 1))
		p.line("clip(%s)", d)
	case 3:
		p.line("%s[%s] = %s.get(%s, 0) + %s", d, key, d, key, p.expr(anInt, 0))
	case 4:
		p.line("%s.pop(%s, None)", d, key)
	case 5:
		p.line("%s.setdefault(%s, []).append(%s)", d, key, p.expr(anInt, 0))
	case 6:
		p.line("del %s[%s]", d, key)
	case 7:
		if s := p.local(aSet); s != "" {
			p.line("%s.%s(%s)", s, p.oneOf("add", "discard", "remove"), key)
			return
		}
		p.line("%s.update(%s)", d, p.expr(aDict, 1))
	default:
		p.readItem(d, key)
	}
}

func (p *program) attributeStatement() {
	o := p.local(anObject)
	if o == "" {
		v := p.fresh("o")
		p.line("%s = %s", v, p.constant(anObject))
		p.vars = append(p.vars, variable{v, anObject})
		return
	}
	name, k := p.attribute()
	switch p.n(8) {
	case 0, 1, 2:
		p.line("%s.%s = clip(%s)", o, name, p.expr(k, 1))
	case 3, 4:
		p.line("%s.a += %s", o, p.expr(anInt, 1))
		if p.one(2) {
			p.line("%s.a = clip(%s.a)", o, o)
		}
	case 5:
		p.line("del %s.%s", o, name)
	case 6:
		p.line("setattr(%s, %q, %s)", o, p.oneOf(name, "late"), p.expr(anyKind, 1))
	default:
		if v, ok := p.target(); ok {
			p.line("%s = %s.%s", v.name, o, p.oneOf(name, "k", "late"))
		}
	}
}

func (p *program) attribute() (string, kind) {
	switch p.n(4) {
	case 0, 1:
		return "a", anInt
	case 2:
		return "b", aFloat
	}
	return "c", aStr
}

func (p *program) branch() {
	p.block(fmt.Sprintf("if %s:", p.condition(1)), func() { p.nested(1 + p.n(2)) })
	if p.one(3) {
		p.block(fmt.Sprintf("elif %s:", p.condition(1)), func() { p.nested(1) })
	}
	if p.one(2) {
		p.block("else:", func() { p.nested(1 + p.n(2)) })
	}
}

// nested writes statements of a block: what they bind first may be unbound behind it.
func (p *program) nested(n int) {
	old := len(p.vars)
	p.statements(n)
	if len(p.vars) > old && !p.one(4) {
		p.vars = p.vars[:old]
	}
}

func (p *program) try() {
	p.block("try:", func() {
		old := p.inTry
		p.inTry = true
		p.nested(1 + p.n(3))
		p.inTry = old
	})
	kind := p.n(4)
	if kind != 0 {
		p.block(p.oneOf("except ERRORS as e:", "except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, NameError) as e:", "except Exception as e:"), func() {
			p.line("out('caught', type(e).__name__, str(e))")
			p.nested(1)
			if p.one(8) {
				p.line("raise%s", p.oneOf("", " ValueError('again') from e", " KeyError(1)"))
			}
		})
		if p.one(4) {
			p.block("else:", func() { p.nested(1) })
		}
	}
	if kind == 0 || p.one(3) {
		p.block("finally:", func() { p.nested(1) })
	}
}

// loop writes a loop of one of several forms.
func (p *program) loop() {
	n := 8 + p.n(50)
	if p.hot {
		n = 50 + p.n(300)
	}
	if p.times > 1 {
		n = 2 + p.n(15)
	}
	v := p.fresh("i")
	header, k := p.loopHeader(v, n)
	times := p.times
	p.times *= n
	old := p.vars
	if k == anInt {
		p.loops = append(p.loops, v)
	} else {
		p.vars = append(p.vars[:len(p.vars):len(p.vars)], variable{v, k})
	}
	guarded := p.one(2) && !p.hot
	p.block(header, func() {
		if strings.HasPrefix(header, "while") {
			p.line("%s += 1", v)
		}
		body := func() { p.nested(1 + p.n(5)) }
		if guarded {
			p.block("try:", body)
			p.block("except ERRORS as e:", func() { p.line("out('loop', type(e).__name__, str(e))") })
		} else {
			body()
		}
	})
	if p.one(6) {
		p.block("else:", func() { p.nested(1) })
	}
	if k == anInt {
		p.loops = p.loops[:len(p.loops)-1]
	}
	p.vars = old
	p.times = times
}

// loopHeader is a loop of about n rounds with the variable v.
func (p *program) loopHeader(v string, n int) (string, kind) {
	switch p.n(12) {
	case 0, 1:
		p.line("%s = 0", v)
		return fmt.Sprintf("while %s < %d:", v, n), anInt
	case 2:
		return fmt.Sprintf("for %s in list(%s)[:%d]:", v, p.expr(aList, 1), n), anyKind
	case 3:
		e := p.fresh("e")
		p.vars = append(p.vars[:len(p.vars):len(p.vars)], variable{e, anyKind})
		return fmt.Sprintf("for %s, %s in enumerate(%s * %d):", v, e, p.constant(aList), 1+n/4), anInt
	case 4:
		return fmt.Sprintf("for %s in range(%d, %d, %d):", v, n, -1, -1), anInt
	case 5:
		return fmt.Sprintf("for %s in %s:", v, p.oneOf("(1, 2, 3, 4, 5, 6.5, 7, 8)", "[1.5] * 20", "'abcdefgé' * 3", "[1] * 10 + [2.5] * 10 + ['s'] * 5", "[0, 1 << 47, -1, 2, 3] * 4")), anyKind
	case 6:
		return fmt.Sprintf("for %s in list(%s.items()):", v, p.expr(aDict, 1)), aTuple
	case 7:
		return fmt.Sprintf("for %s in (%s for %s in range(%d)):", v, strings.ReplaceAll(p.expr(anInt, 1), ":=", "=="), p.fresh("z"), n), anInt
	case 8:
		for _, f := range p.funcs {
			if f.generator && p.pays(f.cost) {
				return fmt.Sprintf("for %s in %s(%s):", v, f.name, p.arguments(f, 1)), anyKind
			}
		}
	case 9:
		return fmt.Sprintf("for %s in range((1 << 47) - %d, (1 << 47) + %d):", v, n/2, n/2), anInt
	}
	return fmt.Sprintf("for %s in range(%d):", v, n), anInt
}

// control leaves a loop or a round, or raises.
func (p *program) control() {
	if len(p.loops) > 0 {
		p.block(fmt.Sprintf("if %s:", p.condition(1)), func() { p.line("%s", p.oneOf("break", "continue", "continue", p.raise())) })
		return
	}
	p.block(fmt.Sprintf("if %s:", p.condition(1)), func() { p.line("%s", p.oneOf(p.raise(), "pass")) })
}

func (p *program) raise() string {
	return "raise " + p.oneOf("ValueError", "KeyError", "TypeError", "ZeroDivisionError") + "(" + p.expr(anInt, 0) + ")"
}

func (p *program) with() {
	p.block(fmt.Sprintf("with Manager(%s):", p.oneOf("True", "False", p.condition(0))), func() { p.nested(1 + p.n(2)) })
}

func (p *program) match() {
	p.block(fmt.Sprintf("match %s:", p.expr(anyKind, 1)), func() {
		for range 1 + p.n(3) {
			pattern := p.oneOf("0", "1 | 2", "-1", "'a'", "None", "True", "[q, *_]", "[q, r]", "{'a': q}", "int(q)", "float() as q", "str()", "Base(a=q)", "1.5")
			if p.one(4) {
				pattern += " if " + p.condition(0)
			}
			p.block(fmt.Sprintf("case %s:", pattern), func() { p.nested(1) })
		}
		if p.one(2) {
			p.block("case _:", func() { p.nested(1) })
		}
	})
}

func (p *program) yields() {
	switch p.n(6) {
	case 0:
		v := p.fresh("v")
		p.line("%s = yield %s", v, p.expr(anyKind, 1))
		p.vars = append(p.vars, variable{v, anyKind})
	case 1:
		p.line("yield from %s", p.expr([]kind{aList, aTuple}[p.n(2)], 1))
	default:
		p.line("yield %s", p.expr(anyKind, 1))
	}
}

func (p *program) unpack() {
	a, ok := p.target()
	b, ok2 := p.target()
	if !ok || !ok2 || a.name == b.name {
		return
	}
	switch p.n(4) {
	case 0:
		p.line("%s, %s = %s, %s", a.name, b.name, p.expr(a.kind, 1), p.expr(b.kind, 1))
	case 1:
		p.line("%s, %s = %s, %s", a.name, b.name, b.name, a.name)
	case 2:
		p.line("%s, *%s = %s", a.name, p.fresh("u"), p.expr(aList, 1))
	default:
		p.line("%s, %s = %s", a.name, b.name, p.expr([]kind{aTuple, aList, aStr}[p.n(3)], 1))
	}
}

// rare writes what programs seldom do in a loop.
func (p *program) rare() {
	v, ok := p.target()
	if !ok {
		p.line("pass")
		return
	}
	switch p.n(9) {
	case 0:
		p.line("del %s", v.name)
		if !p.one(3) {
			p.line("%s = %s", v.name, p.constant(v.kind))
		}
	case 1:
		p.line("%s = %s = %s", v.name, p.fresh("u"), p.expr(v.kind, 1))
	case 2:
		p.line("assert %s, %s", p.condition(0), p.expr(anInt, 0))
	case 3:
		u := p.fresh("u")
		p.line("%s = %s", u, p.oneOf("iter("+p.expr(aList, 1)+")", "(x for x in "+p.expr(aTuple, 1)+")", "reversed("+p.expr(aList, 0)+")", "zip("+p.expr(aList, 0)+", 'abc')"))
		p.line("%s = next(%s, %s)", v.name, u, p.constant(v.kind))
		p.line("%s = list(%s)", u, u)
		p.vars = append(p.vars, variable{u, aList})
	case 4:
		p.line("%s = %s", v.name, p.oneOf("any", "all")+"("+p.comprehension("", "", 1)+")")
	case 5:
		p.line("%s = %s", v.name, p.comprehension("{", "}", 1))
	case 6:
		p.line("%s = deque(%s, %d)", v.name, p.expr(aList, 1), 1+p.n(5))
	case 7:
		o := p.local(anObject)
		if o != "" {
			p.line("%s.__class__ = %s", o, p.oneOf("Base", "type("+o+")"))
			return
		}
		p.line("%s = type(%s).__name__", v.name, v.name)
	default:
		p.line("%s = %s", v.name, p.oneOf("[*map(lambda q: q, "+p.expr(aList, 1)+")]", "max("+p.expr(aList, 1)+", default=0)"))
	}
}
