package ir

import "sync"

// Ref names an instruction by its index in Trace.Ins. Ref 0 is no operand:
// instruction 0 is always a NOP.
type Ref int32

// Class is the kind of memory that a load or store touches. Accesses of
// different classes never meet; in the same class they may if their offsets
// and addresses may be equal.
type Class uint8

const (
	Const  Class = iota // never written while the trace lives: tuple items, code
	Stack               // frame slots (SLOAD)
	Header              // shapes
	Slot                // attributes of instances, cells, list heads: A + Imm with A an object
	Item                // words of list blocks
	Entry               // values in the entries of dicts: A the block, B the entry
	Cache               // inline caches and other words of linked code
	Thread              // the per-thread structure
	Other               // anything else: meets every class but Const, Stack and Cache; what was loaded is loaded again behind TXOWN and TXOWNCARD
)

// Ins is one instruction. Which fields count is said by its row of Table.
type Ins struct {
	Op    Op
	Type  Type // None, or what it yields: Table's type, for PARENT, COPY, CALL and PHI set here
	Class Class
	Snap  int32 // index in Trace.Snaps
	Size  int32 // NEW: bytes; loads: Current or 0; STEP: the frame that is expected afterwards; GCALLER, JTRACE: a frame's word 0
	A     Ref
	B     Ref
	C     Ref
	D     Ref
	Imm   int64
}

// Operands returns pointers to the operands that are there, for passes that
// replace them.
func (i *Ins) Operands() []*Ref {
	all := [...]*Ref{&i.A, &i.B, &i.C, &i.D}
	n := 0
	for n < len(all) && *all[n] != 0 {
		n++
	}
	return all[:n:n]
}

// SlotKind says how a snapshot entry becomes a word of the stack.
type SlotKind uint8

const (
	SlotRef   SlotKind = iota // the ref's value, boxed by its type (Int: an int that fits, Float, Value)
	SlotRaw                   // the word Raw as it is: return addresses and other linkage
	SlotFrame                 // the address of the frame word Raw: root base + 8*Raw
)

// SlotEntry is one word of the stack as a snapshot restores it.
type SlotEntry struct {
	Slot int32 // in words from the root frame's base
	Kind SlotKind
	Ref  Ref
	Raw  int64
}

// Frame is an inlined frame: registers that no entry names are Null.
type Frame struct {
	Base int32 // in words from the root frame's base
	Regs int32
}

// Snapshot says how the interpreter goes on from a point of the trace: first
// the registers of all inlined frames are cleared, then the entries written,
// and it goes on at PC in the frame at Base.
type Snapshot struct {
	PC     uint64
	Base   int32 // in words from the root frame's base
	Depth  int32 // inlined frames that are open or that a STEP has left, less those below and including the root's that have returned: how much recursion depth is to be counted
	Low    int32 // the outermost frame that the trace knows: 0 unless the root's has returned
	Ticks  int32 // safepoints that the recorded pass has come by, not the one of the instruction at PC
	Frames []Frame
	Slots  []SlotEntry
}

// Trace is a recorded piece of a program. Ins ends with an Ends instruction. A
// loop as recorded ends with a JTRACE to itself; the optimiser makes LOOP, the
// body, PHIs and JLOOP of it. A PHI names as A the instruction before LOOP whose
// value the body uses, and as B the one of the body that replaces it.
type Trace struct {
	Number  int
	Ins     []Ins
	Snaps   []Snapshot
	Helpers []Helper // what CALL's Imm indexes
	// Parents are the types of the values that a side trace inherits, by index
	// of PARENT.
	Parents []Type
	// Transactional traces contain barriers.
	Transactional bool
	// Isolated traces have been recorded inside of a section: what they read will
	// mostly have to be logged.
	Isolated bool

	// Where the snapshots' Slots and Frames lie that AddSlot and AddFrame have made.
	slots  []SlotEntry
	frames []Frame
}

// pool holds the memory of traces that nobody needs any more: each is large, and two are
// made for each that runs.
var pool = sync.Pool{New: func() any { return new(Trace) }}

// New returns an empty trace.
func New(number int, helpers []Helper) *Trace {
	t := pool.Get().(*Trace)
	*t = Trace{Number: number, Helpers: helpers, Ins: append(t.Ins[:0], Ins{}), Snaps: t.Snaps[:0], slots: t.slots[:0], frames: t.frames[:0]}
	return t
}

// Recycle gives the trace's memory to others that New makes.
func (t *Trace) Recycle() { pool.Put(t) }

