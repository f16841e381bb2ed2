package builtins

import (
	"strings"

	"gorgon/lib/io"
	"gorgon/vm/object"
)

var (
	nameWrite    = object.Intern("write")
	nameFlush    = object.Intern("flush")
	nameReadline = object.Intern("readline")
	space        = object.Intern(" ")
	newline      = object.Intern("\n")
)

// stream returns a standard stream: none if it was closed on purpose.
func stream(t *Thread, name string) Value { return object.StdStream(t, name) }

// separator checks an argument of print that is a str or None.
func separator(t *Thread, v Value, what string, standard Value) (Value, bool) {
	if v == null || v == none {
		return standard, true
	}
	if !object.IsStr(v) {
		object.TypeErrorf(t, "%s must be None or a string, not %s", what, object.TypeName(v))
		return null, false
	}
	return v, true
}

func print(t *Thread, args []Value) Value {
	sep, ok := separator(t, args[0], "sep", space)
	if !ok {
		return null
	}
	end, ok := separator(t, args[1], "end", newline)
	if !ok {
		return null
	}
	file := args[2]
	if file == null || file == none {
		if file = stream(t, "stdout"); file == null || file == none {
			return file
		}
	}
	if io.IsText(file) {
		return io.PrintText(t, object.TupleItems(args[4]), sep, end, file, args[3])
	}
	write, self, ok := object.LoadMethod(t, file, nameWrite)
	if !ok {
		return null
	}
	for i, v := range object.TupleItems(args[4]) {
		if i > 0 && !put(t, write, self, sep) {
			return null
		}
		s := object.Str(t, v)
		if s == null || !put(t, write, self, s) {
			return null
		}
	}
	if !put(t, write, self, end) {
		return null
	}
	return flushIf(t, file, args[3])
}

// put calls a write method with a str.
func put(t *Thread, write, self, s Value) bool {
	if self == null {
		return object.Call(t, write, s) != null
	}
	return object.Call(t, write, self, s) != null
}

func flushIf(t *Thread, file, flag Value) Value {
	if flag == null {
		return none
	}
	flush, ok := object.Truth(t, flag)
	if !ok || flush && object.CallMethod(t, file, nameFlush) == null {
		return null
	}
	return none
}

// input shows the prompt, reads a line and strips its end.
func input(t *Thread, args []Value) Value {
	for _, name := range []string{"stdin", "stdout", "stderr"} {
		if f := stream(t, name); f == null || f == none {
			object.ClearExc(t)
			return object.RuntimeErrorf(t, "lost sys.%s", name)
		}
	}
	in, out := stream(t, "stdin"), stream(t, "stdout")
	if args[0] != null {
		s := object.Str(t, args[0])
		if s == null || object.CallMethod(t, out, nameWrite, s) == null {
			return null
		}
	}
	if object.CallMethod(t, out, nameFlush) == null {
		return null
	}
	line := object.CallMethod(t, in, nameReadline)
	if line == null {
		return null
	}
	if !object.IsStr(line) {
		return object.TypeErrorf(t, "object.readline() returned non-string")
	}
	text := object.StrOf(line)
	if text == "" {
		return object.Raise(t, object.EOFErrorType, "EOF when reading a line")
	}
	return object.NewStr(t, strings.TrimSuffix(text, "\n"))
}

// open is io.open.
func open(t *Thread, args []Value, kw Value) Value {
	return callIn(t, "_io", "open", args, kw)
}

func breakpoint(t *Thread, args []Value, kw Value) Value {
	return callIn(t, "sys", "breakpointhook", args, kw)
}

// callIn ends in a call of a function of a module.
func callIn(t *Thread, module, fname string, args []Value, kw Value) Value {
	m := object.ImportModule(t, module)
	if m == null {
		return null
	}
	fn := object.GetAttrString(t, m, fname)
	if fn == null {
		return null
	}
	r := t.SetTail(fn, args...)
	t.TailKw = kw
	return r
}
