package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

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

// features maps the names that __future__ knows to the flags that code has
// where they are imported; what is always on has none.
var features = map[string]bytecode.CodeFlags{
	"nested_scopes": 0, "generators": 0, "division": 0, "absolute_import": 0, "with_statement": 0,
	"print_function": 0, "unicode_literals": 0, "generator_stop": 0,
	"barry_as_FLUFL": bytecode.FutureBarryAsBDFL, "annotations": bytecode.FutureAnnotations,
}

func (c *compiler) feature(s *syntax.ImportFrom, a *syntax.Alias) {
	if a.Name == "braces" {
		panic(syntaxError(c.filename, &a.Pos, "not a chance"))
	}
	flag, ok := features[a.Name]
	if !ok {
		panic(syntaxError(c.filename, &a.Pos, "future feature %s is not defined", a.Name))
	}
	c.futures |= flag
}
