package main

import (
	"fmt"
	"strings"
)

// constants are the literals of each kind: numbers near the edges of 31, 47, 48,
// 53, 63 and 64 bits, where representations change, and what compares oddly.
var constants = [kinds][]string{
	anInt: {"0", "1", "-1", "2", "3", "7", "10", "63", "64", "-64", "255", "1000", "(1 << 31) - 1", "1 << 31", "-(1 << 31)", "(1 << 46)", "(1 << 47) - 1", "1 << 47",
		"-(1 << 47)", "-(1 << 47) - 1", "(1 << 48) - 1", "1 << 48", "(1 << 53) + 1", "(1 << 62)", "(1 << 63) - 1", "1 << 63", "-(1 << 63)",
		"-(1 << 63) - 1", "(1 << 64) - 1", "1 << 64", "1 << 100", "-(3 << 90)", "11863283", "-11863283", "3037000500"},
	aFloat: {"0.0", "-0.0", "0.5", "1.0", "-1.5", "2.0", "3.25", "0.1", "1e10", "-7.75", "1e300", "-1e308", "5e-324", "INF", "-INF", "NAN",
		"9007199254740993.0", "140737488355328.0", "-140737488355329.0", "9.223372036854776e18", "1e16"},
	aBool:  {"True", "False"},
	aStr:   {"''", "'a'", "'b'", "'abc'", "'12'", "'x y z'", "'é'", "'日本'", "'-7'", "'aXbXc'", "'0.5'"},
	aList:  {"[]", "[1]", "[3, 1, 2]", "[1, 2.5, 3]", "[0, -1, 1 << 47]", "[NAN, 1.0]", "['b', 'a']", "[[1], [2, 3]]", "[5, 4, 3, 2, 1, 0]", "[None, 2, 'x']"},
	aDict:  {"{}", "{1: 2}", "{'a': 1, 'b': 2.5}", "{0: 'z', 1.5: None}", "{(1, 2): [3]}", "{True: 'one', 2: 'two'}", "{'a': 1 << 47, 3: -1}"},
	aTuple: {"()", "(1,)", "(1, 2)", "(1.5, 'x', None)", "(3, 2, 1)", "((1, 2), (3, 4))", "(0, 0.0, False)"},
	aSet:   {"set()", "{1, 2, 3}", "{-1, 1}", "{0.5, 2}", "frozenset((1, 2))"},
}

// constant is a literal, or an object.
func (p *program) constant(k kind) string {
	switch k {
	case anObject:
		if len(p.classes) == 0 || p.one(6) {
			return "Base()"
		}
		c := p.classes[p.n(len(p.classes))]
		return fmt.Sprintf("%s(%s)", c.name, p.constant(anInt))
	case anyKind:
		if p.one(8) {
			return "None"
		}
		return p.constant(kind(p.n(kinds - 1)))
	}
	c := constants[k]
	return p.paren(c[p.n(len(c))])
}

// paren encloses what is more than a word.
func (p *program) paren(s string) string {
	if strings.ContainsAny(s, " -") && !strings.ContainsAny(s[:1], "([{'") {
		return "(" + s + ")"
	}
	return s
}

// local is a variable of a kind, "" if there is none.
func (p *program) local(k kind) string {
	var names []string
	for _, v := range p.vars {
		if v.kind == k || k == anyKind {
			names = append(names, v.name)
		}
	}
	for _, g := range p.globals {
		if g.kind == k && p.one(3) {
			names = append(names, g.name)
		}
	}
	if k == anInt {
		names = append(names, p.loops...)
	}
	if len(names) == 0 {
		return ""
	}
	return names[p.n(len(names))]
}

