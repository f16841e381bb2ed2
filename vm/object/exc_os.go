package object

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"gorgon/gc"
)

// errnoTypes says which subclass OSError(errno, …) makes.
var errnoTypes = map[syscall.Errno]*Type{
	syscall.EAGAIN: BlockingIOErrorType, syscall.EALREADY: BlockingIOErrorType, syscall.EINPROGRESS: BlockingIOErrorType,
	syscall.EPIPE: BrokenPipeErrorType, syscall.ESHUTDOWN: BrokenPipeErrorType,
	syscall.ECHILD:       ChildProcessErrorType,
	syscall.ECONNABORTED: ConnectionAbortedErrorType, syscall.ECONNREFUSED: ConnectionRefusedErrorType, syscall.ECONNRESET: ConnectionResetErrorType,
	syscall.EEXIST: FileExistsErrorType, syscall.ENOENT: FileNotFoundErrorType,
	syscall.EISDIR: IsADirectoryErrorType, syscall.ENOTDIR: NotADirectoryErrorType,
	syscall.EINTR:  InterruptedErrorType,
	syscall.EACCES: PermissionErrorType, syscall.EPERM: PermissionErrorType,
	syscall.ESRCH: ProcessLookupErrorType, syscall.ETIMEDOUT: TimeoutErrorType,
}

func init() {
	s := OSErrorType.spec
	s.Slots = Slots{New: newOSError, Init: initOSError, Str: osErrorStr}
	s.Getset = []Getset{
		member("errno", osErrorErrno, "POSIX exception code"), member("strerror", osErrorStrerror, "exception strerror"),
		member("filename", osErrorFilename, "exception filename"), member("filename2", osErrorFilename2, "second exception filename"),
		{Name: "characters_written", Get: getCharsWritten, Set: setCharsWritten},
	}
	s.Methods = []Method{{Name: "__reduce__", Sig: "(self, /)", Fn: osErrorReduce}}
}

// osErrorLate says whether __init__ and not __new__ takes the arguments: the
// class overrides only __init__.
func osErrorLate(cls *Type) bool {
	return !sameSlot(cls, OSErrorType, slotInit) && sameSlot(cls, OSErrorType, slotNew)
}

func newOSError(t *Thread, cls *Type, args []Value, kw Value) Value {
	if osErrorLate(cls) {
		o := cls.New(t)
		gc.Store(o+ExcArgs, NewTuple(t))
		gc.Store(o+ExcSuppress, gc.MakeInt(0))
		return gc.MakePtr(o)
	}
	if kw != Null && TupleLen(kw) > 0 {
		return TypeErrorf(t, "%s() takes no keyword arguments", cls.TpName())
	}
	if cls == OSErrorType && len(args) >= 2 && len(args) <= 5 {
		if n, ok := AsInt64(intOrZero(args[0])); ok && n > 0 {
			if sub := errnoTypes[syscall.Errno(n)]; sub != nil {
				cls = sub
			}
		}
	}
	o := cls.New(t)
	gc.Store(o+ExcSuppress, gc.MakeInt(0))
	fillOSError(t, gc.MakePtr(o), args)
	return gc.MakePtr(o)
}

func intOrZero(v Value) Value {
	if IsIntObj(v) {
		return v
	}
	return gc.MakeInt(0)
}

func initOSError(t *Thread, v Value, args []Value, kw Value) bool {
	if !osErrorLate(TypeOf(v)) {
		return true
	}
	if kw != Null && TupleLen(kw) > 0 {
		TypeErrorf(t, "%s() takes no keyword arguments", TypeName(v))
		return false
	}
	fillOSError(t, v, args)
	return true
}

func fillOSError(t *Thread, v Value, args []Value) {
	shown := args
	if len(args) >= 2 && len(args) <= 5 {
		SetExcField(t, v, osErrorErrno, args[0])
		SetExcField(t, v, osErrorStrerror, args[1])
		if len(args) >= 3 && args[2] != None {
			if TypeOf(v) == BlockingIOErrorType && IsIntObj(args[2]) {
				SetExcField(t, v, osErrorWritten, args[2])
			} else {
				SetExcField(t, v, osErrorFilename, args[2])
				if len(args) == 5 && args[4] != None {
					SetExcField(t, v, osErrorFilename2, args[4])
				}
				shown = args[:2]
			}
		}
	}
	SetExcField(t, v, ExcArgs, NewTupleFrom(t, shown))
}

