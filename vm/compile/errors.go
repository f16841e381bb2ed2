package compile

import (
	"fmt"

	"gorgon/vm/syntax"
)

// Warning is a warning to be issued for the program.
type Warning struct {
	Category string // SyntaxWarning
	Msg      string
	// The source range; columns in bytes from 0.
	Line, Col, EndLine, EndCol int
}

// abort carries an error out of the recursion; Compile recovers it.
type abort struct{ err error }

// syntaxError makes the panic value for an error at pos.
func syntaxError(filename string, pos *syntax.Pos, format string, args ...any) *abort {
	return &abort{&syntax.SyntaxError{
		Kind:     "SyntaxError",
		Msg:      fmt.Sprintf(format, args...),
		Filename: filename,
		Line:     int(pos.Lineno),
		Col:      int(pos.ColOffset) + 1,
		EndLine:  int(pos.EndLineno),
		EndCol:   int(pos.EndColOffset) + 1,
	}}
}
