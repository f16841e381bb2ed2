package object

import (
	"gorgon/gc"
)

// Template strings: string.templatelib.Template and Interpolation.
var (
	TemplateType      = NewType("Template", 0)
	InterpolationType = NewType("Interpolation", 0)
	templateIterType  = NewType("TemplateIter", 0)
)

const templateModule = "string.templatelib"

// Words, which never change but for the iterator's place.
const (
	templateStrings = gc.HeaderSize
	templateInterps = gc.HeaderSize + 8

	interpValue      = gc.HeaderSize
	interpExpression = gc.HeaderSize + 8
	interpConversion = gc.HeaderSize + 16
	interpSpec       = gc.HeaderSize + 24

	templateIterItems = gc.HeaderSize // tuple of what is to come
	templateIterPos   = gc.HeaderSize + 8
)

func init() {
	load := func(name string, off uintptr) Getset {
		return Getset{Name: name, Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + off) },
			Set: func(t *Thread, v, val Value) bool {
				Raise(t, AttributeErrorType, "readonly attribute")
				return false
			}}
	}
	TemplateType.Setup(Spec{
		Doc: "Template object", Module: templateModule, Payload: 16, Layout: gc.LayoutValues, Final: true,
		Slots:  Slots{New: templateNew, Repr: templateRepr, Iter: templateIter, Binary: [NumBinary]func(t *Thread, a, b Value) Value{OpAdd: templateAdd}},
		Getset: []Getset{load("strings", templateStrings), load("interpolations", templateInterps), {Name: "values", Get: templateValues}},
		Methods: []Method{{Name: "__reduce__", Sig: "(self, /)", Fn: templateReduce},
			{Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: ClassGetItem, Flags: ClassMethod}},
	})
	InterpolationType.Setup(Spec{
		Doc: "Interpolation object", Module: templateModule, Payload: 32, Layout: gc.LayoutValues, Final: true,
		Slots: Slots{New: interpolationNew, Repr: interpolationRepr},
		Getset: []Getset{load("value", interpValue), load("expression", interpExpression), load("conversion", interpConversion),
			load("format_spec", interpSpec)},
		Methods: []Method{{Name: "__reduce__", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value {
			o := args[0].Addr()
			return NewTuple(t, InterpolationType.Obj, NewTuple(t, gc.Values(o+gc.HeaderSize, 4)...))
		}}, {Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: ClassGetItem, Flags: ClassMethod}},
		Members: func(set func(name string, v Value)) {
			set("__match_args__", ImmortalTuple(Intern("value"), Intern("expression"), Intern("conversion"), Intern("format_spec")))
		},
	})
	templateIterType.Setup(Spec{Module: templateModule, Payload: 16, Layout: gc.LayoutValues, Final: true,
		Slots: Slots{Iter: func(t *Thread, v Value) Value { return v }, Next: templateIterNext}})
}

// NewInterpolation makes an Interpolation; conversion is None or a str.
func NewInterpolation(t *Thread, value, expression, conversion, spec Value) Value {
	o := InterpolationType.New(t)
	gc.Store(o+interpValue, value)
	gc.Store(o+interpExpression, expression)
	gc.Store(o+interpConversion, conversion)
	gc.Store(o+interpSpec, spec)
	return gc.MakePtr(o)
}

// NewTemplate makes a Template of the tuples of strs and interpolations, the
// first one longer by one.
func NewTemplate(t *Thread, strs, interps Value) Value {
	o := TemplateType.New(t)
	gc.Store(o+templateStrings, strs)
	gc.Store(o+templateInterps, interps)
	return gc.MakePtr(o)
}

func templateNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	if kw != Null {
		return TypeErrorf(t, "Template.__new__ only accepts *args arguments")
	}
	strs, interps := []Value{Intern("")}, []Value(nil)
	for _, a := range args {
		switch {
		case IsStr(a):
			last := &strs[len(strs)-1]
			*last = NewStr(t, StrOf(*last)+StrOf(a))
		case TypeOf(a) == InterpolationType:
			interps, strs = append(interps, a), append(strs, Intern(""))
		default:
			return TypeErrorf(t, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %s", TypeName(a))
		}
	}
	return NewTemplate(t, NewTupleFrom(t, strs), NewTupleFrom(t, interps))
}

