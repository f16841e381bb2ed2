package signal

import (
	"math"
	"os"
	ossignal "os/signal"
	"syscall"
	"time"

	"gorgon/gc"
	"gorgon/scheduler"
	. "gorgon/vm/object"
)

var interruptNative = &Native{Name: "default_int_handler", Module: "_signal", Sig: ParseSignature("(signalnum, frame, /)"),
	Fn: func(t *Thread, a []Value) Value { return RaiseNew(t, KeyboardInterruptType) }}

func defaultIntHandler(t *Thread) Value {
	if handlers[0] == Null {
		install(0, NewNative(t, interruptNative, Null)) // number 0 is no signal: it keeps the function alive
	}
	return handlers[0]
}

func fill(t *Thread, m Value) {
	AddFunctions(t, m, []Method{
		{Name: "signal", Sig: "(signalnum, handler, /)", Fn: setHandler, Flags: IO, Doc: "Set the action for the given signal."},
		{Name: "getsignal", Sig: "(signalnum, /)", Fn: getHandler, Doc: "Return the current action for the given signal."},
		{Name: "raise_signal", Sig: "(signalnum, /)", Fn: raiseSignal, Flags: IO, Doc: "Send a signal to the executing process."},
		{Name: "pthread_kill", Sig: "(thread_id, signalnum, /)", Fn: func(t *Thread, a []Value) Value { return raiseSignal(t, a[1:]) }, Flags: IO},
		{Name: "alarm", Sig: "(seconds, /)", Fn: alarm, Flags: IO},
		{Name: "setitimer", Sig: "(which, seconds, interval=?, /)", Fn: setTimer, Flags: IO},
		{Name: "getitimer", Sig: "(which, /)", Fn: getTimer, Flags: IO},
		{Name: "pause", Sig: "()", Fn: pause, Flags: Blocks},
		{Name: "siginterrupt", Sig: "(signalnum, flag, /)", Fn: func(t *Thread, a []Value) Value { return None }},
		{Name: "set_wakeup_fd", Sig: "(fd, /, *, warn_on_full_buffer=?)", Fn: setWakeup, Flags: IO},
		{Name: "strsignal", Sig: "(signalnum, /)", Fn: describe},
		{Name: "valid_signals", Sig: "()", Fn: valid},
	})
	AddValue(t, m, "default_int_handler", defaultIntHandler(t))
	for name, n := range map[string]syscall.Signal{
		"SIGHUP": syscall.SIGHUP, "SIGINT": syscall.SIGINT, "SIGQUIT": syscall.SIGQUIT, "SIGILL": syscall.SIGILL, "SIGTRAP": syscall.SIGTRAP,
		"SIGABRT": syscall.SIGABRT, "SIGBUS": syscall.SIGBUS, "SIGFPE": syscall.SIGFPE, "SIGKILL": syscall.SIGKILL, "SIGUSR1": syscall.SIGUSR1,
		"SIGSEGV": syscall.SIGSEGV, "SIGUSR2": syscall.SIGUSR2, "SIGPIPE": syscall.SIGPIPE, "SIGALRM": syscall.SIGALRM, "SIGTERM": syscall.SIGTERM,
		"SIGCHLD": syscall.SIGCHLD, "SIGCONT": syscall.SIGCONT, "SIGSTOP": syscall.SIGSTOP, "SIGTSTP": syscall.SIGTSTP, "SIGTTIN": syscall.SIGTTIN,
		"SIGTTOU": syscall.SIGTTOU, "SIGURG": syscall.SIGURG, "SIGXCPU": syscall.SIGXCPU, "SIGXFSZ": syscall.SIGXFSZ, "SIGVTALRM": syscall.SIGVTALRM,
		"SIGPROF": syscall.SIGPROF, "SIGWINCH": syscall.SIGWINCH, "SIGIO": syscall.SIGIO, "SIGSYS": syscall.SIGSYS,
	} {
		AddValue(t, m, name, gc.MakeInt(int64(n)))
	}
	for name, n := range map[string]int64{"SIG_DFL": byDefault, "SIG_IGN": ignored, "NSIG": maxSignal, "ITIMER_REAL": 0, "ITIMER_VIRTUAL": 1, "ITIMER_PROF": 2} {
		AddValue(t, m, name, gc.MakeInt(n))
	}
	AddValue(t, m, "ItimerError", OSErrorType.Obj)
}

// number reads a signal's number.
func number(t *Thread, v Value) (int, bool) {
	n, ok := IndexInt(t, v)
	if ok && (n < 1 || n >= maxSignal) {
		ValueErrorf(t, "signal number out of range")
		return 0, false
	}
	return n, ok
}