// expr is an expression of a kind, with so many operators on a path.
func (p *program) expr(k kind, depth int) string {
	if p.one(p.wild) {
		k = kind(p.n(kinds))
	}
	if k == anyKind && !p.one(3) {
		k = kind(p.n(kinds))
	}
	if depth <= 0 || p.one(6) {
		if v := p.local(k); v != "" && !p.one(4) {
			return v
		}
		return p.constant(k)
	}
	d := depth - 1
	if p.one(7) {
		if s := p.call(k, d); s != "" {
			return s
		}
	}
	if p.one(12) {
		return fmt.Sprintf("(%s if %s else %s)", p.expr(k, d), p.condition(d), p.expr(k, d))
	}
	switch k {
	case anInt:
		return p.intExpr(d)
	case aFloat:
		return p.floatExpr(d)
	case aBool:
		return "(" + p.condition(d) + ")"
	case aStr:
		return p.strExpr(d)
	case aList:
		return p.listExpr(d)
	case aDict:
		return p.dictExpr(d)
	case aTuple:
		return p.tupleExpr(d)
	case aSet:
		return p.setExpr(d)
	case anObject:
		return p.objectExpr(d)
	}
	return p.expr(kind(p.n(kinds-1)), d)
}

func (p *program) intExpr(d int) string {
	i := func() string { return p.expr(anInt, d) }
	n := p.n(24)
	if p.hot && (n == 7 || n == 15 || n == 20 || n == 21) && !p.one(6) {
		n = p.n(6) // what does not raise an exception
	}
	switch n {
	case 0, 1, 2:
		return fmt.Sprintf("(%s + %s)", i(), i())
	case 3, 4:
		return fmt.Sprintf("(%s - %s)", i(), i())
	case 5:
		return fmt.Sprintf("clip(%s * %s)", i(), i())
	case 6:
		return fmt.Sprintf("(%s %s (%s or 1))", i(), p.oneOf("//", "%"), i())
	case 7:
		return fmt.Sprintf("(%s %s %s)", i(), p.oneOf("//", "%"), i())
	case 8, 9:
		return fmt.Sprintf("(%s %s %s)", i(), p.oneOf("&", "|", "^"), i())
	case 10:
		return fmt.Sprintf("clip(%s << (asint(%s) & 63))", i(), i())
	case 11:
		return fmt.Sprintf("(%s >> (asint(%s) & 63))", i(), i())
	case 12:
		return fmt.Sprintf("(%s%s)", p.oneOf("-", "~", "+", "not "), i())
	case 13:
		return fmt.Sprintf("abs(%s)", i())
	case 14:
		return fmt.Sprintf("len(%s)", p.expr([]kind{aList, aStr, aDict, aTuple, aSet}[p.n(5)], d))
	case 15:
		l := p.expr([]kind{aList, aTuple}[p.n(2)], d)
		return fmt.Sprintf("%s[%s]", l, p.oneOf(i(), "0", "-1", "1", "asint("+i()+") % 3"))
	case 16:
		return fmt.Sprintf("%s.%s", p.expr(anObject, d), p.oneOf("a", "k"))
	case 17:
		return fmt.Sprintf("%s(%s, %s)", p.oneOf("min", "max"), i(), i())
	case 18:
		return fmt.Sprintf("asint(%s)", p.expr(anyKind, d))
	case 19:
		return fmt.Sprintf("(%s * %s)", p.oneOf("3", "-7", "1000003", "65537"), i())
	case 20:
		return p.oneOf(fmt.Sprintf("int(%s)", p.expr(aFloat, d)), fmt.Sprintf("round(%s)", p.expr(aFloat, d)), fmt.Sprintf("sum(%s)", p.expr(aList, d)),
			fmt.Sprintf("ord(%s[0])", p.expr(aStr, d)), fmt.Sprintf("divmod(%s, %s)[%d]", i(), i(), p.n(2)), fmt.Sprintf("int(%s)", p.expr(aStr, d)),
			fmt.Sprintf("hash(asint(%s))", p.expr(anInt, d)), fmt.Sprintf("%s.bit_length()", i()), fmt.Sprintf("pow(%s, %d, 1000003)", i(), p.n(5)))
	case 21:
		return fmt.Sprintf("%s[%s]", p.expr(aDict, d), p.expr(anyKind, 0))
	case 22:
		v := p.fresh("w")
		return fmt.Sprintf("((%s := %s) + %s)", v, i(), v)
	}
	return fmt.Sprintf("(%s %s %s)", p.expr(aBool, d), p.oneOf("+", "-", "&", "^", "*"), i())
}

