package builtins

import (
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	// Value and Thread are short for the runtime's.
	Value  = object.Value
	Thread = object.Thread
)

const (
	null = gc.Null
	none = gc.None
)

const doc = "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not normally accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin and need to\nrefer to it within module code."

func init() { object.RegisterModule("builtins", fill) }

func fill(t *Thread, m Value) {
	object.AddValue(t, m, "__doc__", object.NewStr(t, doc))
	object.AddFunctions(t, m, functions)
	function := func(name string) Value { return object.DictGetStr(t, object.ModuleDict(m), object.Intern(name)) }
	object.NativeOf(function("len")) // now there is one
	object.LenWord = gc.Load(function("len").Addr() + object.NativeOffset)
	object.NativeOf(function("min")).Pair = extremeOfTwo(object.OpLT)
	object.NativeOf(function("max")).Pair = extremeOfTwo(object.OpGT)
	object.AddRawFunction(t, m, "__build_class__", "(func, name, /, *bases, **kwds)", object.BuildClass,
		"Internal helper function used by the class statement.")
	object.AddRawFunction(t, m, "open", "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", open,
		"Open file and return a stream.  Raise OSError upon failure.")
	object.AddRawFunction(t, m, "sorted", "(iterable, /, *, key=None, reverse=False)", sorted,
		"Return a new list containing all items from the iterable in ascending order.\n\nA custom key function can be supplied to customize the sort order, and the\nreverse flag can be set to request the result in descending order.")
	object.AddRawFunction(t, m, "breakpoint", "(*args, **kws)", breakpoint,
		"Call sys.breakpointhook(*args, **kws).")
	for name, v := range map[string]Value{"None": none, "True": gc.True, "False": gc.False, "Ellipsis": gc.Ellipsis,
		"NotImplemented": gc.NotImplemented, "__debug__": gc.True} {
		object.AddValue(t, m, name, v)
	}
	for _, typ := range object.BuiltinTypes() {
		if typ.Module == "builtins" && (isPublic(typ.Name) || object.IsSubtype(typ, object.BaseExceptionType)) {
			object.AddType(t, m, typ)
		}
	}
	object.AddValue(t, m, "EnvironmentError", object.OSErrorType.Obj)
	object.AddValue(t, m, "IOError", object.OSErrorType.Obj)
}

const publicTypes = " object type int bool float complex str bytes bytearray memoryview tuple list dict set frozenset range slice " +
	"property staticmethod classmethod super enumerate filter map reversed zip "

func isPublic(name string) bool { return strings.Contains(publicTypes, " "+name+" ") }