func osErrorStr(t *Thread, v Value) Value {
	errno, text := excField(t, v, osErrorErrno), excField(t, v, osErrorStrerror)
	file, file2 := excField(t, v, osErrorFilename), excField(t, v, osErrorFilename2)
	if file == Null && (errno == Null || text == Null) {
		return baseExceptionStr(t, v)
	}
	e, s := Str(t, noneFor(errno)), Null
	if e != Null {
		s = Str(t, noneFor(text))
	}
	if s == Null {
		return Null
	}
	out := fmt.Sprintf("[Errno %s] %s", StrOf(e), StrOf(s))
	if file != Null {
		r := Repr(t, file)
		if r == Null {
			return Null
		}
		out += ": " + StrOf(r)
		if file2 != Null {
			if r = Repr(t, file2); r == Null {
				return Null
			}
			out += " -> " + StrOf(r)
		}
	}
	return NewStr(t, out)
}

func getCharsWritten(t *Thread, v Value) Value {
	if w := excField(t, v, osErrorWritten); w != Null {
		return w
	}
	return raiseAttribute(t, v, Intern("characters_written"), "characters_written")
}

func setCharsWritten(t *Thread, v, val Value) bool {
	if val == Null {
		if excField(t, v, osErrorWritten) == Null {
			raiseAttribute(t, v, Intern("characters_written"), "characters_written")
			return false
		}
	} else if _, ok := IndexInt(t, val); !ok {
		return false
	}
	SetExcField(t, v, osErrorWritten, val)
	return true
}

func osErrorReduce(t *Thread, args []Value) Value {
	self := args[0]
	shown := ExcArgsOf(t, self)
	if file := excField(t, self, osErrorFilename); len(shown) == 2 && file != Null {
		shown = append(append([]Value(nil), shown...), file)
		if file2 := excField(t, self, osErrorFilename2); file2 != Null {
			shown = append(shown, None, file2)
		}
	}
	if d := instanceDictOrNull(t, self); d != Null && DictLen(t, d) > 0 {
		return NewTuple(t, TypeOf(self).Obj, NewTupleFrom(t, shown), d)
	}
	return NewTuple(t, TypeOf(self).Obj, NewTupleFrom(t, shown))
}

// ErrPending is the error of a system call that was given up because a signal's
// handler raised: that exception is pending.
var ErrPending = errors.New("an exception is pending")

// OSErrorFrom raises the OSError for a failed system call; filename is Null if
// there is none.
func OSErrorFrom(t *Thread, err error, filename Value) Value {
	if err == ErrPending {
		return Null
	}
	var no syscall.Errno
	switch {
	case errors.As(err, &no):
	case errors.Is(err, fs.ErrNotExist):
		no = syscall.ENOENT
	case errors.Is(err, fs.ErrExist):
		no = syscall.EEXIST
	case errors.Is(err, fs.ErrPermission):
		no = syscall.EACCES
	case errors.Is(err, fs.ErrClosed):
		no = syscall.EBADF
	default:
		return Raise(t, OSErrorType, "%s", err.Error())
	}
	args := []Value{NewInt(t, int64(no)), NewStr(t, ErrnoText(no))}
	if filename != Null {
		args = append(args, filename)
	}
	return RaiseNew(t, OSErrorType, args...)
}

// ErrnoText is os.strerror.
func ErrnoText(no syscall.Errno) string {
	switch no {
	case syscall.ENOTSUP:
		return "Operation not supported"
	case syscall.EIO:
		return "Input/output error"
	}
	if text := no.Error(); text != fmt.Sprintf("errno %d", int(no)) {
		return capitalize(text)
	}
	return fmt.Sprintf("Unknown error %d", int(no))
}
