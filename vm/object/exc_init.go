package object

import (
	"fmt"
	"strings"

	"gorgon/gc"
)

func init() {
	s := BaseExceptionType.spec
	s.Slots = Slots{New: newBaseException, Init: initBaseException, Str: baseExceptionStr, Repr: baseExceptionRepr}
	s.Getset = baseExceptionGetset
	s.Methods = []Method{
		{Name: "with_traceback", Sig: "(self, object, /)", Fn: excWithTraceback, Doc: "Set self.__traceback__ to tb and return self."},
		{Name: "add_note", Sig: "(self, object, /)", Fn: excAddNote, Doc: "Add a note to the exception"},
		{Name: "__reduce__", Sig: "(self, /)", Fn: excReduce},
		{Name: "__setstate__", Sig: "(self, object, /)", Fn: excSetState},
	}
	s = StopIterationType.spec
	s.Slots = Slots{New: newBaseException, Init: initStopIteration}
	s.Getset = []Getset{member("value", stopIterationVal, "generator return value")}
	s = SystemExitType.spec
	s.Slots = Slots{New: newBaseException, Init: initSystemExit}
	s.Getset = []Getset{member("code", systemExitCode, "exception code")}
	s = ImportErrorType.spec
	s.Slots = Slots{New: newBaseException, Init: initImportError, Str: importErrorStr}
	s.Getset = []Getset{member("msg", importErrorMsg, "exception message"), member("name", importErrorName, "module name"),
		member("path", importErrorPath, "module path"), member("name_from", importErrorNameFrom, "name imported from module")}
	s = NameErrorType.spec
	s.Slots = Slots{New: newBaseException, Init: initNameError}
	s.Getset = []Getset{member("name", nameErrorName, "name")}
	s = AttributeErrorType.spec
	s.Slots = Slots{New: newBaseException, Init: initAttributeError}
	s.Getset = []Getset{member("name", attributeErrorName, "attribute name"), member("obj", attributeErrorObj, "object")}
	KeyErrorType.spec.Slots = Slots{New: newBaseException, Init: initBaseException, Str: keyErrorStr}
	s = SyntaxErrorType.spec
	s.Slots = Slots{New: newBaseException, Init: initSyntaxError, Str: syntaxErrorStr}
	for i, name := range []string{"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line", "_metadata"} {
		s.Getset = append(s.Getset, member(name, excExtra+8*uintptr(i), "exception "+name))
	}
}

var baseExceptionGetset = []Getset{
	{Name: "args", Get: func(t *Thread, v Value) Value { return excField(t, v, ExcArgs) }, Set: setExcArgs},
	{Name: "__traceback__", Get: func(t *Thread, v Value) Value { return noneFor(excField(t, v, ExcTraceback)) }, Set: setExcTraceback},
	{Name: "__context__", Get: func(t *Thread, v Value) Value { return noneFor(excField(t, v, ExcContext)) },
		Set: func(t *Thread, v, val Value) bool { return setExcLink(t, v, val, ExcContext, "context") }},
	{Name: "__cause__", Get: func(t *Thread, v Value) Value { return noneFor(excField(t, v, ExcCause)) },
		Set: func(t *Thread, v, val Value) bool { return setExcLink(t, v, val, ExcCause, "cause") }},
	{Name: "__suppress_context__", Get: func(t *Thread, v Value) Value { return boolValue(excField(t, v, ExcSuppress).Int() != 0) },
		Set: func(t *Thread, v, val Value) bool {
			if val == Null || !val.IsBool() {
				TypeErrorf(t, "attribute value type must be bool")
				return false
			}
			SetExcField(t, v, ExcSuppress, gc.MakeInt(int64(val-False)))
			return true
		}},
}

func setExcArgs(t *Thread, v, val Value) bool {
	if val == Null {
		TypeErrorf(t, "args may not be deleted")
		return false
	}
	args, ok := sequenceToTuple(t, val)
	if ok {
		SetExcField(t, v, ExcArgs, args)
	}
	return ok
}

// sequenceToTuple is tuple(v).
func sequenceToTuple(t *Thread, v Value) (Value, bool) {
	if Is(v, ShapeTuple) {
		return v, true
	}
	var items []Value
	if !Iterate(t, v, func(x Value) bool { items = append(items, x); return true }) {
		return Null, false
	}
	return NewTupleFrom(t, items), true
}

