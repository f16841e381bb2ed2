package array

import (
	"gorgon/gc"
	. "gorgon/vm/object"
)

// An iterator holds the array, Null at the end, and the index of the next item.
const (
	iterArray = gc.HeaderSize
	iterIndex = gc.HeaderSize + 8
)

func iterate(t *Thread, v Value) Value {
	it := iteratorType.New(t)
	gc.Store(it+iterArray, v)
	gc.Store(it+iterIndex, gc.MakeInt(0))
	return gc.MakePtr(it)
}

func next(t *Thread, v Value) Value {
	it := v.Addr()
	t.OwnObject(it)
	a := gc.Load(it + iterArray)
	if a == Null {
		return gc.Stop
	}
	i := gc.Load(it + iterIndex).Int()
	x := ListGet(t, a, int(i))
	if x == Null {
		gc.Store(it+iterArray, Null)
		return gc.Stop
	}
	gc.Store(it+iterIndex, gc.MakeInt(i+1))
	return x
}

func iterReduce(t *Thread, args []Value) Value {
	it := args[0].Addr()
	iter := Builtin(t, "iter")
	if iter == Null {
		return Null
	}
	a := t.Read(it+gc.LockOffset, it+iterArray)
	if a == Null {
		return NewTuple(t, iter, NewTuple(t, EmptyTuple))
	}
	return NewTuple(t, iter, NewTuple(t, a), gc.Load(it+iterIndex))
}

func iterSetState(t *Thread, args []Value) Value {
	i, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	it := args[0].Addr()
	t.OwnObject(it)
	if a := gc.Load(it + iterArray); a != Null {
		gc.Store(it+iterIndex, gc.MakeInt(int64(min(max(i, 0), ListLen(t, a)))))
	}
	return gc.None
}
