package ir

// Op is an operation of the intermediate representation.
type Op uint8

// Type is what an operation yields.
type Type uint8

const (
	None  Type = iota // nothing: stores, guards, markers
	Int               // 64-bit integer or raw word
	Float             // float64
	Value             // boxed value of the heap's format; a pointer is the object's address
)

// Flags of an operation.
type Flags uint16

const (
	// Pure operations depend on their operands alone: equal ones are one.
	Pure Flags = 1 << iota
	// Commutative operations may exchange A and B.
	Commutative
	// Guards leave the trace by their snapshot when they do not hold. One that
	// holds needs no second time, and one that cannot fail goes away.
	Guard
	// Loads read memory of the class that the instruction names.
	Load
	// Stores write such memory.
	Store
	// Effects: kept though nobody uses the result.
	Effect
	// Barriers join the transaction; what they establish lasts until the next
	// Boundary operation.
	Barrier
	// Boundary operations may end the transaction, run any code, write any
	// memory and collect: all facts about memory and barriers are gone. Frame
	// slots that the snapshot does not list keep their values but for those
	// that the operation itself is known to write.
	Boundary
	// Snap operations carry a snapshot.
	Snap
	// Ends: nothing follows it.
	Ends
)

// Info is one row of the table of operations. Operands gives the types of A,
// B, C and D in order: "i" Int, "f" Float, "v" Value, "w" Int or Value, "."
// any type, "?" any or none, "j" Int or none; Imm what the immediate is, "" if there is none.
type Info struct {
	Name     string
	Operands string
	Type     Type
	Imm      string
	Flags    Flags
	Doc      string
}

// The operations, in the order of Table.
const (
	NOP Op = iota
	KINT
	KFLOAT
	KVALUE
	SLOAD
	PARENT
	COPY

	GINT
	GFLOAT
	GPTR
	GSHAPE
	GEQ
	GNE
	GLT
	GLE
	GGT
	GGE
	GULT
	GFLT
	GNFLT
	GFLE
	GNFLE
	GFEQ
	GFNE
	GFIT

	UNBOXI
	BOXI
	UNBOXF
	BOXF
	BOXB
	I2F
	F2I

	ADD
	SUB
	MUL
	MULOV
	NEG
	AND
	OR
	XOR
	NOT
	SHL
	SHR
	SAR
	FLOORDIV
	FLOORMOD
	LT
	LE
	EQ
	NE
	ULT
	CARDS

	FADD
	FSUB
	FMUL
	FDIV
	FNEG
	FABS
	FSQRT
	FFLOOR
	FCEIL
	FLT
	FLE
	FEQ

	LOAD
	LOADX
	LOADI
	LOAD32
	STORE
	STOREX
	STOREI
	SETSHAPE
	NEW
	AHEAD

	TXREAD
	TXREADX
	TXCARD
	TXOWN
	TXOWNCARD
	TXLOG

	CALL
	STEP
	GCALLER
	GIDLE
	POLL
	LOOP
	PHI
	JLOOP
	JTRACE
	EXIT

	NumOps
)

