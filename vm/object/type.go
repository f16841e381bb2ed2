package object

import (
	"sync/atomic"
	"unsafe"

	"gorgon/gc"
)

// Type is the Go side of a class. The heap object of layout layoutClass that
// Python code sees (Obj) holds its address; what keeps it alive is said in
// class_life.go.
//
// Instances of a type with inline attributes look like this:
//
//	header 16 | payload (Payload bytes) | ext 8 | slot 0 | slot 1 | …
//
// ext is 0, or the dict that holds the attributes (Shape.DictMode), or a
// tuple-like overflow block with the slots that did not fit. Instances of
// variable-size builtins (VarSize: str, bytes, tuple, int) keep attributes of
// their subclasses in a dict whose value is the last word of the object.
//
// Main invariant: after Boot (builtin types) or type.__new__ (classes) only
// the fields marked mutable change, in a pause of all threads (Thread
// invalidation), never in place while another thread runs.
type Type struct {
	ID       uint32
	Name     string // __name__
	QualName string
	Module   string
	Obj      Value // the class object
	Meta     *Type // type(cls)
	Base     *Type // the base whose instance layout this one extends
	Bases    []*Type
	MRO      []*Type
	Dict     Value // namespace: a dict with str keys (mutable)
	Doc      string

	Payload  uintptr // bytes of native fields between header and ext
	Layout   uint8   // gc layout of instances
	derived  uint8   // gc layout of instances of subclasses (builtin types)
	VarSize  bool
	HasDict  bool // instances can get any attribute
	HasSlots bool // some class in the MRO declared __slots__
	// Qualified: error messages name the module too, as of a type written in C.
	Qualified bool
	Heap      bool  // made by a class statement or type()
	Final     bool  // cannot be subclassed
	Pattern   uint8 // Pattern… bits: what match takes instances for (mutable)
	Abstract  bool  // has abstract methods (mutable)
	Root      *Shape

	Slots Slots // mutable
	spec  *Spec

	// Fixed is how many slots, counted from the first, belong to __slots__ of
	// the classes in the MRO; shapes have no names for them.
	Fixed int32
	// members are the slots that the class itself declared, in order.
	members []Value
	// WeakRefs: instances may be referenced weakly.
	WeakRefs bool

	// ownDict finds (or makes) the attribute dict of types that keep it in a
	// payload word of their own; nil: the generic way of attr.go.
	ownDict func(t *Thread, v Value, create bool) Value

	// hasDel: the class or a base has __del__ (mutable).
	hasDel bool
	// genericGet: GetAttr is the slot of object.
	genericGet bool
	// concat: + is concatenation of sequences, which has its own error text.
	concat bool
	// pySlots are the slots that call special methods written in Python (mutable).
	pySlots slotSet
	// version changes with every change of the attributes that instances see;
	// it is the key of the lookup cache (mutable).
	version atomic.Uint64
	// grown replaces Root for new instances when more attribute slots turned
	// out to be useful.
	grown atomic.Pointer[Shape]
	// shapes are the numbers of those of this type, under shapeLock.
	shapes []uint32
	// pinned: a transaction that is rolled back may give objects back to the class.
	// Never taken back.
	pinned atomic.Bool
	// dictShapes are the DictMode shapes by number of inline slots, under shapeLock.
	dictShapes map[int32]*Shape
	// roots are the root shapes by number of inline slots, under shapeLock.
	roots map[int32]*Shape
}

// Slots are a type's operations in Go. A nil slot is inherited when the type
// is made ready. For a class that defines the special method in Python the
// slot is a function that calls it.
type Slots struct {
	Repr, Str   func(t *Thread, v Value) Value
	Hash        func(t *Thread, v Value) (uint64, bool)
	Compare     func(t *Thread, op CompareOp, a, b Value) Value // may return NotImplemented
	Truth       func(t *Thread, v Value) (truth, ok bool)
	Len         func(t *Thread, v Value) (int, bool)
	GetAttr     func(t *Thread, v, name Value) Value     // whole attribute access; Null with AttributeError pending
	SetAttr     func(t *Thread, v, name, val Value) bool // val Null: delete
	GetItem     func(t *Thread, v, key Value) Value
	SetItem     func(t *Thread, v, key, val Value) bool // val Null: delete
	Contains    func(t *Thread, v, item Value) (in, ok bool)
	Iter        func(t *Thread, v Value) Value
	Next        func(t *Thread, v Value) Value // Stop at the end
	Call        func(t *Thread, v Value, args []Value, kw Value) Value
	DescrGet    func(t *Thread, d, obj Value, owner *Type) Value // obj Null: of the class
	DescrSet    func(t *Thread, d, obj, val Value) bool          // val Null: delete
	New         func(t *Thread, cls *Type, args []Value, kw Value) Value
	Init        func(t *Thread, v Value, args []Value, kw Value) bool
	Binary      [NumBinary]func(t *Thread, a, b Value) Value // called for either side, as C slots are: may return NotImplemented
	InPlace     [NumBinary]func(t *Thread, a, b Value) Value
	Neg, Pos    func(t *Thread, v Value) Value
	Invert, Abs func(t *Thread, v Value) Value
	Index       func(t *Thread, v Value) Value
	ToInt       func(t *Thread, v Value) Value
	ToFloat     func(t *Thread, v Value) Value
	Await       func(t *Thread, v Value) Value
}

// BinaryOp numbers the binary operators, in the order of the bytecode.
type BinaryOp uint8

const (
	OpAdd BinaryOp = iota
	OpSub
	OpMul
	OpTrueDiv
	OpFloorDiv
	OpMod
	OpPow
	OpMatMul
	OpLShift
	OpRShift
	OpAnd
	OpOr
	OpXor
	OpDivMod
	NumBinary
)

