package event

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/puzpuzpuz/xsync/v3"
)

// Frame is a place in linked code.
type Frame struct{ PC, Code uintptr }

// MaxFrames bounds the depth of stacks.
const MaxFrames = 64

const (
	maxStacks   = 1 << 16
	maxSubjects = 1 << 16
)

// stacks are interned; number 0 is the unknown one.
var stacks = struct {
	sync.Mutex
	index map[uint64][]Stack
	list  [][]Frame
	lost  atomic.Uint64
}{index: map[uint64][]Stack{}, list: [][]Frame{nil}}

// stackCache finds the numbers of a thread's stacks without a lock.
type stackCache [256]struct {
	hash  uint64
	stack Stack
}

// StackOf returns the number of a stack, the innermost frame first. Only the
// recorder's thread calls it.
func (r *Recorder) StackOf(frames []Frame) Stack {
	if len(frames) == 0 {
		return 0
	}
	h := uint64(len(frames))
	for i := range frames {
		h = (h ^ uint64(frames[i].PC)) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	if r.stacks == nil {
		r.stacks = new(stackCache)
	}
	e := &r.stacks[h%uint64(len(r.stacks))]
	if e.hash != h || e.stack == 0 {
		e.hash, e.stack = h, internStack(h, frames)
	}
	return e.stack
}

func internStack(h uint64, frames []Frame) Stack {
	stacks.Lock()
	defer stacks.Unlock()
	for _, s := range stacks.index[h] {
		if slices.Equal(stacks.list[s], frames) {
			return s
		}
	}
	if len(stacks.list) == maxStacks {
		stacks.lost.Add(1)
		return 0
	}
	s := Stack(len(stacks.list))
	stacks.list = append(stacks.list, slices.Clone(frames))
	stacks.index[h] = append(stacks.index[h], s)
	return s
}

// StacksFrom returns the stacks whose numbers are at least n.
func StacksFrom(n int) [][]Frame {
	stacks.Lock()
	defer stacks.Unlock()
	return slices.Clone(stacks.list[min(n, len(stacks.list)):])
}

// subjects are interned; number 0 is the empty one.
var subjects = struct {
	sync.Mutex
	list []Subject
	lost atomic.Uint64
}{list: []Subject{{}}}

// subjectIndex finds their numbers.
var subjectIndex = xsync.NewMapOf[Subject, uint32]()

// Intern numbers a subject.
func Intern(s Subject) uint32 {
	if s == (Subject{}) {
		return 0
	}
	if n, ok := subjectIndex.Load(s); ok {
		return n
	}
	subjects.Lock()
	defer subjects.Unlock()
	if n, ok := subjectIndex.Load(s); ok {
		return n
	}
	if len(subjects.list) >= maxSubjects {
		subjects.lost.Add(1)
		return internRest(s)
	}
	return addSubject(s)
}

// internRest numbers a subject for which there is no room any more: without
// its name.
func internRest(s Subject) uint32 {
	s.Name = "…"
	if n, ok := subjectIndex.Load(s); ok {
		return n
	}
	if len(subjects.list) >= 2*maxSubjects {
		return 0
	}
	return addSubject(s)
}

func addSubject(s Subject) uint32 {
	n := uint32(len(subjects.list))
	subjects.list = append(subjects.list, s)
	subjectIndex.Store(s, n)
	return n
}

// SubjectsFrom returns the subjects whose numbers are at least n.
func SubjectsFrom(n int) []Subject {
	subjects.Lock()
	defer subjects.Unlock()
	return slices.Clone(subjects.list[min(n, len(subjects.list)):])
}

// Lost returns how often a stack or a name could not be kept because there
// were too many different ones.
func Lost() (stackCount, subjectCount uint64) { return stacks.lost.Load(), subjects.lost.Load() }
