package io

import (
	"strings"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// An IncrementalNewlineDecoder wraps another decoder (wordInner, None: the input
// is text already) and treats newlines. wordA: translate; wordB: newlines seen;
// wordC: 1 if a \r waits for what follows.
var newlineDecoderType = NewType("IncrementalNewlineDecoder", 0)

func init() {
	s := streamSpec(nil, "Codec used when reading a file in universal newlines mode.\n\nIt wraps another incremental decoder, translating \\r\\n and \\r into \\n.\nIt also records the types of newlines encountered.  When used with\ntranslate=False, it ensures that the newline sequence is returned in\none piece. When used with decoder=None, it expects unicode strings as\ndecode input and translates newlines without first invoking an external\ndecoder.")
	s.Slots = Slots{New: newStream, Init: initNewlineDecoder}
	s.Methods = []Method{
		{Name: "decode", Sig: "(self, /, input, final=?)", Fn: newlineDecode},
		{Name: "getstate", Sig: "(self, /)", Fn: newlineGetState},
		{Name: "setstate", Sig: "(self, state, /)", Fn: newlineSetState},
		{Name: "reset", Sig: "(self, /)", Fn: newlineReset},
	}
	s.Getset = []Getset{{Name: "newlines", Get: func(t *Thread, v Value) Value { return seenNewlines(t, uint8(wordInt(v.Addr()+wordB))) }}}
	newlineDecoderType.Setup(s)
}

func initNewlineDecoder(t *Thread, v Value, args []Value, kw Value) bool {
	a, ok := ConstructorArgs(t, "IncrementalNewlineDecoder", args, kw, 0, "decoder", "translate", "errors")
	if !ok {
		return false
	}
	if a[1] == Null {
		TypeErrorf(t, "IncrementalNewlineDecoder() missing required argument 'translate' (pos 2)")
		return false
	}
	translate, ok := Truth(t, a[1])
	if !ok {
		return false
	}
	setField(t, v, wordInner, a[0])
	setField(t, v, wordA, gc.MakeBool(translate))
	setField(t, v, wordB, gc.MakeInt(0))
	setField(t, v, wordC, gc.MakeInt(0))
	return true
}

func newlineDecode(t *Thread, args []Value) Value {
	v := args[0]
	final, ok := optionalBool(t, args[2], false)
	if !ok {
		return Null
	}
	in := args[1]
	switch decoder := field(t, v, wordInner); decoder {
	case Null:
		return ValueErrorf(t, "IncrementalNewlineDecoder.__init__() not called")
	case None:
	default:
		if in = CallMethod(t, decoder, Intern("decode"), in, gc.MakeBool(final)); in == Null {
			return Null
		}
	}
	if !IsStr(in) {
		return TypeErrorf(t, "decoder should return a string result, not '%s'", TypeName(in))
	}
	text := StrOf(in)
	t.OwnObject(v.Addr())
	if wordInt(v.Addr()+wordC) != 0 && (final || text != "") {
		text = "\r" + text
		gc.Store(v.Addr()+wordC, gc.MakeInt(0))
	}
	if !final && strings.HasSuffix(text, "\r") {
		text = text[:len(text)-1]
		gc.Store(v.Addr()+wordC, gc.MakeInt(1))
	}
	out, seen := translateNewlines(text, true, gc.Load(v.Addr()+wordA) == True)
	gc.Store(v.Addr()+wordB, gc.MakeInt(int64(wordInt(v.Addr()+wordB))|int64(seen)))
	return NewStr(t, out)
}

func newlineGetState(t *Thread, args []Value) Value {
	buffer, flag := NewBytes(t, nil), gc.MakeInt(0)
	if d := field(t, args[0], wordInner); d != None && d != Null {
		state := CallMethod(t, d, Intern("getstate"))
		if state == Null {
			return Null
		}
		items, ok := stateItems(t, state, "IncrementalNewlineDecoder", 2)
		if !ok {
			return Null
		}
		buffer, flag = items[0], items[1]
	}
	flag = IntOr(t, IntLShift(t, flag, gc.MakeInt(1)), gc.MakeInt(int64(wordInt(args[0].Addr()+wordC))))
	return NewTuple(t, buffer, flag)
}

func newlineSetState(t *Thread, args []Value) Value {
	items, ok := stateItems(t, args[1], "IncrementalNewlineDecoder", 2)
	if !ok {
		return Null
	}
	flag, ok := IntLike(t, items[1])
	if !ok {
		return Null
	}
	setField(t, args[0], wordC, IntAnd(t, flag, gc.MakeInt(1)))
	if d := field(t, args[0], wordInner); d != None && d != Null {
		return CallMethod(t, d, Intern("setstate"), NewTuple(t, items[0], IntRShift(t, flag, gc.MakeInt(1))))
	}
	return None
}

func newlineReset(t *Thread, args []Value) Value {
	setField(t, args[0], wordB, gc.MakeInt(0))
	setField(t, args[0], wordC, gc.MakeInt(0))
	if d := field(t, args[0], wordInner); d != None && d != Null {
		return CallMethod(t, d, Intern("reset"))
	}
	return None
}
