package signal

import (
	"os"
	ossignal "os/signal"
	"sync"
	"sync/atomic"
	"syscall"

	"gorgon/gc"
	"gorgon/scheduler"
	. "gorgon/vm/object"
)

// maxSignal is one more than the highest signal number.
const maxSignal = 65

// Handlers as numbers: SIG_DFL and SIG_IGN.
const (
	byDefault = 0
	ignored   = 1
)

// handlers are the values of getsignal, by number. Only the main thread
// changes them, outside of transactions.
var handlers [maxSignal]Value

// byDefaultNow says, for all goroutines, which of them are the default.
var byDefaultNow [maxSignal]atomic.Bool

// install changes what a signal does.
func install(n int, h Value) {
	handlers[n] = h
	byDefaultNow[n].Store(h == gc.MakeInt(byDefault))
}

type handlerRoots struct{}

// VisitRoots implements gc.RootSource.
func (handlerRoots) VisitRoots(visit func(Value)) {
	for _, h := range handlers {
		visit(h)
	}
}

var (
	pending  atomic.Uint64 // bit n-1: signal n has arrived
	wakeupFD atomic.Int64  // set_wakeup_fd, -1: none
	arrived  = make(chan os.Signal, 64)
	listen   sync.Once
)

func init() {
	gc.RegisterRoots(handlerRoots{})
	RegisterModule("_signal", fill)
	scheduler.HandleSignals = handle
	scheduler.SimulateSignal = simulate
	wakeupFD.Store(-1)
}

// Start makes Ctrl-C a KeyboardInterrupt, unless the program was started with
// it ignored. Writing into a closed pipe is an error of the write only.
func Start(t *Thread) {
	for n := 1; n < maxSignal; n++ {
		install(int(n), gc.MakeInt(byDefault))
		if ossignal.Ignored(syscall.Signal(n)) {
			install(int(n), gc.MakeInt(ignored))
		}
	}
	ossignal.Ignore(syscall.SIGPIPE)
	install(int(syscall.SIGPIPE), gc.MakeInt(ignored))
	if handlers[syscall.SIGINT] == gc.MakeInt(byDefault) {
		install(int(syscall.SIGINT), defaultIntHandler(t))
		notify(int(syscall.SIGINT))
	}
}

// notify makes a signal arrive here from now on.
func notify(n int) {
	listen.Do(func() {
		go func() {
			for s := range arrived {
				deliver(int(s.(syscall.Signal)))
			}
		}()
	})
	ossignal.Notify(arrived, syscall.Signal(n))
}

// onDefault are what happens at a signal that the program does not handle.
var onDefault [maxSignal]func()

// OnDefault calls f, in a goroutine that is no Python thread, when a signal
// arrives that the program leaves to its default. Called before the program runs.
func OnDefault(s syscall.Signal, f func()) {
	if ossignal.Ignored(s) {
		return
	}
	onDefault[s] = f
	notify(int(s))
}

// reset brings the default of a signal back.
func reset(s syscall.Signal) {
	if onDefault[s] != nil {
		notify(int(s))
		return
	}
	ossignal.Reset(s)
}

// deliver notes that a signal has arrived and wakes the main thread.
func deliver(n int) {
	if f := onDefault[n]; f != nil && byDefaultNow[n].Load() {
		go f()
		return
	}
	pending.Or(1 << (n - 1))
	if fd := wakeupFD.Load(); fd >= 0 {
		syscall.Write(int(fd), []byte{byte(n)})
	}
	scheduler.InterruptMain()
}

// simulate is deliver for a signal that the process did not get.
func simulate(n int) {
	if h := Value(atomic.LoadUint64((*uint64)(&handlers[n]))); h != Null && !h.IsInt() {
		deliver(n)
	}
}

// handle calls the handlers of the signals that have arrived, and what the
// collector wants called. False: a handler has raised, and the signals behind
// it wait.
func handle(t *Thread) bool {
	t.ClearInterrupt()
	for {
		bits := pending.Load()
		if bits == 0 {
			RunPendingCalls(t)
			return true
		}
		n := 1
		for bits&1 == 0 {
			bits >>= 1
			n++
		}
		pending.And(^(uint64(1) << (n - 1)))
		h := handlers[n]
		if h == Null || h.IsInt() {
			continue
		}
		frame := None
		if Frame != nil {
			if f := Frame(t, 0); f != Null {
				frame = f
			} else {
				t.Exc = Null
			}
		}
		if Call(t, h, NewInt(t, int64(n)), frame) == Null {
			if pending.Load() != 0 {
				scheduler.InterruptMain()
			}
			return false
		}
	}
}

// Frame is sys._getframe. The composition root sets it.
var Frame func(t *Thread, depth int) Value

// Die ends the process by a signal, as if it had never been handled.
func Die(n syscall.Signal) {
	ossignal.Reset(n)
	syscall.Kill(os.Getpid(), n)
	select {}
}