func setExcTraceback(t *Thread, v, val Value) bool {
	switch {
	case val == Null:
		TypeErrorf(t, "__traceback__ may not be deleted")
		return false
	case val != None && TypeOf(val) != TracebackType:
		TypeErrorf(t, "__traceback__ must be a traceback or None")
		return false
	}
	SetExcField(t, v, ExcTraceback, nullFor(val))
	return true
}

func setExcLink(t *Thread, v, val Value, off uintptr, what string) bool {
	switch {
	case val == Null:
		TypeErrorf(t, "__%s__ may not be deleted", what)
		return false
	case val != None && !IsException(val):
		TypeErrorf(t, "exception %s must be None or derive from BaseException", what)
		return false
	}
	SetExcField(t, v, off, nullFor(val))
	if off == ExcCause {
		SetExcField(t, v, ExcSuppress, gc.MakeInt(1))
	}
	return true
}

// SetCause is raise exc from cause (None allowed).
func SetCause(t *Thread, exc, cause Value) {
	SetExcField(t, exc, ExcCause, nullFor(cause))
	SetExcField(t, exc, ExcSuppress, gc.MakeInt(1))
}

func excWithTraceback(t *Thread, args []Value) Value {
	if !setExcTraceback(t, args[0], args[1]) {
		return Null
	}
	return args[0]
}

func excAddNote(t *Thread, args []Value) Value {
	self, note := args[0], args[1]
	if !IsStr(note) {
		return TypeErrorf(t, "add_note() argument must be str, not %s", TypeName(note))
	}
	notes, ok := GetAttrOpt(t, self, names.__notes__)
	if !ok {
		return Null
	}
	if notes == Null {
		notes = NewList(t, nil)
		if !SetAttr(t, self, names.__notes__, notes) {
			return Null
		}
	}
	if !IsInstance(notes, ListType) {
		return TypeErrorf(t, "Cannot add note: __notes__ is not a list")
	}
	ListAppend(t, notes, note)
	return None
}

func excReduce(t *Thread, args []Value) Value {
	self := args[0]
	if d := instanceDictOrNull(t, self); d != Null && DictLen(t, d) > 0 {
		return NewTuple(t, TypeOf(self).Obj, excField(t, self, ExcArgs), d)
	}
	return NewTuple(t, TypeOf(self).Obj, excField(t, self, ExcArgs))
}

func excSetState(t *Thread, args []Value) Value {
	if args[1] == None {
		return None
	}
	if !IsInstance(args[1], DictType) {
		return TypeErrorf(t, "state is not a dictionary")
	}
	pos := 0
	for {
		k, v, more := DictNext(t, args[1], &pos)
		if !more {
			return None
		}
		if name, ok := attrName(t, k); !ok || !SetAttr(t, args[0], name, v) {
			return Null
		}
	}
}

func initStopIteration(t *Thread, v Value, args []Value, kw Value) bool {
	if !initBaseException(t, v, args, kw) {
		return false
	}
	val := Null
	if len(args) > 0 {
		val = args[0]
	}
	SetExcField(t, v, stopIterationVal, val)
	return true
}

func initSystemExit(t *Thread, v Value, args []Value, kw Value) bool {
	if !initBaseException(t, v, args, kw) {
		return false
	}
	switch len(args) {
	case 0:
	case 1:
		SetExcField(t, v, systemExitCode, args[0])
	default:
		SetExcField(t, v, systemExitCode, excField(t, v, ExcArgs))
	}
	return true
}

// excKeywords separates positional from keyword arguments; every keyword
// must be one of allowed and lands at its place in vals.
func excKeywords(t *Thread, fname string, args []Value, kw Value, allowed ...string) (pos, vals []Value, ok bool) {
	vals = make([]Value, len(allowed))
	if kw == Null {
		return args, vals, true
	}
	keys := TupleItems(kw)
	pos = args[:len(args)-len(keys)]
next:
	for i, k := range keys {
		for j, a := range allowed {
			if StrOf(k) == a {
				vals[j] = args[len(pos)+i]
				continue next
			}
		}
		TypeErrorf(t, "%s() got an unexpected keyword argument '%s'", fname, StrOf(k))
		return nil, nil, false
	}
	return pos, vals, true
}

