package amd64

import (
	"sync/atomic"

	"gorgon/jit/ir"
)

// Sizes of a context's areas.
const (
	// NumSpills is how many values a trace can have out of registers.
	NumSpills = 256
	// MaxArgs is how many operands a call takes.
	MaxArgs = 4
)

// Context is the memory that an activation of machine code works with: one
// for each nested run of a thread. Machine code addresses it by register, so
// it must not move: allocate it with NewContext, never as a local variable.
//
// Main invariant: Go writes Thread and Base before it enters a trace; Resume
// is Enter's; everything else belongs to machine code between Enter and the
// stop, and to whoever handles the stop after it.
type Context struct {
	Thread uintptr // the per-thread structure
	Base   uintptr // the root frame's base
	Resume uintptr // where Enter goes
	bp     uint64
	Ret    uint64 // result of what a stop asked for
	Trace  uint64 // number of the trace that was entered last, for reports
	Args   [MaxArgs]uint64
	consts [numConsts]uint64
	Spills [NumSpills]uint64
	Regs   [16]uint64 // by machine number
	Floats [16]uint64
	back   uint64 // where the slow path of a barrier goes if that is all
	number uint64 // the stop's, while such a path needs scratch
}

// LocKind says where a value is.
type LocKind uint8

const (
	LocNone   LocKind = iota // nowhere: not a value of the trace
	LocConst                 // Const itself
	LocReg                   // Context.Regs[Index], general register Index
	LocFloat                 // Context.Floats[Index], SSE register Index
	LocSpill                 // Context.Spills[Index]
	LocObject                // it does not exist: State.Objects[Index]
)

// Location is where a stop left a value, unboxed as its type says.
type Location struct {
	Kind  LocKind
	Type  ir.Type
	Index uint16
	Const uint64
}

// Kind says why machine code gave control back.
type Kind uint8

const (
	// Leave: a guard failed, a safepoint is due or the trace has ended. Go
	// calls Restore and goes on in the interpreter at Snap.PC.
	Leave Kind = iota
	// Preempted: Go asks for the processor. Whoever handles it just enters
	// again at Resume: the return into Go was all that was needed.
	Preempted
	// CallHelper: helper Imm wants calling with Context.Args; its result goes to
	// Context.Ret, and on at Resume.
	CallHelper
	// Step: the stack is as Snap says. Let the interpreter run the instruction
	// at Snap.PC, then on at Resume if it stands at address Imm in the frame Size words above
	// the root's base. What is live afterwards is in spill slots.
	Step
	// Barrier: the fast path of the operation Op did not do. Go does the whole
	// operation and goes on at Resume; when it cannot it calls Restore and
	// leaves by Snap. Args: TXREAD, TXREADX and TXCARD the lock; TXOWN the
	// object; TXOWNCARD the lock, the block, the index; TXLOG the address; STORE
	// and STOREX, which are done, the object and the address.
	Barrier
	// Alloc: the thread's run of memory has no room. Args: the header word and
	// the size in bytes. The object goes to Context.Ret, and on at Resume.
	Alloc
	// SaveCaller: the frame that a GCALLER is about to return from is the lowest
	// that the transaction's checkpoint has. Go adds its caller and goes on at Resume.
	SaveCaller
	// Dead: the code has been redirected to nothing (Code.Redirect). The stack
	// is as at the trace's entry.
	Dead
)

// Stop is a place where machine code gives control back to Go. Most are guards that
// never fail: a Stop of kind Leave is made when it is met for the first time.
type Stop struct {
	// What is looked at whenever the stop is met lies together: a cache missed
	// for each field took longer than most helpers run.

	Kind Kind
	Op   ir.Op
	Keys bool   // of a CallHelper: MakeKey has something to do
	Ins  ir.Ref // the instruction
	Imm  int64  // of the instruction
	// PC, Base and Depth are those of the snapshot, of Leave and Step. Of a CallHelper and
	// a Barrier PC, Base and Top are the caller's of Compile: where the thread stands
	// meanwhile, and from where on the stack is free.
	PC          uintptr
	Resume      uintptr // where to go on; 0 for Leave and Dead
	Base, Depth int32
	Top         int32
	Size        int32 // of the instruction
	Ticks       int32 // those of the snapshot, of Step
	Code        *Code

	number uint32
	at     uint32 // where its state is in Code.states
	floats bool   // the state names SSE registers
	met    atomic.Pointer[Met]
	jump   uintptr // address of the stub's rel32, 0 if it cannot be linked
}

