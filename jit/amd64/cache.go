//go:build linux && amd64

package amd64

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// DefaultLimit is the code cache's usual size in bytes. The kernel gives
// memory as it is used.
const DefaultLimit = 64 << 20

// codeAlign is the alignment of a trace's entry.
const codeAlign = 64

// ErrFull says that the cache has no room for more code: Reset it, or compile
// no more.
var ErrFull = errors.New("the code cache is full")

// span is a free piece of the cache.
type span struct{ offset, size uintptr }

// Cache is memory for machine code: the same pages mapped twice, once to
// write to and once to run, so that no page ever changes its protection.
//
// Main invariant: [0, next) of it is handed out but for the spans in free,
// which are sorted, apart from each other, and filled with traps. codes[i] is
// the code with number i, nil if it is free.
type Cache struct {
	mu    sync.Mutex
	write uintptr // first address of the writable mapping
	run   uintptr // and of the one that is run
	limit uintptr
	next  uintptr
	fixed uintptr // where the routines end that are always there
	free  []span
	codes atomic.Pointer[[]atomic.Pointer[Code]]
	ids   []uint32 // numbers that are free again

	leave   uintptr // to Go, number in AX
	dump    uintptr // to Go, number in scratch: saves the general registers
	dumpAll uintptr // likewise: also the SSE registers
	load    uintptr // loads the general registers and goes on behind the jump where code was entered
	loadAll uintptr // likewise: also the SSE registers
	guard   uintptr // reads what checkGuard checks
	// barriers are the slow paths of barriers that need no Go: the first leave by
	// dump if that does not do, the others by dumpAll.
	barriers [2]barriers
}

// stopBits of a stop's number are its index in its code, the rest is the
// code's number.
const (
	stopBits = 12
	maxStops = 1 << stopBits
	maxCodes = 1 << (31 - stopBits)
)

// NewCache maps a cache of limit bytes and puts its fixed routines there. Code of
// transactions is compiled with an Env that has the same offsets.
func NewCache(limit uintptr, env *Env) (*Cache, error) {
	if !Supported() {
		return nil, errNotSupported
	}
	limit = (limit + 0xffff) &^ 0xffff
	// Anonymous and shared: perf looks for the names of such code in its map file.
	w, err := unix.MmapPtr(-1, 0, nil, limit, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED|unix.MAP_ANON)
	if err != nil {
		return nil, fmt.Errorf("code cache: %w", err)
	}
	// Of size 0 the old mapping stays as it is.
	x, err := unix.MremapPtr(w, 0, nil, limit, unix.MREMAP_MAYMOVE)
	if err == nil {
		err = unix.Mprotect(unsafe.Slice((*byte)(x), limit), unix.PROT_READ|unix.PROT_EXEC)
	}
	if err != nil {
		return nil, fmt.Errorf("code cache: %w", err)
	}
	c := &Cache{write: uintptr(w), run: uintptr(x), limit: limit}
	table := make([]atomic.Pointer[Code], 64)
	c.codes.Store(&table)
	for i := range uint32(len(table)) {
		c.ids = append(c.ids, uint32(len(table))-1-i)
	}
	if err := c.addRoutines(env); err != nil {
		return nil, err
	}
	if err := c.checkGuard(); err != nil {
		return nil, err
	}
	c.fixed = c.next
	return c, nil
}

// take returns the address to run of size free bytes.
func (c *Cache) take(size uintptr) (uintptr, error) {
	size = (size + codeAlign - 1) &^ (codeAlign - 1)
	for i, s := range c.free {
		if s.size >= size {
			if c.free[i] = (span{s.offset + size, s.size - size}); s.size == size {
				c.free = append(c.free[:i], c.free[i+1:]...)
			}
			return c.run + s.offset, nil
		}
	}
	if size > c.limit-c.next {
		return 0, ErrFull
	}
	at := c.run + c.next
	c.next += size
	return at, nil
}

// give puts memory back and fills it with traps.
func (c *Cache) give(at, size uintptr) {
	b := c.bytes(at, size)
	for i := range b {
		b[i] = 0xcc // INT3
	}
	offset := at - c.run
	i := 0
	for i < len(c.free) && c.free[i].offset < offset {
		i++
	}
	c.free = append(c.free, span{})
	copy(c.free[i+1:], c.free[i:])
	c.free[i] = span{offset, size}
	if i+1 < len(c.free) && offset+size == c.free[i+1].offset {
		c.free[i].size += c.free[i+1].size
		c.free = append(c.free[:i+1], c.free[i+2:]...)
	}
	if i > 0 && c.free[i-1].offset+c.free[i-1].size == offset {
		c.free[i-1].size += c.free[i].size
		c.free = append(c.free[:i], c.free[i+1:]...)
	}
}

