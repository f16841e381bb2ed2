package object

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"os/exec"
	"strconv"
	"testing"

	"gorgon/gc"
	"gorgon/internal/cpython"
)

// expressionCase is a line of what testdata/expressions.py prints.
type expressionCase struct {
	Source string
	Tree   json.RawMessage
	Result string
	Error  string
}

// evaluator evaluates trees of expressions.
type evaluator struct {
	t     *Thread
	names map[string]Value
}

func unhex(s string) string {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func decodeJSON(raw json.RawMessage, to any) {
	if err := json.Unmarshal(raw, to); err != nil {
		panic(err)
	}
}

var (
	testBinary  = map[string]BinaryOp{"Add": OpAdd, "Mult": OpMul, "Mod": OpMod, "Sub": OpSub, "Pow": OpPow, "LShift": OpLShift}
	testCompare = map[string]CompareOp{"Lt": OpLT, "LtE": OpLE, "Eq": OpEQ, "NotEq": OpNE, "Gt": OpGT, "GtE": OpGE}
)

func (e *evaluator) eval(raw json.RawMessage) Value {
	var node []json.RawMessage
	var kind, text string
	decodeJSON(raw, &node)
	decodeJSON(node[0], &kind)
	switch kind {
	case "str", "bytes", "const", "int", "float", "complex", "name":
		decodeJSON(node[1], &text)
		return e.leaf(kind, text)
	case "attr":
		decodeJSON(node[2], &text)
		o := e.eval(node[1])
		if o == Null {
			return Null
		}
		return GetAttr(e.t, o, Intern(text))
	case "binary", "compare":
		decodeJSON(node[1], &text)
		node = node[1:]
	case "call":
		return e.call(node)
	}
	args := make([]Value, len(node)-1)
	for i := range args {
		if args[i] = e.eval(node[i+1]); args[i] == Null {
			return Null
		}
	}
	return e.apply(kind, text, args)
}

func (e *evaluator) leaf(kind, text string) Value {
	switch kind {
	case "str":
		return NewStr(e.t, unhex(text))
	case "bytes":
		return NewBytes(e.t, []byte(unhex(text)))
	case "int":
		n, _ := new(big.Int).SetString(text, 0)
		return NewBig(e.t, n)
	case "float":
		f, _ := strconv.ParseFloat(text, 64)
		return NewFloat(f)
	case "complex":
		f, _ := strconv.ParseFloat(text, 64)
		return NewComplex(e.t, complex(0, f))
	case "name":
		v := e.names[text]
		if v == Null {
			panic("no name " + text)
		}
		return v
	}
	return map[string]Value{"None": None, "True": True, "False": False, "Ellipsis": Ellipsis}[text]
}

func (e *evaluator) call(node []json.RawMessage) Value {
	var kw []string
	decodeJSON(node[1], &kw)
	vs := make([]Value, len(node)-2)
	for i := range vs {
		if vs[i] = e.eval(node[i+2]); vs[i] == Null {
			return Null
		}
	}
	names := Null
	if len(kw) > 0 {
		items := make([]Value, len(kw))
		for i, k := range kw {
			items[i] = Intern(k)
		}
		names = NewTupleFrom(e.t, items)
	}
	return CallKw(e.t, vs[0], vs[1:], names)
}

func (e *evaluator) apply(kind, op string, args []Value) Value {
	t := e.t
	switch kind {
	case "tuple":
		return NewTupleFrom(t, args)
	case "list":
		return NewList(t, args)
	case "dict":
		d := NewDict(t)
		for i := range len(args) / 2 {
			DictSet(t, d, args[i], args[len(args)/2+i])
		}
		return d
	case "neg":
		return Neg(t, args[0])
	case "binary":
		return Binary(t, testBinary[op], args[0], args[1])
	case "item":
		return GetItem(t, args[0], args[1])
	case "slice":
		return NewSlice(t, args[0], args[1], args[2])
	case "compare":
		if op == "In" {
			in, ok := Contains(t, args[1], args[0])
			if !ok {
				return Null
			}
			return gc.MakeBool(in)
		}
		if op == "Is" {
			return gc.MakeBool(args[0] == args[1])
		}
		return Compare(t, testCompare[op], args[0], args[1])
	}
	panic("no operation " + kind)
}

func newEvaluator(t *Thread) *evaluator {
	fn := func(name, sig string, f NativeFn) Value {
		return NewNative(t, newNativeFrom(&Method{Name: name, Sig: sig, Fn: f}, nil), Null)
	}
	return &evaluator{t, map[string]Value{
		"str": StrType.Obj, "bytes": BytesType.Obj, "bytearray": ByteArrayType.Obj, "memoryview": MemoryViewType.Obj,
		"tuple": TupleType.Obj, "int": IntType.Obj, "float": FloatType.Obj, "dict": DictType.Obj,
		"complex": ComplexType.Obj, "type": TypeType.Obj, "range": RangeType.Obj, "slice": SliceType.Obj,
		"Template": TemplateType.Obj, "Interpolation": InterpolationType.Obj,
		"format": fn("format", "(value, spec=?, /)", func(t *Thread, a []Value) Value {
			if a[1] == Null {
				a[1] = emptyStr
			}
			return Format(t, a[0], a[1])
		}),
		"list": fn("list", "(v, /)", func(t *Thread, a []Value) Value {
			var items []Value
			if !Iterate(t, a[0], func(v Value) bool { items = append(items, v); return true }) {
				return Null
			}
			return NewList(t, items)
		}),
		"repr":  fn("repr", "(v, /)", func(t *Thread, a []Value) Value { return Repr(t, a[0]) }),
		"ascii": fn("ascii", "(v, /)", func(t *Thread, a []Value) Value { return Ascii(t, a[0]) }),
		"len": fn("len", "(v, /)", func(t *Thread, a []Value) Value {
			n, ok := Len(t, a[0])
			if !ok {
				return Null
			}
			return gc.MakeInt(int64(n))
		}),
		"hash": fn("hash", "(v, /)", func(t *Thread, a []Value) Value {
			h, ok := Hash(t, a[0])
			if !ok {
				return Null
			}
			return NewInt(t, int64(h))
		}),
		"setitem": fn("setitem", "(o, k, v, /)", func(t *Thread, a []Value) Value {
			if !SetItem(t, a[0], a[1], a[2]) {
				return Null
			}
			return None
		}),
	}}
}

// outcome renders a value or the pending exception as the script does.
func (e *evaluator) outcome(v Value) (result, error string) {
	if v != Null {
		if v = Repr(e.t, v); v != Null {
			return StrOf(v), ""
		}
	}
	exc := e.t.Exc
	ClearExc(e.t)
	text := Str(e.t, exc)
	if text == Null {
		return "", "no text for " + TypeName(exc)
	}
	return StrOf(text), TypeName(exc)
}

// TestExpressions compares the value of each expression in testdata/text.txt
// with CPython's.
func TestExpressions(t *testing.T) {
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	out, err := exec.Command(exe, "-X", "utf8", "testdata/expressions.py", "testdata/text.txt").Output()
	if err != nil {
		t.Fatal(err)
	}
	th := soloThread()
	Boot(th)
	e := newEvaluator(th)
	n := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); n++ {
		var c expressionCase
		decodeJSON(lines.Bytes(), &c)
		result, kind := e.outcome(e.eval(c.Tree))
		if want := unhex(c.Result); result != want || kind != c.Error {
			t.Errorf("%s\n  got  %s %.300q\n  want %s %.300q", c.Source, kind, result, c.Error, want)
		}
	}
	if n < 100 {
		t.Fatalf("only %d expressions", n)
	}
}
