package syntax

import (
	"fmt"
	"strconv"
	"strings"
)

// makeAction compiles the text of an action. Names gives the items that it
// refers to.
func makeAction(text string, names map[string]int) action {
	if strings.HasPrefix(text, "!") {
		return errorAction(text[1:], names)
	}
	name, args, _ := strings.Cut(text, " ")
	f, ok := actions[name]
	if !ok {
		panic("syntax: no action " + name)
	}
	var refs []int
	for arg := range strings.FieldsSeq(args) {
		i, ok := names[arg]
		if !ok {
			panic("syntax: action " + text + " names no item")
		}
		refs = append(refs, i)
	}
	if refs == nil {
		return f
	}
	return func(x *explainer, vals []any, start int) (any, bool) {
		picked := make([]any, len(refs))
		for i, ref := range refs {
			picked[i] = vals[ref]
		}
		return f(x, picked, start)
	}
}

// errorAction compiles an action that reports an error: the place and the
// message. Places are `at a`, `range a b`, `from a` (up to where the scanner
// is), `here` (the last token scanned), `next` (the next token) and `indent`
// (an IndentationError here).
func errorAction(text string, names map[string]int) action {
	place, msg, _ := strings.Cut(text, " ")
	a, b := -1, -1
	if i, ok := names["a"]; ok {
		a = i
	}
	if i, ok := names["b"]; ok {
		b = i
	}
	switch place {
	case "at", "from":
		msg = msg[2:]
	case "range":
		msg = msg[4:]
	}
	return func(x *explainer, vals []any, _ int) (any, bool) {
		var va, vb any
		if a >= 0 {
			va = vals[a]
		}
		if b >= 0 {
			vb = vals[b]
		}
		panic(x.place(place, va, vb, x.message(msg, va, vb)))
	}
}

// message fills in what the message says about the items: %n the kind of an
// expression, %d a line, %s the text of a token, %b bound or constraints.
func (x *explainer) message(msg string, a, b any) string {
	i := strings.IndexByte(msg, '%')
	if i < 0 {
		return msg
	}
	value := ""
	switch msg[i+1] {
	case 'n':
		value = exprName(a.(Expr))
	case 'd':
		value = strconv.Itoa(int(extent(a).Lineno))
	case 's':
		t := a.(*token)
		value = string(x.src[t.Start:t.End])
	case 'b':
		value = "bound"
		if _, ok := b.(*Tuple); ok {
			value = "constraints"
		}
	}
	return msg[:i] + value + msg[i+2:]
}

func (x *explainer) place(place string, a, b any, msg string) *SyntaxError {
	switch place {
	case "at":
		return x.located(extent(a), msg)
	case "range":
		p, q := extent(a), extent(b)
		p.EndLineno, p.EndColOffset = q.EndLineno, q.EndColOffset
		return x.located(p, msg)
	case "from":
		p := extent(a)
		p.EndLineno, p.EndColOffset = x.scan.line, int32(x.scan.cur-x.scan.lineStart)-1
		return x.located(p, msg)
	case "next":
		return x.at(*x.peekToken(), msg)
	}
	e := x.at(x.last(), msg)
	if place == "indent" {
		e.Kind = "IndentationError"
	}
	return e
}

// exprName is how an error calls a kind of expression.
func exprName(e Expr) string {
	switch e := e.(type) {
	case *Attribute:
		return "attribute"
	case *Subscript:
		return "subscript"
	case *Starred:
		return "starred"
	case *Name:
		return "name"
	case *List:
		return "list"
	case *Tuple:
		return "tuple"
	case *Lambda:
		return "lambda"
	case *Call:
		return "function call"
	case *BoolOp, *BinOp, *UnaryOp:
		return "expression"
	case *GeneratorExp:
		return "generator expression"
	case *Yield, *YieldFrom:
		return "yield expression"
	case *Await:
		return "await expression"
	case *ListComp:
		return "list comprehension"
	case *SetComp:
		return "set comprehension"
	case *DictComp:
		return "dict comprehension"
	case *Dict:
		return "dict literal"
	case *Set:
		return "set display"
	case *JoinedStr, *FormattedValue:
		return "f-string expression"
	case *TemplateStr, *Interpolation:
		return "t-string expression"
	case *Compare:
		return "comparison"
	case *IfExp:
		return "conditional expression"
	case *NamedExpr:
		return "named expression"
	case *Constant:
		switch e.Value.(type) {
		case nil, bool:
			return Repr(e.Value)
		case EllipsisType:
			return "ellipsis"
		}
	}
	return "literal"
}