// bytes is the writable alias of n bytes at an address to run.
func (c *Cache) bytes(at, n uintptr) []byte {
	return unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(nil), at-c.run+c.write)), n)
}

// patch stores an aligned 4-byte distance to target at address at, which
// other threads may be running.
func (c *Cache) patch(at, target uintptr) {
	p := (*int32)(unsafe.Add(unsafe.Pointer(nil), at-c.run+c.write))
	atomic.StoreInt32(p, int32(target-(at+4)))
}

// number gives the code a place in the table.
func (c *Cache) number(code *Code) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.ids) == 0 {
		old := *c.codes.Load()
		if len(old) >= maxCodes {
			return ErrFull
		}
		table := make([]atomic.Pointer[Code], 2*len(old))
		for i := range old {
			table[i].Store(old[i].Load())
		}
		for i := len(table) - 1; i >= len(old); i-- {
			c.ids = append(c.ids, uint32(i))
		}
		c.codes.Store(&table)
	}
	code.id = c.ids[len(c.ids)-1]
	c.ids = c.ids[:len(c.ids)-1]
	(*c.codes.Load())[code.id].Store(code)
	return nil
}

// addressBit marks what names a stop by its address. Go's heap may begin
// anywhere, so an address alone can look like a number.
const addressBit = 1 << 63

// word is how machine code that often stops there names the stop: its address.
// Code.Stops keeps it alive.
func (s *Stop) word() uint64 { return uint64(uintptr(unsafe.Pointer(s))) | addressBit }

// Stop returns the stop that Enter's result names.
func (c *Cache) Stop(name uint64) *Stop {
	if name&addressBit != 0 {
		return (*Stop)(unsafe.Add(unsafe.Pointer(nil), uintptr(name&^addressBit)))
	}
	return c.numbered(name)
}

func (c *Cache) numbered(number uint64) *Stop {
	return (*c.codes.Load())[number>>stopBits].Load().stop(int(number & (maxStops - 1)))
}

// Free takes the code out of the cache. No thread may be in it or be able to
// come there: the caller has redirected or freed what jumps to it, and every
// thread has left machine code since.
func (c *Cache) Free(code *Code) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if code.room == 0 {
		return
	}
	c.drop(code)
	c.give(code.start, code.room)
	code.room = 0
}

// forget takes the place back of code that came to nothing.
func (c *Cache) forget(code *Code) {
	c.mu.Lock()
	c.drop(code)
	c.mu.Unlock()
}

func (c *Cache) drop(code *Code) {
	(*c.codes.Load())[code.id].Store(nil)
	c.ids = append(c.ids, code.id)
}

// Reset takes all code out of the cache; see Free for when.
func (c *Cache) Reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	table := *c.codes.Load()
	for i := range table {
		if code := table[i].Load(); code != nil {
			c.drop(code)
			code.room = 0
		}
	}
	c.free = c.free[:0]
	c.give(c.run+c.fixed, c.next-c.fixed)
	c.free, c.next = c.free[:0], c.fixed
}

// Used returns how many bytes code takes at present.
func (c *Cache) Used() uintptr {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := c.next
	for _, s := range c.free {
		n -= s.size
	}
	return n
}

// LinkSide makes a stop of kind Leave go on in the code of a side trace, which
// was compiled with the Locs of the stop's State; code nil undoes it. Threads may be in the
// code.
func (s *Stop) LinkSide(code *Code) error {
	if s.jump == 0 {
		return fmt.Errorf("stop of kind %v cannot be linked", s.Kind)
	}
	c := s.Code.cache
	target := c.exitFor(s.floats)
	if code != nil {
		target = code.Entry
	}
	c.patch(s.jump, target)
	return nil
}

// exitFor is the routine that a stop leaves by.
func (c *Cache) exitFor(floats bool) uintptr {
	if floats {
		return c.dumpAll
	}
	return c.dump
}

// Redirect makes everything that goes to the code's entry go to that of
// another one, or, if to is nil, leave by a stop of kind Dead. Threads that are
// in the code stay there until they leave it.
func (code *Code) Redirect(to *Code) {
	target := code.dead
	if to != nil {
		target = to.Entry
	}
	c := code.cache
	p := (*uint64)(unsafe.Add(unsafe.Pointer(nil), code.Entry-c.run+c.write))
	atomic.StoreUint64(p, 0x0000_00e9|uint64(uint32(target-(code.Entry+5)))<<8)
}

// Restored undoes Redirect.
func (code *Code) Restored() {
	c := code.cache
	p := (*uint64)(unsafe.Add(unsafe.Pointer(nil), code.Entry-c.run+c.write))
	atomic.StoreUint64(p, entryNop)
}

// entryNop is the 8-byte instruction that does nothing at each entry.
const entryNop = 0x00000000_00841f0f
