//go:build linux && amd64

package amd64

import (
	"unsafe"

	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
)

// Slow paths of barriers that need no Go lie in the cache once: in the code of
// transactions they would be longer than the rest. They are entered with a stop's
// number in scratch, its arguments in their places, and in Context.back where to go
// on, with all registers as they were. If they do not do they leave by the stop.

// barriers are the addresses of the slow paths, 0 of those which there are not.
type barriers struct {
	read   uintptr // logs the lock that is argument 0
	object uintptr // owns the object that is argument 0
	lock   uintptr // owns the lock that is argument 0
	item   uintptr // so too, and may save the card of item argument 2 of the list block argument 1
}

type barrierLabels struct{ read, object, lock, item label }

func backField() operand { return field(unsafe.Offsetof(Context{}.back)) }

func numberField() operand { return field(unsafe.Offsetof(Context{}.number)) }

// slowPath is what is tried for a piece of cold code before it leaves, 0: nothing.
func (c *compiler) slowPath(d *cold) uintptr {
	b := &c.code.cache.barriers[0]
	if d.stop.floats() || d.floats {
		b = &c.code.cache.barriers[1]
	}
	switch {
	case d.read:
		return b.read
	case d.owns == ownsObject:
		return b.object
	case d.owns == ownsLock:
		return b.lock
	case d.owns == ownsItem:
		return b.item
	}
	return 0
}

// addBarriers assembles the slow paths; exit is how they leave.
func addBarriers(a *assembler, env *Env, exit label) barrierLabels {
	c := &compiler{assembler: a, env: env}
	var l barrierLabels
	if env.ReadRoom != 0 {
		l.read = c.slow(exit, c.logRead)
	}
	if env.Owning == nil {
		return l
	}
	take := func(owns ownKind) label {
		return c.slow(exit, func(slow label) { c.take(owns, slow) })
	}
	l.object, l.lock = take(ownsObject), take(ownsLock)
	if l.item = l.lock; env.Saved != 0 {
		l.item = take(ownsItem)
	}
	return l
}

// slow emits a slow path with what body does, and returns where it begins.
func (c *compiler) slow(exit label, body func(slow label)) label {
	start, slow := c.label(), c.label()
	c.bind(start)
	c.move(numberField(), scratch.op())
	for _, r := range aside {
		c.move(saveField(r), r.op())
	}
	body(slow)
	c.putBack()
	c.emit1(obj.AJMP, backField())
	c.bind(slow)
	c.putBack()
	c.move(scratch.op(), numberField())
	c.jump(obj.AJMP, exit)
	return start
}

// logRead appends a lock to the log of reads, unless its version is newer than the
// snapshot, there is no room, or somebody wants to see each read.
func (c *compiler) logRead(slow label) {
	e := c.env
	c.move(si.op(), argField(0))
	c.move(ax.op(), mem(si, 0))
	c.emit(x86.ACMPQ, ax.op(), thread(e.RV))
	c.jump(jumps[above], slow)
	c.move(ax.op(), thread(e.Reads+8))
	c.emit(x86.ACMPQ, ax.op(), thread(e.ReadRoom))
	c.jump(jumps[ge], slow)
	c.move(di.op(), thread(e.Reads))
	c.move(mem8(di, ax, 0), si.op())
	c.emit(x86.AADDQ, imm(1), thread(e.Reads+8))
}