// functions are in the order of dir(builtins).
var functions = []object.Method{
	{Name: "abs", Sig: "(number, /)", Fn: one(object.Abs), Doc: "Return the absolute value of the argument."},
	{Name: "aiter", Sig: "(async_iterable, /)", Fn: aiter, Doc: "Return an AsyncIterator for an AsyncIterable object."},
	{Name: "all", Sig: "(iterable, /)", Fn: all, Doc: "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True."},
	{Name: "anext", Sig: "(async_iterator, default=?, /)", Fn: anext, Doc: "Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration."},
	{Name: "any", Sig: "(iterable, /)", Fn: any_, Doc: "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False."},
	{Name: "ascii", Sig: "(obj, /)", Fn: one(object.Ascii), Doc: "Return an ASCII-only representation of an object."},
	{Name: "bin", Sig: "(integer, /)", Fn: inBase(2, "0b"), Doc: "Return the binary representation of an integer.\n\n>>> bin(2796202)\n'0b1010101010101010101010'"},
	{Name: "callable", Sig: "(obj, /)", Fn: callable, Doc: "Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances of classes with a\n__call__() method."},
	{Name: "chr", Sig: "(i, /)", Fn: chr, Doc: "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff."},
	{Name: "compile", Sig: "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", Fn: compile, Doc: "Compile source into a code object that can be executed by exec() or eval()."},
	{Name: "delattr", Sig: "(obj, name, /)", Fn: delattr, Doc: "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``"},
	{Name: "dir", Sig: "(object=?, /)", Fn: dir, Doc: "dir([object]) -> list of strings"},
	{Name: "divmod", Sig: "(x, y, /)", Fn: divmod, Doc: "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x."},
	{Name: "eval", Sig: "(source, /, globals=None, locals=None)", Fn: eval, Doc: "Evaluate the given source in the context of globals and locals."},
	{Name: "exec", Sig: "(source, /, globals=None, locals=None, *, closure=None)", Fn: exec, Doc: "Execute the given source in the context of globals and locals."},
	{Name: "format", Sig: "(value, format_spec='', /)", Fn: format, Doc: "Return type(value).__format__(value, format_spec)\n\nMany built-in types implement format_spec according to the\nFormat Specification Mini-language. See help('FORMATTING')\nfor details.\n\nIf type(value) does not supply a method named __format__\nand format_spec is empty, then str(value) is returned."},
	{Name: "getattr", Sig: "(object, name, default=?, /)", Fn: getattr, Doc: "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; getattr(x, 'y') is equivalent to x.y."},
	{Name: "globals", Sig: "()", Fn: globals, Doc: "Return the dictionary containing the current scope's global variables."},
	{Name: "hasattr", Sig: "(obj, name, /)", Fn: hasattr, Doc: "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError."},
	{Name: "hash", Sig: "(obj, /)", Fn: hash, Doc: "Return the integer hash value for the given object within a single process.\n\nTwo objects that compare equal must also have the same hash value, but the\nreverse is not necessarily true."},
	{Name: "hex", Sig: "(integer, /)", Fn: inBase(16, "0x"), Doc: "Return the hexadecimal representation of an integer.\n\n>>> hex(12648430)\n'0xc0ffee'"},
	{Name: "id", Sig: "(obj, /)", Fn: id, Doc: "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects."},
	{Name: "input", Sig: "(prompt='', /)", Fn: input, Flags: object.Blocks, Doc: "Read a string from standard input.  The trailing newline is stripped."},
	{Name: "isinstance", Sig: "(obj, class_or_tuple, /)", Fn: isinstance, Doc: "Return whether an object is an instance of a class or of a subclass thereof."},
	{Name: "issubclass", Sig: "(cls, class_or_tuple, /)", Fn: issubclass, Doc: "Return whether 'cls' is derived from another class or is the same class."},
	{Name: "iter", Sig: "(object, sentinel=?, /)", Fn: iter, Doc: "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an object."},
	{Name: "len", Sig: "(obj, /)", Fn: length, Doc: "Return the number of items in a container."},
	{Name: "locals", Sig: "()", Fn: locals, Doc: "Return a dictionary containing the current scope's local variables."},
	{Name: "max", Sig: "(*args, key=?, default=?)", Fn: extreme(object.OpGT, "max"), Doc: "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the largest argument."},
	{Name: "min", Sig: "(*args, key=?, default=?)", Fn: extreme(object.OpLT, "min"), Doc: "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the smallest argument."},
	{Name: "next", Sig: "(iterator, default=?, /)", Fn: next, Doc: "next(iterator[, default])\n\nReturn the next item from the iterator. If default is given and the iterator\nis exhausted, it is returned instead of raising StopIteration."},
	{Name: "oct", Sig: "(integer, /)", Fn: inBase(8, "0o"), Doc: "Return the octal representation of an integer.\n\n>>> oct(342391)\n'0o1234567'"},
	{Name: "ord", Sig: "(character, /)", Fn: ord, Doc: "Return the ordinal value of a character."},
	{Name: "pow", Sig: "(base, exp, mod=None)", Fn: pow, Doc: "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.\n\nSome types, such as ints, are able to use a more efficient algorithm when\ninvoked using the three argument form."},
	{Name: "print", Sig: "(*args, sep=' ', end='\\n', file=None, flush=False)", Fn: print, Doc: "Prints the values to a stream, or to sys.stdout by default."},
	{Name: "repr", Sig: "(obj, /)", Fn: one(object.Repr), Doc: "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval(repr(obj)) == obj."},
	{Name: "round", Sig: "(number, ndigits=None)", Fn: round, Doc: "Round a number to a given precision in decimal digits.\n\nThe return value is an integer if ndigits is omitted or None.  Otherwise\nthe return value has the same type as the number.  ndigits may be negative."},
	{Name: "setattr", Sig: "(obj, name, value, /)", Fn: setattr, Doc: "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``"},
	{Name: "sum", Sig: "(iterable, /, start=0)", Fn: sum, Doc: "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\nThis function is intended specifically for use with numeric values and may\nreject non-numeric types."},
	{Name: "vars", Sig: "(object=?, /)", Fn: vars, Doc: "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__."},
}

// one makes the function of an operation on one value.
func one(f func(t *Thread, v Value) Value) object.NativeFn {
	return func(t *Thread, args []Value) Value { return f(t, args[0]) }
}

func boolean(b, ok bool) Value {
	if !ok {
		return null
	}
	return gc.MakeBool(b)
}