// badTarget finds what makes an expression no target, or nil.
func badTarget(e Expr, kind string) Expr {
	var elts []Expr
	switch t := e.(type) {
	case *List:
		elts = t.Elts
	case *Tuple:
		elts = t.Elts
	case *Starred:
		if kind == "delete" {
			return e
		}
		return badTarget(t.Value, kind)
	case *Compare:
		// In `for a in b`, the target is on the left of a comparison.
		if kind == "for" {
			if t.Ops[0] == In {
				return badTarget(t.Left, kind)
			}
			return nil
		}
		return e
	case *Name, *Subscript, *Attribute:
		return nil
	default:
		return e
	}
	for _, elt := range elts {
		if bad := badTarget(elt, kind); bad != nil {
			return bad
		}
	}
	return nil
}

func targetAction(kind, verb string) action {
	return func(x *explainer, vals []any, _ int) (any, bool) {
		if bad := badTarget(vals[0].(Expr), kind); bad != nil {
			panic(x.located(*bad.Position(), "cannot "+verb+" "+exprName(bad)))
		}
		return nil, false
	}
}

// collect appends the expressions among values.
func collect(list []Expr, vals []any) []Expr {
	for _, v := range vals {
		switch v := v.(type) {
		case Expr:
			list = append(list, v)
		case []any:
			list = collect(list, v)
		}
	}
	return list
}

// argumentsNode makes a call of the arguments among values.
func argumentsNode(call *Call, vals []any) {
	for _, v := range vals {
		switch v := v.(type) {
		case Expr:
			call.Args = append(call.Args, v)
		case *Keyword:
			call.Keywords = append(call.Keywords, v)
		case []any:
			argumentsNode(call, v)
		}
	}
}

// isLegacy tells a name that was a statement in Python 2.
func isLegacy(e any) bool {
	n, ok := e.(*Name)
	return ok && (n.Id == "print" || n.Id == "exec")
}

// placeholder stands for what no error looks into, with its extent.
type placeholder struct{ Pos }

// trailerKind says what a trailer makes of an expression.
type trailerKind uint8

const (
	isAttribute trailerKind = iota
	isCall
	isSubscript
)

func constant(v any) action {
	return func(*explainer, []any, int) (any, bool) { return v, true }
}

func pick(i int) action {
	return func(_ *explainer, vals []any, _ int) (any, bool) { return vals[i], true }
}

// node makes the action of an alternative whose value is an expression of
// which only the kind and the extent count.
func node(f func(Pos) Expr) action {
	return func(x *explainer, _ []any, start int) (any, bool) { return f(x.span(start)), true }
}

func placeAction(x *explainer, _ []any, start int) (any, bool) {
	return &placeholder{x.span(start)}, true
}

var actions map[string]action