func (p *program) floatExpr(d int) string {
	f := func() string { return p.expr([]kind{aFloat, aFloat, anInt}[p.n(3)], d) }
	switch p.n(12) {
	case 0, 1, 2:
		return fmt.Sprintf("(%s + %s)", f(), f())
	case 3:
		return fmt.Sprintf("(%s - %s)", f(), f())
	case 4:
		return fmt.Sprintf("(%s * %s)", f(), f())
	case 5:
		return fmt.Sprintf("(%s / %s)", f(), f())
	case 6:
		return fmt.Sprintf("(%s %s %s)", f(), p.oneOf("//", "%"), f())
	case 7:
		return fmt.Sprintf("(-%s)", f())
	case 8:
		return fmt.Sprintf("%s(%s)", p.oneOf("abs", "float", "math.sqrt", "math.floor", "math.ceil", "math.sin", "math.fabs", "math.trunc", "bool"), f())
	case 9:
		return fmt.Sprintf("%s(%s, %s)", p.oneOf("min", "max", "math.copysign", "math.atan2", "math.fmod", "math.hypot"), f(), f())
	case 10:
		return fmt.Sprintf("%s.b", p.expr(anObject, d))
	}
	return fmt.Sprintf("(%s ** %s)", p.expr(aFloat, d), p.oneOf("2", "0.5", "-1", "3"))
}

// condition is an expression that is asked for its truth.
func (p *program) condition(d int) string {
	k := []kind{anInt, anInt, aFloat, anyKind}[p.n(4)]
	a := func() string { return p.expr(k, d) }
	switch p.n(12) {
	case 0, 1, 2, 3:
		return fmt.Sprintf("%s %s %s", a(), p.oneOf("<", "<=", ">", ">=", "==", "!="), a())
	case 4:
		return fmt.Sprintf("%s %s %s %s %s", a(), p.oneOf("<", "<=", "!="), a(), p.oneOf("<", ">="), a())
	case 5:
		return a()
	case 6:
		return fmt.Sprintf("not %s", p.expr(anyKind, d))
	case 7:
		return fmt.Sprintf("%s %s %s", p.expr(anyKind, d), p.oneOf("in", "not in"), p.expr([]kind{aList, aDict, aTuple, aSet}[p.n(4)], d))
	case 8:
		return fmt.Sprintf("%s %s None", p.expr(anyKind, d), p.oneOf("is", "is not"))
	case 9:
		return fmt.Sprintf("isinstance(%s, %s)", p.expr(anyKind, d), p.oneOf("int", "float", "str", "(int, float)", "Base", "list"))
	case 10:
		return fmt.Sprintf("type(%s) is %s", p.expr(anyKind, d), p.oneOf("int", "float", "bool", "str"))
	}
	if v := p.local(anInt); v != "" {
		return fmt.Sprintf("%s %% %d == %d", v, 2+p.n(9), p.n(3))
	}
	return fmt.Sprintf("(%s %s %s)", p.expr(aBool, d), p.oneOf("and", "or"), p.expr(anyKind, d))
}

func (p *program) strExpr(d int) string {
	s := func() string { return p.expr(aStr, d) }
	switch p.n(11) {
	case 0, 1:
		return fmt.Sprintf("clip(%s + %s)", s(), s())
	case 2:
		return fmt.Sprintf("str(%s)", p.expr([]kind{anInt, aFloat, aBool, aStr}[p.n(4)], d))
	case 3:
		return fmt.Sprintf("%s[%s]", s(), p.oneOf("0", "-1", "1:", ":2", "::-1", p.expr(anInt, d)))
	case 4:
		return fmt.Sprintf("f'{%s}%s{%s:%s}'", p.expr(anInt, 0), p.oneOf("", "-", "x"), p.expr([]kind{anInt, aFloat}[p.n(2)], 0), p.oneOf("", "5", "<4", "+"))
	case 5:
		return fmt.Sprintf("%s.%s", s(), p.oneOf("upper()", "strip()", "replace('a', 'bb')", "lower()", "title()", "zfill(4)", "split('X')[0]", "partition('b')[2]"))
	case 6:
		return fmt.Sprintf("%s.join([str(x) for x in %s])", p.oneOf("','", "''", s()), p.expr(aTuple, d))
	case 7:
		return fmt.Sprintf("(%s * (asint(%s) & 3))", s(), p.expr(anInt, d))
	case 8:
		return fmt.Sprintf("%s.c", p.expr(anObject, d))
	case 9:
		return fmt.Sprintf("chr(97 + asint(%s) %% 26)", p.expr(anInt, d))
	}
	return fmt.Sprintf("('%%s:%%r' %% (%s, %s))", p.expr(anInt, 0), p.expr(aStr, 0))
}

