package syntax

import (
	"encoding/json"
	"math/rand"
	"testing"
)

// probe asks testdata/probe.py a question.
func probe(t *testing.T, question string, in, out any) {
	t.Helper()
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(oracle(t, string(data), "testdata/probe.py", question), out); err != nil {
		t.Fatal(err)
	}
}

func TestCharacterClasses(t *testing.T) {
	var want string
	probe(t, "classes", nil, &want)
	for r := rune(0); r < 0x110000; r++ {
		got := byte('0')
		if isIDStart(r) {
			got++
		}
		if isIDContinue(r) {
			got += 2
		}
		if isPrintable(r) {
			got += 4
		}
		if got != want[r] {
			t.Fatalf("U+%04X: got %c, want %c", r, got, want[r])
		}
	}
}

func TestNFKC(t *testing.T) {
	var all map[string]string
	probe(t, "nfkc_all", nil, &all)
	if len(all) < 3000 {
		t.Fatalf("only %d characters", len(all))
	}
	var chars []string
	for s, want := range all {
		chars = append(chars, s)
		if got := NFKC(s); got != want {
			t.Errorf("%+q: got %+q, want %+q", s, got, want)
		}
	}
	// Sequences with marks of several classes, jamo and composed letters.
	r := rand.New(rand.NewSource(1))
	marks := []string{"\u0301", "\u0323", "\u0308", "\u0345", "\u3099", "\u0307", "\u0338", "\u11a8", "\u1161", "e", "\u1112", "\uac00", "a"}
	var in []string
	for range 3000 {
		s := ""
		for range 1 + r.Intn(5) {
			if r.Intn(4) == 0 {
				s += chars[r.Intn(len(chars))]
			} else {
				s += marks[r.Intn(len(marks))]
			}
		}
		in = append(in, s)
	}
	var want []string
	probe(t, "nfkc", in, &want)
	for i, s := range in {
		if got := NFKC(s); got != want[i] {
			t.Errorf("%+q: got %+q, want %+q", s, got, want[i])
		}
	}
}

func TestCharacterNames(t *testing.T) {
	var names map[string]rune
	probe(t, "names", nil, &names)
	if len(names) < 140000 {
		t.Fatalf("only %d names", len(names))
	}
	for name, want := range names {
		if got, ok := LookupName(name); !ok || got != want {
			t.Fatalf("%s: got %X, %v, want %X", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "NO SUCH NAME", "HANGUL SYLLABLE ", "HANGUL SYLLABLE GQ", "CJK UNIFIED IDEOGRAPH-", "CJK UNIFIED IDEOGRAPH-0041"} {
		if r, ok := LookupName(name); ok {
			t.Errorf("%q is U+%04X", name, r)
		}
	}
	for name, want := range map[string]rune{"line feed": '\n', "nbsp": 0xA0, "latin small letter gha": 0x1A3} {
		if got, ok := LookupName(name); !ok || got != want {
			t.Errorf("%s: got %X, %v", name, got, ok)
		}
	}
}
