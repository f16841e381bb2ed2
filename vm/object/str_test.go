package object

import (
	"strings"
	"testing"

	"gorgon/scheduler"
)

func soloThread() *Thread {
	t := &scheduler.Thread{}
	t.Solo = true
	t.RecursionLimit, t.Depth = 1000, 1000
	return t
}

func TestStrOffsets(t *testing.T) {
	th := soloThread()
	for _, text := range []string{"", "a", "é", "abc", strings.Repeat("aé漢😀", 70), strings.Repeat("é", 64), strings.Repeat("é", 65), strings.Repeat("\xed\xa0\x80", 129)} {
		v := NewStr(th, text)
		if StrOf(v) != text || StrLen(v) != len(runesOf(text)) {
			t.Fatalf("%q: got %q of %d", text, StrOf(v), StrLen(v))
		}
		at := 0
		for n, r := range runesOf(text) {
			if byteOffset(v, n) != at || runeOffset(v, at) != n {
				t.Fatalf("%q: code point %d at %d, want %d; back %d", text, n, byteOffset(v, n), at, runeOffset(v, at))
			}
			at += len(appendRune(nil, r))
		}
		if byteOffset(v, StrLen(v)) != len(text) || runeOffset(v, len(text)) != StrLen(v) {
			t.Fatalf("%q: end", text)
		}
	}
}

func TestIntern(t *testing.T) {
	th := soloThread()
	a, b := Intern("spam"), NewStr(th, "spam")
	if a == b || InternStr(b) != a || Intern("sp"+"am") != a {
		t.Fatal("not one str per text")
	}
	if StrHash(a) != StrHash(b) || !IsInterned(a) || IsInterned(b) {
		t.Fatal("hash or flag")
	}
	if StrHash(a) != bytesHash(NewBytes(th, []byte("spam"))) {
		t.Fatal("bytes and str differ in hash")
	}
}
