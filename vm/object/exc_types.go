package object

import "gorgon/gc"

// excType declares a builtin exception class with some payload words more than
// its base.
func excType(name string, base *Type, extra uintptr, doc string) *Type {
	typ := NewType(name, 0)
	s := Spec{Base: base, Doc: doc, Payload: 8 * excBaseWords, Layout: gc.LayoutValues, HasDict: true}
	if base != nil {
		s.Payload = base.spec.Payload + 8*extra
	}
	typ.Setup(s)
	return typ
}

// NewExceptionType declares an exception class of a library module.
func NewExceptionType(module, name string, base *Type, doc string) *Type {
	typ := excType(name, base, 0, doc)
	typ.spec.Module = module
	typ.Module = module
	return typ
}

// Payload words of the classes that have more.
const (
	stopIterationVal = excExtra
	systemExitCode   = excExtra
)

const (
	importErrorMsg = excExtra + 8*iota
	importErrorName
	importErrorPath
	importErrorNameFrom
)

const (
	nameErrorName = excExtra

	attributeErrorObj  = excExtra
	attributeErrorName = excExtra + 8
)

const (
	osErrorErrno = excExtra + 8*iota
	osErrorStrerror
	osErrorFilename
	osErrorFilename2
	osErrorWritten
	osErrorWords = iota
)

const (
	syntaxMsg = excExtra + 8*iota
	syntaxFilename
	syntaxLineno
	syntaxOffset
	syntaxText
	syntaxEndLineno
	syntaxEndOffset
	syntaxPrint
	syntaxMetadata
	syntaxWords = iota
)

const (
	unicodeEncoding = excExtra + 8*iota
	unicodeObject
	unicodeStart
	unicodeEnd
	unicodeReason
	unicodeWords = iota
)

const (
	groupMessage    = excExtra + 8*iota
	groupExceptions // tuple
	groupShown      // str: repr of a sequence that was no list or tuple, or Null
	groupWords      = iota
)

