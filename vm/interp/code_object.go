package interp

import (
	"slices"
	"sync"
	"unsafe"

	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// A code object holds the address of its bytecode.Code as an int.
const codeAddr = gc.HeaderSize

// codeObjects keeps the Go object of each code object alive as long as that
// lives, and finds the one code object of each code.
var codeObjects = struct {
	byCode *xsync.MapOf[*bytecode.Code, gc.Value]

	sync.Mutex
	all []codeObject // those of byCode
	old int          // how many of them a collection has seen
}{byCode: xsync.NewMapOf[*bytecode.Code, gc.Value]()}

type codeObject struct {
	code *bytecode.Code
	v    gc.Value
}

// CodeValue returns the code object of compiled code.
func CodeValue(t *Thread, c *bytecode.Code) gc.Value {
	if v, ok := codeObjects.byCode.Load(c); ok {
		return v
	}
	o := t.Alloc(gc.Header(object.ShapeCode, gc.LayoutValues), gc.Round(gc.HeaderSize+8))
	gc.Store(o+codeAddr, gc.MakeInt(int64(uintptr(unsafe.Pointer(c)))))
	v, loaded := codeObjects.byCode.LoadOrStore(c, gc.MakePtr(o))
	if !loaded {
		codeObjects.Lock()
		codeObjects.all = append(codeObjects.all, codeObject{c, v})
		codeObjects.Unlock()
	}
	return v
}

// forgetCodeObjects drops those that have died.
func forgetCodeObjects(isLive func(gc.Value) bool) {
	if gc.Everything() {
		codeObjects.all = slices.DeleteFunc(codeObjects.all, func(o codeObject) bool {
			if isLive(o.v) {
				return false
			}
			codeObjects.byCode.Delete(o.code)
			return true
		})
	}
	codeObjects.old = len(codeObjects.all)
}

// CodeIn returns the compiled code of a code object.
func CodeIn(v gc.Value) *bytecode.Code {
	return (*bytecode.Code)(unsafe.Add(unsafe.Pointer(nil), uintptr(gc.Load(v.Addr()+codeAddr).Int()))).Load()
}

type codeRoots struct{}

// CodeRoots is the root source of new code objects.
var CodeRoots gc.RootSource = codeRoots{}

func (codeRoots) VisitRoots(visit func(gc.Value)) {
	for _, o := range codeObjects.all[codeObjects.old:] {
		visit(o.v)
	}
}

func init() {
	gc.RegisterSweepHook(forgetCodeObjects)
	object.CodeObject = func(t *Thread, word gc.Value) gc.Value { return CodeValue(t, codeWord(word).Code) }
	number := func(f func(*bytecode.Code) int) func(t *Thread, v gc.Value) gc.Value {
		return func(t *Thread, v gc.Value) gc.Value { return gc.MakeInt(int64(f(CodeIn(v)))) }
	}
	text := func(f func(*bytecode.Code) string) func(t *Thread, v gc.Value) gc.Value {
		return func(t *Thread, v gc.Value) gc.Value { return object.NewStr(t, f(CodeIn(v))) }
	}
	names := func(f func(*bytecode.Code) []string) func(t *Thread, v gc.Value) gc.Value {
		return func(t *Thread, v gc.Value) gc.Value {
			var vs []gc.Value
			for _, n := range f(CodeIn(v)) {
				vs = append(vs, object.Intern(n))
			}
			return object.NewTupleFrom(t, vs)
		}
	}
	object.CodeType.Setup(object.Spec{Layout: gc.LayoutValues, Payload: 8, Final: true,
		Slots: object.Slots{Repr: codeRepr},
		Methods: []object.Method{
			{Name: "co_lines", Sig: "(self, /)", Fn: codeLines},
			{Name: "co_positions", Sig: "(self, /)", Fn: codePositions},
			{Name: "co_branches", Sig: "(self, /)", Fn: func(t *Thread, a []gc.Value) gc.Value { return object.Iter(t, object.NewList(t, nil)) }},
			{Name: "replace", Sig: "(self, /, **changes)", Fn: codeReplace},
			{Name: "__replace__", Sig: "(self, /, **changes)", Fn: codeReplace},
			{Name: "_varname_from_oparg", Sig: "(self, /, oparg)", Fn: codeVarName},
		},
		Getset: []object.Getset{
			{Name: "co_argcount", Get: number(func(c *bytecode.Code) int { return c.ArgCount })},
			{Name: "co_posonlyargcount", Get: number(func(c *bytecode.Code) int { return c.PosOnly })},
			{Name: "co_kwonlyargcount", Get: number(func(c *bytecode.Code) int { return c.KwOnly })},
			{Name: "co_nlocals", Get: number(func(c *bytecode.Code) int { return len(c.VarNames) })},
			{Name: "co_stacksize", Get: number(func(c *bytecode.Code) int { return c.NRegs })},
			{Name: "co_flags", Get: number(func(c *bytecode.Code) int { return int(c.Flags) })},
			{Name: "co_firstlineno", Get: number(func(c *bytecode.Code) int { return c.FirstLine })},
			{Name: "co_name", Get: text(func(c *bytecode.Code) string { return c.Name })},
			{Name: "co_qualname", Get: text(func(c *bytecode.Code) string { return c.QualName })},
			{Name: "co_filename", Get: text(func(c *bytecode.Code) string { return c.Filename })},
			{Name: "co_varnames", Get: names(func(c *bytecode.Code) []string { return c.VarNames })},
			{Name: "co_names", Get: names(func(c *bytecode.Code) []string { return c.Names })},
			{Name: "co_cellvars", Get: names(func(c *bytecode.Code) []string { return c.CellVars })},
			{Name: "co_freevars", Get: names(func(c *bytecode.Code) []string { return c.FreeVars })},
			{Name: "co_consts", Get: codeConsts},
			{Name: "co_code", Get: codeWords},
			{Name: "co_linetable", Get: noTable},
			{Name: "co_exceptiontable", Get: noTable},
		}})
}

func codeRepr(t *Thread, v gc.Value) gc.Value {
	c := CodeIn(v)
	return object.NewStr(t, "<code object "+c.Name+" at "+object.HexAddr(v)+", file \""+c.Filename+"\", line "+itoa(c.FirstLine)+">")
}

func codeConsts(t *Thread, v gc.Value) gc.Value {
	var vs []gc.Value
	for _, k := range CodeIn(v).Consts {
		if child, ok := k.(*bytecode.Code); ok {
			vs = append(vs, CodeValue(t, child))
		} else {
			vs = append(vs, frame.ConstValue(t, k))
		}
	}
	return object.NewTupleFrom(t, vs)
}
