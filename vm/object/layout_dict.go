package object

import "gorgon/gc"

// Layout of dicts, for the code that reads them inline.
//
//	dict   header | block | used | fill | flags            (ints but for block)
//	block  header | geometry | …                           (no block: empty)
//	small block  group lock | hashes [cap]uint32 | entries
//	large block  index slots | group locks | entries
//	entry  key | value | lock
//
// geometry is the number of index slots less 1 (0: small) and, from bit 32 on,
// the number of entries that there is room for. Small blocks have at most
// DictSmall entries, which are found by their hashes in order; larger ones
// have a hash index: a slot is 0 (empty), slotDeleted, or hash<<32 | the place
// of an entry, in words from the block's address. Machine code probes without
// knowing more than that (jit/amd64).
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
	DictSlotsOffset    = gc.HeaderSize + 8 // of a small block's group lock
	DictGroupSize      = 16
	DictSmall          = 10

	DictEntrySize    = 24
	DictEntryKey     = 0
	DictEntryValue   = 8
	DictEntryLock    = 16
	DictHashesOffset = DictSlotsOffset + 8 // of a small block

	// slotDeleted leads to the geometry, which is nobody's key.
	slotDeleted = DictGeometryOffset / 8

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

// dictMask is the number of index slots of a block less 1, 0 of a small one.
func dictMask(b uintptr) uintptr { return uintptr(gc.Load32(b + DictGeometryOffset)) }

func dictCap(b uintptr) int { return int(gc.Load32(b + DictGeometryOffset + 4)) }

// IsDictBlock says whether v is the memory of a dict's entries.
func IsDictBlock(v Value) bool { return gc.LayoutOf(v.Addr()) == layoutDictBlock }

// EmptyDictBlock makes a block that no dict has any more refer to nothing.
func EmptyDictBlock(v Value) {
	e := DictEntries(v.Addr())
	for range dictCap(v.Addr()) {
		gc.Store(e, Null)
		gc.Store(e+DictEntryValue, Null)
		e += DictEntrySize
	}
}

// DictEntries returns the address of a block's first entry.
func DictEntries(b uintptr) uintptr {
	if mask := dictMask(b); mask != 0 {
		return b + DictSlotsOffset + (mask+1)*17/2
	}
	return b + DictHashesOffset + (uintptr(dictCap(b))*4+7)&^7
}

// dictSlot returns the address of slot i of a large block.
func dictSlot(b, i uintptr) uintptr { return b + DictSlotsOffset + 8*i }

// dictSlotWord is what a slot holds that leads to the entry at e.
func dictSlotWord(b, e uintptr, h32 uint32) uint64 { return uint64(h32)<<32 | uint64(e-b)/8 }

// dictGroupLock returns the address of a group's lock in a block.
func dictGroupLock(b, group uintptr) uintptr {
	if mask := dictMask(b); mask != 0 {
		return dictSlot(b, mask+1+group)
	}
	return b + DictSlotsOffset
}

func dictRaw(d, offset uintptr) int { return int(gc.Load(d + offset).Int()) }

func dictSetRaw(d, offset uintptr, n int) { gc.Store(d+offset, gc.MakeInt(int64(n))) }

// dictFold makes the 32 bits that a table uses of a hash. Small non-negative
// ints keep their value, so that runs of ints lie together.
func dictFold(h uint64) uint32 { return uint32(h) + uint32(h>>32)*FoldFactor }

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
	geometry := uint64(capacity) << 32
	if capacity <= DictSmall {
		size = DictHashesOffset + (4*capacity+7)&^7 + DictEntrySize*capacity
	} else {
		geometry |= 1<<lg - 1
		size = DictSlotsOffset + uintptr(17)<<lg/2 + DictEntrySize*capacity
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
