package object

import (
	"gorgon/gc"
)

// None, Ellipsis and NotImplemented: types with one value each.

func init() {
	constant := func(typ *Type, v Value, text, doc string) Spec {
		return Spec{Doc: doc, Layout: gc.LayoutValues, Final: true, Slots: Slots{
			Repr: func(t *Thread, v Value) Value { return Intern(text) },
			New: func(t *Thread, cls *Type, args []Value, kw Value) Value {
				if len(args) > 0 {
					return TypeErrorf(t, "%s takes no arguments", typ.Name)
				}
				return v
			}}}
	}
	none := constant(NoneType, None, "None", "The type of the None singleton.")
	none.Slots.Truth = func(t *Thread, v Value) (bool, bool) { return false, true }
	none.Slots.Hash = func(t *Thread, v Value) (uint64, bool) { return 0xfca86420, true }
	none.Slots.Compare = objectCompare
	NoneType.Setup(none)
	reduce := func(name string) []Method {
		return []Method{{Name: "__reduce__", Sig: "(self, /)", Fn: func(t *Thread, args []Value) Value { return Intern(name) }}}
	}
	ellipsis := constant(EllipsisType, Ellipsis, "Ellipsis", "The type of the Ellipsis singleton.")
	ellipsis.Methods = reduce("Ellipsis")
	EllipsisType.Setup(ellipsis)
	notImplemented := constant(NotImplementedType, NotImplemented, "NotImplemented", "The type of the NotImplemented singleton.")
	notImplemented.Methods = reduce("NotImplemented")
	notImplemented.Slots.Truth = func(t *Thread, v Value) (bool, bool) {
		TypeErrorf(t, "NotImplemented should not be used in a boolean context")
		return false, false
	}
	NotImplementedType.Setup(notImplemented)
}