// AddSlot adds an entry to the slots of a snapshot, which were the last that were added to.
func (t *Trace) AddSlot(slots []SlotEntry, e SlotEntry) []SlotEntry {
	t.slots = append(t.slots, e)
	n := len(t.slots)
	return t.slots[n-len(slots)-1 : n : n]
}

// AddFrame is AddSlot for frames.
func (t *Trace) AddFrame(frames []Frame, f Frame) []Frame {
	t.frames = append(t.frames, f)
	n := len(t.frames)
	return t.frames[n-len(frames)-1 : n : n]
}

// Emit appends an instruction, with the type that its row gives unless it has
// one, and returns its name.
func (t *Trace) Emit(i Ins) Ref {
	if i.Type == None {
		if i.Type = Table[i.Op].Type; i.Op == CALL {
			i.Type = t.Helpers[i.Imm].Result
		}
	}
	t.Ins = append(t.Ins, i)
	return Ref(len(t.Ins) - 1)
}

// Type returns what r yields.
func (t *Trace) Type(r Ref) Type { return t.Ins[r].Type }

// Helper is a row of the table of native helpers that CALL reaches. Package
// jit has the functions; Reads and Writes tell the optimiser what memory a call
// touches. No helper reaches a safepoint. A Fails helper returns the word 0
// when the interpreter has to do the instruction instead: a guard follows.
type Helper struct {
	Name   string
	Args   string // operand types as in Info
	Result Type
	Pure   bool // depends on its arguments alone
	Reads  bool // reads memory of any class
	Writes bool // writes memory of any class but Const, Stack, Cache
	Fails  bool
	// Shapes are those of the only objects that a helper which Writes changes,
	// while there are no transactions; Items: and words of list blocks. It
	// changes nobody's shape. Without Shapes it may change anything.
	Shapes []int64
	Items  bool
	// Once: a call that has succeeded must not be made again, as that of any
	// helper that Writes.
	Once bool
	// Isolates: barriers in front of the call are no good for what follows.
	Isolates bool
	// Section: what the call does to sections, if machine code does the usual
	// case by itself.
	Section Section
	// Finds: the answer to a call with the same arguments stays the same until
	// something adds keys to a table or takes them away. C, if it is a Value, is the table.
	Finds bool
	// Keys: with Shapes, it adds keys to tables or takes them away, or stores
	// values in their entries.
	Keys bool
	// Inline is what machine code does by itself of the call.
	Inline Inline
	// Makes: unless the call fails, it returns a new object of this shape. Who wants
	// no more of that than the word at offset Word gets it from helper WordBy, which
	// has the same arguments and makes none.
	Makes  int64
	Word   int64
	WordBy int64
}

// Section is what a helper does that enters or leaves an isolated section of the
// program. A is the function; B the lock or the atomic block; of blocks C is the slot
// of the frame that enters it, or a number for the place where it is left, D how
// many words the frame lies above the one where the call stands.
type Section uint8

const (
	NoSection Section = iota
	EnterLock
	LeaveLock
	EnterBlock
	LeaveBlock
)

// Inline says how machine code does a helper's work as far as that is simple; it
// calls the helper for the rest.
type Inline uint8

const (
	NotInline    Inline = iota
	FindWord            // the place in dict A's block B of key C, which is the same word if it is equal to one in the table, with hash D
	FindStr             // so too, C is a str
	FindTuple           // so too, C is a tuple
	HashStr             // the hash of the str A
	OwnedEntry          // 1 if the transaction owns the entry B of the dict's block A
	SetFindInt          // the place in set A's block B of the int C with hash D; less than 0: where it would go
	SetFindStr          // so too, C is a str
	SetFindTuple        // so too, C is a tuple
	SetInsertInt        // the int B with hash C goes to -D, in the block of set A
	SetInsert           // so too, B is no int
	DictInsert          // adds the absent key B with the value C and hash D to the dict A
	StrEqual            // whether the strs A and B are equal
	StrLower            // the str A in lower case
	StrInt              // the int that the str A says in decimal
	StrStrip            // the str A without the characters of the str B at its ends; those are ASCII, and C and D say which
	NextKey             // steps the iterator A over a dict
	NextValue           // so too
	NextEntry           // so too; the result is the address of the entry
	NextInSet           // steps the iterator A over a set
	ReserveItem         // makes room for one more item in the list A
	OpenRight           // 1 if the transaction may put an item at the right end of the deque A
	OpenLeft            // 1 if it may take the first item of the deque A
)
