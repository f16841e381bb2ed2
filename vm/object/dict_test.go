package object

import (
	"math/rand/v2"
	"slices"
	"testing"

	"gorgon/gc"
)

// dictModel is what a dict should be: the keys in order with their values.
type dictModel struct {
	keys []Value
	vals map[Value]Value
}

func (m *dictModel) set(k, v Value) {
	if _, ok := m.vals[k]; !ok {
		m.keys = append(m.keys, k)
	}
	m.vals[k] = v
}

func (m *dictModel) del(k Value) Value {
	v := m.vals[k]
	if v != Null {
		delete(m.vals, k)
		m.keys = slices.Delete(m.keys, slices.Index(m.keys, k), slices.Index(m.keys, k)+1)
	}
	return v
}

func (m *dictModel) check(t *testing.T, th *Thread, d Value) {
	t.Helper()
	if n := DictLen(th, d); n != len(m.keys) {
		t.Fatalf("len %d, want %d", n, len(m.keys))
	}
	pos := 0
	for i := 0; ; i++ {
		k, v, more := DictNext(th, d, &pos)
		if !more {
			if i != len(m.keys) {
				t.Fatalf("%d entries, want %d", i, len(m.keys))
			}
			return
		}
		if k != m.keys[i] || v != m.vals[k] {
			t.Fatalf("entry %d is %x: %x", i, k, v)
		}
	}
}

func TestDictAgainstModel(t *testing.T) {
	th := soloThread()
	for round := range 60 {
		r := rand.New(rand.NewPCG(uint64(round), 1))
		space := []int{6, 20, 300, 5000}[round%4]
		stride := []int64{1, 1024, -7, 1 << 33}[round/4%4]
		key := func() Value {
			i := int64(r.IntN(space))
			if r.IntN(3) == 0 {
				return Intern("k" + string(rune('a'+i%26)) + string(rune('0'+i/26%70)))
			}
			return gc.MakeInt(i * stride)
		}
		d, m := NewDict(th), dictModel{vals: map[Value]Value{}}
		deletes := r.IntN(8)
		for range space * 6 {
			k := key()
			switch op := r.IntN(10); {
			case op < deletes:
				v, _ := DictPop(th, d, k)
				if want := m.del(k); v != want {
					t.Fatalf("pop gives %x, want %x", v, want)
				}
			case op == 9:
				if v, _ := DictGet(th, d, k); v != m.vals[k] {
					t.Fatalf("get gives %x, want %x", v, m.vals[k])
				}
			default:
				v := gc.MakeInt(int64(r.IntN(1 << 30)))
				DictSet(th, d, k, v)
				m.set(k, v)
			}
		}
		m.check(t, th, d)
	}
}

func TestSmallDictsAreSmall(t *testing.T) {
	th := soloThread()
	d := NewDict(th)
	if n := gc.SizeOf(d.Addr()); n > 64 {
		t.Errorf("an empty dict takes %d bytes", n)
	}
	for i := range 4 {
		DictSet(th, d, gc.MakeInt(int64(i)), None)
	}
	if n := gc.SizeOf(d.Addr()) + gc.SizeOf(DictBlock(d)); n > 232 {
		t.Errorf("a dict of 4 takes %d bytes", n)
	}
}

func BenchmarkDictGetInt(b *testing.B) {
	th := soloThread()
	d := NewDict(th)
	for i := range 256 {
		DictSet(th, d, gc.MakeInt(int64(i)), None)
	}
	for i := 0; b.Loop(); i++ {
		DictGet(th, d, gc.MakeInt(int64(i&255)))
	}
}

func BenchmarkDictGetStr(b *testing.B) {
	for _, n := range []int{5, 60} {
		b.Run(string(rune('0'+n/10)), func(b *testing.B) {
			th := soloThread()
			d, keys := NewDict(th), []Value{}
			for i := range n {
				keys = append(keys, Intern("key"+string(rune('A'+i))))
				DictSet(th, d, keys[i], None)
			}
			i := 0
			for b.Loop() {
				DictGetStr(th, d, keys[i])
				if i++; i == n {
					i = 0
				}
			}
		})
	}
}

func BenchmarkDictSetInt(b *testing.B) {
	th := soloThread()
	d := NewDict(th)
	for i := 0; b.Loop(); i++ {
		DictSet(th, d, gc.MakeInt(int64(i&255)), None)
	}
}

func BenchmarkListAppend(b *testing.B) {
	th := soloThread()
	l := NewList(th, nil)
	for i := 0; b.Loop(); i++ {
		if i&0xffff == 0 {
			l = NewList(th, nil)
		}
		ListAppend(th, l, None)
	}
}
