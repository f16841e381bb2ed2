package compile

import "gorgon/vm/syntax"

// future reads the from __future__ imports at the beginning of a program and
// refuses those elsewhere.
func (c *compiler) future(mod syntax.Mod) {
	var body []syntax.Stmt
	switch m := mod.(type) {
	case *syntax.Module:
		body = m.Body
	case *syntax.Interactive:
		body = m.Body
	}
	first := true
	for _, s := range body {
		if f, ok := s.(*syntax.ImportFrom); ok && f.Module == "__future__" && f.Level == 0 {
			for _, a := range f.Names {
				c.feature(f, a)
			}
			c.futureLine = f.Lineno
		} else if _, doc := docstring(s); !doc || !first {
			return
		}
		first = false
	}
}

func (c *compiler) feature(s *syntax.ImportFrom, a *syntax.Alias) {
	switch a.Name {
	case "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
		"unicode_literals", "barry_as_FLUFL", "generator_stop":
	case "annotations":
		c.annotations = true
	case "braces":
		panic(syntaxError(c.filename, &a.Pos, "not a chance"))
	default:
		panic(syntaxError(c.filename, &a.Pos, "future feature %s is not defined", a.Name))
	}
}
