package scheduler

import (
	"slices"
	"sync/atomic"
	"time"
	"unsafe"

	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/internal/sys"
	"gorgon/stm"
)

// What the conflict report gets from threads. Nothing here runs unless
// RecordConflicts was called.

// Describer is what the layer above knows about the running program.
type Describer struct {
	// Frames fills in the Python frames of a thread, the innermost first, and
	// returns how many there are.
	Frames func(t *Thread, into []event.Frame) int
	// Subject says what the running instruction of t works on: what lock guards,
	// and the object's address, 0 if there is none.
	Subject func(t *Thread, lock uintptr) (event.Subject, uintptr)
	// Effect says what the running instruction does to the outside.
	Effect func(t *Thread) event.Subject
	// Settle is called before the stack of t is looked at by any of these: it
	// writes what machine code has in registers. False: that is not known, and
	// the registers of the running frame are none to look at. nil: there is no
	// machine code.
	Settle func(t *Thread) bool
	// Helped is Subject where Settle has said false: of the helper that machine
	// code has called.
	Helped func(t *Thread, lock uintptr) (event.Subject, uintptr)
}

// settle brings the stack of t up to date, and t.PC and t.Base; false: it could
// not.
func (t *Thread) settle() bool {
	return t.JIT == nil || describe.Settle == nil || describe.Settle(t)
}

var describe Describer

// stackDepth is how many frames of a stack are kept.
var stackDepth int

// RecordConflicts makes threads keep accounts and write conflicts down. Called
// before threads are made.
func RecordConflicts(d Describer, depth int) {
	describe = d
	stackDepth = min(depth, event.MaxFrames)
	Accounting = true
	stm.Recording = true
}

// SinceStart is how long the process runs, the base of all recorded times.
func SinceStart() time.Duration { return time.Since(start) }

// recording is what a thread keeps for its recorder.
type recording struct {
	recorder *event.Recorder
	held     []heldRecord
	block    event.Block // of the running transaction and of its repetitions
	recent   *recentStacks
	sentName string
	lastSent time.Time
	frames   *[event.MaxFrames]event.Frame // the stack that is being taken
}

// heldRecord is an abort whose story is not over: how long the thread then
// waits, and where it had read lock, are found when the transaction runs again.
type heldRecord struct {
	event.Record
	lock uintptr // 0: nothing is to be found
}

// maxHeld bounds the aborts of one transaction that wait for their story.
const maxHeld = 16

func (t *Thread) stackNow() event.Stack {
	r := t.recording.recorder
	if t.Base == 0 || r == nil {
		return 0
	}
	if t.recording.recent == nil {
		t.recording.recent = new(recentStacks)
	}
	t.settle()
	k := t.innermost()
	e := &t.recording.recent[(k.pc>>3^k.pc>>9)%uintptr(len(t.recording.recent))]
	if e.key != k {
		if t.recording.frames == nil {
			t.recording.frames = new([event.MaxFrames]event.Frame)
		}
		frames := t.recording.frames[:stackDepth]
		e.key, e.stack = k, r.StackOf(frames[:describe.Frames(t, frames)])
	}
	return e.stack
}

// recentStacks knows the numbers of stacks by where their two innermost frames
// are and lie, and where the third one is. Stacks that are equal in that are
// taken as equal: walking to the bottom at each first write would cost more than
// all else.
type recentStacks [16]struct {
	key   innermost
	stack event.Stack
}

type innermost struct{ pc, base, callerPC, caller, third uintptr }

// framePC and frameBase are where a frame keeps its caller, below its base.
const (
	framePC   = 16
	frameBase = 8
)

func (t *Thread) innermost() innermost {
	k := innermost{pc: t.PC, base: t.Base, callerPC: uintptr(gc.Load64(t.Base - framePC)), caller: uintptr(gc.Load64(t.Base - frameBase))}
	if k.caller != 0 {
		k.third = uintptr(gc.Load64(k.caller - framePC))
	}
	return k
}

// Site implements stm.Hooks: the place that runs.
func (t *Thread) Site() event.Site { return event.At(t.stackNow(), t.ID) }

// Effect implements stm.Hooks.
func (t *Thread) Effect() uint32 {
	if t.Base == 0 || !t.settle() {
		return 0
	}
	return event.Intern(describe.Effect(t))
}

// Subject implements stm.Hooks.
func (t *Thread) Subject(lock uintptr) uint32 {
	if t.Base == 0 || !t.settle() {
		return 0
	}
	subject, _ := describe.Subject(t, lock)
	return event.Intern(subject)
}

// Conflict implements stm.Hooks.
func (t *Thread) Conflict(c stm.Conflict) {
	r := &t.recording
	if r.recorder == nil {
		return
	}
	rec := event.Record{Kind: c.Kind, Aborted: c.Aborted, Cause: c.Cause, Why: c.Why, Lost: int64(c.Waited),
		Reads: uint32(c.Reads), Writes: uint32(c.Writes)}
	t.locate(&rec)
	if c.Held.Thread() == rec.Thread {
		rec.Read = c.Held.Stack()
	}
	if !c.Aborted {
		t.nameSubject(&rec, c.Lock)
		r.recorder.Add(&rec)
		return
	}
	if !t.account.beganAt.IsZero() {
		rec.Lost = int64(time.Since(t.account.beganAt) - t.account.pausedInTx)
	}
	lock := c.Lock
	if c.Kind != event.ReadWrite {
		if rec.Subject = c.Subject; c.Kind != event.GaveWay { // then the other one has said what it wanted
			t.nameSubject(&rec, lock)
		}
		lock = 0
	}
	if len(r.held) == maxHeld {
		t.releaseHeld(1)
	}
	r.held = append(r.held, heldRecord{rec, lock})
}

