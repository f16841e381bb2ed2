package syntax

// rule applies a rule at mark. On failure mark is where it was.
func (x *explainer) rule(r *rule) (any, bool) {
	key := memoKey{r, x.mark, x.bad && !r.memo}
	if m, ok := x.memo[key]; ok {
		if m.ok {
			x.mark = m.mark
		}
		return m.value, m.ok
	}
	if x.level++; x.level > maxLevel {
		panic(stackOverflow())
	}
	start := x.mark
	bad := x.bad
	if r.plain {
		x.bad = false
	}
	v, ok := x.alternatives(r.alts)
	x.bad = bad
	if !ok {
		x.mark = start
	}
	x.level--
	if ok && x.level == statementLevel {
		// A statement of the file is never tried again: forget its parts.
		x.memo = make(map[memoKey]memoEntry, 64)
		return v, ok
	}
	x.memo[key] = memoEntry{v, ok, x.mark}
	return v, ok
}

// statementLevel is the level below that of a statement of the file itself:
// the rules file and statements are around it.
const statementLevel = 2

// alternatives tries one after the other. An alternative that matches decides,
// even if its action then fails; so does one that was cut.
func (x *explainer) alternatives(alts []*alternative) (any, bool) {
	start := x.mark
	for _, a := range alts {
		if a.bad && !x.bad {
			continue
		}
		vals := make([]any, len(a.items))
		matched, cut := true, false
		for i, it := range a.items {
			if it.op == opCut {
				cut = true
				continue
			}
			v, ok := x.item(it)
			if !ok {
				matched = false
				break
			}
			vals[i] = v
		}
		if matched {
			if a.action != nil {
				return a.action(x, vals, start)
			}
			if len(vals) == 1 {
				return vals[0], true
			}
			return vals, true
		}
		x.mark = start
		if cut {
			return nil, false
		}
	}
	return nil, false
}

// item matches one item of an alternative.
func (x *explainer) item(it *item) (any, bool) {
	switch it.op {
	case opToken:
		t := x.peekToken()
		if t.Kind != it.kind {
			return nil, false
		}
		x.mark++
		return x.tokenValue(t)
	case opSoft:
		t := x.peekToken()
		if t.Kind != kindName || string(x.src[t.Start:t.End]) != it.text {
			return nil, false
		}
		x.mark++
		return x.tokenValue(t)
	case opForced:
		t := x.peekToken()
		if t.Kind != it.kind {
			if x.bad {
				panic(x.located(t.pos(), "expected '"+it.kind.String()+"'"))
			}
			return nil, false
		}
		x.mark++
		return x.tokenValue(t)
	case opRule:
		return x.rule(it.rule)
	case opGroup:
		return x.alternatives(it.alts)
	case opOptional:
		start := x.mark
		v, ok := x.item(it.sub)
		if !ok {
			x.mark = start
			return nil, true
		}
		return v, true
	case opLookahead, opNot:
		start := x.mark
		_, ok := x.item(it.sub)
		x.mark = start
		return nil, ok == (it.op == opLookahead)
	}
	return x.repeat(it)
}

// repeat matches X*, X+ and the list of X with separators.
func (x *explainer) repeat(it *item) (any, bool) {
	list := []any{}
	for {
		start := x.mark
		if it.sep != nil && len(list) > 0 {
			if _, ok := x.item(it.sep); !ok {
				x.mark = start
				break
			}
		}
		v, ok := x.item(it.sub)
		if !ok || x.mark == start {
			x.mark = start
			break
		}
		list = append(list, v)
	}
	if len(list) == 0 && it.op != opStar {
		return nil, false
	}
	return list, true
}

// tokenValue is what a matched token means to the actions: a node for names
// and numbers, else the token itself.
func (x *explainer) tokenValue(t *token) (any, bool) {
	switch t.Kind {
	case kindName:
		return &Name{exprNode{t.pos()}, string(x.src[t.Start:t.End]), Load}, true
	case kindNumber:
		v, ok := number(string(x.src[t.Start:t.End]))
		if !ok {
			panic(x.located(Pos{t.Line, -1, t.EndLine, -1}, intTooLong(string(x.src[t.Start:t.End]))))
		}
		return &Constant{exprNode{t.pos()}, v, ""}, true
	}
	return t, true
}

// span is the extent from a token to the last one consumed that is not layout.
func (x *explainer) span(start int) Pos {
	i := x.mark - 1
	for i > 0 && x.toks[i].Kind.isLayout() {
		i--
	}
	s, e := &x.toks[start], &x.toks[i]
	return Pos{s.Line, s.Col, e.EndLine, e.EndCol}
}

// extent is the position of what an item matched.
func extent(v any) Pos {
	switch v := v.(type) {
	case *token:
		return v.pos()
	case Node:
		return *v.Position()
	case []any:
		first, last := extent(v[0]), extent(v[len(v)-1])
		return Pos{first.Lineno, first.ColOffset, last.EndLineno, last.EndColOffset}
	case *Comprehension:
		// It ends with its last condition or, without one, its iterable.
		if n := len(v.Ifs); n > 0 {
			return extent(v.Ifs[n-1])
		}
		return extent(v.Iter)
	}
	return Pos{}
}