// onMain raises ValueError on all threads but the main one.
func onMain(t *Thread, function string) bool {
	if !t.Main {
		ValueErrorf(t, "%s only works in main thread of the main interpreter", function)
	}
	return t.Main
}

func setHandler(t *Thread, a []Value) Value {
	n, ok := number(t, a[0])
	if !ok {
		return Null
	}
	if !onMain(t, "signal") {
		return Null
	}
	s := syscall.Signal(n)
	h := a[1]
	action, isInt := AsInt64(h)
	switch {
	case isInt && IsIntObj(h) && action == ignored:
		ossignal.Ignore(s)
	case isInt && IsIntObj(h) && action == byDefault:
		reset(s)
	case !IsCallable(h) || IsIntObj(h):
		return TypeErrorf(t, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
	case s == syscall.SIGKILL || s == syscall.SIGSTOP:
		return OSErrorFrom(t, syscall.EINVAL, Null)
	default:
		notify(n)
	}
	if IsIntObj(h) {
		h = gc.MakeInt(action)
	}
	old := handlers[n]
	install(int(n), h)
	return old
}

func getHandler(t *Thread, a []Value) Value {
	n, ok := number(t, a[0])
	if !ok {
		return Null
	}
	return handlers[n]
}

// raiseSignal sends a signal to the process. One that Python handles is
// delivered at once.
func raiseSignal(t *Thread, a []Value) Value {
	n, ok := number(t, a[0])
	if !ok {
		return Null
	}
	if !handlers[n].IsInt() {
		deliver(n)
		if t.Main && !handle(t) {
			return Null
		}
		return None
	}
	if err := syscall.Kill(os.Getpid(), syscall.Signal(n)); err != nil {
		return OSErrorFrom(t, err, Null)
	}
	return None
}

func alarm(t *Thread, a []Value) Value {
	n, ok := IndexInt(t, a[0])
	if !ok {
		return Null
	}
	old, err := setTimerOf(realTimer, timer{value: int64(n) * 1e6})
	if err != nil {
		return OSErrorFrom(t, err, Null)
	}
	return gc.MakeInt((old.value + 1e6 - 1) / 1e6)
}

// realTimer is ITIMER_REAL.
const realTimer = 0

func timerValues(t *Thread, v timer) Value {
	return NewTuple(t, gc.MakeFloat(float64(v.value)/1e6), gc.MakeFloat(float64(v.interval)/1e6))
}

func setTimer(t *Thread, a []Value) Value {
	which, ok := IndexInt(t, a[0])
	if !ok {
		return Null
	}
	var times [2]int64
	for i, v := range a[1:3] {
		if v == Null {
			continue
		}
		f, ok := AsFloat(t, v)
		if !ok {
			return Null
		}
		times[i] = int64(math.Ceil(f * 1e6))
	}
	old, err := setTimerOf(which, timer{times[0], times[1]})
	if err != nil {
		return OSErrorFrom(t, err, Null)
	}
	return timerValues(t, old)
}

func getTimer(t *Thread, a []Value) Value {
	which, ok := IndexInt(t, a[0])
	if !ok {
		return Null
	}
	now, err := getTimerOf(which)
	if err != nil {
		return OSErrorFrom(t, err, Null)
	}
	return timerValues(t, now)
}

// pause waits for a signal that has a handler.
func pause(t *Thread, a []Value) Value {
	for t.Sleep(time.Hour) {
	}
	if !scheduler.HandleSignals(t) {
		return Null
	}
	return None
}

func setWakeup(t *Thread, a []Value) Value {
	n, ok := IndexInt(t, a[0])
	if !ok {
		return Null
	}
	if !onMain(t, "set_wakeup_fd") {
		return Null
	}
	return gc.MakeInt(wakeupFD.Swap(int64(n)))
}

func describe(t *Thread, a []Value) Value {
	n, ok := number(t, a[0])
	if !ok {
		return Null
	}
	text := []rune(syscall.Signal(n).String())
	if len(text) > 0 && text[0] >= 'a' && text[0] <= 'z' {
		text[0] -= 'a' - 'A'
	}
	return NewStr(t, string(text))
}

func valid(t *Thread, a []Value) Value {
	set := NewSet(t)
	for n := 1; n < maxSignal; n++ {
		if n == 32 || n == 33 {
			continue // kept by the C library
		}
		SetAdd(t, set, gc.MakeInt(int64(n)))
	}
	return set
}
