package object

import (
	"os"
	"strings"
	"testing"

	"gorgon/scheduler"
)

// thread is the thread that all tests of the package use.
var thread *Thread

func TestMain(m *testing.M) {
	thread = &scheduler.Thread{}
	thread.Solo = true
	thread.Depth = 1000
	Boot(thread)
	os.Exit(m.Run())
}

// shown is what a test compares: repr of a value, or "Type | text" of the
// pending exception.
func shown(v Value) string {
	t := thread
	if v == Null {
		exc := t.Exc
		t.Exc = Null
		if exc == Null {
			return "Null without an exception"
		}
		return TypeOf(exc).Name + " | " + StrOf(Str(t, exc))
	}
	return StrOf(Repr(t, v))
}

// makeClass makes a class with that namespace (name, value, …).
func makeClass(name string, bases []*Type, ns ...any) Value {
	t := thread
	d := NewDict(t)
	for i := 0; i < len(ns); i += 2 {
		v, ok := ns[i+1].(Value)
		if !ok {
			v = NewStr(t, ns[i+1].(string))
		}
		DictSetStr(t, d, Intern(ns[i].(string)), v)
	}
	var objs []Value
	for _, b := range bases {
		objs = append(objs, b.Obj)
	}
	return NewClass(t, name, objs, d)
}

// class is mroNames of makeClass.
func class(name string, bases []*Type, ns ...any) string {
	return mroNames(makeClass(name, bases, ns...))
}

func mroNames(v Value) string {
	if v == Null {
		return shown(v)
	}
	var s []string
	for _, c := range ClassOf(v).MRO {
		s = append(s, c.Name)
	}
	return strings.Join(s, " ")
}

func TestMRO(t *testing.T) {
	a := ClassOf(makeClass("A", nil))
	b := ClassOf(makeClass("B", []*Type{a}))
	c := ClassOf(makeClass("C", []*Type{a}))
	for _, test := range []struct {
		got  string
		want string
	}{
		{mroNames(b.Obj), "B A object"},
		{class("D", []*Type{b, c}), "D B C A object"},
		{class("X", []*Type{a, b}), "TypeError | Cannot create a consistent method resolution order (MRO) for bases A, B"},
		{class("X", []*Type{a, a}), "TypeError | duplicate base class A"},
		{class("X", []*Type{IntType, StrType}), "TypeError | multiple bases have instance lay-out conflict"},
		{class("X", []*Type{BoolType}), "TypeError | type 'bool' is not an acceptable base type"},
		{class("X", []*Type{OSErrorType, SyntaxErrorType}), "TypeError | multiple bases have instance lay-out conflict"},
		{class("E", []*Type{KeyErrorType, AttributeErrorType}), "E KeyError LookupError AttributeError Exception BaseException object"},
		{class("S", nil, "__slots__", NewTuple(thread, Intern("1"))), "TypeError | __slots__ must be identifiers"},
		{class("S", nil, "__slots__", NewTuple(thread, Intern("a")), "a", "x"), "ValueError | 'a' in __slots__ conflicts with class variable"},
		{class("S", []*Type{IntType}, "__slots__", NewTuple(thread, Intern("a"))), "TypeError | nonempty __slots__ not supported for subtype of 'int'"},
		{mroNames(ExceptionGroupType.Obj), "ExceptionGroup BaseExceptionGroup Exception BaseException object"},
	} {
		if test.got != test.want {
			t.Errorf("got %s, want %s", test.got, test.want)
		}
	}
}
