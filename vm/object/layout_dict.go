package object

import "gorgon/gc"

// Layout of dicts, for the code that reads them inline.
//
//	dict   header | block | used | fill | flags            (ints but for block)
//	block  header | geometry | …                           (no block: empty)
//	small block  group lock | hashes [cap]uint32 | entries
//	large block  group locks | index slots | entries
//	entry  key | value | lock
//
// geometry is log2 of the number of index slots (0: small) and, from bit 8 on,
// the number of entries that there is room for. Small blocks have at most
// DictSmall entries, which are found by their hashes in order; larger ones
// have a hash index: a slot is 0 (empty), slotDeleted, or hash<<32 | entry+1.
// DictGroupSize slots share one group lock; a small block is one group.
//
// Entries lie in the order of insertion; entry i exists for i < fill; a
// removed one has key gc.Deleted. used counts those that are left. flags holds
// the Dict… bits and, above dictSpentShift, the index slots that were used up
// by entries taken from the end.
//
// Main invariant: block, used, fill and flags are guarded by the dict's lock;
// key and value of an entry by the entry's lock; an index slot (or the hashes)
// by its group's lock; and all of it by the block's lock in its header, which
// is written only when the block is made and when another takes its place. So
// a present key is Seen(entry lock) and Seen(block lock); an absent one is
// Seen(group lock) of every group probed and Seen(block lock), or without a
// block Seen(dict lock). A transaction that owns the block's lock (it made the
// block) needs none of the others.
const (
	DictBlockOffset = gc.HeaderSize
	DictUsedOffset  = gc.HeaderSize + 8
	DictFillOffset  = gc.HeaderSize + 16
	DictFlagsOffset = gc.HeaderSize + 24
	DictPayload     = 32

	DictGeometryOffset = gc.HeaderSize
	DictGroupsOffset   = gc.HeaderSize + 8
	DictGroupSize      = 16
	DictSmall          = 10

	DictEntrySize   = 24
	DictEntryKey    = 0
	DictEntryValue  = 8
	DictEntryLock   = 16
	dictSmallHashes = DictGroupsOffset + 8

	slotDeleted = 1<<32 - 1

	// DictNamespace marks the dict of a module or class: NamespaceHook is called
	// before each change.
	DictNamespace  = 1
	dictSpentShift = 8
)

var layoutDictBlock = gc.RegisterLayout(gc.Layout{Name: "dict block", Trace: traceDictBlock,
	Array: func(o uintptr) gc.Array {
		return gc.Array{At: DictEntries(o), N: uintptr(dictCap(o)), Stride: DictEntrySize, Pairs: true}
	}})

func traceDictBlock(o uintptr, visit func(Value)) {
	e := DictEntries(o)
	for range dictCap(o) {
		if k := gc.Load(e); k.IsPtr() {
			visit(k)
		}
		if v := gc.Load(e + DictEntryValue); v.IsPtr() {
			visit(v)
		}
		e += DictEntrySize
	}
}

// DictBlock returns the block of a dict, 0 if it has none.
func DictBlock(d Value) uintptr { return gc.Load(d.Addr() + DictBlockOffset).Addr() }

func dictGeometry(b uintptr) uint64 { return gc.Load64(b + DictGeometryOffset) }

func dictCap(b uintptr) int { return int(dictGeometry(b) >> 8) }

// DictEntries returns the address of a block's first entry.
func DictEntries(b uintptr) uintptr {
	g := dictGeometry(b)
	if lg := g & 0xff; lg != 0 {
		return b + DictGroupsOffset + uintptr(17)<<lg/2
	}
	return b + dictSmallHashes + (uintptr(g>>8)*4+7)&^7
}

// dictSlots returns the address of a large block's first index slot.
func dictSlots(b uintptr, slots uintptr) uintptr { return b + DictGroupsOffset + slots/2 }

func dictGroupLock(b, group uintptr) uintptr { return b + DictGroupsOffset + 8*group }

func dictRaw(d, offset uintptr) int { return int(gc.Load(d + offset).Int()) }

func dictSetRaw(d, offset uintptr, n int) { gc.Store(d+offset, gc.MakeInt(int64(n))) }

// dictFold makes the 32 bits that a table uses of a hash. Small non-negative
// ints keep their value, so that runs of ints lie together.
func dictFold(h uint64) uint32 { return uint32(h) + uint32(h>>32)*0x85ebca6b }

// dictLog2 is log2 of the size, in CPython's terms, of a table for n entries:
// two thirds of it can be used. Iteration over a dict that changes meanwhile
// shows when tables grow, so they grow as CPython's do.
func dictLog2(n int) uint64 {
	lg := uint64(3)
	for 2<<lg/3 < n {
		lg++
	}
	return lg
}

// newDictBlock allocates a block of that size that nobody else can see yet.
func newDictBlock(t *Thread, lg uint64) uintptr {
	var size uintptr
	capacity := uintptr(2) << lg / 3
	geometry := uint64(capacity) << 8
	if capacity <= DictSmall {
		size = dictSmallHashes + (4*capacity+7)&^7 + DictEntrySize*capacity
	} else {
		geometry |= lg
		size = DictGroupsOffset + uintptr(17)<<lg/2 + DictEntrySize*capacity
	}
	b := t.Alloc(gc.Header(ShapeDictBlock, layoutDictBlock), gc.Round(size))
	gc.Store64(b+DictGeometryOffset, geometry)
	if !t.Solo {
		// The dict may be visible: its readers must find a version at the commit.
		gc.Store64(b+gc.LockOffset, 0)
		t.OwnSpan(b+gc.LockOffset, b+DictGeometryOffset, 0)
	}
	return b
}
