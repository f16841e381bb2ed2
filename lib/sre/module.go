package sre

import (
	"gorgon/gc"
	. "gorgon/vm/object"
)

// Layout of scanners and of the iterators of finditer.
const (
	scanPattern = gc.HeaderSize + 8*iota
	scanText
	scanPos     // int: pos and endpos as characters
	scanEnd     //
	scanAt      // int: the offset where the next match may begin, -1: no more
	scanAdvance // bool: it must not be empty
	scanSize    = gc.HeaderSize + 8*iota
)

const maxPos = "9223372036854775807"

func init() {
	for _, typ := range []*Type{PatternType, MatchType} {
		typ.Module = "re"
	}
	for _, typ := range []*Type{scannerType, templateType} {
		typ.Module = "_sre"
	}
	setupPattern()
	setupMatch()
	templateType.Setup(Spec{Layout: gc.LayoutValues, Payload: 8, Final: true})
	scannerType.Setup(Spec{Layout: gc.LayoutValues, Payload: scanSize - gc.HeaderSize, Final: true,
		Methods: []Method{
			{Name: "match", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return scan(t, a[0], false) }},
			{Name: "search", Sig: "(self, /)", Fn: func(t *Thread, a []Value) Value { return scan(t, a[0], true) }},
		},
		Getset: []Getset{{Name: "pattern", Member: true, Get: func(t *Thread, v Value) Value { return word(v, scanPattern) }}},
	})
	finderType.Setup(Spec{Layout: gc.LayoutValues, Payload: scanSize - gc.HeaderSize, Final: true,
		Slots: Slots{Iter: func(t *Thread, v Value) Value { return v }, Next: func(t *Thread, v Value) Value {
			m := scan(t, v, true)
			if m == None {
				return gc.Stop
			}
			return m
		}}})
	RegisterModule("_sre", func(t *Thread, m Value) {
		AddValue(t, m, "MAGIC", gc.MakeInt(20230612))
		AddValue(t, m, "CODESIZE", gc.MakeInt(4))
		AddValue(t, m, "MAXREPEAT", gc.MakeInt(maxRepeat))
		AddValue(t, m, "MAXGROUPS", gc.MakeInt(1<<30-1))
		caseFn := func(test func(r rune) rune) NativeFn {
			return func(t *Thread, a []Value) Value {
				n, ok := IndexInt(t, a[0])
				if !ok {
					return gc.Null
				}
				return number(int(test(rune(n))))
			}
		}
		cased := func(lower, upper func(r rune) rune) NativeFn {
			return func(t *Thread, a []Value) Value {
				n, ok := IndexInt(t, a[0])
				if !ok {
					return gc.Null
				}
				r := rune(n)
				return gc.MakeBool(lower(r) != r || upper(r) != r)
			}
		}
		AddFunctions(t, m, []Method{
			{Name: "compile", Sig: "(pattern, flags, code, groups, groupindex, indexgroup)", Fn: compile},
			{Name: "template", Sig: "(pattern, template, /)", Fn: newTemplate},
			{Name: "getcodesize", Sig: "()", Fn: func(t *Thread, a []Value) Value { return gc.MakeInt(4) }},
			{Name: "ascii_iscased", Sig: "(character, /)", Fn: cased(lowerASCII, upperASCII)},
			{Name: "unicode_iscased", Sig: "(character, /)", Fn: cased(LowerRune, UpperRune)},
			{Name: "ascii_tolower", Sig: "(character, /)", Fn: caseFn(lowerASCII)},
			{Name: "unicode_tolower", Sig: "(character, /)", Fn: caseFn(LowerRune)},
		})
	})
}

func member(name string, offset uintptr) Getset {
	return Getset{Name: name, Member: true, Get: func(t *Thread, v Value) Value { return word(v, offset) }}
}

func self(t *Thread, args []Value) Value { return args[0] }

var copyMethods = []Method{
	{Name: "__copy__", Sig: "(self, /)", Fn: self},
	{Name: "__deepcopy__", Sig: "(self, memo, /)", Fn: self},
}

