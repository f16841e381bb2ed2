package object

import (
	"strings"

	"github.com/puzpuzpuz/xsync/v3"
)

// signatures holds what ParseSignature has made of a text.
var signatures = xsync.NewMapOf[string, *Signature]()

// ParseSignature parses a Sig (see Native). It panics on a malformed one.
func ParseSignature(text string) *Signature {
	s, _ := signatures.LoadOrCompute(text, func() *Signature { return parseSignature(text) })
	return s
}

func parseSignature(text string) *Signature {
	s := &Signature{Text: text, PosOnly: -1}
	if len(text) < 2 || text[0] != '(' || text[len(text)-1] != ')' {
		panic("object: malformed signature " + text)
	}
	kwOnly := false
	for _, p := range splitParams(text[1 : len(text)-1]) {
		switch {
		case p == "/":
			s.PosOnly = len(s.Params)
		case p == "*":
			kwOnly = true
		case strings.HasPrefix(p, "**"):
			s.VarKw = true
		case strings.HasPrefix(p, "*"):
			s.VarArgs, kwOnly = true, true
		default:
			name, _, optional := strings.Cut(p, "=")
			s.Params = append(s.Params, name)
			s.Optional = append(s.Optional, optional)
			if !kwOnly {
				s.Pos++
			}
		}
	}
	if s.PosOnly < 0 {
		s.PosOnly = 0
		if len(s.Params) > 0 && (s.Params[0] == "self" || s.Params[0] == "cls") {
			s.PosOnly = 1
		}
	}
	s.Plain = !s.VarArgs && !s.VarKw && s.PosOnly == len(s.Params)
	s.Positional = !s.VarArgs && !s.VarKw
	for i, o := range s.Optional {
		s.Plain = s.Plain && !o
		switch {
		case o:
		case i < s.Pos:
			s.Required = i + 1
		default:
			s.Positional = false
		}
	}
	s.Positional = s.Positional && s.Pos == len(s.Params)
	return s
}

// splitParams splits at the commas outside of brackets.
func splitParams(text string) []string {
	var parts []string
	depth, start := 0, 0
	for i := 0; i <= len(text); i++ {
		switch {
		case i == len(text) || text[i] == ',' && depth == 0:
			if p := strings.TrimSpace(text[start:i]); p != "" {
				parts = append(parts, p)
			}
			start = i + 1
		case text[i] == '(' || text[i] == '[':
			depth++
		case text[i] == ')' || text[i] == ']':
			depth--
		}
	}
	return parts
}

// required is how many of the first n parameters must be given.
func (s *Signature) required(n int) int {
	r := 0
	for i := range n {
		if !s.Optional[i] {
			r = i + 1
		}
	}
	return r
}

// textSignature is __text_signature__ for a Sig.
func textSignature(text string) string {
	parts := splitParams(text[1 : len(text)-1])
	for i, p := range parts {
		name, def, optional := strings.Cut(p, "=")
		switch {
		case i == 0 && (name == "self" || name == "cls" || name == "module"):
			parts[i] = map[string]string{"self": "$self", "cls": "$type", "module": "$module"}[name]
		case optional && def == "?":
			parts[i] = name + "=<unrepresentable>"
		}
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
