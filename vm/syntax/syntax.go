package syntax

// Mode says what kind of program the text is, as the third argument of
// Python's compile() does.
type Mode uint8

// The modes.
const (
	Exec   Mode = iota // a file: Module
	Eval               // one expression: Expression
	Single             // one statement at a prompt: Interactive
)

// SyntaxError is an error in the program text.
type SyntaxError struct {
	Kind     string // name of the exception: SyntaxError, IndentationError, TabError; MemoryError if nested too deeply; _IncompleteInputError
	Msg      string
	Filename string
	// Line and Col count from 1, in characters; 0 or -1 where CPython reports
	// such a value. Line is NoPosition where CPython reports None.
	Line, Col, EndLine, EndCol int
	Text                       string // the line, with its newline if it has one
	HasText                    bool   // false: CPython reports None
}

// NoPosition marks an error without a place, for which Python's exception has
// lineno None.
const NoPosition = -2

func (e *SyntaxError) Error() string { return e.Kind + ": " + e.Msg }

// Warning is a warning that CPython's parser issues. If the filters of the
// program make an exception of it, the exception is AsError instead, whose
// columns are exact for plain strings and numbers only.
type Warning struct {
	Category string // SyntaxWarning
	Msg      string
	Line     int
	AsError  *SyntaxError
	at       int32 // offset in the text
}

// Config is everything that can be told to the parser. The zero value with a
// filename is what compile(source, filename, "exec") uses.
type Config struct {
	Filename string
	Mode     Mode
	// IgnoreCookie: the source was a str, so it is UTF-8 whatever its coding
	// comment says.
	IgnoreCookie bool
	// Flufl: `from __future__ import barry_as_FLUFL` is in force.
	Flufl bool
	// DontImplyDedent: in mode Single, the end of the text does not end the
	// blocks which are open.
	DontImplyDedent bool
	// AllowIncompleteInput: an input that ends too early gives Kind
	// _IncompleteInputError (the codeop module asks for it).
	AllowIncompleteInput bool
	// Decode, if set, decodes to UTF-8 by an encoding that this package does
	// not know. Its error is the message of the SyntaxError.
	Decode func(src []byte, encoding string) ([]byte, error)
	// Warn, if set, gets the warnings in the order of the text, before an
	// error if there is one. An error that it returns is returned by Parse.
	Warn func(Warning) error
}

// Parse parses a program. The result is a *Module, *Expression or *Interactive
// by mode; the error, if any, a *SyntaxError.
func Parse(src []byte, filename string, mode Mode) (Mod, error) {
	return ParseConfig(src, &Config{Filename: filename, Mode: mode})
}
