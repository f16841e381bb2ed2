package interp

import (
	"slices"

	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Transactions end and begin between instructions. At a boundary the running
// frame is copied (the checkpoint); frames below it are copied when a return
// is about to change them, at Watermark. An abort puts the copies back.

// Sampled, unless nil, is told at a safepoint that n samples of the thread's stack
// are wanted (scheduler.WantSamples). Set before any Python code runs.
var Sampled func(t *Thread, n int32)

// poll is the safepoint of the loop: collection, stop requests, signals, and
// the end of a transaction whose budget is used up. It returns the instruction
// itself, to be run next.
func poll(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	due := t.Due()
	if Sampled != nil {
		if n := t.SamplesWanted.Swap(0); n > 0 {
			Sampled(t, n)
		}
	}
	switch t.Safepoint() {
	case scheduler.Leave:
		return leaveIfSwitched(t, pc, base)
	case scheduler.NoMemory:
		object.NoMemory(t)
		return unwind(t, pc, base)
	case scheduler.Interrupt:
		if !t.Solo {
			// A signal is delivered once: what handlers do must not be undone.
			if t.MayBreak() {
				t.CommitTx()
				checkpoint(t, pc, base)
				t.Pin()
			} else {
				t.BeforeEffect()
			}
		}
		if !scheduler.HandleSignals(t) {
			return unwind(t, pc, base)
		}
	}
	if !t.Solo && !t.Glance && t.MayBreak() {
		t.CommitTx()
		if t.Scatter != gc.Null && !t.InTx() {
			scatter(t)
		}
		if t.TakeShift() {
			t.Saved = t.Saved[:0]
			return leaveIfSwitched(t, pc, base)
		}
		beginAt(t, pc, base)
	}
	t.Glance = false
	if Trace != nil && !t.Switch {
		return Trace.Hot(t, pc, base, due)
	}
	return leaveIfSwitched(t, pc, base)
}

// leaveIfSwitched leaves the loop if the thread must go on in the other build.
func leaveIfSwitched(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	if t.Switch {
		t.PC, t.Base = pc, base
		return exitPC, base
	}
	return pc, base
}

// beginAt begins a transaction whose checkpoint is the instruction at pc.
func beginAt(t *Thread, pc, base uintptr) {
	checkpoint(t, pc, base)
	t.BeginTx()
}

// checkpoint makes the instruction at pc the place where the next transaction
// restarts.
func checkpoint(t *Thread, pc, base uintptr) {
	t.Saved = t.Saved[:0]
	t.CheckPC, t.CheckBase = pc, base
	t.CheckDepth, t.CheckNest = t.Depth, t.Nest
	t.CheckExc, t.CheckHandled = t.Exc, t.Handled
	saveFrame(t, base)
}

// saveFrame copies the frame at base, linkage included.
func saveFrame(t *Thread, base uintptr) {
	t.Watermark = base
	from, n, k := base-frame.HeaderBytes, code(base).NRegs+frame.HeaderBytes/8, len(t.Saved)
	if k+2+n > cap(t.Saved) {
		t.Saved = slices.Grow(t.Saved, 2+n)
	}
	t.Saved = t.Saved[:k+2+n]
	t.Saved[k], t.Saved[k+1] = uint64(from), uint64(n)
	copy(t.Saved[k+2:], gc.Words(from, n))
}

// saveCaller copies the frame that a return from the watermark goes to.
func saveCaller(t *Thread, base uintptr) { saveFrame(t, base) }

// SaveCallers copies up to n frames more than the checkpoint has so far: those
// that its lowest one returns to.
func SaveCallers(t *Thread, n int) {
	for ; n > 0; n-- {
		prev := uintptr(gc.Load64(t.Watermark - 8))
		if prev == 0 || frame.Kind(gc.Load64(t.Watermark-40)) == frame.RetEntry {
			return
		}
		saveCaller(t, prev)
	}
}

// restart puts the frames of the checkpoint back after an abort and begins the
// transaction anew.
func restart(t *Thread) (pc, base uintptr) {
	restoreFrames(t.Saved)
	pc, base = t.CheckPC, t.CheckBase
	t.PC, t.Base = pc, base
	t.Depth, t.Exc, t.Handled = t.CheckDepth, t.CheckExc, t.CheckHandled
	t.Result, t.NoTraceback, t.GenEnded = gc.Null, false, false
	t.Switch, t.Attention = false, false
	t.WaitAfterAbort()
	beginAt(t, pc, base)
	return pc, base
}

// restoreFrames puts copies of frames back, the last one first: where windows
// overlap, the copy made first is the older state.
func restoreFrames(saved []uint64) {
	if len(saved) == 0 {
		return
	}
	at, n := uintptr(saved[0]), int(saved[1])
	restoreFrames(saved[2+n:])
	copy(gc.Words(at, n), saved[2:])
}

// callEffect runs a native function with effects outside the heap: between
// two transactions, or irrevocably inside an atomic block or a nested run.
func callEffect(t *Thread, fn gc.Value, args []gc.Value, kw gc.Value) gc.Value {
	t.BeforeEffect()
	v := object.CallNative(t, fn, args, kw)
	t.AfterEffect()
	return v
}

// exclusively runs f while no other thread runs, and lets no transaction that
// was under way elsewhere commit: for changes of what is read without barriers.
func exclusively(t *Thread, f func()) {
	if t.Solo {
		f()
		return
	}
	t.Exclusively(f)
}

// seenSlow makes a load good out of line and runs the instruction again.
func seenSlow(t *Thread, pc, base uintptr, lock uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	if !giveWay(t, pc, base, lock) {
		t.Seen(lock)
	}
	return pc, base
}

func ownObject(t *Thread, pc, base, o uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	if !t.TakeObject(o) && !giveWay(t, pc, base, o+gc.LockOffset) {
		t.OwnObject(o)
	}
	return pc, base
}

func ownSpan(t *Thread, pc, base, lock, addr, words uintptr) (uintptr, uintptr) {
	save(t, pc, base)
	if !giveWay(t, pc, base, lock) {
		t.OwnSpan(lock, addr, words)
	}
	return pc, base
}

func ownCard(t *Thread, pc, base, block, i uintptr) (uintptr, uintptr) {
	lock := object.ListCardLock(block, object.ListCap(block), int(i))
	save(t, pc, base)
	if t.Take(lock) {
		object.SaveListCard(t, block, int(i))
	} else if !giveWay(t, pc, base, lock) {
		object.OwnListCard(t, block, int(i))
	}
	return pc, base
}

// giveWay ends the transaction before an instruction that is about to wait for
// the one that has lock, if a boundary may fall here: who waits without locks
// is in nobody's way, and need not be thrown back. True: it has ended, and what
// the instruction has looked at may be gone since, the lock's memory too.
func giveWay(t *Thread, pc, base, lock uintptr) bool {
	if t.Plain == 0 || !t.MustWait(lock) || !t.MayBreak() {
		return false
	}
	t.CommitTx()
	beginAt(t, pc, base)
	return true
}

func growUndo(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	t.GrowUndo()
	return pc, base
}

// startStack puts the frame that stands for native code at the bottom of a
// thread's stack.
func startStack(t *Thread) {
	base := t.StackBase + frame.HeaderBytes
	link(base, 0, exitPC, gc.Null, entryCode, frame.MakeInfo(frame.RetEntry, 0, 0), gc.Null)
	t.Base, t.PC = base, exitPC
}