// CompareOp numbers the rich comparisons, in the order of the bytecode.
type CompareOp uint8

const (
	OpLT CompareOp = iota
	OpLE
	OpEQ
	OpNE
	OpGT
	OpGE
)

// Spec is the declaration of a builtin type: given to (*Type).Setup by the init
// function of the file that implements it, worked in by Boot.
type Spec struct {
	Base    *Type // nil: object
	Doc     string
	Payload uintptr
	Layout  uint8
	VarSize bool
	HasDict bool
	Final   bool
	// WeakRefs: instances may be referenced weakly.
	WeakRefs bool
	Slots    Slots
	Methods  []Method
	Getset   []Getset
	// Members are class attributes that are plain values, made at Boot.
	Members func(set func(name string, v Value))
	Module  string // default builtins
	// Construct is what calling the exact type does, in place of New and Init;
	// it may return Tail. kw names the last of args.
	Construct NativeConstruct
	// Hidden lists special methods that are not to be made from the slots, such
	// as the reflected one of an operator that only the left operand decides.
	Hidden []string
}

// NativeConstruct is the type of Spec.Construct.
type NativeConstruct func(t *Thread, args []Value, kw Value) Value

// Method declares one native method or function; see Native for Sig.
type Method struct {
	Name  string
	Sig   string
	Fn    NativeFn
	Doc   string
	Flags NativeFlags
}

// Getset declares one attribute computed by Go code.
type Getset struct {
	Name string
	Get  func(t *Thread, v Value) Value
	Set  func(t *Thread, v, val Value) bool // nil: read-only; val Null: delete
	Doc  string
	// Member: Python sees a member_descriptor, as for fields of C structures.
	Member bool
}

// NewType starts a builtin type whose exact instances have shape id (a Shape…
// constant, or 0 for the next free number). It runs in variable initialisers;
// init functions complete the type by Setup.
func NewType(name string, shape uint32) *Type {
	typ := &Type{Name: name, QualName: name, Module: "builtins"}
	typ.ID = lastType.Add(1)
	builtinTypes.add(typ, nil)
	if shape == 0 {
		typ.Root = NewRootShape(typ, false)
	} else {
		typ.Root = &Shape{ID: shape, Type: typ}
		registerShape(typ.Root)
	}
	return typ
}

// builtinTypes are the types that NewType has made. Classes are in class_life.go.
var builtinTypes table[*Type]

// lastType is the ID that was given out last.
var lastType atomic.Uint32

// Setup records the declaration of a builtin type.
func (typ *Type) Setup(s Spec) { typ.spec = &s }

// header is the first word of a new exact instance.
func (typ *Type) header() uint64 { return gc.Header(typ.Root.ID, typ.Layout) }

// New allocates an instance of a fixed-size type with its payload zero (exact
// builtin, or a class: then with ext and the slots of its root shape, dict mode where the
// type is VarSize is the caller's business).
func (typ *Type) New(t *Thread) uintptr {
	o := t.Alloc(typ.birth())
	if typ.hasDel {
		addFinalizable(t, o)
	}
	if Births {
		t.NoteBirth(o)
	}
	return o
}

// birth returns the header and the size of what New makes.
func (typ *Type) birth() (header uint64, size uintptr) {
	root := typ.NewRoot()
	size = gc.HeaderSize + typ.Payload
	if typ.HasDict || typ.HasSlots {
		size += 8 + 8*uintptr(root.Inline)
	}
	return gc.Header(root.ID, typ.Layout), gc.Round(size)
}

// PlainBirth returns the header and the size of a new instance; ok is false if
// New does more than allocate it. An instance of an older root shape than that
// of others is as good.
func (typ *Type) PlainBirth() (header uint64, size uintptr, ok bool) {
	header, size = typ.birth()
	return header, size, !typ.hasDel && !Births && size <= gc.MaxSmall
}

// Births says that the conflict report wants to know where containers and
// instances are made. Set before threads run.
var Births bool

// NewRoot is the shape of the next new instance.
func (typ *Type) NewRoot() *Shape {
	if s := typ.grown.Load(); s != nil {
		return s
	}
	return typ.Root
}

// TypeOf returns the type of any value. IsPtr and gc.Shape are written out, so
// that it is just small enough to be inlined.
func TypeOf(v Value) *Type {
	if v-0x1000 < 1<<48-0x1000 {
		return *(**Type)(unsafe.Add(shapeTypes, 8**(*uint32)(unsafe.Add(unsafe.Pointer(nil), v))))
	}
	return immediateType(v)
}

// immediateType is TypeOf for values that are no heap objects.
//
//go:noinline
func immediateType(v Value) *Type {
	switch {
	case v.IsInt():
		return IntType
	case v.IsFloat():
		return FloatType
	}
	switch v {
	case None:
		return NoneType
	case True, False:
		return BoolType
	case Ellipsis:
		return EllipsisType
	case NotImplemented:
		return NotImplementedType
	}
	panic("object: a sentinel escaped")
}

// Is says whether v is an exact instance of the builtin type with that shape.
func Is(v Value, shape uint32) bool { return v.IsPtr() && gc.Shape(v.Addr()) == shape }

// IsSubtype says whether a is b or derives from it.
func IsSubtype(a, b *Type) bool {
	if a == b {
		return true
	}
	for _, m := range a.MRO {
		if m == b {
			return true
		}
	}
	return false
}

// IsInstance says whether v's type is typ or derives from it (no
// __instancecheck__).
func IsInstance(v Value, typ *Type) bool { return IsSubtype(TypeOf(v), typ) }
