package syntax

import (
	"fmt"
	"io"
)

// DumpTokens writes the tokens of a text, one a line: where it stands, its kind
// and its text. Comments and blank lines have none.
func DumpTokens(w io.Writer, src []byte, filename string) error {
	text, fail := decodeSource(src, &Config{Filename: filename})
	if fail != nil {
		return fail
	}
	s := newScanner(text)
	for {
		var t token
		s.next(&t)
		if t.Kind == kindError {
			if s.err != nil {
				s.err.Filename = filename
				return s.err
			}
			return fmt.Errorf("%s: line %d: no token", filename, s.line)
		}
		kind, spelled := t.Kind.String(), ""
		if t.Kind >= kindOther {
			if kind = "OP"; t.Kind.isKeyword() {
				kind = "KEYWORD"
			}
		}
		if t.End > t.Start && int(t.End) <= len(text) {
			spelled = Repr(string(text[t.Start:t.End]))
		}
		if _, err := fmt.Fprintf(w, "%d,%d-%d,%d:\t%s\t%s\n", t.Line, t.Col, t.EndLine, t.EndCol, kind, spelled); err != nil {
			return err
		}
		if t.Kind == kindEnd {
			return nil
		}
	}
}
