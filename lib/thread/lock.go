package thread

import (
	"errors"
	"fmt"
	"math"
	"time"

	"gorgon/gc"
	"gorgon/scheduler"
	. "gorgon/vm/object"
)

var (
	lockType  = NewType("lock", 0)
	rlockType = NewType("RLock", 0)
)

// timeoutMax is the longest wait in seconds (TIMEOUT_MAX).
const timeoutMax = 9223372036.0

const acquireDoc = `Lock the lock.

Without argument, this blocks if the lock is already
locked (even by the same thread), waiting for another thread to release
the lock, and return True once the lock is acquired.
With an argument, this will only block if the argument is true,
and the return value reflects whether the lock is acquired.
The blocking operation is interruptible.`

const releaseDoc = `Release the lock, allowing another thread that is blocked waiting for
the lock to acquire the lock.  The lock must be in the locked state,
but it needn't be locked by the same thread that unlocks it.`

func init() {
	lockType.Setup(Spec{
		Doc:     "A lock object is a synchronization primitive.  To create a lock,\ncall threading.Lock().",
		Module:  "_thread",
		Payload: scheduler.LockSize - gc.HeaderSize, Layout: gc.LayoutValues, Final: true,
		Slots: Slots{New: newLock, Repr: lockRepr},
		Methods: []Method{
			{Name: "acquire", Sig: "(self, /, blocking=?, timeout=?)", Fn: acquire, Doc: acquireDoc},
			{Name: "acquire_lock", Sig: "(self, /, blocking=?, timeout=?)", Fn: acquire, Doc: "An obsolete synonym of acquire()."},
			{Name: "release", Sig: "(self, /)", Fn: release, Doc: releaseDoc},
			{Name: "release_lock", Sig: "(self, /)", Fn: release, Doc: "An obsolete synonym of release()."},
			{Name: "locked", Sig: "(self, /)", Fn: lockedMethod, Doc: "Return whether the lock is in the locked state."},
			{Name: "locked_lock", Sig: "(self, /)", Fn: lockedMethod, Doc: "An obsolete synonym of locked()."},
			{Name: "__enter__", Sig: "(self, /)", Fn: enter, Doc: "Lock the lock."},
			{Name: "__exit__", Sig: "(self, exc_type, exc_value, exc_tb, /)", Fn: exit, Doc: "Release the lock."},
			{Name: "_at_fork_reinit", Sig: "(self, /)", Fn: reinit},
		},
	})
	rlockType.Setup(Spec{
		Module:  "_thread",
		Payload: scheduler.LockSize - gc.HeaderSize, Layout: gc.LayoutValues,
		Slots: Slots{New: newLock, Repr: rlockRepr},
		Methods: []Method{
			{Name: "acquire", Sig: "(self, /, blocking=?, timeout=?)", Fn: acquire, Doc: "Lock the lock."},
			{Name: "release", Sig: "(self, /)", Fn: release, Doc: "Release the lock."},
			{Name: "locked", Sig: "(self, /)", Fn: lockedMethod, Doc: "Return a boolean indicating whether this object is locked right now."},
			{Name: "__enter__", Sig: "(self, /)", Fn: enter, Doc: "Lock the lock."},
			{Name: "__exit__", Sig: "(self, exc_type, exc_value, exc_tb, /)", Fn: exit, Doc: "Release the lock."},
			{Name: "_is_owned", Sig: "(self, /)", Fn: isOwned, Doc: "For internal use by `threading.Condition`."},
			{Name: "_recursion_count", Sig: "(self, /)", Fn: recursionCount, Doc: "For internal use by reentrancy checks."},
			{Name: "_release_save", Sig: "(self, /)", Fn: releaseSave, Doc: "For internal use by `threading.Condition`."},
			{Name: "_acquire_restore", Sig: "(self, state, /)", Fn: acquireRestore, Doc: "For internal use by `threading.Condition`."},
			{Name: "_at_fork_reinit", Sig: "(self, /)", Fn: reinit},
		},
	})
}

func newLock(t *Thread, cls *Type, args []Value, kw Value) Value {
	if len(args) > 0 {
		return TypeErrorf(t, "%s() takes no arguments", cls.Name)
	}
	o := cls.New(t)
	gc.Store(o+scheduler.LockOwner, gc.MakeInt(0))
	gc.Store(o+scheduler.LockCount, gc.MakeInt(0))
	return gc.MakePtr(o)
}

func reentrant(v Value) bool { return gc.Shape(v.Addr()) != lockType.Root.ID }

// lockError raises what scheduler says about a lock.
func lockError(t *Thread, v Value, err error) Value {
	switch {
	case !errors.Is(err, scheduler.ErrNotHeld):
		return RuntimeErrorf(t, "%s", err.Error())
	case reentrant(v):
		return RuntimeErrorf(t, "cannot release un-acquired lock")
	}
	return RuntimeErrorf(t, "release unlocked lock")
}

// acquireFor acquires a lock within a time (negative: without limit), running
// signal handlers while it waits.
func acquireFor(t *Thread, v Value, timeout time.Duration) (bool, bool) {
	var began time.Time
	if timeout > 0 {
		began = time.Now()
	}
	left := timeout
	for {
		got, err := t.AcquireLock(v.Addr(), reentrant(v), left)
		if err == nil {
			return got, true
		}
		if !errors.Is(err, scheduler.ErrInterrupted) {
			lockError(t, v, err)
			return false, false
		}
		if !handleSignals(t) {
			return false, false
		}
		if timeout > 0 {
			if left = timeout - time.Since(began); left <= 0 {
				return false, true
			}
		}
	}
}