// Owner is what code belongs to.
type Owner interface {
	// Note returns what is kept as Met.Note of the stops at an instruction where the
	// code may be left.
	Note(ins ir.Ref) any
}

// Code is a compiled trace.
type Code struct {
	Trace *ir.Trace // nil after Strip
	Entry uintptr   // where Enter and other traces' jumps go
	Size  int       // bytes of machine code
	// Stops are those that machine code comes back from.
	Stops []*Stop
	// Owner is the caller's.
	Owner Owner
	// Start is where the code of each instruction of the trace begins, in bytes
	// from Entry: for dumps.
	Start []int32
	// Runs is how often the trace has run, if Env.Count.
	Runs  Runs
	parts []part // of the code behind the trace
	cache *Cache
	id    uint32
	start uintptr // what the cache gave: room bytes
	room  uintptr
	cold  int     // where what follows the trace begins, from Entry
	dead  uintptr // the stub of the stop of kind Dead
	stubs uintptr

	// What is known of the stops (state.go): those that there are, by number, where
	// each begins in states, and the words that these name.
	all    []atomic.Pointer[Stop]
	at     []uint32
	states []byte
	words  []uint64
}

// Strip forgets what only dumps need.
func (code *Code) Strip() { code.Trace, code.Start, code.parts = nil, nil, nil }

// Line is an instruction of machine code.
type Line struct {
	At   int    // in bytes from Entry
	Ins  ir.Ref // the instruction of the trace that it belongs to, 0 if to none
	Cold bool   // behind the trace
	Text string
}

// part is where the code behind the trace for one of its instructions begins.
type part struct {
	at  int
	ins ir.Ref
}

// Runs is how often a trace has been entered, and how many rounds of its body
// it has begun besides. Machine code counts without regard for other threads.
type Runs struct{ Entered, Rounds uint64 }

// Deques is where deques keep what machine code looks at, in bytes: the block in a
// deque, the capacity in a block, and what belongs to each end.
type Deques struct {
	Block, Cap  int32
	Left, Right DequeEnd
}

// DequeEnd is where the number of an end is, its lock, what is known of the other end,
// and a word that is not 0 if another thread moves that.
type DequeEnd struct{ At, Lock, Known, Other int32 }

// Tables is the layout of dicts and of what their keys are made of, in bytes; see
// vm/object, layout_dict.go.
type Tables struct {
	Mask   int32 // of the mask in a block: 32 bits, 0 if it is small
	Cap    int32 // of the number of entries that there is room for: 32 bits
	Slots  int32 // of the first index slot
	Hashes int32 // of a small block's hashes
	Value  int32 // in an entry: of the value
	Lock   int32 // in an entry: of the lock
	Probes int32 // slots of a group that are tried
	Group  int32 // slots of a group, a power of two

	DictBlock int32 // in a dict
	DictUsed  int32 // so too, as a boxed int
	DictFill  int32 // so too
	DictFlags int32 // so too

	IterTable int32 // in an iterator over a dict or a set
	IterPos   int32 // so too, as a boxed int, like what follows
	IterLen   int32
	IterLeft  int32

	SetBlock     int32 // in a set
	SetUsed      int32 // so too, as a boxed int
	SetFill      int32 // so too
	SetMask      int32 // in a set's block: 32 bits
	SetStride    int32 // so too
	SetEntries   int32
	SetEntryHash int32 // in an entry of a wide table
	SetNarrow    int32 // the strides
	SetWide      int32
	SetLinear    int32 // entries behind the first that are tried
	Deleted      int64 // the word of a removed key

	TupleShape uint32
	TupleLen   int32
	TupleItems int32

	StrShape uint32
	StrHash  int32 // of the hash, 0 if it is not known; its highest bit does not count
	StrBytes int32 // of the lengths in bytes and code points
	StrData  int32
	StrPlain int32 // strs with fewer bytes have them behind the header
	// HashKey is what hashes of texts depend on: see genTextHash.
	HashKey [3]uint64
}

