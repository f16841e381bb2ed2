package gc

import (
	"sync"

	"golang.org/x/sys/unix"
)

// MaxSmall is the largest object, in bytes, that lives in a block of lines.
const MaxSmall = 8192

const reserve = 64 << 30

var arena struct {
	sync.Mutex
	next, end uintptr
}

func arenaTake(n uintptr) uintptr {
	arena.Lock()
	defer arena.Unlock()
	if arena.next == 0 {
		p, err := unix.MmapPtr(-1, 0, nil, reserve, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON|unix.MAP_NORESERVE)
		if err != nil {
			panic("gc: cannot reserve the heap: " + err.Error())
		}
		arena.next = uintptr(p)
		arena.end = arena.next + reserve
	}
	p := arena.next
	arena.next += n
	return p
}

func (a *Allocator) allocSlow(header uint64, size uintptr) uintptr {
	if size > MaxSmall {
		p := arenaTake(size+Granule) + Granule
		Store64(p-8, uint64(size))
		Store64(p, header)
		Store64(p+LockOffset, a.Birth)
		return p
	}
	a.Cursor = arenaTake(32 << 10)
	a.Limit = a.Cursor + 32<<10
	return a.Alloc(header, size)
}

func largeSize(o uintptr) uintptr { return uintptr(Load64(o - 8)) }