// The builtin exception classes.
var (
	BaseExceptionType      = excType("BaseException", nil, 0, "Common base class for all exceptions")
	ExceptionType          = excType("Exception", BaseExceptionType, 0, "Common base class for all non-exit exceptions.")
	GeneratorExitType      = excType("GeneratorExit", BaseExceptionType, 0, "Request that a generator exit.")
	KeyboardInterruptType  = excType("KeyboardInterrupt", BaseExceptionType, 0, "Program interrupted by user.")
	SystemExitType         = excType("SystemExit", BaseExceptionType, 1, "Request to exit from the interpreter.")
	BaseExceptionGroupType = excType("BaseExceptionGroup", BaseExceptionType, groupWords, "A combination of multiple unrelated exceptions.")
	ExceptionGroupType     = excType("ExceptionGroup", BaseExceptionGroupType, 0, "")

	StopIterationType      = excType("StopIteration", ExceptionType, 1, "Signal the end from iterator.__next__().")
	StopAsyncIterationType = excType("StopAsyncIteration", ExceptionType, 0, "Signal the end from iterator.__anext__().")

	ArithmeticErrorType    = excType("ArithmeticError", ExceptionType, 0, "Base class for arithmetic errors.")
	FloatingPointErrorType = excType("FloatingPointError", ArithmeticErrorType, 0, "Floating-point operation failed.")
	OverflowErrorType      = excType("OverflowError", ArithmeticErrorType, 0, "Result too large to be represented.")
	ZeroDivisionErrorType  = excType("ZeroDivisionError", ArithmeticErrorType, 0, "Second argument to a division or modulo operation was zero.")

	AssertionErrorType = excType("AssertionError", ExceptionType, 0, "Assertion failed.")
	AttributeErrorType = excType("AttributeError", ExceptionType, 2, "Attribute not found.")
	BufferErrorType    = excType("BufferError", ExceptionType, 0, "Buffer error.")
	EOFErrorType       = excType("EOFError", ExceptionType, 0, "Read beyond end of file.")

	ImportErrorType         = excType("ImportError", ExceptionType, 4, "Import can't find module, or can't find name in module.")
	ModuleNotFoundErrorType = excType("ModuleNotFoundError", ImportErrorType, 0, "Module not found.")

	LookupErrorType = excType("LookupError", ExceptionType, 0, "Base class for lookup errors.")
	IndexErrorType  = excType("IndexError", LookupErrorType, 0, "Sequence index out of range.")
	KeyErrorType    = excType("KeyError", LookupErrorType, 0, "Mapping key not found.")

	MemoryErrorType       = excType("MemoryError", ExceptionType, 0, "Out of memory.")
	NameErrorType         = excType("NameError", ExceptionType, 1, "Name not found globally.")
	UnboundLocalErrorType = excType("UnboundLocalError", NameErrorType, 0, "Local name referenced but not bound to a value.")

	OSErrorType                = excType("OSError", ExceptionType, osErrorWords, "Base class for I/O related errors.")
	BlockingIOErrorType        = excType("BlockingIOError", OSErrorType, 0, "I/O operation would block.")
	ChildProcessErrorType      = excType("ChildProcessError", OSErrorType, 0, "Child process error.")
	ConnectionErrorType        = excType("ConnectionError", OSErrorType, 0, "Connection error.")
	BrokenPipeErrorType        = excType("BrokenPipeError", ConnectionErrorType, 0, "Broken pipe.")
	ConnectionAbortedErrorType = excType("ConnectionAbortedError", ConnectionErrorType, 0, "Connection aborted.")
	ConnectionRefusedErrorType = excType("ConnectionRefusedError", ConnectionErrorType, 0, "Connection refused.")
	ConnectionResetErrorType   = excType("ConnectionResetError", ConnectionErrorType, 0, "Connection reset.")
	FileExistsErrorType        = excType("FileExistsError", OSErrorType, 0, "File already exists.")
	FileNotFoundErrorType      = excType("FileNotFoundError", OSErrorType, 0, "File not found.")
	InterruptedErrorType       = excType("InterruptedError", OSErrorType, 0, "Interrupted by signal.")
	IsADirectoryErrorType      = excType("IsADirectoryError", OSErrorType, 0, "Operation doesn't work on directories.")
	NotADirectoryErrorType     = excType("NotADirectoryError", OSErrorType, 0, "Operation only works on directories.")
	PermissionErrorType        = excType("PermissionError", OSErrorType, 0, "Not enough permissions.")
	ProcessLookupErrorType     = excType("ProcessLookupError", OSErrorType, 0, "Process not found.")
	TimeoutErrorType           = excType("TimeoutError", OSErrorType, 0, "Timeout expired.")

	ReferenceErrorType          = excType("ReferenceError", ExceptionType, 0, "Weak ref proxy used after referent went away.")
	RuntimeErrorType            = excType("RuntimeError", ExceptionType, 0, "Unspecified run-time error.")
	NotImplementedErrorType     = excType("NotImplementedError", RuntimeErrorType, 0, "Method or function hasn't been implemented yet.")
	RecursionErrorType          = excType("RecursionError", RuntimeErrorType, 0, "Recursion limit exceeded.")
	PythonFinalizationErrorType = excType("PythonFinalizationError", RuntimeErrorType, 0, "Operation blocked during Python finalization.")

	SyntaxErrorType           = excType("SyntaxError", ExceptionType, syntaxWords, "Invalid syntax.")
	IncompleteInputErrorType  = excType("_IncompleteInputError", SyntaxErrorType, 0, "incomplete input.")
	IndentationErrorType      = excType("IndentationError", SyntaxErrorType, 0, "Improper indentation.")
	TabErrorType              = excType("TabError", IndentationErrorType, 0, "Improper mixture of spaces and tabs.")
	SystemErrorType           = excType("SystemError", ExceptionType, 0, "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.")
	TypeErrorType             = excType("TypeError", ExceptionType, 0, "Inappropriate argument type.")
	ValueErrorType            = excType("ValueError", ExceptionType, 0, "Inappropriate argument value (of correct type).")
	UnicodeErrorType          = excType("UnicodeError", ValueErrorType, 0, "Unicode related error.")
	UnicodeDecodeErrorType    = excType("UnicodeDecodeError", UnicodeErrorType, unicodeWords, "Unicode decoding error.")
	UnicodeEncodeErrorType    = excType("UnicodeEncodeError", UnicodeErrorType, unicodeWords, "Unicode encoding error.")
	UnicodeTranslateErrorType = excType("UnicodeTranslateError", UnicodeErrorType, unicodeWords, "Unicode translation error.")

	WarningType                   = excType("Warning", ExceptionType, 0, "Base class for warning categories.")
	BytesWarningType              = excType("BytesWarning", WarningType, 0, "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.")
	DeprecationWarningType        = excType("DeprecationWarning", WarningType, 0, "Base class for warnings about deprecated features.")
	EncodingWarningType           = excType("EncodingWarning", WarningType, 0, "Base class for warnings about encodings.")
	FutureWarningType             = excType("FutureWarning", WarningType, 0, "Base class for warnings about constructs that will change semantically\nin the future.")
	ImportWarningType             = excType("ImportWarning", WarningType, 0, "Base class for warnings about probable mistakes in module imports")
	PendingDeprecationWarningType = excType("PendingDeprecationWarning", WarningType, 0, "Base class for warnings about features which will be deprecated\nin the future.")
	ResourceWarningType           = excType("ResourceWarning", WarningType, 0, "Base class for warnings about resource usage.")
	RuntimeWarningType            = excType("RuntimeWarning", WarningType, 0, "Base class for warnings about dubious runtime behavior.")
	SyntaxWarningType             = excType("SyntaxWarning", WarningType, 0, "Base class for warnings about dubious syntax.")
	UnicodeWarningType            = excType("UnicodeWarning", WarningType, 0, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.")
	UserWarningType               = excType("UserWarning", WarningType, 0, "Base class for warnings generated by user code.")
)

// member is the Getset of a payload word that any value may be stored to.
func member(name string, off uintptr, doc string) Getset {
	return Getset{Name: name, Doc: doc, Member: true,
		Get: func(t *Thread, v Value) Value { return noneFor(excField(t, v, off)) },
		Set: func(t *Thread, v, val Value) bool {
			SetExcField(t, v, off, val)
			return true
		}}
}