func initImportError(t *Thread, v Value, args []Value, kw Value) bool {
	pos, vals, ok := excKeywords(t, TypeName(v), args, kw, "name", "path", "name_from")
	if !ok {
		return false
	}
	SetExcField(t, v, ExcArgs, NewTupleFrom(t, pos))
	msg := Null
	if len(pos) == 1 {
		msg = pos[0]
	}
	SetExcField(t, v, importErrorMsg, msg)
	SetExcField(t, v, importErrorName, vals[0])
	SetExcField(t, v, importErrorPath, vals[1])
	SetExcField(t, v, importErrorNameFrom, vals[2])
	return true
}

func importErrorStr(t *Thread, v Value) Value {
	if msg := excField(t, v, importErrorMsg); msg != Null && Is(msg, ShapeStr) {
		return msg
	}
	return baseExceptionStr(t, v)
}

// RaiseImport raises an ImportError class with name, path and name_from (each
// may be Null).
func RaiseImport(t *Thread, typ *Type, msg string, name, path, nameFrom Value) Value {
	v := NewExc(t, typ, NewStr(t, msg))
	SetExcField(t, v, importErrorName, nullFor(name))
	SetExcField(t, v, importErrorPath, nullFor(path))
	SetExcField(t, v, importErrorNameFrom, nullFor(nameFrom))
	return RaiseObj(t, v)
}

func initNameError(t *Thread, v Value, args []Value, kw Value) bool {
	pos, vals, ok := excKeywords(t, "NameError", args, kw, "name")
	if !ok {
		return false
	}
	SetExcField(t, v, ExcArgs, NewTupleFrom(t, pos))
	SetExcField(t, v, nameErrorName, vals[0])
	return true
}

func initAttributeError(t *Thread, v Value, args []Value, kw Value) bool {
	pos, vals, ok := excKeywords(t, "AttributeError", args, kw, "name", "obj")
	if !ok {
		return false
	}
	SetExcField(t, v, ExcArgs, NewTupleFrom(t, pos))
	SetExcField(t, v, attributeErrorName, vals[0])
	SetExcField(t, v, attributeErrorObj, vals[1])
	return true
}

func keyErrorStr(t *Thread, v Value) Value {
	if args := ExcArgsOf(t, v); len(args) == 1 {
		return Repr(t, args[0])
	}
	return baseExceptionStr(t, v)
}

func initSyntaxError(t *Thread, v Value, args []Value, kw Value) bool {
	if !initBaseException(t, v, args, kw) {
		return false
	}
	if len(args) >= 1 {
		SetExcField(t, v, syntaxMsg, args[0])
	}
	if len(args) != 2 {
		return true
	}
	info, ok := sequenceToTuple(t, args[1])
	if !ok {
		return false
	}
	items := TupleItems(info)
	if len(items) < 4 || len(items) > 7 {
		bound, n := "at least", 4
		if len(items) > 7 {
			bound, n = "at most", 7
		}
		TypeErrorf(t, "function takes %s %d arguments (%d given)", bound, n, len(items))
		return false
	}
	if len(items) == 5 {
		TypeErrorf(t, "end_offset must be provided when end_lineno is provided")
		return false
	}
	offsets := []uintptr{syntaxFilename, syntaxLineno, syntaxOffset, syntaxText, syntaxEndLineno, syntaxEndOffset, syntaxMetadata}
	for i, x := range items {
		SetExcField(t, v, offsets[i], x)
	}
	return true
}

func syntaxErrorStr(t *Thread, v Value) Value {
	msg := Str(t, noneFor(excField(t, v, syntaxMsg)))
	if msg == Null {
		return Null
	}
	file, line := excField(t, v, syntaxFilename), excField(t, v, syntaxLineno)
	haveFile := file != Null && IsStr(file)
	haveLine := line != Null && IsIntObj(line)
	text := StrOf(msg)
	switch {
	case haveFile && haveLine:
		text = fmt.Sprintf("%s (%s, line %s)", text, baseName(StrOf(file)), AsBig(line))
	case haveFile:
		text = fmt.Sprintf("%s (%s)", text, baseName(StrOf(file)))
	case haveLine:
		text = fmt.Sprintf("%s (line %s)", text, AsBig(line))
	}
	return NewStr(t, text)
}

// capitalize turns Go's error texts into the C library's.
func capitalize(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// baseName is what follows the last slash.
func baseName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
