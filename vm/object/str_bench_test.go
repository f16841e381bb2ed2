package object

import (
	"strings"
	"testing"

	"gorgon/gc"
)

// recycle gives back what was allocated since the cursor was at mark: no
// collection runs in a benchmark, and fresh memory is slow.
func recycle(t *Thread, mark uintptr) {
	if t.Cursor > mark && t.Cursor-mark < 1<<14 {
		clear(gc.Bytes(mark, t.Cursor-mark))
		t.Cursor = mark
	}
}

// BenchmarkText times str methods on ASCII text.
func BenchmarkText(b *testing.B) {
	line := strings.Repeat("the quick brown fox jumps ", 4)
	for _, bench := range []struct {
		name string
		fn   NativeFn
		args []string
		more int
	}{
		{"split", strSplit, []string{line}, 2}, {"splitComma", strSplit, []string{"a,b,c,d,e,f,g", ","}, 1},
		{"lower", strLower, []string{line}, 0}, {"strip", strStrip, []string{"  hello world \n"}, 1},
		{"find", strFind, []string{line, "fox"}, 2}, {"replace", strReplace, []string{line, "fox", "dog"}, 1},
		{"startswith", strStartsWith, []string{line, "the"}, 2}, {"isdigit", allFlags(uniDigit), []string{"1234567890"}, 0},
	} {
		b.Run(bench.name, func(b *testing.B) {
			t := soloThread()
			args := make([]Value, len(bench.args)+bench.more)
			for i, s := range bench.args {
				args[i] = Intern(s)
			}
			b.ReportAllocs()
			for b.Loop() {
				mark := t.Cursor
				bench.fn(t, args)
				recycle(t, mark)
			}
		})
	}
	b.Run("slice", func(b *testing.B) {
		t := soloThread()
		v := Intern(line)
		for b.Loop() {
			mark := t.Cursor
			StrSlice(t, v, 5, 20)
			recycle(t, mark)
		}
	})
	b.Run("append", func(b *testing.B) {
		t := soloThread()
		x, s := Intern("x"), emptyStr
		for b.Loop() {
			if s = StrConcat(t, s, x); StrLen(s) == 10000 {
				s = emptyStr
			}
		}
	})
	b.Run("format", func(b *testing.B) {
		t := soloThread()
		for b.Loop() {
			mark := t.Cursor
			FormatValue(t, NewFloat(3.14159), ".2f")
			recycle(t, mark)
		}
	})
	b.Run("percent", func(b *testing.B) {
		t := soloThread()
		f, args := Intern("%d items in %s"), NewTuple(t, NewInt(t, 42), Intern("box"))
		b.ReportAllocs()
		for b.Loop() {
			mark := t.Cursor
			strMod(t, f, args)
			recycle(t, mark)
		}
	})
	b.Run("hash", func(b *testing.B) {
		s := strings.Repeat("k", 12)
		for b.Loop() {
			hashText(s)
		}
	})
}