// Table has one row for each operation.
var Table = [NumOps]Info{
	NOP:    {"NOP", "", None, "", 0, "nothing: an instruction that a pass removed"},
	KINT:   {"KINT", "", Int, "value", Pure, "the integer Imm"},
	KFLOAT: {"KFLOAT", "", Float, "bits", Pure, "the float whose IEEE bits are Imm"},
	KVALUE: {"KVALUE", "", Value, "word", Pure, "the boxed value Imm; if it is an object the trace keeps it alive"},
	SLOAD:  {"SLOAD", "", Value, "slot", Load, "the word Imm of the stack, counted from the root frame's base; memory class Stack"},
	PARENT: {"PARENT", "", None, "index", 0, "side traces: entry Imm of the parent's snapshot; the instruction says the type"},

	COPY: {"COPY", ".", None, "", 0, "A, by a name of its own: PHIs of one value have different first operands; the instruction says the type"},

	GINT:   {"GINT", "v", None, "", Guard | Snap, "A is an unboxed int"},
	GFLOAT: {"GFLOAT", "v", None, "", Guard | Snap, "A is a float"},
	GPTR:   {"GPTR", "v", None, "", Guard | Snap, "A is an object's address"},
	GSHAPE: {"GSHAPE", "v", None, "shape", Guard | Snap, "the object A has the shape Imm (memory class Header)"},
	GEQ:    {"GEQ", "ww", None, "", Guard | Snap | Commutative, "A == B, as words"},
	GNE:    {"GNE", "ww", None, "", Guard | Snap | Commutative, "A != B, as words"},
	GLT:    {"GLT", "ii", None, "", Guard | Snap, "A < B, signed"},
	GLE:    {"GLE", "ii", None, "", Guard | Snap, "A <= B, signed"},
	GGT:    {"GGT", "ii", None, "", Guard | Snap, "A > B, signed"},
	GGE:    {"GGE", "ii", None, "", Guard | Snap, "A >= B, signed"},
	GULT:   {"GULT", "ww", None, "", Guard | Snap, "A < B, unsigned"},
	GFLT:   {"GFLT", "ff", None, "", Guard | Snap, "A < B; false for nan"},
	GNFLT:  {"GNFLT", "ff", None, "", Guard | Snap, "not A < B; true for nan"},
	GFLE:   {"GFLE", "ff", None, "", Guard | Snap, "A <= B; false for nan"},
	GNFLE:  {"GNFLE", "ff", None, "", Guard | Snap, "not A <= B; true for nan"},
	GFEQ:   {"GFEQ", "ff", None, "", Guard | Snap | Commutative, "A == B; false for nan"},
	GFNE:   {"GFNE", "ff", None, "", Guard | Snap | Commutative, "A != B; true for nan"},
	GFIT:   {"GFIT", "i", None, "", Guard | Snap, "A fits in the 48 bits of an unboxed int"},

	UNBOXI: {"UNBOXI", "v", Int, "", Pure, "the integer of an unboxed int: sign-extended low 48 bits"},
	BOXI:   {"BOXI", "i", Value, "", Pure, "the unboxed int A, which fits: A | 0xffff<<48"},
	UNBOXF: {"UNBOXF", "v", Float, "", Pure, "the float whose bits are A - 1<<48"},
	BOXF:   {"BOXF", "f", Value, "", Pure, "bits of A + 1<<48"},
	BOXB:   {"BOXB", "i", Value, "", Pure, "False (4) or True (5) of A, which is 0 or 1"},
	I2F:    {"I2F", "i", Float, "", Pure, "the integer as a float"},
	F2I:    {"F2I", "f", Int, "", Guard | Snap, "the float cut toward zero; leaves by the snapshot unless |A| < 1<<47"},

	ADD:      {"ADD", "ii", Int, "", Pure | Commutative, "A + B, wrapping"},
	SUB:      {"SUB", "ii", Int, "", Pure, "A - B, wrapping"},
	MUL:      {"MUL", "ii", Int, "", Pure | Commutative, "A * B, wrapping"},
	MULOV:    {"MULOV", "ii", Int, "", Guard | Snap | Commutative, "A * B; leaves by the snapshot if 64 bits overflow"},
	NEG:      {"NEG", "i", Int, "", Pure, "-A"},
	AND:      {"AND", "ii", Int, "", Pure | Commutative, "A & B"},
	OR:       {"OR", "ii", Int, "", Pure | Commutative, "A | B"},
	XOR:      {"XOR", "ii", Int, "", Pure | Commutative, "A ^ B"},
	NOT:      {"NOT", "i", Int, "", Pure, "^A"},
	SHL:      {"SHL", "ii", Int, "", Pure, "A << B, B in 0…63"},
	SHR:      {"SHR", "ii", Int, "", Pure, "A >> B, unsigned, B in 0…63"},
	SAR:      {"SAR", "ii", Int, "", Pure, "A >> B, signed, B in 0…63"},
	FLOORDIV: {"FLOORDIV", "ii", Int, "", Pure, "A // B for B > 0"},
	FLOORMOD: {"FLOORMOD", "ii", Int, "", Pure, "A % B for B > 0, in 0…B-1"},
	LT:       {"LT", "ii", Int, "", Pure, "1 if A < B, signed, else 0"},
	LE:       {"LE", "ii", Int, "", Pure, "1 if A <= B, signed, else 0"},
	EQ:       {"EQ", "ww", Int, "", Pure | Commutative, "1 if A == B as words, else 0"},
	NE:       {"NE", "ww", Int, "", Pure | Commutative, "1 if A != B as words, else 0"},
	ULT:      {"ULT", "ww", Int, "", Pure, "1 if A < B, unsigned, else 0"},
	CARDS:    {"CARDS", "wi", Int, "", Pure, "the address of the first card's lock in the list block A with room for B items; those of the others follow"},

	FADD:   {"FADD", "ff", Float, "", Pure | Commutative, "A + B"},
	FSUB:   {"FSUB", "ff", Float, "", Pure, "A - B"},
	FMUL:   {"FMUL", "ff", Float, "", Pure | Commutative, "A * B"},
	FDIV:   {"FDIV", "ff", Float, "", Pure, "A / B"},
	FNEG:   {"FNEG", "f", Float, "", Pure, "-A: the sign bit changes"},
	FABS:   {"FABS", "f", Float, "", Pure, "A without its sign bit"},
	FSQRT:  {"FSQRT", "f", Float, "", Pure, "square root"},
	FFLOOR: {"FFLOOR", "f", Float, "", Pure, "rounded toward minus infinity"},
	FCEIL:  {"FCEIL", "f", Float, "", Pure, "rounded toward plus infinity"},
	FLT:    {"FLT", "ff", Int, "", Pure, "1 if A < B, else 0 (also for nan)"},
	FLE:    {"FLE", "ff", Int, "", Pure, "1 if A <= B, else 0 (also for nan)"},
	FEQ:    {"FEQ", "ff", Int, "", Pure | Commutative, "1 if A == B, else 0 (also for nan)"},

	LOAD:     {"LOAD", "w", Value, "offset", Load, "the value at address A + Imm"},
	LOADX:    {"LOADX", "wi", Value, "offset", Load, "the value at address A + 8*B + Imm"},
	LOADI:    {"LOADI", "w", Int, "offset", Load, "the raw word at address A + Imm"},
	LOAD32:   {"LOAD32", "w", Int, "offset", Load, "the 32 bits at address A + Imm, zero-extended"},
	STORE:    {"STORE", "wv", None, "offset", Store | Effect, "store the value B at address A + Imm"},
	STOREX:   {"STOREX", "wiv", None, "offset", Store | Effect, "store the value C at address A + 8*B + Imm"},
	STOREI:   {"STOREI", "wi", None, "offset", Store | Effect, "store the raw word B at address A + Imm"},
	SETSHAPE: {"SETSHAPE", "v", None, "shape", Store | Effect, "give the object A the shape Imm (memory class Header)"},
	NEW:      {"NEW", "", Value, "header", Effect, "a new object with the first header word Imm and Size bytes of zeros; never moves or collects"},
	AHEAD:    {"AHEAD", "viv", None, "ahead", Effect, "ask for memory that rounds to come need: item B of the list block A is an index in the block C; so are later ones. Imm is an Ahead, which says what is asked for. With a step B itself is an index in A, which is C, and grows by the step each round. It changes nothing"},

	TXREAD:    {"TXREAD", "w", None, "offset", Barrier | Effect | Snap, "what precedes it has loaded memory under the lock word at A + Imm: join the snapshot, or leave"},
	TXREADX:   {"TXREADX", "wi", None, "offset", Barrier | Effect | Snap, "TXREAD of the lock word at A + 8*B + Imm"},
	TXCARD:    {"TXCARD", "wij", None, "", Barrier | Effect | Snap, "TXREAD of the lock of item B in the list block A; C is A's CARDS, none if A has one card"},
	TXOWN:     {"TXOWN", "v", None, "", Barrier | Effect | Snap, "own the object A and save it, or leave"},
	TXOWNCARD: {"TXOWNCARD", "wij", None, "", Barrier | Effect | Snap, "own the lock of item B in the list block A, or leave; C is A's CARDS, none if A has one card"},
	TXLOG:     {"TXLOG", "wi", None, "offset", Effect | Snap, "save the owned word at A + 8*B + Imm for undo before it is stored to, or leave"},

	CALL:    {"CALL", "????", None, "helper", Effect, "a native helper (Helpers); the row of the helper says types and effects"},
	STEP:    {"STEP", "", None, "pc", Effect | Boundary | Snap, "write the snapshot to the stack, let the interpreter run its one instruction, and leave unless it then stands at address Imm in the frame Size words above the root's base"},
	GCALLER: {"GCALLER", "ii", None, "slot", Effect | Snap, "leave unless the frame whose word 0 is slot Size returns to address A in the frame whose word 0 is slot Imm, with B as its info; in a transaction the caller becomes part of the checkpoint first, if it is not"},
	GIDLE:   {"GIDLE", "", None, "", Effect | Snap, "leave unless the thread handles no exception and is in no atomic block"},
	POLL:    {"POLL", "", None, "ticks", Effect | Snap, "count the safepoint counter down by Imm; leave when it is used up or Go asks for the processor"},
	LOOP:    {"LOOP", "", None, "", Effect, "the loop's body begins here; what precedes it is the first round"},
	PHI:     {"PHI", "..", None, "", Effect, "behind the body: in the next round B takes the place of A, for all PHIs at once; B is of the body, or before LOOP, or the A of another PHI"},
	JLOOP:   {"JLOOP", "", None, "", Effect | Ends, "go to LOOP"},
	JTRACE:  {"JTRACE", "", None, "trace", Effect | Snap | Ends, "write the snapshot to the stack and go to the entry of trace Imm, whose root frame is the one of slot Size; leave instead if that one has no room"},
	EXIT:    {"EXIT", "", None, "", Effect | Snap | Ends, "leave by the snapshot"},
}

// Ahead is what the Imm of AHEAD says: what is asked for, by how much the index grows
// in each round, and for AheadFields the offset of the field and the objects' shape.
type Ahead struct {
	What, Step uint8
	Field      uint16
	Shape      uint32
}

// What AHEAD asks for.
const (
	AheadItems   = iota // where the items stand
	AheadObjects        // the items
	AheadLists          // their blocks, too, and what their first items refer to
	AheadNear           // the items of a short list
	AheadFields         // the lists in a field of the items, and their blocks
)

// Imm is a in the form that AHEAD has.
func (a Ahead) Imm() int64 {
	return int64(a.What) | int64(a.Step)<<8 | int64(a.Field)<<16 | int64(a.Shape)<<32
}

// AheadOf is what the Imm of an AHEAD says.
func AheadOf(imm int64) Ahead {
	return Ahead{What: uint8(imm), Step: uint8(imm >> 8), Field: uint16(imm >> 16), Shape: uint32(imm >> 32)}
}

// String returns the operation's name.
func (o Op) String() string { return Table[o].Name }
