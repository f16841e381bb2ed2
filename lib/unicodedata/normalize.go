package unicodedata

import (
	"fmt"
	"slices"
	"strings"
)

// Hangul syllables decompose and compose by arithmetic.
const (
	hangulS, hangulL, hangulV, hangulT = 0xAC00, 0x1100, 0x1161, 0x11A7
	leads, vowels, trails              = 19, 21, 28
	syllables                          = leads * vowels * trails
)

// decomposition is how a character decomposes, as text.
func (u *tables) decomposition(r rune) string {
	if i := r - hangulS; i >= 0 && i < syllables {
		if i%trails == 0 {
			return fmt.Sprintf("%04X %04X", hangulL+i/(vowels*trails), hangulV+i/trails%vowels)
		}
		return fmt.Sprintf("%04X %04X %04X", hangulL+i/(vowels*trails), hangulV+i/trails%vowels, hangulT+i%trails)
	}
	return u.decomposed[r]
}

// form is one of the four normalisation forms.
type form struct {
	u       *tables
	version *version
	compat  bool
	compose bool
}

// normalize brings text to the form.
func (f *form) normalize(s []rune) []rune {
	out := make([]rune, 0, len(s)+8)
	for _, r := range s {
		out = f.decompose(out, r)
	}
	f.reorder(out)
	if f.compose {
		out = f.join(out)
	}
	return out
}

// decompose appends the full decomposition of r.
func (f *form) decompose(out []rune, r rune) []rune {
	if r < 0xa0 {
		return append(out, r)
	}
	d := f.u.decomposition(r)
	if f.version == &f.u.old && f.u.corrected[r] != "" {
		d = f.u.corrected[r]
	}
	if d == "" || d[0] == '<' && !f.compat || f.version == &f.u.old && f.version.of(r).category == "Cn" {
		return append(out, r)
	}
	for part := range strings.FieldsSeq(d) {
		if part[0] != '<' {
			out = f.decompose(out, hexRune(part))
		}
	}
	return out
}

// reorder sorts each run of combining characters by class.
func (f *form) reorder(s []rune) {
	class := func(r rune) uint8 { return f.u.now.of(r).combining }
	for i := 0; i < len(s); {
		if s[i] < 0x300 || class(s[i]) == 0 {
			i++
			continue
		}
		j := i
		for j < len(s) && class(s[j]) != 0 {
			j++
		}
		slices.SortStableFunc(s[i:j], func(a, b rune) int { return int(class(a)) - int(class(b)) })
		i = j
	}
}

// pair is the character that two compose to.
func (f *form) pair(a, b rune) (rune, bool) {
	if l, v := a-hangulL, b-hangulV; l >= 0 && l < leads && v >= 0 && v < vowels {
		return hangulS + (l*vowels+v)*trails, true
	}
	if s, t := a-hangulS, b-hangulT; s >= 0 && s < syllables && s%trails == 0 && t > 0 && t < trails {
		return a + t, true
	}
	c, ok := f.u.pairs[[2]rune{a, b}]
	return c, ok
}

// join composes starters with what follows them unblocked.
func (f *form) join(s []rune) []rune {
	out := s[:0]
	starter, last := -1, uint8(0)
	for _, r := range s {
		class := uint8(0)
		if r >= 0x300 {
			class = f.u.now.of(r).combining
		}
		if starter >= 0 && (last < class || last == 0 && starter == len(out)-1) {
			if c, ok := f.pair(out[starter], r); ok {
				out[starter] = c
				continue
			}
		}
		if class == 0 {
			starter = len(out)
		}
		last = class
		out = append(out, r)
	}
	return out
}
