package object

import (
	"math"
	"sync/atomic"

	"gorgon/gc"
)

// NativeFn is a native function. args are bound by its signature: one Value
// for each parameter, Null for an optional one that was not given, a tuple for
// *args, a dict or Null for **kwargs. For a method args[0] is self. The slice
// may lie over frame memory: do not keep it.
type NativeFn func(t *Thread, args []Value) Value

// NativeFlags of a native function.
type NativeFlags uint8

const (
	// IO: has effects outside the heap. The caller ends the transaction before
	// it and begins another after it (or makes the atomic block irrevocable).
	IO NativeFlags = 1 << iota
	// Blocks: may wait for another thread or for the system. As IO, and the
	// function itself calls the scheduler to wait.
	Blocks
	// ClassMethod and StaticMethod: how the method binds.
	ClassMethod
	StaticMethod
)

// Native describes one native function or method: the Go side of the objects
// of type builtin_function_or_method, method_descriptor and wrapper_descriptor.
//
// Sig is its signature in Python's own form, without defaults' values, as in
// "(self, sub, start=?, end=?, /)" or "(*args, sep=?, end=?, file=?)"; "?"
// means optional, Null when absent. A "/" or "*" stands alone where Python has
// it. Owner is the type for methods, nil for functions of a module.
type Native struct {
	Name   string
	Owner  *Type
	Module string
	Sig    *Signature // objects share it
	Fn     NativeFn
	Flags  NativeFlags
	Doc    string
	// Raw takes the place of Fn and Sig in functions that take their arguments
	// as they were given: self (Null for a function of a module), then args,
	// whose last are named by the tuple kw unless that is Null.
	Raw func(t *Thread, self Value, args []Value, kw Value) Value

	// What calls look at, derived from the fields above when the first object
	// is made. Direct: Fn can be called with arguments laid out by their
	// position. Unbound: objects pass no receiver of their own.
	Direct, Unbound bool
	// Least and Most bound the number of arguments of such a call; those from
	// Pos on go into the tuple for *args.
	Least, Most int
	// Quick: Direct, without *args, **kwargs and keyword-only parameters; Fn
	// takes Params arguments. Effects: IO or Blocks.
	Quick, Effects bool
	Params         int
	// Pair, if there is one, takes the place of Fn in calls with two arguments by
	// position and nothing else.
	Pair func(t *Thread, a, b Value) Value

	// accepted is the shape, and above it the classGeneration, of an object that
	// Accepts has last said yes to.
	accepted atomic.Uint64

	// receiver is the shape of a plain instance of Owner.
	receiver uint32

	index uint32
	slot  int // 1 + the slotID that a wrapper_descriptor is made from, else 0
}

// Signature is a parsed Sig.
type Signature struct {
	Text     string
	Params   []string // positional-only, positional, keyword-only in this order
	Optional []bool   // of each of Params
	PosOnly  int      // how many of Params are positional-only
	Pos      int      // how many can be given by position
	VarArgs  bool     // *args: then args[len(Params)] is the tuple
	VarKw    bool     // **kwargs: then the last of args is the dict
	Plain    bool     // positional-only, nothing optional: args pass as they are
	// Positional: without *args and **kwargs, and no keyword-only parameter is
	// required; a call with Required or more arguments needs no binding.
	Positional bool
	Required   int
}

// prepare sets the derived fields.
func (n *Native) prepare() {
	s := n.Sig
	n.Unbound = n.Owner == nil || n.Flags&StaticMethod != 0
	n.Direct = n.Fn != nil && n.Raw == nil
	for i := s.Pos; i < len(s.Params); i++ {
		n.Direct = n.Direct && s.Optional[i]
	}
	n.Least, n.Most = s.required(s.Pos), s.Pos
	if s.VarArgs {
		n.Most = math.MaxInt
	}
	n.Quick = n.Direct && !s.VarArgs && !s.VarKw && s.Pos == len(s.Params) && n.Flags&StaticMethod == 0
	n.Effects = n.Flags&(IO|Blocks) != 0
	n.Params = len(s.Params)
	if n.Owner != nil && n.Owner.Root != nil {
		n.receiver = n.Owner.Root.ID
	}
}

// Takes says whether a call may give count arguments by position.
func (n *Native) Takes(count int) bool { return uint(count-n.Least) <= uint(n.Most-n.Least) }

// Lay completes the count arguments at address at, in frame memory with nothing
// live behind it, to what Fn of a Direct native takes. ok: count is right.
func (n *Native) Lay(t *Thread, at uintptr, count int) (args []Value, ok bool) {
	if count < n.Least || count > n.Most {
		return nil, false
	}
	s := n.Sig
	params := len(s.Params)
	var rest Value
	if s.VarArgs {
		rest = EmptyTuple
		if count > s.Pos {
			rest = NewTupleFrom(t, gc.Values(at+8*uintptr(s.Pos), count-s.Pos))
			count = s.Pos
		}
	}
	for i := count; i < params; i++ {
		gc.Store(at+8*uintptr(i), Null)
	}
	if s.VarArgs {
		gc.Store(at+8*uintptr(params), rest)
		params++
	}
	if s.VarKw {
		gc.Store(at+8*uintptr(params), Null)
		params++
	}
	return gc.Values(at, params), true
}
