//go:build linux && amd64

package amd64

import (
	"encoding/binary"
	"errors"
	"sync/atomic"
	"unsafe"

	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
	"golang.org/x/sys/cpu"
)

// Supported says whether this processor can run what Compile makes.
func Supported() bool { return cpu.X86.HasSSE41 }

var errNotSupported = errors.New("machine code needs an amd64 processor with SSE4.1")

// guardOffset is where Go keeps the stack's limit in a goroutine's structure,
// which R14 points to. Go stores an address above every SP there to ask for
// the processor, and its own functions compare it as machine code does.
const guardOffset = 16

// enterFunc is a Go function whose code is the routine that enters machine
// code: argument in AX, result in AX, as Go's own calls.
var enterFunc atomic.Pointer[func(unsafe.Pointer) uint64]

// Enter runs machine code from an entry or a stop's Resume on, until it stops,
// and returns the stop's number: see Cache.Stop.
//
//go:noinline
func Enter(entry uintptr, c *Context) uint64 {
	c.Resume = entry
	return (*enterFunc.Load())(unsafe.Pointer(c))
}

// field is the operand of a field of the context, by offset.
func field(offset uintptr) operand { return mem(contextReg, int32(offset)-contextBias) }

func constField(i int) operand {
	return field(unsafe.Offsetof(Context{}.consts) + 8*uintptr(i))
}

func spillField(i int) operand {
	return field(unsafe.Offsetof(Context{}.Spills) + 8*uintptr(i))
}

func argField(i int) operand { return field(unsafe.Offsetof(Context{}.Args) + 8*uintptr(i)) }

func retField() operand { return field(unsafe.Offsetof(Context{}.Ret)) }

// saveField is where dump puts a register.
func saveField(r reg) operand {
	if r.isFloat() {
		return field(unsafe.Offsetof(Context{}.Floats) + 8*uintptr(r-x0))
	}
	return field(unsafe.Offsetof(Context{}.Regs) + 8*uintptr(r))
}

// addRoutines assembles the routines by which all code is entered and left.
func (c *Cache) addRoutines(env *Env) error {
	a := takeAssembler()
	defer a.free()
	enter := a.label()
	a.bind(enter)
	at := func(offset uintptr) operand { return mem(ax, int32(offset)) }
	a.emit(x86.AMOVQ, threadReg.op(), at(unsafe.Offsetof(Context{}.bp)))
	a.emit(x86.ALEAQ, mem(ax, contextBias), contextReg.op())
	a.emit(x86.AMOVQ, at(unsafe.Offsetof(Context{}.Thread)), threadReg.op())
	a.emit(x86.AMOVQ, at(unsafe.Offsetof(Context{}.Base)), baseReg.op())
	a.emit1(obj.AJMP, at(unsafe.Offsetof(Context{}.Resume)))

	all := a.label()
	a.bind(all)
	for r := x0; r < x15; r++ {
		a.emit(x86.AMOVSD, r.op(), saveField(r))
	}
	general := a.label()
	a.bind(general)
	for r := ax; r < r12; r++ {
		if r.isSaved() {
			a.emit(x86.AMOVQ, r.op(), saveField(r))
		}
	}
	a.emit(x86.AMOVL, scratch.op(), ax.op())
	leave := a.label()
	a.bind(leave)
	a.emit(x86.AMOVQ, field(unsafe.Offsetof(Context{}.bp)), threadReg.op())
	a.emit(x86.AXORPS, fscratch.op(), fscratch.op())
	a.emit0(obj.ARET)

	guard := a.label()
	a.bind(guard)
	a.emit(x86.AMOVQ, mem(r14, guardOffset), ax.op())
	a.emit(x86.AMOVQ, ax.op(), argField(0))
	a.emit(x86.AMOVQ, sp.op(), argField(1))
	a.jump(obj.AJMP, leave)

	loadAll := a.label()
	a.bind(loadAll)
	for r := x0; r < x15; r++ {
		a.emit(x86.AMOVSD, saveField(r), r.op())
	}
	load := a.label()
	a.bind(load)
	for r := ax; r < r12; r++ {
		if r.isSaved() {
			a.emit(x86.AMOVQ, saveField(r), r.op())
		}
	}
	a.emit(x86.AMOVQ, field(unsafe.Offsetof(Context{}.Resume)), scratch.op())
	a.emit(x86.AADDQ, imm(farJump), scratch.op())
	a.emit1(obj.AJMP, scratch.op())

	slow := [len(c.barriers)]barrierLabels{addBarriers(a, env, general), addBarriers(a, env, all)}

	text, err := a.assemble()
	if err != nil {
		return err
	}
	start, err := c.take(uintptr(len(text)))
	if err != nil {
		return err
	}
	copy(c.bytes(start, uintptr(len(text))), text)
	address := func(l label) uintptr {
		if l == nil {
			return 0
		}
		return start + uintptr(l.Pc)
	}
	c.leave, c.dump, c.dumpAll, c.guard = address(leave), address(general), address(all), address(guard)
	c.load, c.loadAll = address(load), address(loadAll)
	for i, l := range slow {
		c.barriers[i] = barriers{address(l.read), address(l.object), address(l.lock), address(l.item)}
	}
	// A func value is a pointer to a word that holds the code's address.
	code := new(uintptr)
	*code = address(enter)
	fn := *(*func(unsafe.Pointer) uint64)(unsafe.Pointer(&code))
	enterFunc.Store(&fn)
	return nil
}

// checkGuard makes sure that the word which machine code polls is the stack's
// limit: it is below SP, but not far, unless Go wants the processor just now.
func (c *Cache) checkGuard() error {
	ctx := NewContext(0)
	Enter(c.guard, ctx)
	guard, sp := ctx.Args[0], ctx.Args[1]
	const preempt = ^uint64(0) - 1313 // Go's stackPreempt
	if guard >= preempt-4096 || guard < sp && sp-guard < 1<<32 {
		return nil
	}
	return errors.New("the goroutine's stack limit is not where it was in the Go release that this was written for")
}

// loopAlign is the alignment of a loop's head.
const loopAlign = 64

// place copies assembled code to the cache, makes room behind it for the stubs,
// and returns where both begin. The stubs lie on multiples of 4, so that their
// jumps can be patched, and the loop, unless head is 0, begins on a multiple of
// loopAlign: the entry moves by eights, one-byte instructions do the rest.
func (c *Cache) place(text []byte, head int64, room int, code *Code) (body, stubs uintptr, err error) {
	gap, pad := uintptr(0), uintptr(0)
	if head != 0 {
		gap = -(8 + uintptr(head)) & (loopAlign - 1)
		gap, pad = gap&^7, gap&7
	}
	n := 8 + pad + uintptr(len(text))
	fill := -n & 3
	size := gap + n + fill + uintptr(room)
	c.mu.Lock()
	defer c.mu.Unlock()
	start, err := c.take(size)
	if err != nil {
		return 0, 0, err
	}
	code.start, code.Entry = start, start+gap
	code.room = (size + codeAlign - 1) &^ (codeAlign - 1)
	code.Size = int(size - gap)
	b := c.bytes(code.Entry, size-gap)
	binary.LittleEndian.PutUint64(b, entryNop)
	for i := range pad {
		b[8+i] = 0x90
	}
	copy(b[8+pad:], text)
	for i := range fill {
		b[n+i] = 0x90
	}
	return code.Entry + 8 + pad, code.Entry + n + fill, nil
}
