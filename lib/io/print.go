package io

import (
	"strings"

	. "gorgon/vm/object"
)

// SysAttr returns an attribute of the module sys, Null where it is missing (no
// exception). lib/sysmod sets it.
var SysAttr = func(t *Thread, name string) Value { return Null }

// Builtins are the functions of the module builtins that belong to streams.
func Builtins() []Method {
	return []Method{
		{Name: "print", Sig: "(*args, sep=?, end=?, file=?, flush=?)", Fn: print, Doc: "Prints the values to a stream, or to sys.stdout by default.\n\nsep\n  string inserted between values, default a space.\nend\n  string appended after the last value, default a newline.\nfile\n  a file-like object (stream); defaults to the current sys.stdout.\nflush\n  whether to forcibly flush the stream."},
		{Name: "open", Sig: openSig, Fn: open, Flags: IO, Doc: openDoc},
		{Name: "input", Sig: "(prompt=?, /)", Fn: input, Flags: IO, Doc: "Read a string from standard input.  The trailing newline is stripped.\n\nThe prompt string, if given, is printed to standard output without a\ntrailing newline before reading input.\n\nIf the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise EOFError.\nOn *nix systems, readline is used if available."},
	}
}

// print writes its arguments. To a text stream of ours they go as one string;
// to any other object one by one, as it may look.
func print(t *Thread, args []Value) Value {
	items := TupleItems(args[0])
	sep, ok := separator(t, "sep", args[1], " ")
	if !ok {
		return Null
	}
	end, ok := separator(t, "end", args[2], "\n")
	if !ok {
		return Null
	}
	file := args[3]
	if file == Null || file == None {
		switch file = SysAttr(t, "stdout"); file {
		case Null:
			return Raise(t, RuntimeErrorType, "lost sys.stdout")
		case None:
			return None
		}
	}
	if file.IsPtr() && TypeOf(file) == textIOType {
		return printText(t, items, sep, end, file, args[4])
	}
	write := GetAttr(t, file, nameWrite)
	if write == Null {
		return Null
	}
	for i, item := range items {
		if i > 0 && Call(t, write, sep) == Null {
			return Null
		}
		s := Str(t, item)
		if s == Null || Call(t, write, s) == Null {
			return Null
		}
	}
	if Call(t, write, end) == Null {
		return Null
	}
	return flushIf(t, file, args[4])
}

func separator(t *Thread, name string, v Value, def string) (Value, bool) {
	switch {
	case v == Null || v == None:
		return Intern(def), true
	case IsStr(v):
		return v, true
	}
	TypeErrorf(t, "%s must be None or a string, not %s", name, TypeName(v))
	return Null, false
}

func printText(t *Thread, items []Value, sep, end, file, flush Value) Value {
	var line Value
	switch {
	case len(items) == 0:
		line = end
	default:
		var b strings.Builder
		for i, item := range items {
			s := Str(t, item)
			if s == Null {
				return Null
			}
			if i > 0 {
				b.WriteString(StrOf(sep))
			}
			b.WriteString(StrOf(s))
		}
		b.WriteString(StrOf(end))
		line = NewStr(t, b.String())
	}
	if textWrite(t, []Value{file, line}) == Null {
		return Null
	}
	return flushIf(t, file, flush)
}

func flushIf(t *Thread, file, flush Value) Value {
	if flush == Null {
		return None
	}
	yes, ok := Truth(t, flush)
	if !ok {
		return Null
	}
	if yes && CallMethod(t, file, nameFlush) == Null {
		return Null
	}
	return None
}

func input(t *Thread, args []Value) Value {
	var std [3]Value
	for i, name := range []string{"stdin", "stdout", "stderr"} {
		if std[i] = SysAttr(t, name); std[i] == Null || std[i] == None {
			return Raise(t, RuntimeErrorType, "lost sys.%s", name)
		}
	}
	if CallMethod(t, std[2], nameFlush) == Null {
		ClearExc(t)
	}
	if args[0] != Null {
		s := Str(t, args[0])
		if s == Null || CallMethod(t, std[1], nameWrite, s) == Null {
			return Null
		}
	}
	if CallMethod(t, std[1], nameFlush) == Null {
		ClearExc(t)
	}
	line := CallMethod(t, std[0], nameReadLine)
	switch {
	case line == Null:
		return Null
	case !IsStr(line):
		return TypeErrorf(t, "object.readline() returned non-string")
	case StrLen(line) == 0:
		return Raise(t, EOFErrorType, "EOF when reading a line")
	}
	return NewStr(t, strings.TrimSuffix(StrOf(line), "\n"))
}
