package frame

import (
	"fmt"
	"math/big"
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// lazy: code is linked when it is called first. FastArgs is read without a barrier,
// before the rest, which only some processors keep in that order.
const lazy = runtime.GOARCH == "amd64"

// linking makes threads that call the same code first take turns.
var linking sync.Mutex

// Link makes the linked form of code for one globals dict. separate says that
// locals of module-level code are not its globals.
func Link(t *object.Thread, code *bytecode.Code, globals, builtins gc.Value, separate bool) *Code {
	c := &Code{Code: code, Globals: globals, Builtins: builtins, SeparateLocals: separate, NRegs: code.NRegs, FastArgs: Unlinked, Positional: Unlinked}
	c.Generic = code.Flags&(bytecode.Generator|bytecode.Coroutine|bytecode.AsyncGenerator) != 0
	c.Hidden = code.Filename == PreludeFile
	o := t.Alloc(gc.Header(object.ShapeCodeValues, gc.LayoutValues), gc.Round(keepWords))
	gc.Store(o+keepGlobals, globals)
	gc.Store(o+keepBuiltins, builtins)
	c.Keep = gc.MakePtr(o)
	if !lazy {
		c.Complete(t)
	}
	register(c)
	return c
}

// Complete links the rest of c, unless that has been done. Whoever calls code in
// another way than by its FastArgs does that first.
func (c *Code) Complete(t *object.Thread) {
	if c.FastArgs != Unlinked {
		return
	}
	linking.Lock()
	defer linking.Unlock()
	if c.FastArgs != Unlinked {
		return
	}
	c.Code.Load()
	c.Children = make([]atomic.Pointer[Code], len(c.Code.Consts))
	c.makeValues(t)
	c.linkWords()
	args := -1
	if c.KwOnly == 0 && c.Flags&(bytecode.VarArgs|bytecode.VarKeywords) == 0 {
		args = c.ArgCount
	}
	if c.Flags&bytecode.Optimized == 0 {
		args = 1 // the mapping of locals, in register 0
	}
	gc.CountOutside(linkedBytes + uintptr(len(c.Words))*8)
	c.Positional = int64(args)
	if c.Hidden {
		args = -1
	}
	atomic.StoreInt64(&c.FastArgs, int64(args))
}

// linkedBytes is about what linked code takes in Go's heap, its words aside.
const linkedBytes = 1 << 10

// A Keep's words.
const (
	keepGlobals  = gc.HeaderSize
	keepBuiltins = keepGlobals + 8
	keepValues   = keepBuiltins + 8 // an object with the constants and names, once the code is complete
	keepWords    = keepValues + 8
)

// makeValues makes the constants and names.
func (c *Code) makeValues(t *object.Thread) {
	code, consts := c.Code, make([]gc.Value, len(c.Code.Consts))
	for i, k := range code.Consts {
		if _, ok := k.(*bytecode.Code); !ok {
			consts[i] = ConstValue(t, k)
		}
	}
	n := len(consts) + len(code.Names) + len(code.VarNames)
	o := t.Alloc(gc.Header(object.ShapeCodeValues, gc.LayoutValues), gc.Round(gc.HeaderSize+8*uintptr(n)))
	gc.Dirty(c.Keep.Addr())
	gc.Store(c.Keep.Addr()+keepValues, gc.MakePtr(o))
	all := gc.Values(o+gc.HeaderSize, n)
	c.Consts, all = all[:copy(all, consts)], all[len(consts):]
	c.NameVals, c.VarNameV = all[:len(code.Names)], all[len(code.Names):]
	for i, n := range code.Names {
		c.NameVals[i] = object.Intern(n)
	}
	for i, n := range code.VarNames {
		c.VarNameV[i] = object.Intern(n)
	}
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
	child.parent = c
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
