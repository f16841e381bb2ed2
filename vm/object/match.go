package object

// The operations behind the match statement (PEP 634).

// MatchesMapping says whether v's type is a mapping for patterns.
func MatchesMapping(v Value) bool {
	typ := TypeOf(v)
	return IsSubtype(typ, DictType) || IsSubtype(typ, MappingProxyType) || typ.PatternKind(PatternMapping)
}

// MatchesSequence says whether v's type is a sequence for patterns.
func MatchesSequence(v Value) bool {
	typ := TypeOf(v)
	for _, s := range [...]*Type{ListType, TupleType, RangeType, MemoryViewType} {
		if IsSubtype(typ, s) {
			return true
		}
	}
	if IsSubtype(typ, StrType) || IsSubtype(typ, BytesType) || IsSubtype(typ, ByteArrayType) {
		return false
	}
	return typ.PatternKind(PatternSequence)
}

// Kinds of PatternKind.
const (
	PatternSequence = 1 << iota
	PatternMapping
)

// PatternKind says whether the class or one of its bases was declared a
// sequence or mapping for patterns (collections.abc does so).
func (typ *Type) PatternKind(kind uint8) bool {
	for _, b := range typ.MRO {
		if b.Pattern&kind != 0 {
			return true
		}
	}
	return false
}

// MatchKeys returns the tuple of subject's values for the keys, or None.
func MatchKeys(t *Thread, subject, keys Value) Value {
	items := TupleItems(keys)
	values := make([]Value, 0, len(items))
	seen := NewSet(t)
	for _, k := range items {
		if in, ok := SetHas(t, seen, k); !ok {
			return Null
		} else if in {
			r := Repr(t, k)
			if r == Null {
				return Null
			}
			return ValueErrorf(t, "mapping pattern checks duplicate key (%s)", StrOf(r))
		}
		if !SetAdd(t, seen, k) {
			return Null
		}
		v := mappingValue(t, subject, k)
		if v == Null {
			return Null
		}
		if v == Stop {
			return None
		}
		values = append(values, v)
	}
	return NewTupleFrom(t, values)
}

// mappingValue is subject.get(key), with Stop for a missing key.
func mappingValue(t *Thread, subject, key Value) Value {
	if Is(subject, ShapeDict) {
		v, ok := DictGet(t, subject, key)
		if ok && v == Null {
			return Stop
		}
		return v
	}
	missing := NewList(t, nil)
	v := CallMethod(t, subject, Intern("get"), key, missing)
	if v == missing {
		return Stop
	}
	return v
}

// MatchClass matches a class pattern: the tuple of the values of npos
// positional and of the named attributes, or None.
func MatchClass(t *Thread, subject, cls Value, npos int, names Value) Value {
	typ := ClassOf(cls)
	if typ == nil {
		return TypeErrorf(t, "called match pattern must be a class")
	}
	is, ok := IsInstanceOf(t, subject, cls)
	if !ok {
		return Null
	}
	if !is {
		return None
	}
	m := classMatcher{t: t, subject: subject, typ: typ, seen: map[string]bool{}}
	if npos > 0 && !m.positional(npos) {
		return m.result
	}
	for _, n := range TupleItems(names) {
		if !m.attribute(n) {
			return m.result
		}
	}
	return NewTupleFrom(t, m.values)
}

type classMatcher struct {
	t       *Thread
	subject Value
	typ     *Type
	values  []Value
	seen    map[string]bool
	result  Value
}

func (m *classMatcher) positional(npos int) bool {
	args, ok := GetAttrOpt(m.t, m.typ.Obj, Intern("__match_args__"))
	if !ok {
		return m.fail(Null)
	}
	self := args == Null && m.matchesSelf()
	var names []Value
	if args != Null {
		if !Is(args, ShapeTuple) {
			return m.fail(TypeErrorf(m.t, "%s.__match_args__ must be a tuple (got %s)", m.typ.Name, TypeOf(args).Name))
		}
		names = TupleItems(args)
	}
	allowed := len(names)
	if self {
		allowed = 1
	}
	if allowed < npos {
		s := "s"
		if allowed == 1 {
			s = ""
		}
		return m.fail(TypeErrorf(m.t, "%s() accepts %d positional sub-pattern%s (%d given)", m.typ.Name, allowed, s, npos))
	}
	if self {
		m.values = append(m.values, m.subject)
		return true
	}
	for _, n := range names[:npos] {
		if !IsStr(n) {
			return m.fail(TypeErrorf(m.t, "__match_args__ elements must be strings (got %s)", TypeName(n)))
		}
		if !m.attribute(n) {
			return false
		}
	}
	return true
}

// matchesSelf says whether one positional pattern matches the subject itself.
func (m *classMatcher) matchesSelf() bool {
	for _, b := range [...]*Type{BoolType, ByteArrayType, BytesType, DictType, FloatType, FrozenSetType, IntType, ListType, SetType, StrType, TupleType} {
		if IsSubtype(m.typ, b) {
			return true
		}
	}
	return false
}

func (m *classMatcher) attribute(name Value) bool {
	s := StrOf(name)
	if m.seen[s] {
		return m.fail(TypeErrorf(m.t, "%s() got multiple sub-patterns for attribute '%s'", m.typ.Name, s))
	}
	m.seen[s] = true
	v, ok := GetAttrOpt(m.t, m.subject, Intern(s))
	if !ok {
		return m.fail(Null)
	}
	if v == Null {
		return m.fail(None)
	}
	m.values = append(m.values, v)
	return true
}

func (m *classMatcher) fail(v Value) bool {
	m.result = v
	return false
}
