//go:build linux && amd64

package amd64

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func exitTrace(n int) string {
	return fmt.Sprintf("trace %d\nsnap 0 pc=%#x base=0 depth=0\nEXIT @0", n, n)
}

func TestCacheReuse(t *testing.T) {
	w := newWorld(t)
	var err error
	if w.cache, err = NewCache(64<<10, w.env); err != nil {
		t.Fatal(err)
	}
	w.env.Cache = w.cache
	empty := w.cache.Used()
	// More codes than the table of codes begins with, several times over.
	var codes []*Code
	fill := func() {
		for n := 0; ; n++ {
			code, err := Compile(parse(t, exitTrace(n)), w.env, nil)
			if errors.Is(err, ErrFull) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
	}
	check := func() {
		t.Helper()
		for _, c := range codes {
			if s := w.run(c); s.Code != c || s.PC != uintptr(c.Trace.Number) {
				t.Fatalf("trace %d left as trace %d", c.Trace.Number, s.Code.Trace.Number)
			}
		}
	}
	fill()
	n := len(codes)
	if n < 500 {
		t.Fatalf("only %d codes in 64 KiB", n)
	}
	check()
	var kept []*Code
	for i, c := range codes {
		if i%3 == 0 {
			kept = append(kept, c)
		} else {
			w.cache.Free(c)
			w.cache.Free(c) // is nothing the second time
		}
	}
	codes = kept
	check()
	fill()
	if len(codes) != n {
		t.Fatalf("%d codes after freeing, %d before", len(codes), n)
	}
	check()
	for i := range codes {
		w.cache.Free(codes[len(codes)-1-i])
	}
	if used := w.cache.Used(); used != empty {
		t.Fatalf("%d bytes used, %d when it was new", used, empty)
	}
	codes = nil
	fill()
	w.cache.Reset()
	if used := w.cache.Used(); used != empty {
		t.Fatalf("%d bytes used after Reset, %d when it was new", used, empty)
	}
	codes = nil
	fill()
	if len(codes) != n {
		t.Fatalf("%d codes after Reset, %d before", len(codes), n)
	}
	check()
}

func TestRedirect(t *testing.T) {
	w := newWorld(t)
	one := w.compile(parse(t, exitTrace(1)), nil)
	two := w.compile(parse(t, exitTrace(2)), nil)
	three := w.compile(parse(t, "trace 3\nsnap 0 pc=3 base=0 depth=0 slots 5=raw:0x1234\nJTRACE 1 @0"), nil)
	expect := func(from *Code, kind Kind, code *Code) {
		t.Helper()
		if s := w.run(from); s.Kind != kind || s.Code != code {
			t.Fatalf("kind %d of trace %d", s.Kind, s.Code.Trace.Number)
		}
	}
	expect(three, Leave, one)
	if w.slot(5) != 0x1234 {
		t.Fatalf("slot is %#x", w.slot(5))
	}
	one.Redirect(two)
	expect(one, Leave, two)
	expect(three, Leave, two)
	one.Redirect(nil)
	expect(one, Dead, one)
	expect(three, Dead, one)
	one.Restored()
	expect(three, Leave, one)
}

func TestCompileErrors(t *testing.T) {
	w := newWorld(t)
	before := w.cache.Used()
	for text, want := range map[string]string{
		"trace 1\nsnap 0 pc=3 base=0 depth=0\nJTRACE 77 @0":                                                 "trace 77 has no code",
		"trace 1\nparents Int\nv = PARENT:Int 0\nsnap 0 pc=3 base=0 depth=0 slots 1=v\nEXIT @0":             "parent has no such value",
		"trace 1\na = SLOAD 3\nb = LOAD.Slot a +0x100000000\nsnap 0 pc=3 base=0 depth=0 slots 1=b\nEXIT @0": "too far",
	} {
		if _, err := Compile(parse(t, text), w.env, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, not %q", err, want)
		}
	}
	if used := w.cache.Used(); used != before {
		t.Errorf("%d bytes used by what failed", used-before)
	}
}
