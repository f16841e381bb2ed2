package object

import (
	"math/rand/v2"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gorgon/gc"
	"gorgon/internal/cpython"
)

// TestSetOrder plays random operations on sets of ints and compares the order
// of iteration with CPython's.
func TestSetOrder(t *testing.T) {
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	th := soloThread()
	var program, want strings.Builder
	show := func(s Value) {
		for _, x := range SetItems(th, s) {
			want.WriteString(strconv.FormatInt(x.Int(), 10) + " ")
		}
		want.WriteString("\n")
		program.WriteString("print(''.join(str(x)+' ' for x in s))\n")
	}
	for seed := range 25 {
		r := rand.New(rand.NewPCG(uint64(seed), 4))
		s, other := NewSet(th), NewSet(th)
		program.WriteString("s,o=set(),set()\n")
		space := []int{12, 200, 5000}[seed%3]
		for range space * 2 {
			i := int64(r.IntN(space))*int64(1+seed*7) - 3
			n, x := strconv.FormatInt(i, 10), gc.MakeInt(i)
			switch op := r.IntN(40); {
			case op < 20:
				SetAdd(th, s, x)
				program.WriteString("s.add(" + n + ")\n")
			case op < 28:
				SetDiscard(th, s, x)
				program.WriteString("s.discard(" + n + ")\n")
			case op < 36:
				SetAdd(th, other, x)
				program.WriteString("o.add(" + n + ")\n")
			case op == 36:
				SetUpdate(th, s, other)
				program.WriteString("s|=o\n")
			case op == 37 && r.IntN(4) == 0:
				n, _ := SetCommon(th, s, other)
				s = SetIntersection(th, s, other)
				program.WriteString("s=s&o\n")
				if n != SetLen(th, s) {
					t.Fatalf("SetCommon: %d, want %d", n, SetLen(th, s))
				}
			case op == 37:
				program.WriteString("t,s=s,o&s\n")
				show(SetIntersection(th, other, s))
				program.WriteString("s=t\n")
			case op == 38:
				s = SetDifference(th, s, other)
				program.WriteString("s=s-o\n")
			case op == 39 && SetLen(th, s) > 0:
				setPop(th, []Value{s})
				program.WriteString("s.pop()\n")
			}
		}
		show(s)
		s = setSymmetric(th, s, other)
		program.WriteString("s=s^o\n")
		show(s)
		s = SetCopy(th, s)
		program.WriteString("s=s.copy()\n")
		show(s)
		program.WriteString("print(hash(frozenset(s)))\n")
		h, _ := frozenSetHash(th, NewFrozenSet(th, SetItems(th, s)...))
		want.WriteString(strconv.FormatInt(int64(h), 10) + "\n")
	}
	cmd := exec.Command(exe, "-")
	cmd.Stdin = strings.NewReader(program.String())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatal(err, string(out))
	}
	got, expect := strings.Split(want.String(), "\n"), strings.Split(string(out), "\n")
	for i := range expect {
		if got[i] != expect[i] {
			t.Fatalf("line %d:\n got %s\nwant %s", i, got[i], expect[i])
		}
	}
}

// TestCommonInts compares what finds the common keys of two tables of ints with
// look-ups of each.
func TestCommonInts(t *testing.T) {
	th := soloThread()
	r := rand.New(rand.NewPCG(11, 4))
	for range 3000 {
		span := []int{4, 12, 60, 300, 5000}[r.IntN(5)]
		random := func() Value {
			s := NewSet(th)
			for range r.IntN(span) + 1 {
				if x := gc.MakeInt(int64(r.IntN(2*span) - span/2)); r.IntN(5) == 0 {
					SetDiscard(th, s, x)
				} else {
					SetAdd(th, s, x)
				}
			}
			return s
		}
		from, in := setBlock(random().Addr()), setBlock(random().Addr())
		if from == 0 || in == 0 {
			continue
		}
		n := setMask(from) + 1
		var want []Value
		for i := range n {
			k := gc.Load(from + SetEntriesOffset + i*SetNarrow)
			if k.IsInt() && setProbeInt(in, setMask(in), k, setIntHash(k)) {
				want = append(want, k)
			}
		}
		keys := make([]Value, n+intsBehind)
		packed := keys[:packEach(from+SetEntriesOffset, n, keys)]
		if got := packed[:findEach(packed, in)]; !slices.Equal(got, want) {
			t.Fatalf("findEach: got %v, want %v", got, want)
		}
		if !wideInts {
			continue
		}
		if got := keys[:commonWide(from+SetEntriesOffset, n, in, &keys[0])]; !slices.Equal(got, want) {
			t.Fatalf("commonWide: got %v, want %v", got, want)
		}
	}
}
