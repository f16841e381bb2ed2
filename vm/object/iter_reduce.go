package object

import (
	"math/big"

	"gorgon/gc"
)

// How the builtin iterators are taken apart for copy and pickle.

func reduceMethod(fn NativeFn) Method {
	return Method{Name: "__reduce__", Sig: "(self, /)", Fn: fn, Doc: "How to make the object again, for copy and pickle."}
}

// Builtin returns the builtin function of that name.
func Builtin(t *Thread, name string) Value {
	m := ImportModule(t, "builtins")
	if m == Null {
		return Null
	}
	return GetAttrString(t, m, name)
}

// reduceIter is the call iter(args...) with an optional state.
func reduceIter(t *Thread, name string, state Value, args ...Value) Value {
	fn := Builtin(t, name)
	if fn == Null {
		return Null
	}
	if state == Null {
		return NewTuple(t, fn, NewTupleFrom(t, args))
	}
	return NewTuple(t, fn, NewTupleFrom(t, args), state)
}

func seqIterReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	// The builtins may be replaced by objects with code of their own that ends
	// the iterator: look them up first.
	name := "iter"
	if TypeOf(args[0]) == listReverseIterType {
		name = "reversed"
	}
	fn := Builtin(t, name)
	if fn == Null {
		return Null
	}
	s := t.Read(o+gc.LockOffset, o+SeqIterSeq)
	if s != Null {
		return NewTuple(t, fn, NewTuple(t, s), gc.Load(o+SeqIterIndex))
	}
	empty := EmptyTuple
	switch TypeOf(args[0]) {
	case ListIterType, listReverseIterType:
		empty = NewList(t, nil)
	}
	if name != "iter" {
		return reduceIter(t, "iter", Null, empty)
	}
	return NewTuple(t, fn, NewTuple(t, empty))
}

func callableIterReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	fn := Builtin(t, "iter")
	if fn == Null {
		return Null
	}
	callable := t.Read(o+gc.LockOffset, o+SeqIterSeq)
	if sentinel := gc.Load(o + SeqIterIndex); callable != Null && sentinel != Null {
		return NewTuple(t, fn, NewTuple(t, callable, sentinel))
	}
	return NewTuple(t, fn, NewTuple(t, EmptyTuple))
}

func rangeIterReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	left := t.Read(o+gc.LockOffset, o+RangeIterLeft)
	next, step := gc.Load(o+RangeIterNext), gc.Load(o+RangeIterStep)
	x := new(big.Int).Mul(AsBig(step), AsBig(left))
	stop := NewBig(t, x.Add(x, AsBig(next)))
	return reduceIter(t, "iter", None, newRangeOf(t, next, stop, step, left))
}

// dictIterReduce gives the rest of the items as a list.
func dictIterReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	size := gc.SizeOf(o)
	twin := t.Alloc(gc.Header(gc.Shape(o), gc.LayoutValues), size)
	copy(gc.Values(twin+gc.HeaderSize, int(size-gc.HeaderSize)/8), gc.Values(o+gc.HeaderSize, int(size-gc.HeaderSize)/8))
	rest := NewListFrom(t, gc.MakePtr(twin))
	if rest == Null {
		return Null
	}
	return reduceIter(t, "iter", Null, rest)
}

func enumReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	n := t.Read(o+gc.LockOffset, o+EnumCount)
	return NewTuple(t, TypeOf(args[0]).Obj, NewTuple(t, gc.Load(o+EnumIter), n))
}

func zipReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	iters := gc.Load(o + ZipIters)
	if t.Read(o+gc.LockOffset, o+zipStrict) == True {
		return NewTuple(t, TypeOf(args[0]).Obj, iters, True)
	}
	return NewTuple(t, TypeOf(args[0]).Obj, iters)
}

func mapReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	params := NewTupleFrom(t, append([]Value{gc.Load(o + mapFunc)}, TupleItems(gc.Load(o+mapIters))...))
	if t.Read(o+gc.LockOffset, o+mapStrict) == True {
		return NewTuple(t, TypeOf(args[0]).Obj, params, True)
	}
	return NewTuple(t, TypeOf(args[0]).Obj, params)
}

// strictSetState is __setstate__ of zip and map: the word that holds strict is
// at offset.
func strictSetState(offset uintptr) Method {
	return Method{Name: "__setstate__", Sig: "(self, state, /)", Doc: "Set the position, for copy and pickle.", Fn: func(t *Thread, args []Value) Value {
		strict, ok := Truth(t, args[1])
		if !ok {
			return Null
		}
		t.OwnObject(args[0].Addr())
		gc.Store(args[0].Addr()+offset, gc.MakeBool(strict))
		return None
	}}
}

func filterReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	return NewTuple(t, TypeOf(args[0]).Obj, NewTuple(t, gc.Load(o+filterFunc), gc.Load(o+filterIter)))
}

func reversedReduce(t *Thread, args []Value) Value {
	o := args[0].Addr()
	if s := t.Read(o+gc.LockOffset, o+SeqIterSeq); s != Null {
		return NewTuple(t, TypeOf(args[0]).Obj, NewTuple(t, s), gc.Load(o+SeqIterIndex))
	}
	return NewTuple(t, TypeOf(args[0]).Obj, NewTuple(t, EmptyTuple))
}
