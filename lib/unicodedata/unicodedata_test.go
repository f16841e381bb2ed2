package unicodedata

import (
	"crypto/sha256"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"gorgon/internal/cpython"
	"gorgon/vm/syntax"
)

// describe says what a function of the module says of a character.
func describe(u *tables, v *version, fn string, r rune) string {
	f := form{u: u, version: v, compat: strings.HasPrefix(fn, "NFK"), compose: strings.HasSuffix(fn, "C")}
	p := v.of(r)
	gone := v == &u.old && p.category == "Cn"
	switch fn {
	case "category":
		return p.category
	case "bidirectional":
		return p.bidirectional
	case "east_asian_width":
		return p.eastAsian
	case "decomposition":
		if gone {
			return ""
		}
		return u.decomposition(r)
	case "mirrored":
		return strconv.Itoa(int(p.mirrored))
	case "combining":
		return strconv.Itoa(int(p.combining))
	case "name":
		if gone {
			return ""
		}
		return syntax.CharacterName(r)
	case "digit":
		if n, ok := v.numbers[r]; ok {
			return strconv.Itoa(n.digit)
		}
		return "-1"
	case "NFC":
		return string(f.normalize([]rune{'a', r, 0x301, 0x323}))
	case "NFD":
		return string(f.normalize([]rune{r, 0x327}))
	case "NFKC":
		return string(f.normalize([]rune{r, r}))
	}
	return string(f.normalize([]rune{0x301, r}))
}

// TestAllCharacters compares every function for every character with CPython.
func TestAllCharacters(t *testing.T) {
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	out, err := exec.Command(exe, "testdata/digest.py").Output()
	if err != nil {
		t.Fatal(err)
	}
	u := load()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != 24 {
		t.Fatalf("%d digests", len(lines))
	}
	for _, line := range lines {
		f := strings.Fields(line)
		v := &u.now
		if f[0] == "old" {
			v = &u.old
		}
		h := sha256.New()
		for r := rune(0); r <= 0x10ffff; r++ {
			if r < 0xd800 || r >= 0xe000 {
				h.Write([]byte(describe(u, v, f[1], r) + "\n"))
			}
		}
		if got := fmt.Sprintf("%x", h.Sum(nil)); got != f[2] {
			t.Errorf("%s %s differs", f[0], f[1])
		}
	}
}
