package object

// What the packages above offer to this one. Each is set before Python code
// runs; the interpreter sets them unless noted.
var (
	// FrameGlobals returns the globals of the running Python frame, Null if
	// there is none.
	FrameGlobals func(t *Thread) Value
	// FrameLocals returns the mapping that locals() shows.
	FrameLocals func(t *Thread) Value
	// FrameSuper returns what super() without arguments means in the running
	// frame: the class in __class__ and the first argument. Null: exception.
	FrameSuper func(t *Thread) (class, self Value)
	// RunClassBody runs the body of a class statement with ns as its namespace
	// and returns the __class__ cell, or None.
	RunClassBody func(t *Thread, fn, ns Value) Value
	// ImportModule is importlib.import_module for absolute names.
	ImportModule func(t *Thread, name string) Value
	// Compile is builtins.compile: source, filename, mode, flags, dont_inherit,
	// optimize, _feature_version; those that were not given are Null.
	Compile func(t *Thread, args []Value) Value
	// Exec and Eval run a code object or source (str, bytes) in globals and
	// locals, which are checked already; closure is a tuple or Null. The result
	// may be Tail.
	Exec func(t *Thread, source, globals, locals, closure Value) Value
	Eval func(t *Thread, source, globals, locals Value) Value
	// DisplayHook shows the value of an expression statement of an interactive
	// program: sys.displayhook.
	DisplayHook func(t *Thread, v Value) Value
	// StdStream returns sys.stdin, sys.stdout or sys.stderr by name; Null with
	// RuntimeError pending if it is lost.
	StdStream func(t *Thread, name string) Value
)
