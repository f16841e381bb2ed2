package functools

import (
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	value  = gc.Value
	thread = object.Thread
)

// partialType holds the function, the tuple of positional arguments, the dict
// of named ones and how many of the positional ones are Placeholder.
var (
	partialType     = object.NewType("partial", 0)
	placeholderType = object.NewType("_PlaceholderType", 0)
)

const (
	partialFunc = gc.HeaderSize + 8*iota
	partialArgs
	partialKw
	partialHoles
	partialSize = 8 * iota
)

func init() {
	partialType.Setup(object.Spec{
		Module: "functools", Payload: partialSize, Layout: gc.LayoutValues, HasDict: true,
		Doc: "A function with some of its arguments given already.",
		Slots: object.Slots{New: partialNew, Call: partialCall, Repr: partialRepr,
			DescrGet: func(t *thread, d, obj value, owner *object.Type) value {
				if obj == gc.Null {
					return d
				}
				return object.NewBoundMethod(t, d, obj)
			}},
		Methods: []object.Method{
			{Name: "__reduce__", Sig: "(self, /)", Fn: partialReduce},
			{Name: "__setstate__", Sig: "(self, state, /)", Fn: partialSetState},
			{Name: "__class_getitem__", Sig: "(cls, object, /)", Flags: object.ClassMethod, Doc: "A generic alias, for annotations.",
				Fn: func(t *thread, args []value) value { return object.NewGenericAlias(t, args[0], args[1]) }},
		},
		Getset: []object.Getset{
			{Name: "func", Get: func(t *thread, v value) value { return word(t, v, partialFunc) }, Set: object.ReadOnly},
			{Name: "args", Get: func(t *thread, v value) value { return word(t, v, partialArgs) }, Set: object.ReadOnly},
			{Name: "keywords", Get: func(t *thread, v value) value { return word(t, v, partialKw) }, Set: object.ReadOnly},
		},
	})
	placeholderType.Setup(object.Spec{
		Module: "functools", Final: true, Doc: "The type of Placeholder.",
		Slots: object.Slots{
			Repr: func(t *thread, v value) value { return object.Intern("Placeholder") },
			New: func(t *thread, cls *object.Type, args []value, kw value) value {
				if len(args) > 0 {
					return object.TypeErrorf(t, "_PlaceholderType takes no arguments")
				}
				return placeholder(t)
			},
		},
		Methods: []object.Method{{Name: "__reduce__", Sig: "(self, /)", Fn: func(t *thread, args []value) value { return object.Intern("Placeholder") }}},
	})
}

// word returns a word of a mutable object.
func word(t *thread, v value, offset uintptr) value {
	return t.Read(v.Addr()+gc.LockOffset, v.Addr()+offset)
}

var thePlaceholder = object.Once(func(t *thread) value { return gc.MakePtr(placeholderType.New(t)) })

// placeholder is the only instance of its type.
func placeholder(t *thread) value { return thePlaceholder.Value(t) }

func holes(t *thread, args []value) int {
	n, p := 0, placeholder(t)
	for _, a := range args {
		if a == p {
			n++
		}
	}
	return n
}

func split(args []value, kw value) (pos, named []value) {
	if kw == gc.Null {
		return args, nil
	}
	n := len(args) - object.TupleLen(kw)
	return args[:n], args[n:]
}

func partialNew(t *thread, cls *object.Type, args []value, kw value) value {
	pos, named := split(args, kw)
	if len(pos) == 0 {
		return object.TypeErrorf(t, "type 'partial' takes at least one argument")
	}
	fn, bound := pos[0], append([]value(nil), pos[1:]...)
	if !object.IsCallable(fn) {
		return object.TypeErrorf(t, "the first argument must be callable")
	}
	if n := len(bound); n > 0 && bound[n-1] == placeholder(t) {
		return object.TypeErrorf(t, "trailing Placeholders are not allowed")
	}
	d := object.NewDict(t)
	if object.IsInstance(fn, partialType) && object.TypeOf(fn) == cls {
		inner := object.TupleItems(word(t, fn, partialArgs))
		var ok bool
		if bound, ok = fill(t, inner, bound, false); !ok {
			return gc.Null
		}
		d = object.DictCopy(t, word(t, fn, partialKw))
		fn = word(t, fn, partialFunc)
	}
	if kw != gc.Null {
		for i, k := range object.TupleItems(kw) {
			if named[i] == placeholder(t) {
				return object.TypeErrorf(t, "Placeholder cannot be passed as a keyword argument")
			}
			if !object.DictSet(t, d, k, named[i]) {
				return gc.Null
			}
		}
	}
	o := cls.New(t)
	gc.Store(o+partialFunc, fn)
	gc.Store(o+partialArgs, object.NewTupleFrom(t, bound))
	gc.Store(o+partialKw, d)
	gc.Store(o+partialHoles, gc.MakeInt(int64(holes(t, bound))))
	return gc.MakePtr(o)
}

