package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Calls of classes whose instances are made by object.__new__ and a Python
// __init__, from the inline cache of CALL and CALL_METHOD. The cache may also
// hold a builtin class (object.Constructor).

// cacheInit notes in the cache of the CALL that runs that typ is such a class.
func cacheInit(t *Thread, typ *object.Type, init gc.Value) {
	switch bytecode.OpOf(gc.Load64(t.PC)) {
	case bytecode.CALL, bytecode.CALL_METHOD:
		rememberType(t.PC + 8)
		publish(t.PC+8, &record{object: typ.Obj.Addr(), value: init, class: typ})
	}
}

// construct makes an instance and pushes the frame of __init__ for the CALL at
// pc. The new object goes in front of the count arguments at address args: the
// words of the window below them are free. ok false: nothing has happened.
func construct(t *Thread, pc, base uintptr, ins uint64, rec *record, args uintptr, count int) (nb uintptr, ok bool) {
	code := codeOf(rec.value)
	nb = args - 8
	if code.FastArgs != int64(count)+1 || nb+uintptr(code.NRegs+64)*8 > t.StackEnd || t.Depth <= 0 {
		return 0, false
	}
	o := gc.MakePtr(rec.class.New(t))
	gc.Store(nb, o)
	clearRegs(nb, count+1, code.NRegs)
	push(t, nb, base, pc+16, rec.value, code, frame.MakeInfo(frame.RetInit, uint16(ins>>16), 0), o)
	return nb, true
}