// locate fills in when and where.
func (t *Thread) locate(rec *event.Record) {
	rec.When = int64(time.Since(start))
	rec.Site = t.stackNow()
	rec.Thread = int32(t.ID)
	rec.Block = t.recording.block
}

// nameSubject fills in what the running instruction works on.
func (t *Thread) nameSubject(rec *event.Record, lock uintptr) {
	if t.Base == 0 || lock == 0 {
		return
	}
	of := describe.Subject
	if !t.settle() {
		of = describe.Helped
	}
	subject, object := of(t, lock)
	rec.Subject, rec.Object, rec.Born = event.Intern(subject), uint64(object), bornAt(object)
}

// Found implements stm.Hooks: the repeated transaction reads again what the
// aborted one had read.
func (t *Thread) Found(lock uintptr) {
	r := &t.recording
	for i := range r.held {
		if h := &r.held[i]; h.lock == lock {
			h.Read = t.stackNow()
			t.nameSubject(&h.Record, lock)
			h.lock = 0
		}
	}
}

// afterWait adds the wait that followed an abort, and looks out for the reads
// that are to be found.
func (t *Thread) afterWait(took time.Duration) {
	r := &t.recording
	if len(r.held) == 0 {
		return
	}
	r.held[len(r.held)-1].Backoff += int64(took)
	t.Unwatch()
	for i := range r.held {
		t.Watch(r.held[i].lock)
	}
}

// releaseHeld hands the first n held records over as they are.
func (t *Thread) releaseHeld(n int) {
	r := &t.recording
	for i := range r.held[:n] {
		r.recorder.Add(&r.held[i].Record)
	}
	r.held = slices.Delete(r.held, 0, n)
}

// committedBlock counts a transaction. Called right before its commit.
func (t *Thread) committedBlock(took time.Duration, reads, writes int) {
	r := &t.recording
	if r.recorder == nil {
		return
	}
	r.recorder.Committed(r.block, int64(took), reads, writes)
	r.block = event.Block{}
	if len(r.held) > 0 {
		t.releaseHeld(len(r.held))
		t.Unwatch()
	}
}

// NoteBlock says that an atomic block with a name, or "", or a critical section
// begins. What a transaction begins with names it.
func (t *Thread) NoteBlock(name string) {
	r := &t.recording
	if !Accounting || t.Solo || r.recorder == nil || r.block != (event.Block{}) {
		return
	}
	if name != "" {
		r.block.Name = event.Intern(event.Subject{Part: "block", Name: name})
		return
	}
	r.block.Site = t.stackNow()
}

// waitedForLock records that a lock was really held.
func (t *Thread) waitedForLock(lock uintptr, began time.Time) {
	if r := &t.recording; Accounting && r.recorder != nil {
		rec := event.Record{Kind: event.Lock, Lost: int64(time.Since(began)), Cause: stm.LastWriter(lock + gc.LockOffset),
			Subject: event.Intern(event.Subject{Type: "lock"}), Object: uint64(lock), Born: bornAt(lock)}
		t.locate(&rec)
		r.recorder.Add(&rec)
	}
}

// publishEvery is how often a thread makes its account known, at most.
const publishEvery = 5 * time.Millisecond

// publish makes the account known; waits says that the thread will wait.
func (t *Thread) publish(now time.Time, waits event.Waits) {
	r := &t.recording
	if r.recorder == nil {
		return
	}
	r.lastSent = now
	if t.Name != r.sentName {
		r.sentName = t.Name
		r.recorder.SetName(t.Name)
	}
	a := &t.account
	times := event.Times{Aborted: int64(a.Aborted), Paused: int64(a.Paused), Collecting: int64(a.Collecting), Idle: int64(a.Idle),
		Longest: int64(a.Longest), Commits: a.Commits, Aborts: a.Aborts}
	times.Useful = int64(now.Sub(a.born)) - times.Aborted - times.Paused - times.Collecting - times.Idle
	r.recorder.Publish(&times, int64(now.Sub(start)), waits)
}

// publishRunning says that the thread goes on.
func (t *Thread) publishRunning() {
	if t.recording.recorder != nil {
		t.publish(time.Now(), event.Runs)
	}
}

// endRecording hands over what the thread has still kept.
func (t *Thread) endRecording() {
	if r := &t.recording; r.recorder != nil && !r.recorder.Ended() {
		t.releaseHeld(len(r.held))
		t.publish(time.Now(), event.Runs)
		r.recorder.End()
	}
}

// births has for each granule of the heap the stack that made the container
// that begins there. Objects do not move; who comes to lie where another one
// was overwrites its entry.
var births uintptr

// RecordBirths makes NoteBirth remember where containers are made.
func RecordBirths() bool {
	_, size := gc.Arena()
	n := size / gc.Granule * 4
	a, err := sys.Reserve(n, sys.PageSize)
	if err == nil {
		err = sys.Commit(a, n)
	}
	if err == nil {
		births = a
	}
	return err == nil
}

func birth(object uintptr) *uint32 {
	base, size := gc.Arena()
	if births == 0 || object-base >= size {
		return nil
	}
	return (*uint32)(unsafe.Add(unsafe.Pointer(nil), births+(object-base)/gc.Granule*4))
}

// NoteBirth remembers where an object is made.
func (t *Thread) NoteBirth(object uintptr) {
	if b := birth(object); b != nil {
		atomic.StoreUint32(b, uint32(t.stackNow()))
	}
}

// bornAt returns where a container was made, 0 if unknown.
func bornAt(object uintptr) event.Stack {
	if b := birth(object); b != nil {
		return event.Stack(atomic.LoadUint32(b))
	}
	return 0
}