func init() {
	actions = map[string]action{
		"first": pick(0), "second": pick(1), "fourth": pick(3),
		"attribute": constant(isAttribute), "call": constant(isCall), "subscript": constant(isSubscript),
		"place": placeAction, "pattern": placeAction,
		"target":     targetAction("assign", "assign to"),
		"for_target": targetAction("for", "assign to"),
		"del_target": targetAction("delete", "delete"),

		"IfExp":        node(func(p Pos) Expr { return &IfExp{exprNode: exprNode{p}} }),
		"Lambda":       node(func(p Pos) Expr { return &Lambda{exprNode: exprNode{p}} }),
		"Yield":        node(func(p Pos) Expr { return &Yield{exprNode: exprNode{p}} }),
		"YieldFrom":    node(func(p Pos) Expr { return &YieldFrom{exprNode: exprNode{p}} }),
		"NamedExpr":    node(func(p Pos) Expr { return &NamedExpr{exprNode: exprNode{p}} }),
		"BoolOp":       node(func(p Pos) Expr { return &BoolOp{exprNode: exprNode{p}} }),
		"UnaryOp":      node(func(p Pos) Expr { return &UnaryOp{exprNode: exprNode{p}} }),
		"Power":        node(func(p Pos) Expr { return &BinOp{exprNode: exprNode{p}} }),
		"Await":        node(func(p Pos) Expr { return &Await{exprNode: exprNode{p}} }),
		"Set":          node(func(p Pos) Expr { return &Set{exprNode: exprNode{p}} }),
		"Dict":         node(func(p Pos) Expr { return &Dict{exprNode: exprNode{p}} }),
		"GeneratorExp": node(func(p Pos) Expr { return &GeneratorExp{exprNode: exprNode{p}} }),
		"ListComp":     node(func(p Pos) Expr { return &ListComp{exprNode: exprNode{p}} }),
		"SetComp":      node(func(p Pos) Expr { return &SetComp{exprNode: exprNode{p}} }),
		"DictComp":     node(func(p Pos) Expr { return &DictComp{exprNode: exprNode{p}} }),

		"Tuple":    tupleAction,
		"List":     listAction,
		"Starred":  starredAction,
		"Compare":  compareAction,
		"BinOp":    binaryAction,
		"Primary":  primaryAction,
		"Constant": constantAction,
		"Keyword":  keywordAction,
		"Unpack":   unpackAction,

		"args":          argsAction,
		"comprehension": comprehensionAction,
		"flufl":         fluflAction,
		"future":        futureAction,
		"comma":         commaAction,
		"legacy":        legacyAction,
		"generator":     generatorAction,
		"order":         orderAction,
		"no_colon":      noColonAction,
		"real":          realAction,
		"imaginary":     imaginaryAction,

		"mix":        mixAction,
		"string":     stringAction,
		"strings":    stringsAction,
		"templates":  node(func(p Pos) Expr { return &TemplateStr{exprNode: exprNode{p}} }),
		"fstring":    formattedAction(func(p Pos) Expr { return &JoinedStr{exprNode: exprNode{p}} }),
		"tstring":    formattedAction(func(p Pos) Expr { return &TemplateStr{exprNode: exprNode{p}} }),
		"conversion": conversionAction,
		"middle":     middleAction,
	}
}

func tupleAction(x *explainer, vals []any, start int) (any, bool) {
	return &Tuple{exprNode{x.span(start)}, collect(nil, vals), Load}, true
}

func listAction(x *explainer, vals []any, start int) (any, bool) {
	return &List{exprNode{x.span(start)}, collect(nil, vals), Load}, true
}

func starredAction(x *explainer, vals []any, start int) (any, bool) {
	return &Starred{exprNode{x.span(start)}, vals[1].(Expr), Load}, true
}

func compareAction(x *explainer, vals []any, start int) (any, bool) {
	op := Eq
	if t, ok := vals[1].([]any)[0].([]any)[0].(*token); ok && t.Kind == kwIn {
		op = In
	}
	return &Compare{exprNode{x.span(start)}, vals[0].(Expr), []CmpOperator{op}, nil}, true
}

// binaryAction makes a node of a chain of operators, if there is one.
func binaryAction(x *explainer, vals []any, start int) (any, bool) {
	if len(vals[1].([]any)) == 0 {
		return vals[0], true
	}
	return &BinOp{exprNode: exprNode{x.span(start)}}, true
}

