package object

import (
	"testing"

	"gorgon/gc"
)

// The texts are CPython 3.14.6's.
func TestTexts(t *testing.T) {
	th := thread
	str := func(s string) Value { return NewStr(th, s) }
	num := func(i int64) Value { return gc.MakeInt(i) }
	attr := func(v Value, name string) Value { return GetAttr(th, v, Intern(name)) }
	call := func(v Value, args ...Value) Value { return Call(th, v, args...) }
	kw := func(fn Value, name string, v Value) Value {
		return CallKw(th, fn, []Value{v}, NewTuple(th, Intern(name)))
	}
	tuple := func(vs ...Value) Value { return NewTuple(th, vs...) }
	c := makeClass("C", nil)
	d := makeClass("D", nil, "__slots__", tuple(Intern("a")))
	set := func(o Value, name string, v Value) Value {
		if !SetAttr(th, o, Intern(name), v) {
			return Null
		}
		return None
	}
	str3 := func(v Value) Value { return Str(th, v) }
	enoent := call(OSErrorType.Obj, num(2), str("x"), str("f"))
	group := call(ExceptionGroupType.Obj, str("m"), NewList(th, []Value{call(ValueErrorType.Obj, num(1)), call(TypeErrorType.Obj, num(2))}))
	for _, test := range []struct {
		got  string
		want string
	}{
		{shown(call(attr(str("a"), "upper"), num(1))), "TypeError | str.upper() takes no arguments (1 given)"},
		{shown(call(attr(StrType.Obj, "upper"))), "TypeError | unbound method str.upper() needs an argument"},
		{shown(call(attr(StrType.Obj, "upper"), num(1))), "TypeError | descriptor 'upper' for 'str' objects doesn't apply to a 'int' object"},
		{shown(call(attr(NewList(th, nil), "append"))), "TypeError | list.append() takes exactly one argument (0 given)"},
		{shown(call(attr(NewList(th, nil), "pop"), num(1), num(2))), "TypeError | pop expected at most 1 argument, got 2"},
		{shown(call(attr(NewDict(th), "get"))), "TypeError | get expected at least 1 argument, got 0"},
		{shown(kw(attr(str(""), "split"), "foo", num(1))), "TypeError | split() got an unexpected keyword argument 'foo'"},
		{shown(kw(attr(str(""), "join"), "a", num(1))), "TypeError | str.join() takes no keyword arguments"},
		{shown(call(attr(str("a"), "replace"), str("b"))), "TypeError | replace() takes at least 2 positional arguments (1 given)"},
		{shown(call(attr(IntType.Obj, "__add__"), num(1))), "TypeError | expected 1 argument, got 0"},
		{shown(call(attr(IntType.Obj, "__add__"), str("a"), num(1))), "TypeError | descriptor '__add__' requires a 'int' object but received a 'str'"},
		{shown(call(attr(NewList(th, nil), "__add__"), num(5))), "TypeError | can only concatenate list (not \"int\") to list"},
		{shown(Binary(th, OpAdd, num(1), str("a"))), "TypeError | unsupported operand type(s) for +: 'int' and 'str'"},
		{shown(Binary(th, OpAdd, str("a"), num(1))), "TypeError | can only concatenate str (not \"int\") to str"},
		{shown(Binary(th, OpMul, str("a"), str("b"))), "TypeError | can't multiply sequence by non-int of type 'str'"},
		{shown(Compare(th, OpLT, num(1), str("a"))), "TypeError | '<' not supported between instances of 'int' and 'str'"},
		{shown(attr(call(c), "x")), "AttributeError | 'C' object has no attribute 'x'"},
		{shown(attr(c, "x")), "AttributeError | type object 'C' has no attribute 'x'"},
		{shown(set(call(d), "b", num(1))), "AttributeError | 'D' object has no attribute 'b' and no __dict__ for setting new attributes"},
		{shown(set(call(d), "__class__", c)), "TypeError | __class__ assignment: 'C' object layout differs from 'D'"},
		{shown(call(c, num(1))), "TypeError | C() takes no arguments"},
		{shown(call(attr(ObjectType.Obj, "__new__"), IntType.Obj)), "TypeError | object.__new__(int) is not safe, use int.__new__()"},
		{shown(call(attr(IntType.Obj, "__new__"), StrType.Obj)), "TypeError | int.__new__(str): str is not a subtype of int"},
		{shown(kw(TypeType.Obj, "x", num(1))), "TypeError | type() takes 1 or 3 arguments"},
		{shown(call(num(5))), "TypeError | 'int' object is not callable"},
		{shown(GetItem(th, IntType.Obj, num(1))), "TypeError | type 'int' is not subscriptable"},
		{shown(call(ValueErrorType.Obj, str("a"), str("b"))), "ValueError('a', 'b')"},
		{shown(str3(call(KeyErrorType.Obj, str("a")))), `"'a'"`},
		{shown(enoent), "FileNotFoundError(2, 'x')"},
		{shown(str3(enoent)), `"[Errno 2] x: 'f'"`},
		{shown(str3(group)), "'m (2 sub-exceptions)'"},
		{shown(group), "ExceptionGroup('m', [ValueError(1), TypeError(2)])"},
		{shown(call(attr(group, "subgroup"), ValueErrorType.Obj)), "ExceptionGroup('m', [ValueError(1)])"},
		{shown(call(BaseExceptionGroupType.Obj, str("m"), NewList(th, nil))), "ValueError | second argument (exceptions) must be a non-empty sequence"},
		{shown(str3(call(SyntaxErrorType.Obj, str("m"), tuple(str("/a/f"), num(1), num(2), str("t"))))), "'m (f, line 1)'"},
		{shown(kw(ValueErrorType.Obj, "a", num(1))), "TypeError | ValueError() takes no keyword arguments"},
		{shown(NewGenericAlias(th, ListType.Obj, IntType.Obj)), "list[int]"},
		{shown(Binary(th, OpOr, IntType.Obj, None)), "int | None"},
		{shown(Binary(th, OpOr, IntType.Obj, num(1))), "TypeError | unsupported operand type(s) for |: 'type' and 'int'"},
		{shown(DictGetStr(th, IntType.Dict, Intern("__add__"))), "<slot wrapper '__add__' of 'int' objects>"},
		{shown(attr(d, "a")), "<member 'a' of 'D' objects>"},
		{shown(call(SuperType.Obj, IntType.Obj, num(1))), "<super: <class 'int'>, <int object>>"},
		{shown(NewStaticMethod(th, attr(IntType.Obj, "__add__"))), "<staticmethod(<slot wrapper '__add__' of 'int' objects>)>"},
	} {
		if test.got != test.want {
			t.Errorf("got  %s\nwant %s", test.got, test.want)
		}
	}
}