func templateRepr(t *Thread, v Value) Value {
	a, b := Repr(t, gc.Load(v.Addr()+templateStrings)), Repr(t, gc.Load(v.Addr()+templateInterps))
	if a == Null || b == Null {
		return Null
	}
	return NewStr(t, "Template(strings="+StrOf(a)+", interpolations="+StrOf(b)+")")
}

func templateValues(t *Thread, v Value) Value {
	var vals []Value
	for _, i := range TupleItems(gc.Load(v.Addr() + templateInterps)) {
		vals = append(vals, gc.Load(i.Addr()+interpValue))
	}
	return NewTupleFrom(t, vals)
}

// templateParts returns strs and interpolations in order, empty strs left out.
func templateParts(v Value) []Value {
	var parts []Value
	interps := TupleItems(gc.Load(v.Addr() + templateInterps))
	for i, s := range TupleItems(gc.Load(v.Addr() + templateStrings)) {
		if StrLen(s) > 0 {
			parts = append(parts, s)
		}
		if i < len(interps) {
			parts = append(parts, interps[i])
		}
	}
	return parts
}

func templateIter(t *Thread, v Value) Value {
	o := templateIterType.New(t)
	gc.Store(o+templateIterItems, NewTupleFrom(t, templateParts(v)))
	gc.Store(o+templateIterPos, gc.MakeInt(0))
	return gc.MakePtr(o)
}

func templateIterNext(t *Thread, v Value) Value {
	o := v.Addr()
	t.OwnObject(o)
	items, i := TupleItems(gc.Load(o+templateIterItems)), gc.Load(o+templateIterPos).Int()
	if int(i) >= len(items) {
		return Stop
	}
	gc.Store(o+templateIterPos, gc.MakeInt(i+1))
	return items[i]
}

func templateAdd(t *Thread, a, b Value) Value {
	if TypeOf(a) != TemplateType || TypeOf(b) != TemplateType {
		if TypeOf(a) == TemplateType {
			return TypeErrorf(t, "can only concatenate %s.Template (not \"%s\") to %s.Template", templateModule, TypeName(b), templateModule)
		}
		return NotImplemented
	}
	return templateNew(t, TemplateType, append(templateParts(a), templateParts(b)...), Null)
}

func templateReduce(t *Thread, args []Value) Value {
	return NewTuple(t, TemplateType.Obj, NewTupleFrom(t, templateParts(args[0])))
}

var interpolationSig = ParseSignature("(value, expression=?, conversion=?, format_spec=?)")

func interpolationNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	a, ok := Bind(t, "Interpolation", interpolationSig, args, kw, nil)
	if !ok {
		return Null
	}
	expression, conversion, spec := Intern(""), None, Intern("")
	if a[1] != Null {
		if expression = a[1]; !IsStr(expression) {
			return TypeErrorf(t, "Interpolation() argument 'expression' must be str, not %s", TypeName(expression))
		}
	}
	if a[2] != Null && a[2] != None {
		if !IsStr(a[2]) {
			return TypeErrorf(t, "Interpolation() argument 'conversion' must be str, not %s", TypeName(a[2]))
		}
		if s := StrOf(a[2]); s != "s" && s != "r" && s != "a" {
			return ValueErrorf(t, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
		}
		conversion = a[2]
	}
	if a[3] != Null {
		if spec = a[3]; !IsStr(spec) {
			return TypeErrorf(t, "Interpolation() argument 'format_spec' must be str, not %s", TypeName(spec))
		}
	}
	return NewInterpolation(t, a[0], expression, conversion, spec)
}

func interpolationRepr(t *Thread, v Value) Value {
	text := "Interpolation("
	for i, x := range gc.Values(v.Addr()+gc.HeaderSize, 4) {
		r := Repr(t, x)
		if r == Null {
			return Null
		}
		if i > 0 {
			text += ", "
		}
		text += StrOf(r)
	}
	return NewStr(t, text+")")
}