func primaryAction(x *explainer, vals []any, start int) (any, bool) {
	trailers := vals[1].([]any)
	if len(trailers) == 0 {
		return vals[0], true
	}
	pos := exprNode{x.span(start)}
	switch trailers[len(trailers)-1].(trailerKind) {
	case isAttribute:
		return &Attribute{exprNode: pos}, true
	case isCall:
		return &Call{exprNode: pos}, true
	}
	return &Subscript{exprNode: pos}, true
}

func constantAction(x *explainer, vals []any, start int) (any, bool) {
	c := &Constant{exprNode: exprNode{x.span(start)}}
	switch vals[0].(*token).Kind {
	case kwTrue:
		c.Value = true
	case kwFalse:
		c.Value = false
	case kindEllipsis:
		c.Value = Ellipsis
	}
	return c, true
}

func keywordAction(x *explainer, vals []any, start int) (any, bool) {
	return &Keyword{x.span(start), vals[0].(*Name).Id, vals[2].(Expr)}, true
}

func unpackAction(x *explainer, vals []any, start int) (any, bool) {
	return &Keyword{x.span(start), "", vals[1].(Expr)}, true
}

func argsAction(x *explainer, vals []any, start int) (any, bool) {
	c := &Call{exprNode: exprNode{x.span(start)}}
	argumentsNode(c, vals)
	return c, true
}

func comprehensionAction(_ *explainer, vals []any, _ int) (any, bool) {
	n := len(vals)
	return &Comprehension{Iter: vals[n-2].(Expr), Ifs: collect(nil, vals[n-1].([]any))}, true
}

// fluflAction tells whether the operator just read is spelt as it should be.
func fluflAction(x *explainer, _ []any, _ int) (any, bool) {
	t := &x.toks[x.mark-1]
	old := string(x.src[t.Start:t.End]) == "<>"
	if x.flufl && !old {
		panic(x.at(x.last(), "with Barry as BDFL, use '<>' instead of '!='"))
	}
	return t, old == x.flufl
}

// futureAction notes the import that changes the spelling of an operator.
func futureAction(x *explainer, vals []any, start int) (any, bool) {
	if x.importsFlufl(start) {
		x.flufl = true
	}
	return vals, true
}

// importsFlufl tells whether the import statement from start to mark is `from
// __future__ import barry_as_FLUFL`.
func (x *explainer) importsFlufl(start int) bool {
	text := func(i int) string { return string(x.src[x.toks[i].Start:x.toks[i].End]) }
	if text(start+1) != "__future__" {
		return false
	}
	for i := start + 3; i < x.mark; i++ {
		if text(i) == fluflFeature && text(i-1) != "as" {
			return true
		}
	}
	return false
}

// commaAction guesses a comma between two expressions within brackets.
func commaAction(x *explainer, vals []any, _ int) (any, bool) {
	if isLegacy(vals[0]) || x.toks[x.mark-1].Level == 0 {
		return nil, false
	}
	panic(x.place("range", vals[0], vals[1], "invalid syntax. Perhaps you forgot a comma?"))
}

func legacyAction(x *explainer, vals []any, _ int) (any, bool) {
	if !isLegacy(vals[0]) {
		return nil, false
	}
	id := vals[0].(*Name).Id
	panic(x.place("range", vals[0], vals[1],
		fmt.Sprintf("Missing parentheses in call to '%s'. Did you mean %s(...)?", id, id)))
}

// generatorAction reports a generator expression after other arguments.
func generatorAction(x *explainer, vals []any, _ int) (any, bool) {
	args := vals[0].(*Call).Args
	if len(args) <= 1 {
		return nil, false
	}
	panic(x.place("range", args[len(args)-1], vals[1], "Generator expression must be parenthesized"))
}

func orderAction(x *explainer, vals []any, _ int) (any, bool) {
	msg := "positional argument follows keyword argument"
	for _, k := range vals[0].(*Call).Keywords {
		if k.Arg == "" {
			msg += " unpacking"
			break
		}
	}
	panic(x.at(x.last(), msg))
}

