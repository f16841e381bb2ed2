package object

import (
	"fmt"

	"gorgon/gc"
)

// What the interpreter knows of code. It sets these.
var (
	// SetFuncCode does f.__code__ = code and says false with an exception
	// pending.
	SetFuncCode func(t *Thread, f, code Value) bool
	// FuncDocstring returns the docstring in f's code, None if it has none.
	FuncDocstring func(t *Thread, f Value) Value
	// FunctionFromCode is types.FunctionType(code, globals, name, argdefs,
	// closure, kwdefaults); absent arguments are Null.
	FunctionFromCode func(t *Thread, args []Value) Value
	// FuncBuiltins returns f.__builtins__.
	FuncBuiltins func(t *Thread, f Value) Value
)

func init() {
	FunctionType.ownDict = functionDict
	FunctionType.Setup(Spec{
		Doc:     "Create a function object.",
		Payload: FuncSize - gc.HeaderSize, Layout: layoutFunction, Final: true, HasDict: true,
		Slots: Slots{Repr: functionRepr, DescrGet: functionGet, New: functionNew,
			Call: func(t *Thread, v Value, args []Value, kw Value) Value { return t.Invoker.Call(t, v, args, kw) }},
		Getset: []Getset{
			{Name: "__code__", Get: functionGetCode, Set: functionSetCode},
			{Name: "__defaults__", Get: funcWord(FuncDefaults), Set: setFuncWord(FuncDefaults, "__defaults__", "a tuple", isTupleOrNone)},
			{Name: "__kwdefaults__", Get: funcWord(FuncKwDefaults), Set: setFuncWord(FuncKwDefaults, "__kwdefaults__", "a dict", isDictOrNone)},
			{Name: "__name__", Get: funcWord(FuncName), Set: setFuncWord(FuncName, "__name__", "a string", isString)},
			{Name: "__qualname__", Get: funcWord(FuncQualName), Set: setFuncWord(FuncQualName, "__qualname__", "a string", isString)},
			{Name: "__globals__", Member: true, Get: funcWord(FuncGlobals)},
			{Name: "__closure__", Member: true, Get: funcWord(FuncClosure)},
			{Name: "__doc__", Member: true, Get: functionGetDoc, Set: setFuncAny(FuncDoc)},
			{Name: "__module__", Member: true, Get: functionGetModule, Set: setFuncAny(FuncModule)},
			{Name: "__annotations__", Get: functionGetAnnotations, Set: functionSetAnnotations},
			{Name: "__annotate__", Get: funcWord(FuncAnnotate), Set: functionSetAnnotate},
			{Name: "__type_params__", Get: functionGetTypeParams, Set: setFuncWord(FuncTypeParams, "__type_params__", "a tuple", isTuple)},
			{Name: "__builtins__", Member: true, Get: func(t *Thread, v Value) Value {
				if FuncBuiltins == nil {
					return None
				}
				return FuncBuiltins(t, v)
			}},
			{Name: "__dict__", Get: func(t *Thread, v Value) Value { return functionDict(t, v, true) }, Set: functionSetDict},
		},
	})
}

func funcWord(off uintptr) func(t *Thread, v Value) Value {
	return func(t *Thread, v Value) Value { return noneFor(propWord(t, v, off)) }
}

func isTupleOrNone(v Value) bool { return v == None || IsInstance(v, TupleType) }
func isTuple(v Value) bool       { return IsInstance(v, TupleType) }
func isDictOrNone(v Value) bool  { return v == None || IsInstance(v, DictType) }
func isString(v Value) bool      { return IsStr(v) }

// setFuncWord makes a setter that takes some values only; deleting is setting
// to None where that is one of them.
func setFuncWord(off uintptr, name, what string, fits func(Value) bool) func(t *Thread, v, val Value) bool {
	return func(t *Thread, v, val Value) bool {
		if val == Null && fits(None) {
			val = None
		}
		if val == Null || !fits(val) {
			TypeErrorf(t, "%s must be set to %s object", name, what)
			return false
		}
		setPropWord(t, v, off, nullFor(val))
		return true
	}
}

