package posix

import (
	"path"
	"strings"
	"syscall"

	"gorgon/vm/object"
)

// nameFunctions are those that only look at names.
var nameFunctions = []method{
	{Name: "fspath", Sig: "(path)", Fn: func(t *Thread, a []Value) Value { return object.FSPathObject(t, a[0]) }, Doc: "Return the file system path representation of the object.\n\nIf the object is str or bytes, then allow it to pass through as-is. If the\nobject defines __fspath__(), then return the result of that method. All other\ntypes raise a TypeError."},
	{Name: "strerror", Sig: "(code, /)", Fn: strerror, Doc: "Translate an error code to a message string."},
	{Name: "_path_normpath", Sig: "(path)", Fn: normPath, Doc: "Normalize path, eliminating double slashes, etc."},
	{Name: "_path_splitroot_ex", Sig: "(path, /)", Fn: splitRoot, Doc: "Split a pathname into drive, root and tail."},
	{Name: "_inputhook", Sig: "()", Fn: func(*Thread, []Value) Value { return none }},
	{Name: "_is_inputhook_installed", Sig: "()", Fn: func(*Thread, []Value) Value { return object.False }},
}

func strerror(t *Thread, a []Value) Value {
	n, ok := object.IndexInt(t, a[0])
	if !ok {
		return null
	}
	return object.NewStr(t, object.ErrnoText(syscall.Errno(n)))
}

// nameArg reads a path without looking at the system; make makes results of
// its type.
func nameArg(t *Thread, fname string, v Value) (s string, make func(string) Value, ok bool) {
	p := object.FSPathObject(t, v)
	switch {
	case p == null:
		if object.ExcIs(t.Exc, object.TypeErrorType) {
			t.Exc = null
			object.TypeErrorf(t, "%s: path should be string, bytes or os.PathLike, not %s", fname, object.TypeName(v))
		}
		return "", nil, false
	case object.IsStr(p):
		return object.StrOf(p), func(s string) Value { return object.NewStr(t, s) }, true
	}
	return string(object.BytesOf(p)), func(s string) Value { return object.NewBytes(t, []byte(s)) }, true
}

// normPath is Go's Clean, but that two slashes at the start stay.
func normPath(t *Thread, a []Value) Value {
	s, make, ok := nameArg(t, "_path_normpath", a[0])
	if !ok {
		return null
	}
	r := path.Clean(s)
	if strings.HasPrefix(s, "//") && !strings.HasPrefix(s, "///") {
		r = "/" + r
	}
	return make(r)
}

func splitRoot(t *Thread, a []Value) Value {
	s, make, ok := nameArg(t, "_path_splitroot_ex", a[0])
	if !ok {
		return null
	}
	root := ""
	switch {
	case !strings.HasPrefix(s, "/"):
	case strings.HasPrefix(s, "//") && !strings.HasPrefix(s, "///"):
		root = "//"
	default:
		root = "/"
	}
	return object.NewTuple(t, make(""), make(root), make(s[len(root):]))
}