func noColonAction(x *explainer, vals []any, _ int) (any, bool) {
	p := extent(vals[0])
	p.ColOffset, p.EndColOffset = p.EndColOffset-1, -1
	panic(x.located(p, "':' expected after dictionary key"))
}

func realAction(x *explainer, vals []any, start int) (any, bool) {
	if _, ok := vals[0].(*Constant).Value.(complex128); ok {
		panic(x.located(extent(vals[0]), "real number required in complex literal"))
	}
	return placeAction(x, vals, start)
}

func imaginaryAction(x *explainer, vals []any, start int) (any, bool) {
	if _, ok := vals[0].(*Constant).Value.(complex128); !ok {
		panic(x.located(extent(vals[0]), "imaginary number required in complex literal"))
	}
	return placeAction(x, vals, start)
}

func intTooLong(literal string) string {
	digits := len(strings.ReplaceAll(literal, "_", ""))
	return fmt.Sprintf("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "+
		"use sys.set_int_max_str_digits() to increase the limit - "+
		"Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", maxIntDigits, digits)
}

func stringAction(x *explainer, vals []any, _ int) (any, bool) {
	t := vals[0].(*token)
	v, _, fail := splitLiteral(x.src[t.Start:t.End]).decode()
	if fail != nil {
		if fail.Msg == nonASCIIBytes {
			panic(x.located(t.pos(), fail.Msg))
		}
		panic(x.at(x.last(), fail.Msg))
	}
	return &Constant{exprNode{t.pos()}, v, ""}, true
}

// mixAction reports a t-string beside another string: the two that meet.
func mixAction(x *explainer, vals []any, _ int) (any, bool) {
	a := vals[0].([]any)
	panic(x.place("range", a[len(a)-1], vals[1], "cannot mix t-string literals with string or bytes literals"))
}

func stringsAction(x *explainer, vals []any, start int) (any, bool) {
	var parts []Expr
	formatted := false
	for _, v := range vals[0].([]any) {
		if c, ok := v.(*Constant); ok {
			parts = append(parts, c)
		} else {
			formatted = true
		}
	}
	e, ok := joinStrings(parts, formatted, x.span(start))
	if !ok {
		panic(x.at(x.last(), "cannot mix bytes and nonbytes literals"))
	}
	return e, true
}

// formattedAction makes an f-string or t-string and decodes its text.
func formattedAction(f func(Pos) Expr) action {
	return func(x *explainer, vals []any, start int) (any, bool) {
		raw := isRawStart(x.src[x.toks[start].Start:x.toks[start].End])
		for _, v := range vals[1].([]any) {
			t, ok := v.(*token)
			if !ok {
				continue
			}
			if _, _, fail := decodeText(x.src[t.Start:t.End], raw); fail != nil {
				panic(x.at(x.last(), fail.Msg))
			}
		}
		return f(x.span(start)), true
	}
}

// middleAction decodes a piece of a format specification.
func middleAction(x *explainer, vals []any, _ int) (any, bool) {
	t := vals[0].(*token)
	if _, _, fail := decodeText(x.src[t.Start:t.End], false); fail != nil {
		panic(x.at(x.last(), fail.Msg))
	}
	return t, true
}

func conversionAction(x *explainer, vals []any, _ int) (any, bool) {
	bang, name := vals[0].(*token), vals[1].(*Name)
	kind := "f"
	if modes := x.scan.modes; len(modes) > 0 {
		kind = string(modes[len(modes)-1].kind)
	}
	if bang.EndLine != name.Lineno || bang.EndCol != name.ColOffset {
		panic(x.place("range", bang, name, kind+"-string: conversion type must come right after the exclamation mark"))
	}
	if name.Id != "s" && name.Id != "r" && name.Id != "a" {
		panic(x.located(name.Pos, fmt.Sprintf("%s-string: invalid conversion character %s: expected 's', 'r', or 'a'",
			kind, reprString(name.Id))))
	}
	return name, true
}