// setFuncAny makes a setter for a word that a default hides behind: None is
// kept as None.
func setFuncAny(off uintptr) func(t *Thread, v, val Value) bool {
	return func(t *Thread, v, val Value) bool {
		setPropWord(t, v, off, noneFor(val))
		return true
	}
}

func functionDict(t *Thread, v Value, create bool) Value {
	d := propWord(t, v, FuncDict)
	if d == Null && create {
		d = NewDict(t)
		setPropWord(t, v, FuncDict, d)
	}
	return d
}

func functionSetDict(t *Thread, v, val Value) bool {
	switch {
	case val == Null:
		TypeErrorf(t, "cannot delete __dict__")
		return false
	case !IsInstance(val, DictType):
		TypeErrorf(t, "__dict__ must be set to a dictionary, not a '%s'", TypeName(val))
		return false
	}
	setPropWord(t, v, FuncDict, val)
	return true
}

func functionRepr(t *Thread, v Value) Value {
	return NewStr(t, fmt.Sprintf("<function %s at 0x%x>", StrOf(propWord(t, v, FuncQualName)), uint64(v)))
}

func functionGet(t *Thread, d, obj Value, owner *Type) Value {
	if obj == Null || obj == None && owner == NoneType {
		return d
	}
	return NewBoundMethod(t, d, obj)
}

func functionNew(t *Thread, cls *Type, args []Value, kw Value) Value {
	a, ok := Bind(t, "function", functionSig, args, kw, nil)
	if !ok {
		return Null
	}
	if FunctionFromCode == nil {
		return RuntimeErrorf(t, "functions cannot be made yet")
	}
	return FunctionFromCode(t, a)
}

var functionSig = ParseSignature("(code, globals, name=?, argdefs=?, closure=?, kwdefaults=?)")

func functionGetCode(t *Thread, v Value) Value {
	return CodeObject(t, propWord(t, v, FuncCode))
}

func functionSetCode(t *Thread, v, val Value) bool {
	if val == Null || TypeOf(val) != CodeType || SetFuncCode == nil {
		TypeErrorf(t, "__code__ must be set to a code object")
		return false
	}
	return SetFuncCode(t, v, val)
}

func functionGetDoc(t *Thread, v Value) Value {
	if d := propWord(t, v, FuncDoc); d != Null || FuncDocstring == nil {
		return noneFor(d)
	}
	return FuncDocstring(t, v)
}

func functionGetModule(t *Thread, v Value) Value {
	if m := propWord(t, v, FuncModule); m != Null {
		return m
	}
	if g := propWord(t, v, FuncGlobals); g != Null {
		return noneFor(DictGetStr(t, g, names.__name__))
	}
	return None
}

func functionGetTypeParams(t *Thread, v Value) Value {
	if p := propWord(t, v, FuncTypeParams); p != Null {
		return p
	}
	return EmptyTuple
}

// functionGetAnnotations calls __annotate__ when first asked.
func functionGetAnnotations(t *Thread, v Value) Value {
	a := propWord(t, v, FuncAnnotations)
	if a != Null {
		return a
	}
	fn := propWord(t, v, FuncAnnotate)
	if fn != Null && IsCallable(fn) {
		if a = Call(t, fn, gc.MakeInt(1)); a == Null {
			return Null
		}
		if !IsInstance(a, DictType) {
			return TypeErrorf(t, "__annotate__ returned non-dict of type '%s'", TypeName(a))
		}
	} else {
		a = NewDict(t)
	}
	setPropWord(t, v, FuncAnnotations, a)
	return a
}

func functionSetAnnotations(t *Thread, v, val Value) bool {
	if val != Null && !isDictOrNone(val) {
		TypeErrorf(t, "__annotations__ must be set to a dict object")
		return false
	}
	setPropWord(t, v, FuncAnnotations, nullFor(val))
	setPropWord(t, v, FuncAnnotate, Null)
	return true
}

func functionSetAnnotate(t *Thread, v, val Value) bool {
	switch {
	case val == Null:
		TypeErrorf(t, "__annotate__ cannot be deleted")
		return false
	case val != None && !IsCallable(val):
		TypeErrorf(t, "__annotate__ must be callable or None")
		return false
	}
	setPropWord(t, v, FuncAnnotate, nullFor(val))
	if val != None {
		setPropWord(t, v, FuncAnnotations, Null)
	}
	return true
}
