package io

import (
	"os"
	"strings"

	"gorgon/gc"
	. "gorgon/vm/object"
)

func init() {
	RegisterModule("_io", initModule)
	gc.RegisterRoots(&classes)
}

// classes are those of this package that are made by calling type().
var classes classRoots

type classRoots struct{ unsupported Value }

// VisitRoots visits the classes, in a pause.
func (c *classRoots) VisitRoots(visit func(Value)) { visit(c.unsupported) }

// unsupportedClass is io.UnsupportedOperation, which has two bases.
func unsupportedClass(t *Thread) Value {
	if classes.unsupported == Null {
		ns := NewDict(t)
		DictSetStr(t, ns, Intern("__module__"), Intern("io"))
		classes.unsupported = NewClass(t, "UnsupportedOperation", []Value{OSErrorType.Obj, ValueErrorType.Obj}, ns)
	}
	return classes.unsupported
}

func initModule(t *Thread, m Value) {
	AddFunctions(t, m, []Method{
		{Name: "open", Sig: openSig, Fn: open, Flags: IO, Doc: openDoc},
		{Name: "open_code", Sig: "(path)", Fn: openCode, Flags: IO, Doc: "Opens the provided file with the intent to import the contents.\n\nThis may perform extra validation beyond open(), but is otherwise interchangeable\nwith calling open(path, 'rb')."},
		{Name: "text_encoding", Sig: "(encoding, stacklevel=?, /)", Fn: textEncoding, Doc: "A helper function to choose the text encoding.\n\nWhen encoding is not None, this function returns it.\nOtherwise, this function returns the default text encoding\n(i.e. \"locale\" or \"utf-8\" depends on UTF-8 mode)."},
	})
	all := []*Type{ioBaseType, rawIOBaseType, bufferedBaseType, textBaseType, fileIOType, bytesIOType, stringIOType,
		bufferedReaderType, bufferedWriterType, bufferedRandomType, bufferedPairType, textIOType, newlineDecoderType}
	for _, typ := range all {
		AddType(t, m, typ)
	}
	AddType(t, m, BlockingIOErrorType)
	AddValue(t, m, "_BytesIOBuffer", MemoryViewType.Obj)
	AddValue(t, m, "UnsupportedOperation", unsupportedClass(t))
	for name, n := range map[string]int64{"DEFAULT_BUFFER_SIZE": defaultBufferSize, "SEEK_SET": seekSet, "SEEK_CUR": seekCur, "SEEK_END": seekEnd} {
		AddValue(t, m, name, gc.MakeInt(n))
	}
}

// Standard makes sys.stdin, stdout and stderr. unbuffered is the option -u.
func Standard(t *Thread, unbuffered bool) (stdin, stdout, stderr Value) {
	errors := "strict"
	encoding := "utf-8"
	if env := os.Getenv("PYTHONIOENCODING"); env != "" {
		name, handler, _ := strings.Cut(env, ":")
		if name != "" {
			encoding = name
		}
		if handler != "" {
			errors = handler
		}
	} else if plainLocale() {
		errors = "surrogateescape"
	}
	stdin = standardStream(t, 0, "<stdin>", "r", encoding, errors, false)
	stdout = standardStream(t, 1, "<stdout>", "w", encoding, errors, unbuffered)
	stderr = standardStream(t, 2, "<stderr>", "w", encoding, "backslashreplace", unbuffered)
	return stdin, stdout, stderr
}

// plainLocale says whether the locale is C or POSIX, in any encoding.
func plainLocale() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := os.Getenv(name); v != "" {
			return v == "C" || v == "POSIX" || v == "C.UTF-8" || v == "C.utf8"
		}
	}
	return true
}

func standardStream(t *Thread, fd int, name, mode, encoding, errors string, unbuffered bool) Value {
	raw := gc.MakePtr(fileIOType.New(t))
	if !openFileIO(t, raw, gc.MakeInt(int64(fd)), mode+"b", false, Null) {
		ClearExc(t)
		return None
	}
	setField(t, raw, wordName, NewStr(t, name))
	typ := bufferedWriterType
	if mode == "r" {
		typ = bufferedReaderType
	}
	buffer := gc.MakePtr(typ.New(t))
	wrapRaw(t, buffer, raw, textChunk, mode == "r", mode == "w")
	wrapper := gc.MakePtr(textIOType.New(t))
	line := fd == 2 || isTerminal(fd)
	if !wrapBuffer(t, wrapper, buffer, encoding, errors, Intern("\n"), line && !unbuffered, unbuffered) {
		ClearExc(t)
		return None
	}
	textOf(t, wrapper).direct = unbuffered
	SetAttr(t, wrapper, nameMode, NewStr(t, mode))
	return wrapper
}