func (p *program) listExpr(d int) string {
	l := func() string { return p.expr(aList, d) }
	e := func() string { return p.expr([]kind{anInt, anInt, aFloat, anyKind}[p.n(4)], d) }
	switch p.n(10) {
	case 0, 1:
		return fmt.Sprintf("[%s, %s, %s]", e(), e(), e())
	case 2:
		return fmt.Sprintf("clip(%s + %s)", l(), l())
	case 3:
		return fmt.Sprintf("%s[%s]", l(), p.oneOf(":", "1:", ":-1", "::2", "::-1", "asint("+p.expr(anInt, 0)+") % 3:"))
	case 4, 5:
		return p.comprehension("[", "]", d)
	case 6:
		return fmt.Sprintf("sorted(%s%s)", l(), p.oneOf("", ", reverse=True", ", key=str", ", key=lambda q: (str(type(q)), str(q))"))
	case 7:
		return fmt.Sprintf("list(%s)", p.oneOf("range(asint("+p.expr(anInt, d)+") % 9)", "map(str, "+l()+")", "zip("+l()+", "+p.expr(aTuple, d)+")", "enumerate("+l()+")",
			"reversed("+l()+")", p.expr(aDict, d)+".values()", "filter(None, "+l()+")", p.expr(aDict, d)+".items()", p.expr(aStr, d)))
	case 8:
		return fmt.Sprintf("([%s] * (asint(%s) & 7))", e(), p.expr(anInt, d))
	}
	return fmt.Sprintf("[*%s, %s]", l(), e())
}

// comprehension is one over something, in the brackets given.
func (p *program) comprehension(open, end string, d int) string {
	v := p.fresh("x")
	n := len(p.loops)
	source := p.oneOf("range(7)", "range(12)", p.expr(aList, 0), p.expr(aTuple, 0), "enumerate("+p.expr(aList, 0)+")", p.expr(aStr, 0))
	if !strings.HasPrefix(source, "range") {
		n = -1
	}
	old := p.vars
	if n >= 0 {
		p.vars = append(p.vars[:len(p.vars):len(p.vars)], variable{v, anInt})
	} else {
		p.vars = append(p.vars[:len(p.vars):len(p.vars)], variable{v, anyKind})
	}
	p.cost += 10 * p.times
	body := p.expr(anyKind, d)
	if open == "{" && end == "}" && p.one(2) {
		body = v + ": " + body
	}
	filter := ""
	if p.one(3) {
		filter = " if " + p.condition(0)
	}
	p.vars = old
	text := fmt.Sprintf("%s%s for %s in %s%s%s", open, body, v, source, filter, end)
	if strings.Contains(text, ":=") {
		return "[4, 5]" // a comprehension may not bind what it iterates over
	}
	return text
}

func (p *program) dictExpr(d int) string {
	switch p.n(6) {
	case 0, 1:
		return fmt.Sprintf("{%s: %s, %s: %s}", p.expr(anInt, d), p.expr(anyKind, d), p.expr(aStr, d), p.expr(anyKind, d))
	case 2:
		return fmt.Sprintf("{**%s, %s: %s}", p.expr(aDict, d), p.expr(anInt, 0), p.expr(anyKind, d))
	case 3:
		return fmt.Sprintf("(%s | %s)", p.expr(aDict, d), p.expr(aDict, d))
	case 4:
		v := p.fresh("y")
		return fmt.Sprintf("{%s: %s for %s in range(%d)}", p.oneOf(v, "str("+v+")", v+" * 0.5", v+" << 46"), p.expr(anInt, 0), v, 2+p.n(6))
	}
	return fmt.Sprintf("dict(zip(%s, %s))", p.expr(aStr, d), p.expr(aList, d))
}