// fill puts args in the places of placeholders and behind. all: there must be
// enough for every placeholder.
func fill(t *thread, inner, args []value, all bool) ([]value, bool) {
	r, p := append([]value(nil), inner...), placeholder(t)
	for i, a := range r {
		if a != p {
			continue
		}
		if len(args) == 0 {
			if all {
				return nil, false
			}
			break
		}
		r[i], args = args[0], args[1:]
	}
	r = append(r, args...)
	if n := len(r); !all && n > 0 && r[n-1] == p {
		object.TypeErrorf(t, "trailing Placeholders are not allowed")
		return nil, false
	}
	return r, true
}

func partialCall(t *thread, v value, args []value, kw value) value {
	pos, named := split(args, kw)
	bound := object.TupleItems(word(t, v, partialArgs))
	d := word(t, v, partialKw)
	var all []value
	if n := word(t, v, partialHoles).Int(); n > 0 {
		if int64(len(pos)) < n {
			return object.TypeErrorf(t, "missing positional arguments in 'partial' call; expected at least %d, got %d", n, len(pos))
		}
		all, _ = fill(t, bound, pos, true)
	} else {
		all = append(append(make([]value, 0, len(bound)+len(args)), bound...), pos...)
	}
	if object.DictLen(t, d) == 0 {
		r := t.SetTail(word(t, v, partialFunc), append(all, named...)...)
		t.TailKw = kw
		return r
	}
	if kw != gc.Null {
		d = object.DictCopy(t, d)
		for i, k := range object.TupleItems(kw) {
			if !object.DictSet(t, d, k, named[i]) {
				return gc.Null
			}
		}
	}
	return object.TailCall(t, word(t, v, partialFunc), all, d)
}

func partialRepr(t *thread, v value) value {
	if !object.EnterRepr(t, v) {
		return object.Intern("...")
	}
	defer object.LeaveRepr(t, v)
	var text strings.Builder
	add := func(x value) bool {
		r := object.Repr(t, x)
		if r != gc.Null {
			text.WriteString(object.StrOf(r))
		}
		return r != gc.Null
	}
	module := object.GetAttrString(t, object.TypeOf(v).Obj, "__module__")
	if module == gc.Null {
		return gc.Null
	}
	text.WriteString(object.StrOf(module) + "." + object.TypeOf(v).QualName + "(")
	if !add(word(t, v, partialFunc)) {
		return gc.Null
	}
	for _, a := range object.TupleItems(word(t, v, partialArgs)) {
		text.WriteString(", ")
		if !add(a) {
			return gc.Null
		}
	}
	for pos := 0; ; {
		k, x, more := object.DictNext(t, word(t, v, partialKw), &pos)
		if !more {
			text.WriteByte(')')
			return object.NewStr(t, text.String())
		}
		s := object.Str(t, k)
		if s == gc.Null {
			return gc.Null
		}
		text.WriteString(", " + object.StrOf(s) + "=")
		if !add(x) {
			return gc.Null
		}
	}
}

func partialReduce(t *thread, args []value) value {
	v := args[0]
	d, ok := object.GetAttrOpt(t, v, object.Intern("__dict__"))
	if !ok {
		return gc.Null
	}
	if d == gc.Null || object.DictLen(t, d) == 0 {
		d = gc.None
	}
	fn := word(t, v, partialFunc)
	return object.NewTuple(t, object.TypeOf(v).Obj, object.NewTuple(t, fn),
		object.NewTuple(t, fn, word(t, v, partialArgs), word(t, v, partialKw), d))
}

func partialSetState(t *thread, args []value) value {
	v, state := args[0], args[1]
	if !object.IsTuple(state) || object.TupleLen(state) != 4 {
		return object.TypeErrorf(t, "invalid partial state")
	}
	s := object.TupleItems(state)
	if !object.IsCallable(s[0]) || !object.IsTuple(s[1]) || s[2] != gc.None && !object.IsDict(s[2]) {
		return object.TypeErrorf(t, "invalid partial state")
	}
	bound := object.TupleItems(s[1])
	if n := len(bound); n > 0 && bound[n-1] == placeholder(t) {
		return object.TypeErrorf(t, "trailing Placeholders are not allowed")
	}
	d := s[2]
	if d == gc.None {
		d = object.NewDict(t)
	} else if !object.Is(d, object.ShapeDict) {
		d = object.DictCopy(t, d)
	}
	o := v.Addr()
	t.OwnObject(o)
	gc.Store(o+partialFunc, s[0])
	gc.Store(o+partialArgs, s[1])
	if !object.Is(s[1], object.ShapeTuple) {
		gc.Store(o+partialArgs, object.NewTupleFrom(t, bound))
	}
	gc.Store(o+partialKw, d)
	gc.Store(o+partialHoles, gc.MakeInt(int64(holes(t, bound))))
	attributes := s[3]
	if attributes == gc.None {
		attributes = object.NewDict(t)
	}
	if !object.SetAttr(t, v, object.Intern("__dict__"), attributes) {
		return gc.Null
	}
	return gc.None
}
