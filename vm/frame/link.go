package frame

import (
	"fmt"
	"math/big"
	"sync"
	"sync/atomic"
	"unsafe"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// registry keeps every linked code alive and is a root source: constants and
// what inline caches of code records hold. What code refers to never changes
// after it is linked.
var registry struct {
	sync.Mutex
	codes []*Code
	old   int // how many of them a collection has seen
}

// Holding returns the code with the instruction at pc, nil if there is none. It
// looks at all code: for reports.
func Holding(pc uintptr) *Code {
	registry.Lock()
	defer registry.Unlock()
	for _, c := range registry.codes {
		if pc >= c.Entry && pc < c.Entry+8*uintptr(len(c.Words)) {
			return c
		}
	}
	return nil
}

type codeRoots struct{}

// Roots is the root source of all linked code.
var Roots gc.RootSource = codeRoots{}

func init() {
	gc.RegisterSweepHook(func(func(gc.Value) bool) { registry.old = len(registry.codes) })
}

func register(c *Code) {
	registry.Lock()
	registry.codes = append(registry.codes, c)
	registry.Unlock()
}

func (codeRoots) VisitRoots(visit func(gc.Value)) { visitCodes(registry.codes, visit) }

// VisitNew implements gc.AgingRootSource.
func (codeRoots) VisitNew(visit func(gc.Value)) { visitCodes(registry.codes[registry.old:], visit) }

func visitCodes(codes []*Code, visit func(gc.Value)) {
	for _, c := range codes {
		visit(c.Globals)
		visit(c.Builtins)
		for _, v := range c.Consts {
			visit(v)
		}
	}
}

// Link makes the linked form of code for one globals dict. separate says that
// locals of module-level code are not its globals.
func Link(t *object.Thread, code *bytecode.Code, globals, builtins gc.Value, separate bool) *Code {
	c := &Code{Code: code, Globals: globals, Builtins: builtins, SeparateLocals: separate, NRegs: code.NRegs}
	c.Generic = code.Flags&(bytecode.Generator|bytecode.Coroutine|bytecode.AsyncGenerator) != 0
	c.FastArgs = -1
	if code.KwOnly == 0 && code.Flags&(bytecode.VarArgs|bytecode.VarKeywords) == 0 {
		c.FastArgs = code.ArgCount
	}
	if code.Flags&bytecode.Optimized == 0 {
		c.FastArgs = 1 // the mapping of locals, in register 0
	}
	c.Hidden = code.Filename == PreludeFile
	c.Consts = make([]gc.Value, len(code.Consts))
	c.Children = make([]atomic.Pointer[Code], len(code.Consts))
	for i, k := range code.Consts {
		if _, ok := k.(*bytecode.Code); !ok {
			c.Consts[i] = ConstValue(t, k)
		}
	}
	c.NameVals = make([]gc.Value, len(code.Names))
	for i, n := range code.Names {
		c.NameVals[i] = object.Intern(n)
	}
	c.VarNameV = make([]gc.Value, len(code.VarNames))
	for i, n := range code.VarNames {
		c.VarNameV[i] = object.Intern(n)
	}
	c.linkWords()
	register(c)
	return c
}

// linkWords copies the instruction words and puts values where the extra words
// hold indexes.
func (c *Code) linkWords() {
	c.Words = make([]uint64, len(c.Code.Words))
	copy(c.Words, c.Code.Words)
	c.Entry = uintptr(unsafe.Pointer(unsafe.SliceData(c.Words)))
	c.starts = make([]uint64, len(c.Words)/64+1)
	for i := 0; i < len(c.Words); {
		c.starts[i/64] |= 1 << (i % 64)
		op := bytecode.OpOf(c.Words[i])
		if !c.SeparateLocals {
			c.Words[i] = globalForm(c.Code, c.Words[i])
		}
		i++
		for _, kind := range bytecode.Table[op].Extra {
			switch kind {
			case 'N':
				c.Words[i] = uint64(c.NameVals[c.Words[i]])
			case 'K':
				if op != bytecode.MAKE_FUNCTION {
					c.Words[i] = uint64(c.Consts[c.Words[i]])
				}
			}
			i++
		}
	}
}

// globalForm turns the NAME instructions of module code into GLOBAL ones.
func globalForm(code *bytecode.Code, w uint64) uint64 {
	if code.Flags&bytecode.Optimized != 0 || code.Name != "<module>" {
		return w
	}
	var op bytecode.Op
	switch bytecode.OpOf(w) {
	case bytecode.LOAD_NAME:
		op = bytecode.LOAD_GLOBAL
	case bytecode.STORE_NAME:
		op = bytecode.STORE_GLOBAL
	case bytecode.DELETE_NAME:
		op = bytecode.DELETE_GLOBAL
	default:
		return w
	}
	return w&^0xff | uint64(op)
}

// Child returns the linked code of constant i, linking it on first use.
func (c *Code) Child(t *object.Thread, i int) *Code {
	if child := c.Children[i].Load(); child != nil {
		return child
	}
	child := Link(t, c.Code.Consts[i].(*bytecode.Code), c.Globals, c.Builtins, false)
	if !c.Children[i].CompareAndSwap(nil, child) { // another thread was quicker
		return c.Children[i].Load()
	}
	return child
}

// ConstValue makes the Python value of a constant.
func ConstValue(t *object.Thread, k any) gc.Value {
	switch k := k.(type) {
	case nil:
		return gc.None
	case bool:
		return gc.MakeBool(k)
	case int64:
		return object.NewInt(t, k)
	case *big.Int:
		return object.NewBig(t, k)
	case float64:
		return gc.MakeFloat(gc.CanonicalNaN(k))
	case complex128:
		return object.NewComplex(t, k)
	case string:
		if len(k) <= 64 {
			return object.Intern(k)
		}
		return object.NewStr(t, k)
	case bytecode.Bytes:
		return object.NewBytes(t, []byte(k))
	case bytecode.EllipsisType:
		return gc.Ellipsis
	case bytecode.Tuple:
		return object.NewTupleFrom(t, constValues(t, k))
	case bytecode.FrozenSet:
		return object.NewFrozenSet(t, constValues(t, k)...)
	}
	panic(fmt.Sprintf("frame: constant of type %T", k))
}

func constValues(t *object.Thread, ks []any) []gc.Value {
	vs := make([]gc.Value, len(ks))
	for i, k := range ks {
		vs[i] = ConstValue(t, k)
	}
	return vs
}

// PreludeFile is the file name of the embedded prelude's code.
const PreludeFile = "<prelude>"

// InstructionAt returns the first word of the instruction that word belongs to.
func (c *Code) InstructionAt(word int) int {
	for word > 0 && c.starts[word/64]>>(word%64)&1 == 0 {
		word--
	}
	return word
}

// HandlerAt returns the innermost handler of the instruction at word, or nil.
func (c *Code) HandlerAt(word int) *bytecode.Handler {
	for i := range c.Handlers {
		if h := &c.Handlers[i]; h.Start <= word && word < h.End {
			return h
		}
	}
	return nil
}
