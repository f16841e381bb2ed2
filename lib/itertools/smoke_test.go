package itertools

import (
	"testing"

	"gorgon/gc"
	"gorgon/vm/object"
)

func TestSmoke(t *testing.T) {
	th := &Thread{}
	th.Solo, th.Depth = true, 1000
	object.Boot(th)
	m := object.MakeNativeModule(th, "itertools")
	call := func(name string, args ...Value) Value {
		f := object.GetAttrString(th, m, name)
		r := object.Call(th, f, args...)
		if r == gc.Null {
			s := object.Str(th, th.Exc)
			t.Fatal(name, object.StrOf(s))
		}
		return r
	}
	show := func(v Value) string {
		l := object.NewListFrom(th, v)
		if l == gc.Null {
			return "exception"
		}
		return object.StrOf(object.Repr(th, l))
	}
	abc := object.NewStr(th, "abcd")
	two := gc.MakeInt(2)
	for _, c := range []struct {
		got  Value
		want string
	}{
		{call("combinations", abc, two), "[('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')]"},
		{call("permutations", object.NewStr(th, "abc"), two), "[('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')]"},
		{call("pairwise", abc), "[('a', 'b'), ('b', 'c'), ('c', 'd')]"},
		{call("batched", abc, gc.MakeInt(3)), "[('a', 'b', 'c'), ('d',)]"},
		{call("islice", abc, gc.MakeInt(1), gc.None, two), "['b', 'd']"},
		{call("chain", abc, object.NewTuple(th, two)), "['a', 'b', 'c', 'd', 2]"},
		{call("product", object.NewStr(th, "ab"), object.NewStr(th, "xy")), "[('a', 'x'), ('a', 'y'), ('b', 'x'), ('b', 'y')]"},
		{call("tee", abc), "[<itertools._tee object"},
		{call("zip_longest", abc, object.NewTuple(th, two)), "[('a', 2), ('b', None), ('c', None), ('d', None)]"},
		{call("accumulate", object.NewList(th, []Value{two, two, two})), "[2, 4, 6]"},
		{call("combinations_with_replacement", object.NewStr(th, "ab"), two), "[('a', 'a'), ('a', 'b'), ('b', 'b')]"},
		{call("repeat", two, two), "[2, 2]"},
		{call("islice", call("cycle", object.NewStr(th, "ab")), gc.MakeInt(5)), "['a', 'b', 'a', 'b', 'a']"},
		{call("islice", call("count", two), gc.MakeInt(3)), "[2, 3, 4]"},
		{call("compress", abc, object.NewList(th, []Value{two, gc.MakeInt(0), two})), "['a', 'c']"},
	} {
		if got := show(c.got); len(got) < len(c.want) || got[:len(c.want)] != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