// TestInstanceAttributes goes through the places where attributes live: inline
// slots, the overflow block, the dict.
func TestInstanceAttributes(t *testing.T) {
	th := thread
	o := Call(th, makeClass("Many", nil))
	for i := range 20 {
		SetAttr(th, o, Intern(string(rune('a'+i))), gc.MakeInt(int64(i)))
	}
	check := func(when string) {
		for i := range 20 {
			if got := GetAttr(th, o, Intern(string(rune('a'+i)))); got != gc.MakeInt(int64(i)) {
				t.Fatalf("%s: attribute %c is %s", when, 'a'+i, shown(got))
			}
		}
	}
	check("in slots")
	if ShapeOf(o.Addr()).DictMode {
		t.Fatal("20 attributes made a dict")
	}
	DelAttr(th, o, Intern("t"))
	if got := shown(GetAttr(th, o, Intern("t"))); got != "AttributeError | 'Many' object has no attribute 't'" {
		t.Fatal(got)
	}
	SetAttr(th, o, Intern("t"), gc.MakeInt(19))
	check("after deleting the last")
	if d := GetAttr(th, o, Intern("__dict__")); DictLen(th, d) != 20 {
		t.Fatalf("__dict__ has %d items", DictLen(th, d))
	} else {
		DictSetStr(th, d, Intern("z"), gc.MakeInt(99))
	}
	check("after asking for __dict__")
	if got := GetAttr(th, o, Intern("z")); got != gc.MakeInt(99) {
		t.Fatalf("z is %s", shown(got))
	}
	next := Call(th, TypeOf(o).Obj)
	if n := ShapeOf(next.Addr()).Inline; n < 16 {
		t.Errorf("the class has learned %d slots", n)
	}
}