// Env is what machine code has to know of the runtime. Offsets are in bytes,
// in the per-thread structure unless their names say otherwise.
type Env struct {
	Cache *Cache
	// Sink has objects made no earlier than somebody sees them.
	Sink bool

	Ticks int32 // int64: counts safepoints down
	// Summons, a uint32, is not 0 while other threads want this one at a safepoint.
	Summons int32
	Plain   int32 // uint64: versions below need no read barrier
	Owner   int32 // uint64: the transaction's token
	RV      int32 // uint64: the snapshot's version
	Reads   int32 // []uintptr: the log of reads
	// ReadRoom, an int, is how long the log may get without Go. 0: machine code logs
	// nothing.
	ReadRoom int32
	Undo     int32 // []uint64
	Saved    int32 // uintptr: where ListCard words begin that Undo has all of; not used if 0
	Cursor   int32 // uintptr: free memory
	Limit    int32 // uintptr: its end
	Birth    int32 // uint64: lock word of new objects

	Watermark int32 // uintptr: the frame whose return must save the caller
	StackEnd  int32 // uintptr
	Depth     int32 // int: frames that may still be pushed

	Handled int32 // the exception that is handled, 0 if there is none
	Atomic  int32 // int: atomic blocks

	FramePrev int32 // of the caller's base, from a frame's word 0
	FramePC   int32 // of where the caller goes on, likewise
	FrameInfo int32 // of the word that says how a frame returns, likewise
	Room      int32 // bytes of stack that a trace may use
	MinDepth  int32 // frames that a trace may push, plus 1

	LockOffset int32  // of the lock word in an object
	OldByte    int32  // of the byte in an object that is not 0 if a store must be remembered; 0: there is none
	ListShape  uint32 // 0: nothing is asked for ahead
	ListBlock  int32  // of the block in a list
	ListLen    int32  // of the boxed length in a list
	ListCap    int32  // of the boxed capacity in a list block
	ListItems  int32  // of item 0 in a list block
	ListCard   int32  // items that a lock guards, a power of two

	// Count makes machine code keep Code.Runs, Listing Compile what Disassemble wants.
	Count    bool
	Listing  bool
	Owning   *Owning   // nil: locks are taken by Go
	Sections *Sections // nil: all sections are entered and left by calls
	// Tables is how dicts lie in memory; without it machine code looks nothing up.
	Tables Tables
	Deques Deques

	// Entry returns where the code of trace n starts, 0 if there is none.
	Entry func(n int) uintptr
}

// Owning is what machine code has to know to take free locks by itself, as package
// stm's Take and TakeObject do. Offsets are in bytes, in the per-thread structure.
type Owning struct {
	Quick   int32 // byte: not 0 if the transaction needs no closer look
	Divided int32 // byte: not 0 if what the transaction has made is not its own alone
	Writes  int32 // slice of {lock, version before, false}
	// Object marks the undo record of an object, in the word that has twice the number
	// of its fields.
	Object uint64
	// HeaderSize, LayoutByte and SizeOffset describe objects: the layout 0 has no
	// references; the size is 16 bits, in units of 16 bytes, 0 if that is not enough.
	HeaderSize, LayoutByte, SizeOffset int32
}

// Sections is what machine code has to know to enter and leave sections under
// locks and atomic blocks by itself, in the usual case. Offsets are in bytes, in the
// per-thread structure unless their names say otherwise. The rules are those of
// package scheduler.
type Sections struct {
	Quick    int32 // byte: not 0 if the transaction needs no closer look
	Closed   int32 // byte: not 0 if nothing may be done here
	Isolated int32 // byte: a section is open
	Writes   int32 // slice of the locks that are owned
	Checked  int32 // int: its length when what has been read was last found true
	Slot     int32 // pointer
	Wanted   int32 // uint64, from there: a token
	Elided   int32 // slice of {lock, count}
	Key      int32 // uintptr: of the last section
	Room     int32 // int: how many more may end here
	OwnRoom  int32 // int: how many more of those that have taken locks
	Overruns int32 // int
	ID       int32 // int64
	Nest     int32 // int
	NestBase int32 // int

	Attentive int32 // byte
	Blocks    int32 // slice of {base, kind}
	Turn      int32 // uint64
	WantOwnTx int32 // int
	Pending   []int32
	Undo      int32 // in a block's object: False in an ordinary one
	Else      int32 // likewise

	LockOwner int32 // in a lock: 0 boxed if it is free
	LockCount int32
	// KeptAt is where the word lies that is not 0 if a lock is kept for somebody:
	// for a lock at a it is at KeptAt + (a>>4 ^ a>>12)%KeptShards<<KeptShift.
	KeptAt                uint64
	KeptShards, KeptShift int32
	// BatchAt is where BatchLogs words of 32 bits lie: that of the lock at a, at place
	// (a>>4 ^ a>>12)%BatchLogs, is 0 if its sections are joined without limit.
	BatchAt   uint64
	BatchLogs int32
}
