package itertools

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

// count: next number, step.
var countType = define(kind{
	name: "count", words: 2, sig: "(start=?, step=?)",
	doc: "The numbers start, start+step, … without end.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		for i, v := range a {
			if v == gc.Null {
				v = num(i)
			} else if !isNumber(v) {
				object.TypeErrorf(t, "a number is required")
				return false
			}
			set(o, i, v)
		}
		return true
	},
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		n, step := at(o, 0), at(o, 1)
		if n.IsInt() && step.IsInt() {
			if next := n.Int() + step.Int(); gc.FitsInt(next) {
				set(o, 0, gc.MakeInt(next))
				return n
			}
		}
		next := object.Binary(t, object.OpAdd, n, step)
		if next == gc.Null {
			return gc.Null
		}
		set(own(t, it), 0, next)
		return n
	},
	repr: func(t *Thread, it Value) Value {
		n := object.Repr(t, t.Read(it.Addr()+gc.LockOffset, it.Addr()+word(0)))
		step := at(it.Addr(), 1)
		s := object.Repr(t, step)
		if n == gc.Null || s == gc.Null {
			return gc.Null
		}
		if step == num(1) {
			return object.NewStr(t, "count("+object.StrOf(n)+")")
		}
		return object.NewStr(t, "count("+object.StrOf(n)+", "+object.StrOf(s)+")")
	},
})

func isNumber(v Value) bool {
	s := &object.TypeOf(v).Slots
	return s.Index != nil || s.ToInt != nil || s.ToFloat != nil || object.IsComplexObj(v)
}

// cycle: iterator (Null when it has ended), list of saved items, index.
var cycleType = define(kind{
	name: "cycle", words: 3, sig: "(iterable, /)",
	doc: "The items of an iterable again and again.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		set(o, 1, object.NewList(t, nil))
		set(o, 2, num(0))
		return setIter(t, o, 0, a[0])
	},
	next: func(t *Thread, it Value) Value {
		o := own(t, it)
		saved := at(o, 1)
		if inner := at(o, 0); inner != gc.Null {
			x := object.Next(t, inner)
			if x == gc.Null {
				return gc.Null
			}
			if x != gc.Stop {
				object.ListAppend(t, saved, x)
				return x
			}
			set(own(t, it), 0, gc.Null)
		}
		i := int(at(o, 2).Int())
		x := object.ListGet(t, saved, i)
		if x == gc.Null {
			return gc.Stop
		}
		if i++; i >= object.ListLen(t, saved) {
			i = 0
		}
		set(o, 2, num(i))
		return x
	},
})

// repeat: object, how often still (None: for ever).
var repeatType = define(kind{
	name: "repeat", words: 2, sig: "(object, times=?)",
	doc: "One object, for ever or times times.",
	make: func(t *Thread, o uintptr, a []Value) bool {
		set(o, 0, a[0])
		set(o, 1, gc.None)
		if a[1] != gc.Null {
			n, ok := object.IndexInt(t, a[1])
			if !ok {
				return false
			}
			set(o, 1, object.NewInt(t, int64(max(n, 0))))
		}
		return true
	},
	next: func(t *Thread, it Value) Value {
		o := it.Addr()
		if left := t.Read(o+gc.LockOffset, o+word(1)); left != gc.None {
			if left == num(0) {
				return gc.Stop
			}
			own(t, it)
			if left = at(o, 1); left.IsInt() {
				set(o, 1, gc.MakeInt(left.Int()-1))
			} else {
				set(o, 1, object.Binary(t, object.OpSub, left, num(1)))
			}
		}
		return at(o, 0)
	},
	repr: func(t *Thread, it Value) Value {
		r := object.Repr(t, at(it.Addr(), 0))
		if r == gc.Null {
			return gc.Null
		}
		text := "repeat(" + object.StrOf(r)
		if left := t.Read(it.Addr()+gc.LockOffset, it.Addr()+word(1)); left != gc.None {
			text += ", " + object.AsBig(left).String()
		}
		return object.NewStr(t, text+")")
	},
	methods: []object.Method{{Name: "__length_hint__", Sig: "(self, /)", Doc: "About how many items are left.",
		Fn: func(t *Thread, args []Value) Value {
			if left := t.Read(args[0].Addr()+gc.LockOffset, args[0].Addr()+word(1)); left != gc.None {
				return left
			}
			return object.TypeErrorf(t, "len() of unsized object")
		}}},
})