// handleSignals runs the handlers of pending signals; false: one raised.
func handleSignals(t *Thread) bool {
	if scheduler.HandleSignals != nil {
		return scheduler.HandleSignals(t)
	}
	RaiseNew(t, KeyboardInterruptType)
	return false
}

func acquire(t *Thread, args []Value) Value {
	timeout, ok := acquireArgs(t, args[1], args[2])
	if !ok {
		return Null
	}
	got, ok := acquireFor(t, args[0], timeout)
	if !ok {
		return Null
	}
	return gc.MakeBool(got)
}

func acquireArgs(t *Thread, blocking, timeout Value) (time.Duration, bool) {
	block := true
	if blocking != Null {
		truth, ok := Truth(t, blocking)
		if !ok {
			return 0, false
		}
		block = truth
	}
	limit := time.Duration(-1)
	if timeout != Null && timeout != gc.MakeInt(-1) {
		d, ok := seconds(t, timeout)
		if !ok {
			return 0, false
		}
		if !block {
			ValueErrorf(t, "can't specify a timeout for a non-blocking call")
			return 0, false
		}
		if limit = d; d < 0 && d != -time.Second {
			ValueErrorf(t, "timeout value must be a non-negative number")
			return 0, false
		}
	}
	if !block {
		limit = 0
	}
	return limit, true
}

// seconds converts a number of seconds.
func seconds(t *Thread, v Value) (time.Duration, bool) {
	if !v.IsFloat() && !IsIntObj(v) && !IsInstance(v, FloatType) {
		if _, ok := IntLike(t, v); !ok {
			t.Exc = Null
			TypeErrorf(t, "'%s' object cannot be interpreted as an integer or float", TypeName(v))
			return 0, false
		}
	}
	f, ok := AsFloat(t, v)
	if !ok {
		return 0, false
	}
	switch {
	case f != f:
		ValueErrorf(t, "Invalid value NaN (not a number)")
	case math.Abs(f) > math.MaxInt64:
		OverflowErrorf(t, "timestamp out of range for platform time_t")
	case f > timeoutMax:
		OverflowErrorf(t, "timeout value is too large")
	default:
		return time.Duration(f * float64(time.Second)), true
	}
	return 0, false
}

func enter(t *Thread, args []Value) Value {
	if _, ok := acquireFor(t, args[0], -1); !ok {
		return Null
	}
	return gc.True
}

func release(t *Thread, args []Value) Value {
	if err := t.ReleaseLock(args[0].Addr(), reentrant(args[0])); err != nil {
		return lockError(t, args[0], err)
	}
	return None
}

func exit(t *Thread, args []Value) Value { return release(t, args[:1]) }

func lockedMethod(t *Thread, args []Value) Value {
	return gc.MakeBool(t.LockHeld(args[0].Addr()) != 0)
}

func reinit(t *Thread, args []Value) Value {
	o := args[0].Addr()
	t.OwnObject(o)
	gc.Store(o+scheduler.LockOwner, gc.MakeInt(0))
	gc.Store(o+scheduler.LockCount, gc.MakeInt(0))
	return None
}

func isOwned(t *Thread, args []Value) Value {
	return gc.MakeBool(t.LockDepth(args[0].Addr()) > 0)
}

func recursionCount(t *Thread, args []Value) Value {
	return gc.MakeInt(int64(t.LockDepth(args[0].Addr())))
}

// releaseSave releases a lock completely and returns how to get it back.
func releaseSave(t *Thread, args []Value) Value {
	o := args[0].Addr()
	n := t.LockDepth(o)
	if n == 0 {
		return RuntimeErrorf(t, "cannot release un-acquired lock")
	}
	state := NewTuple(t, gc.MakeInt(int64(n)), gc.MakeInt(t.ID))
	t.SetLockDepth(o, 0)
	return state
}

func acquireRestore(t *Thread, args []Value) Value {
	n, ok := Null, IsInstance(args[1], TupleType)
	if ok {
		if items := TupleItems(args[1]); len(items) == 2 {
			n = items[0]
		}
	}
	if !n.IsInt() {
		return TypeErrorf(t, "_acquire_restore() argument 1 must be a state of _release_save()")
	}
	depth := int(n.Int())
	if got, ok := acquireFor(t, args[0], -1); !ok || !got {
		return Null
	}
	t.SetLockDepth(args[0].Addr(), depth)
	return None
}

func lockState(t *Thread, v Value) string {
	if t.LockHeld(v.Addr()) != 0 {
		return "locked"
	}
	return "unlocked"
}

func lockRepr(t *Thread, v Value) Value {
	return NewStr(t, fmt.Sprintf("<%s %s object at 0x%x>", lockState(t, v), TypeOf(v).TpName(), uint64(v)))
}

func rlockRepr(t *Thread, v Value) Value {
	owner := t.LockHeld(v.Addr())
	depth := t.LockDepth(v.Addr())
	if depth == 0 && owner != 0 {
		depth = int(t.Read(v.Addr()+gc.LockOffset, v.Addr()+scheduler.LockCount).Int())
	}
	return NewStr(t, fmt.Sprintf("<%s %s object owner=%d count=%d at 0x%x>", lockState(t, v), TypeOf(v).TpName(), owner, depth, uint64(v)))
}
