package thread

import (
	"os"
	"syscall"

	"gorgon/gc"
	"gorgon/scheduler"
	. "gorgon/vm/object"
)

func init() { RegisterModule("_thread", initModule) }

func initModule(t *Thread, m Value) {
	for _, typ := range []*Type{lockType, rlockType, handleType, localType} {
		AddType(t, m, typ)
	}
	AddValue(t, m, "LockType", lockType.Obj)
	AddValue(t, m, "error", RuntimeErrorType.Obj)
	AddValue(t, m, "TIMEOUT_MAX", gc.MakeFloat(timeoutMax))
	AddValue(t, m, "_NAME_MAXLEN", gc.MakeInt(15))
	const lockDoc = "Create a new lock object. See help(type(threading.Lock())) for\ninformation about locks."
	const startDoc = `Start a new thread and return its identifier.

The thread will call the function with positional arguments from the
tuple args and keyword arguments taken from the optional dictionary
kwargs.  The thread exits when the function returns; the return value
is ignored.  The thread will also exit when the function raises an
unhandled exception; a stack trace will be printed unless the exception
is SystemExit.`
	AddFunctions(t, m, []Method{
		{Name: "allocate_lock", Sig: "()", Fn: allocateLock, Doc: lockDoc},
		{Name: "allocate", Sig: "()", Fn: allocateLock, Doc: lockDoc},
		{Name: "start_new_thread", Sig: "(function, args, kwargs=?, /)", Fn: startNewThread, Doc: startDoc},
		{Name: "start_new", Sig: "(function, args, kwargs=?, /)", Fn: startNewThread, Doc: startDoc},
		{Name: "start_joinable_thread", Sig: "(function, handle=?, daemon=?)", Fn: startJoinable},
		{Name: "daemon_threads_allowed", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.True }},
		{Name: "get_ident", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.MakeInt(t.ID) }},
		{Name: "get_native_id", Sig: "()", Fn: nativeID},
		{Name: "_get_main_thread_ident", Sig: "()", Fn: mainIdent},
		{Name: "_is_main_interpreter", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.True }},
		{Name: "_make_thread_handle", Sig: "(ident, /)", Fn: makeHandle},
		{Name: "_shutdown", Sig: "()", Fn: shutdown},
		{Name: "_count", Sig: "()", Fn: count},
		{Name: "exit", Sig: "()", Fn: exitThread},
		{Name: "exit_thread", Sig: "()", Fn: exitThread},
		{Name: "stack_size", Sig: "(size=?, /)", Fn: stackSize, Flags: IO},
		{Name: "interrupt_main", Sig: "(signum=?, /)", Fn: interruptMain},
		{Name: "set_name", Sig: "(name)", Fn: setName},
		{Name: "_get_name", Sig: "()", Fn: func(t *Thread, args []Value) Value { return NewStr(t, t.Name) }},
	})
}

func allocateLock(t *Thread, args []Value) Value { return newLock(t, lockType, nil, Null) }

func startNewThread(t *Thread, args []Value) Value {
	fn, pos, kwargs := args[0], args[1], args[2]
	if !IsCallable(fn) {
		return TypeErrorf(t, "first arg must be callable")
	}
	if !IsInstance(pos, TupleType) {
		return TypeErrorf(t, "2nd arg must be a tuple")
	}
	call := append([]Value(nil), TupleItems(pos)...)
	names := Null
	if kwargs != Null {
		if !IsInstance(kwargs, DictType) {
			return TypeErrorf(t, "optional 3rd arg must be a dictionary")
		}
		var keys []Value
		for pos := 0; ; {
			k, v, more := DictNext(t, kwargs, &pos)
			if !more {
				break
			}
			keys, call = append(keys, k), append(call, v)
		}
		if len(keys) > 0 {
			names = NewTuple(t, keys...)
		}
	}
	h := newHandle(t)
	if !start(t, h, fn, call, names, true) {
		return Null
	}
	return gc.MakeInt(handleOf(h).identity())
}

func startJoinable(t *Thread, args []Value) Value {
	fn, h, daemon := args[0], args[1], true
	if !IsCallable(fn) {
		return TypeErrorf(t, "thread function must be callable")
	}
	if h == Null || h == None {
		h = newHandle(t)
	} else if !IsInstance(h, handleType) {
		return TypeErrorf(t, "'handle' must be a _ThreadHandle")
	}
	if args[2] != Null {
		truth, ok := Truth(t, args[2])
		if !ok {
			return Null
		}
		daemon = truth
	}
	if !start(t, h, fn, nil, Null, daemon) {
		return Null
	}
	return h
}

// reportFailure prints the exception that ended a thread of start_new_thread.
func reportFailure(t *Thread, fn Value) {
	exc := t.Exc
	t.Exc = Null
	if ExcIs(exc, SystemExitType) {
		return
	}
	text := Repr(t, fn)
	if text == Null {
		t.Exc = Null
		text = NewStr(t, "<object repr() failed>")
	}
	sys := ImportModule(t, "sys")
	if sys == Null {
		t.Exc = Null
		return
	}
	if hook := GetAttrString(t, sys, "stderr"); hook != Null && hook != None {
		CallMethod(t, hook, Intern("write"), NewStr(t, "Exception ignored in thread started by "+StrOf(text)+":\n"))
	}
	t.Exc = Null
	if tb := ImportModule(t, "traceback"); tb != Null {
		if print := GetAttrString(t, tb, "print_exception"); print != Null {
			Call(t, print, exc)
		}
	}
	t.Exc = Null
}

func mainIdent(t *Thread, args []Value) Value { return gc.MakeInt(scheduler.Main().ID) }

// nativeID numbers threads as the system would: a Python thread has no thread
// of the system to itself.
func nativeID(t *Thread, args []Value) Value { return gc.MakeInt(int64(os.Getpid()) + t.ID - 1) }

func count(t *Thread, args []Value) Value { return gc.MakeInt(int64(scheduler.Live() - 1)) }

func exitThread(t *Thread, args []Value) Value { return RaiseNew(t, SystemExitType) }

const minStack = 32 << 10

func stackSize(t *Thread, args []Value) Value {
	old := gc.MakeInt(int64(scheduler.StackSize))
	n := 0 // a call without an argument sets it too
	if args[0] != Null {
		var ok bool
		if n, ok = IndexInt(t, args[0]); !ok {
			return Null
		}
	}
	if n < 0 {
		return ValueErrorf(t, "size must be 0 or a positive value")
	}
	if n != 0 && n < minStack {
		return ValueErrorf(t, "size not valid: %d bytes", n)
	}
	scheduler.StackSize = uintptr(n)
	return old
}

func interruptMain(t *Thread, args []Value) Value {
	n := int(syscall.SIGINT)
	if args[0] != Null {
		var ok bool
		if n, ok = IndexInt(t, args[0]); !ok {
			return Null
		}
	}
	if n < 1 || n >= maxSignal {
		return ValueErrorf(t, "signal number out of range")
	}
	t.OnCommit(func() { scheduler.SimulateSignal(n) })
	t.BreakSoon()
	return None
}

// maxSignal is one more than the highest signal number.
const maxSignal = 65

func setName(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "set_name() argument 'name' must be str, not %s", TypeName(args[0]))
	}
	t.Name = string([]byte(StrOf(args[0])))
	return None
}
