package scheduler

import (
	"unsafe"

	"gorgon/stm"
)

// Sections that machine code enters and leaves by itself. It does so only in the
// usual case, where all it takes is a few words: no thread waits, no section of
// this thread has failed lately, and none is open around it. Everything else goes
// through AcquireLock and EnterAtomic.

// Fields has offsets from the start of a Thread: of what machine code changes
// when it enters or leaves a section.
var Fields = struct {
	Elided    uintptr // []elision: the locks that are held without having been taken
	Closed    uintptr // bool: sections must not be entered or left the short way
	Key, Room uintptr // sectionKey and sectionRoom
	OwnRoom   uintptr // owningRoom
	Overruns  uintptr // int
	Blocks    uintptr // []openBlock
	Turn      uintptr // uint64: not 0 in an ordered block
	WantOwnTx uintptr // int
	Attentive uintptr // bool: with one thread, sections must not be entered or left the short way
	Pending   [5]uintptr
	ID        uintptr
	Nest      uintptr
	NestBase  uintptr
}{
	Elided: unsafe.Offsetof(inThread.elided), Closed: unsafe.Offsetof(inThread.sectionsClosed),
	Key: unsafe.Offsetof(inThread.sectionKey), Room: unsafe.Offsetof(inThread.sectionRoom), OwnRoom: unsafe.Offsetof(inThread.owningRoom),
	Overruns: unsafe.Offsetof(inThread.overruns), Blocks: unsafe.Offsetof(inThread.blocks),
	Turn: unsafe.Offsetof(inThread.block) + unsafe.Offsetof(blockState{}.turn), WantOwnTx: unsafe.Offsetof(inThread.wantOwnTx),
	Attentive: unsafe.Offsetof(inThread.attentive),
	// Lengths of what the end of a block has to look at.
	Pending: [5]uintptr{
		unsafe.Offsetof(inThread.commits) + wordSize, unsafe.Offsetof(inThread.wakes) + wordSize, unsafe.Offsetof(inThread.commitCalls) + wordSize,
		unsafe.Offsetof(inThread.abortCalls) + wordSize, unsafe.Offsetof(inThread.atomicWaits) + wordSize,
	},
	ID: unsafe.Offsetof(inThread.ID), Nest: unsafe.Offsetof(inThread.Nest), NestBase: unsafe.Offsetof(inThread.NestBase),
}

const wordSize = unsafe.Sizeof(uintptr(0))

var inThread *Thread

// BlockSize is the size of an element of Fields.Blocks: the base of the frame that
// has entered it, and a word that is 0 for an ordinary block.
const BlockSize = unsafe.Sizeof(openBlock{})

// Kept is where the keeping of a lock is found: for the lock at address a at
// First + (a>>4 ^ a>>12)%Shards<<Shift. 0: there is none.
var Kept = struct {
	First         uintptr
	Shards, Shift int
}{uintptr(unsafe.Pointer(&lot)) + unsafe.Offsetof(lot[0].kept), lotShards, lotShift}

// Batches is where the table of batch lengths lies: for the lock at address a the
// 32 bits at place (a>>4 ^ a>>12)%N, 0 if sections are joined without limit.
var Batches = struct {
	First uintptr
	N     int
}{uintptr(unsafe.Pointer(&batchLogs)), len(batchLogs)}

const lotShift = 6

// The size of lotShard is 1<<lotShift.
var _ = [1]struct{}{}[unsafe.Sizeof(lotShard{})-1<<lotShift]

// openSections says whether sections may be entered and left the short way.
func (t *Thread) openSections() {
	t.sectionsClosed = t.shift.onShift || Accounting || Shake.ShakeModes != (stm.ShakeModes{}) || t.wait.lock != 0 || t.failures.any()
}

func (f *lockFailures) any() bool {
	for i := range f {
		if f[i].count > 0 {
			return true
		}
	}
	return false
}

// grant lets so many sections of the same lock or block end the short way as may
// pass before somebody has to look.
func (t *Thread) grant(b *batch) {
	t.sectionRoom = max(batchLook-1-b.sections, 0)
	t.owningRoom = max(t.batchLimit(b)-1-t.owning, 0)
	t.sectionsGranted, t.owningGranted = t.sectionRoom, t.owningRoom
}

// countSections counts those that have ended the short way.
func (t *Thread) countSections() {
	n, owning := t.sectionsGranted-t.sectionRoom, t.owningGranted-t.owningRoom
	t.sectionsGranted, t.sectionRoom, t.owningGranted, t.owningRoom = 0, 0, 0, 0
	if n > 0 {
		t.sections += n
		t.owning += owning
		if b := t.batches.of(t.sectionKey); b.key == t.sectionKey {
			b.sections += n
			b.owning += owning
		}
	}
}

// newSections forgets the sections of the transaction that has ended.
func (t *Thread) newSections() {
	t.countSections()
	t.pace.sections += int64(t.sections)
	t.sections, t.owning = 0, 0
	if b := t.batches.of(t.sectionKey); b.key == t.sectionKey && b.key != 0 {
		t.grant(b)
	}
}