func setupPattern() {
	const span = "(self, /, string, pos=0, endpos=" + maxPos + ")"
	PatternType.Setup(Spec{Layout: gc.LayoutValues, Payload: patSize - gc.HeaderSize, Final: true, Doc: "Compiled regular expression object.",
		Slots: Slots{Repr: patternRepr, Compare: patternCompare, Hash: patternHash},
		Methods: append([]Method{
			{Name: "match", Sig: span, Fn: matchMethod(false, false), Doc: "Matches zero or more characters at the beginning of the string."},
			{Name: "fullmatch", Sig: span, Fn: matchMethod(false, true), Doc: "Matches against all of the string."},
			{Name: "search", Sig: span, Fn: matchMethod(true, false), Doc: "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches."},
			{Name: "findall", Sig: span, Fn: findAll, Doc: "Return a list of all non-overlapping matches of pattern in string."},
			{Name: "finditer", Sig: span, Fn: finder(finderType), Doc: "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object."},
			{Name: "scanner", Sig: span, Fn: finder(scannerType)},
			{Name: "split", Sig: "(self, /, string, maxsplit=0)", Fn: split, Doc: "Split string by the occurrences of pattern."},
			{Name: "sub", Sig: "(self, /, repl, string, count=0)", Fn: substitute(false), Doc: "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl."},
			{Name: "subn", Sig: "(self, /, repl, string, count=0)", Fn: substitute(true), Doc: "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl."},
			ClassGetItemMethod,
		}, copyMethods...),
		Getset: []Getset{
			{Name: "pattern", Member: true, Get: func(t *Thread, v Value) Value { return word(v, patSource) }, Doc: "The pattern string from which the RE object was compiled."},
			member("flags", patFlags), member("groups", patGroups),
			{Name: "groupindex", Get: func(t *Thread, v Value) Value { return NewMappingProxy(t, word(v, patIndex)) }, Doc: "A dictionary mapping group names to group numbers."},
		}})
}

func setupMatch() {
	MatchType.Setup(Spec{Layout: gc.LayoutValues, Payload: matchSpans - gc.HeaderSize, Final: true,
		Doc:   "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
		Slots: Slots{Repr: matchRepr, GetItem: matchGetItem},
		Methods: append([]Method{
			{Name: "group", Sig: "(self, /, *args)", Fn: matchGroup, Doc: "group([group1, ...]) -> str or tuple.\nReturn subgroup(s) of the match by indices or names.\nFor 0 returns the entire match."},
			{Name: "groups", Sig: "(self, /, default=None)", Fn: matchGroups, Doc: "Return a tuple containing all the subgroups of the match, from 1."},
			{Name: "groupdict", Sig: "(self, /, default=None)", Fn: matchGroupDict, Doc: "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name."},
			{Name: "start", Sig: "(self, group=0, /)", Fn: spanMethod(func(t *Thread, from, to int) Value { return number(from) }), Doc: "Return index of the start of the substring matched by group."},
			{Name: "end", Sig: "(self, group=0, /)", Fn: spanMethod(func(t *Thread, from, to int) Value { return number(to) }), Doc: "Return index of the end of the substring matched by group."},
			{Name: "span", Sig: "(self, group=0, /)", Fn: spanMethod(func(t *Thread, from, to int) Value { return NewTuple(t, number(from), number(to)) }), Doc: "For match object m, return the 2-tuple (m.start(group), m.end(group))."},
			{Name: "expand", Sig: "(self, /, template)", Fn: matchExpand, Doc: "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method."},
			ClassGetItemMethod,
		}, copyMethods...),
		Getset: []Getset{
			{Name: "string", Member: true, Get: func(t *Thread, v Value) Value { return word(v, matchText) }, Doc: "The string passed to match() or search()."},
			{Name: "re", Member: true, Get: func(t *Thread, v Value) Value { return word(v, matchPattern) }, Doc: "The regular expression object."},
			member("pos", matchPos), member("endpos", matchEnd),
			{Name: "lastindex", Get: func(t *Thread, v Value) Value {
				if word(v, matchLast) == gc.MakeInt(0) {
					return None
				}
				return word(v, matchLast)
			}, Doc: "The integer index of the last matched capturing group."},
			{Name: "lastgroup", Get: matchLastGroup, Doc: "The name of the last matched capturing group."},
			{Name: "regs", Get: matchRegs},
		}})
}

// finder makes finditer and scanner.
func finder(typ *Type) NativeFn {
	return func(t *Thread, args []Value) Value {
		x, ok := textOf(t, regexpOf(args[0]), args[1], args[2], args[3])
		if !ok {
			return gc.Null
		}
		o := typ.New(t)
		gc.Store(o+scanPattern, args[0])
		gc.Store(o+scanText, args[1])
		gc.Store(o+scanPos, number(x.pos))
		gc.Store(o+scanEnd, number(x.end))
		gc.Store(o+scanAt, number(x.from))
		gc.Store(o+scanAdvance, gc.False)
		return gc.MakePtr(o)
	}
}

// scan returns the next match of a scanner, or None.
func scan(t *Thread, v Value, search bool) Value {
	o := v.Addr()
	t.OwnObject(o)
	at := int(gc.Load(o + scanAt).Int())
	if at < 0 {
		return None
	}
	p := gc.Load(o + scanPattern)
	_, x, m := startOn(t, p, gc.Load(o+scanText), gc.Load(o+scanPos), gc.Load(o+scanEnd))
	if m == nil {
		return gc.Null
	}
	defer m.free()
	m.advance = gc.Load(o+scanAdvance) == gc.True
	if at > len(x.s) || search && !m.search(at) || !search && !m.matchAt(at) {
		gc.Store(o+scanAt, number(-1))
		return None
	}
	gc.Store(o+scanAt, number(m.pos))
	gc.Store(o+scanAdvance, gc.MakeBool(m.pos == m.begin))
	return newMatch(t, p, &x, m)
}
