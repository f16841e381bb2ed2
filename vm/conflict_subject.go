package vm

import (
	"strconv"
	"strings"

	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// What the running instruction works on, for the conflict report. It is read
// without barriers: what is found may be stale, which costs no more than a
// wrong name in a report.

// operands are the registers of the running instruction.
type operands struct {
	t   *scheduler.Thread
	ins uint64
}

func (o operands) reg(i uint16) gc.Value { return gc.Load(o.t.Base + uintptr(i)*8) }
func (o operands) a() gc.Value           { return o.reg(bytecode.A(o.ins)) }
func (o operands) b() gc.Value           { return o.reg(bytecode.B(o.ins)) }
func (o operands) c() gc.Value           { return o.reg(bytecode.C(o.ins)) }

// name is the instruction's name operand.
func (o operands) name() string { return object.StrOf(gc.Load(o.t.PC + 8)) }

// conflictSubject says what the running instruction of t works on, where lock
// is what it collided on, and the object's address.
func conflictSubject(t *scheduler.Thread, lock uintptr) (event.Subject, uintptr) {
	if t.Base == 0 || t.PC == 0 {
		return event.Subject{}, 0
	}
	o := operands{t, gc.Load64(t.PC)}
	switch interp.OpAt(t.PC, t.Base) {
	case bytecode.GETITEM, bytecode.GETSLICE:
		return itemSubject(o.b(), o.c(), lock)
	case bytecode.GETITEMI:
		return itemSubject(o.b(), gc.MakeInt(int64(bytecode.Imm16(o.ins))), lock)
	case bytecode.SETITEM, bytecode.DELITEM, bytecode.SETSLICE:
		return itemSubject(o.a(), o.b(), lock)
	case bytecode.IN, bytecode.NOT_IN:
		return itemSubject(o.c(), o.b(), lock)
	case bytecode.JIN, bytecode.JNOTIN:
		return itemSubject(o.b(), o.a(), lock)
	case bytecode.LOAD_ATTR, bytecode.LOAD_METHOD:
		if b := o.b(); b.IsPtr() && isContainer(b) && lock == b.Addr()+gc.LockOffset {
			return event.Subject{Type: object.TypeName(b), Part: "size"}, b.Addr() // what else that lock guards
		}
		return attrSubject(o.b(), o.name())
	case bytecode.STORE_ATTR, bytecode.DELETE_ATTR:
		return attrSubject(o.a(), o.name())
	case bytecode.LOAD_GLOBAL, bytecode.LOAD_GLOBAL_VAR, bytecode.STORE_GLOBAL, bytecode.DELETE_GLOBAL, bytecode.LOAD_NAME, bytecode.STORE_NAME:
		return event.Subject{Part: "global", Name: o.name()}, 0
	case bytecode.LOAD_DEREF:
		return event.Subject{Part: "closure", Name: o.name()}, address(o.b())
	case bytecode.STORE_DEREF:
		c := frame.At(uintptr(gc.Load64(t.Base - -frame.CodePtr)))
		return event.Subject{Part: "closure", Name: cellName(c, bytecode.A(o.ins))}, address(o.a())
	case bytecode.FOR_ITER:
		return iterationSubject(o.a())
	case bytecode.FOR_PREP:
		return iterationSubject(o.b())
	case bytecode.CALL, bytecode.CALL_METHOD, bytecode.CALL_KW:
		return o.callSubject(lock)
	}
	return event.Subject{}, 0
}

// helpedSubject says what the helper works on that machine code has called: of
// most it is the first argument, and the key the second.
func helpedSubject(t *scheduler.Thread, lock uintptr) (event.Subject, uintptr) {
	container, key := interp.Trace.Arguments(t)
	if container == gc.Null || !container.IsPtr() || !gc.InHeap(container.Addr()) || !isContainer(container) {
		return event.Subject{}, 0
	}
	if key == gc.Null || key.IsPtr() && (!gc.InHeap(key.Addr()) || object.TypeOf(key) == nil) { // not what is looked up
		return event.Subject{Type: object.TypeName(container)}, container.Addr()
	}
	return itemSubject(container, key, lock)
}

func address(v gc.Value) uintptr {
	if v.IsPtr() {
		return v.Addr()
	}
	return 0
}

func attrSubject(v gc.Value, name string) (event.Subject, uintptr) {
	return event.Subject{Type: object.TypeName(v), Part: "attr", Name: name}, address(v)
}

// isContainer says whether v is a plain dict, list or set, whose own lock guards
// its size.
func isContainer(v gc.Value) bool {
	return object.Is(v, object.ShapeDict) || object.Is(v, object.ShapeList) || object.Is(v, object.ShapeSet)
}

func iterationSubject(v gc.Value) (event.Subject, uintptr) {
	if !v.IsPtr() {
		return event.Subject{Part: "iteration"}, 0
	}
	return event.Subject{Type: object.TypeName(v), Part: "iteration"}, v.Addr()
}

// itemSubject names a container and what of it lock guards: its size, its table
// or one of its keys.
func itemSubject(container, key gc.Value, lock uintptr) (event.Subject, uintptr) {
	if !container.IsPtr() {
		return event.Subject{}, 0
	}
	s := event.Subject{Type: object.TypeName(container)}
	at := container.Addr()
	dict := object.IsInstance(container, object.DictType)
	switch {
	case object.Is(container, object.ShapeList) && key.IsInt():
		s.Part, s.Name = "item", strconv.FormatInt(key.Int(), 10)
	case lock == at+gc.LockOffset:
		s.Part = "size"
	case object.Is(container, object.ShapeList):
		s.Part = "slice"
	case dict && lock == object.DictBlock(container)+gc.LockOffset:
		s.Part = "table"
	default:
		s.Part, s.Name = "key", keyText(key)
	}
	return s, at
}

func keyText(key gc.Value) string {
	switch {
	case object.IsStr(key):
		return clip(object.StrRepr(object.StrOf(key)))
	case key.IsInt():
		return strconv.FormatInt(key.Int(), 10)
	}
	return "of type " + object.TypeName(key)
}

// callSubject names the receiver, or the first argument, of the native function
// that is called, and the key if it is a dict's method.
func (o operands) callSubject(lock uintptr) (event.Subject, uintptr) {
	fn := o.b()
	n := nativeOf(fn)
	if n == nil {
		return functionSubject(lock)
	}
	args := o.t.Base + uintptr(bytecode.B(o.ins))*8 + 8*bytecode.ArgBase
	first, second := gc.Load(args), gc.Load(args+8)
	if self := object.NativeSelf(fn); self != gc.Null && !object.IsInstance(fn, object.MethodDescriptorType) {
		first, second = self, first
	} else if first == gc.Null {
		first, second = second, gc.Load(args+16)
	}
	keyed := n.Owner == object.DictType && n.Sig.Pos > 1 && (object.IsStr(second) || second.IsInt())
	switch {
	case keyed && object.IsInstance(first, object.DictType):
		return itemSubject(first, second, lock)
	case n.Owner != nil:
		return event.Subject{Type: n.Owner.Name, Part: "method", Name: n.Name}, address(first)
	case first.IsPtr() && first != gc.Null:
		return event.Subject{Type: object.TypeName(first), Part: "method", Name: n.Name + "()"}, first.Addr()
	}
	return event.Subject{Part: "call", Name: n.Name + "()"}, 0
}

// functionSubject names the Python function whose own lock it is: it guards what can
// be assigned to, such as the defaults, and calls read it. A callable object may
// have led to the function.
func functionSubject(lock uintptr) (event.Subject, uintptr) {
	f := gc.MakePtr(lock - gc.LockOffset)
	if !object.Is(f, object.ShapeFunction) {
		return event.Subject{}, 0
	}
	name := gc.Load(f.Addr() + object.FuncQualName)
	if !name.IsPtr() || !gc.InHeap(name.Addr()) || !object.IsStr(name) {
		return event.Subject{}, 0
	}
	return event.Subject{Part: "call", Name: object.StrOf(name) + "()"}, f.Addr()
}

// nativeOf returns the native function that v is, nil if it is none.
func nativeOf(v gc.Value) *object.Native {
	if !v.IsPtr() || !object.IsInstance(v, object.NativeType) && !object.IsInstance(v, object.MethodDescriptorType) {
		return nil
	}
	return object.NativeOf(v)
}

// conflictEffect names the native function that the running instruction calls.
func conflictEffect(t *scheduler.Thread) event.Subject {
	o := operands{t, gc.Load64(t.PC)}
	switch bytecode.OpOf(o.ins) {
	case bytecode.CALL, bytecode.CALL_METHOD, bytecode.CALL_KW, bytecode.CALL_EX:
		if n := nativeOf(o.b()); n != nil {
			name := n.Name + "()"
			if n.Owner != nil {
				name = n.Owner.Name + "." + name
			} else if n.Module != "" && n.Module != "builtins" {
				name = n.Module + "." + name
			}
			return event.Subject{Part: "call", Name: name}
		}
	}
	return event.Subject{Part: "call", Name: "an effect outside of the heap"}
}

const maxKey = 24

func clip(s string) string {
	if r := []rune(s); len(r) > maxKey {
		return strings.TrimSpace(string(r[:maxKey])) + "…"
	}
	return s
}
