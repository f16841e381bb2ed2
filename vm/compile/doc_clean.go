package compile

import "strings"

// cleanDoc removes the common indentation of a docstring's lines after the
// first, and that of the first.
func cleanDoc(doc string) string {
	doc = expandTabs(doc)
	lines := strings.SplitAfter(doc, "\n")
	margin := -1
	for _, l := range lines[1:] {
		text := strings.TrimLeft(l, " ")
		if text == "" || text == "\n" {
			continue
		}
		if n := len(l) - len(text); margin < 0 || n < margin {
			margin = n
		}
	}
	var b strings.Builder
	b.WriteString(strings.TrimLeft(lines[0], " "))
	for _, l := range lines[1:] {
		n := 0
		for n < margin && n < len(l) && l[n] == ' ' {
			n++
		}
		b.WriteString(l[n:])
	}
	return b.String()
}

func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	col := 0
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case ch == '\t':
			n := 8 - col%8
			b.WriteString("        "[:n])
			col += n
		case ch == '\n' || ch == '\r':
			b.WriteByte(ch)
			col = 0
		default:
			b.WriteByte(ch)
			if ch&0xc0 != 0x80 {
				col++
			}
		}
	}
	return b.String()
}
