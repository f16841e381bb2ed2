package scheduler

import (
	"sync"

	"gorgon/internal/sys"
)

// Stacks of frames are address space that takes real memory page by page. They
// are recycled; those of ordinary threads are cut from slabs, so that a
// hundred thousand of them do not use up the kernel's list of mappings.
const (
	mainStack   = 512 << 20
	threadStack = 64 << 20
	slabStacks  = 16
	keepTouched = 64 << 10 // memory that a recycled stack keeps
	stackSlack  = 64       // behind StackEnd: frames are cleared four words at a time
)

type stack struct{ base, size uintptr }

var stacks struct {
	sync.Mutex
	free []stack // of threadStack bytes
}

// StackSize is what threads started from now on get, 0 for the default.
var StackSize uintptr

func (t *Thread) setStack(size uintptr) {
	t.stack = takeStack(size)
	t.StackBase, t.StackEnd = t.stack.base, t.stack.base+t.stack.size-stackSlack
}

func takeStack(size uintptr) stack {
	if size > threadStack {
		return stack{mapStacks(size), size}
	}
	stacks.Lock()
	defer stacks.Unlock()
	if len(stacks.free) == 0 {
		base := mapStacks(threadStack * slabStacks)
		for i := uintptr(slabStacks); i > 0; i-- {
			stacks.free = append(stacks.free, stack{base + (i-1)*threadStack, threadStack})
		}
	}
	n := len(stacks.free) - 1
	s := stacks.free[n]
	stacks.free = stacks.free[:n]
	return s
}

func mapStacks(size uintptr) uintptr {
	base, err := sys.Reserve(size, sys.PageSize)
	if err == nil {
		err = sys.Commit(base, size)
	}
	if err != nil {
		panic("scheduler: no address space for a thread's stack: " + err.Error())
	}
	return base
}

func giveStack(s stack) {
	if s.size == 0 {
		return
	}
	_ = sys.Discard(s.base+keepTouched, s.size-keepTouched)
	if s.size != threadStack {
		return
	}
	stacks.Lock()
	stacks.free = append(stacks.free, s)
	stacks.Unlock()
}