func (p *program) tupleExpr(d int) string {
	switch p.n(5) {
	case 0, 1:
		return fmt.Sprintf("(%s, %s)", p.expr(anyKind, d), p.expr(anyKind, d))
	case 2:
		return fmt.Sprintf("clip(%s + %s)", p.expr(aTuple, d), p.expr(aTuple, d))
	case 3:
		return fmt.Sprintf("tuple(%s)", p.expr(aList, d))
	}
	return fmt.Sprintf("%s[%s]", p.expr(aTuple, d), p.oneOf("1:", ":2", "::-1"))
}

func (p *program) setExpr(d int) string {
	switch p.n(3) {
	case 0:
		return fmt.Sprintf("{%s, %s}", p.expr(anInt, d), p.expr(anInt, d))
	case 1:
		return fmt.Sprintf("(%s %s %s)", p.expr(aSet, d), p.oneOf("|", "&", "-", "^"), p.expr(aSet, d))
	}
	// The order of strings in a set is another one in each process.
	return fmt.Sprintf("{asint(q) for q in %s}", p.expr(aTuple, d))
}

func (p *program) objectExpr(d int) string {
	if len(p.classes) == 0 {
		return "Base()"
	}
	c := p.classes[p.n(len(p.classes))]
	if !p.pays(c.cost) {
		return "Base()"
	}
	return fmt.Sprintf("%s(%s)", c.name, p.arguments(c, d))
}

// arguments are those of a call, sometimes by keyword.
func (p *program) arguments(f function, d int) string {
	var args []string
	named := false
	for i, k := range f.params {
		if i >= len(f.params)-f.defaults && p.one(2) {
			named = true
			continue
		}
		a := p.expr(k, d)
		if named || i > 0 && p.one(8) {
			named = true
			a = fmt.Sprintf("p%d=%s", i, a)
		}
		args = append(args, a)
	}
	if !named && len(args) > 1 && p.one(10) {
		return "*(" + strings.Join(args, ", ") + ",)"
	}
	return strings.Join(args, ", ")
}

// call is a call of a function that was written before and is cheap enough, of
// a method, or of something that is made on the spot; "" if there is none.
func (p *program) call(k kind, d int) string {
	switch p.n(8) {
	case 0:
		return fmt.Sprintf("(lambda q, r=%s: %s)(%s)", p.constant(anInt), p.lambdaBody(k), p.expr(anyKind, d))
	case 1, 2:
		if len(p.methods) == 0 {
			return ""
		}
		m := p.methods[p.n(len(p.methods))]
		if !p.pays(m.cost) {
			return ""
		}
		return fmt.Sprintf("%s.%s(%s)", p.expr(anObject, 0), m.name, p.arguments(m, d))
	case 3:
		return fmt.Sprintf("getattr(%s, %s, %s)", p.expr(anObject, d), p.oneOf("'a'", "'b'", "'nothing'", "'k'"), p.expr(k, 0))
	}
	var fit []function
	for _, f := range p.funcs {
		if (f.result == k || p.one(3)) && p.affords(f.cost) {
			fit = append(fit, f)
		}
	}
	if len(fit) == 0 {
		return ""
	}
	f := fit[p.n(len(fit))]
	p.pays(f.cost)
	args := p.arguments(f, d)
	if f.generator {
		return fmt.Sprintf("%s(%s(%s))", p.oneOf("list", "next", "tuple", "sum"), f.name, args)
	}
	return fmt.Sprintf("%s(%s)", f.name, args)
}

// affords says whether something of that cost may be called here as often as this
// place is run.
func (p *program) affords(cost int) bool { return p.cost+cost*p.times <= mostCost }

// pays adds what a call here costs, if it is affordable.
func (p *program) pays(cost int) bool {
	if !p.affords(cost) {
		return false
	}
	p.cost += cost * p.times
	return true
}

func (p *program) lambdaBody(k kind) string {
	old := p.vars
	p.vars = append(p.vars[:len(p.vars):len(p.vars)], variable{"q", anyKind}, variable{"r", anInt})
	defer func() { p.vars = old }()
	s := p.expr(k, 1)
	if strings.Contains(s, ":=") {
		return "r"
	}
	return s
}
