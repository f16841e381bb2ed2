package itertools

import (
	"gorgon/gc"
	"gorgon/vm/object"
)

type (
	// Value is one Python value.
	Value = gc.Value
	// Thread is one Python thread.
	Thread = object.Thread
)

// word is the offset of word number i of an iterator's payload.
func word(i int) uintptr { return gc.HeaderSize + 8*uintptr(i) }

// at returns word i of the iterator at o; own first makes the transaction its
// owner, so that set may store to it.
func at(o uintptr, i int) Value { return gc.Load(o + word(i)) }

func set(o uintptr, i int, v Value) { gc.Store(o+word(i), v) }

func own(t *Thread, it Value) uintptr {
	t.OwnObject(it.Addr())
	return it.Addr()
}

// kind declares one iterator type of the module.
type kind struct {
	name    string
	words   int
	sig     string // of the constructor; "" if the type is not for calling
	keyword string // the only keyword that there is, with an error text of its own
	doc     string
	next    func(t *Thread, it Value) Value
	make    func(t *Thread, o uintptr, a []Value) bool // fills the new object; Null: exception
	repr    func(t *Thread, it Value) Value
	methods []object.Method
}

var kinds []*object.Type

// define makes the type of a kind. The constructor's arguments are bound to
// its signature.
func define(k kind) *object.Type {
	typ := object.NewType(k.name, 0)
	slots := object.Slots{Iter: func(t *Thread, v Value) Value { return v }, Next: k.next, Repr: k.repr}
	if k.sig != "" {
		sig := object.ParseSignature(k.sig)
		slots.New = func(t *Thread, cls *object.Type, args []Value, kw Value) Value {
			if sig.PosOnly == len(sig.Params) {
				args, kw = object.ForInit(cls, typ, args, kw)
			}
			if sig.PosOnly == len(sig.Params) && !sig.VarArgs && !object.ArgCount(t, k.name, args, kw, required(sig), sig.Pos) {
				return gc.Null
			}
			var buf [8]Value
			if k.keyword != "" && !onlyKeyword(t, k.name, k.keyword, kw) {
				return gc.Null
			}
			a, ok := object.Bind(t, k.name, sig, args, kw, buf[:0])
			if !ok {
				return gc.Null
			}
			o := cls.New(t)
			if !k.make(t, o, a) {
				return gc.Null
			}
			return gc.MakePtr(o)
		}
	}
	typ.Setup(object.Spec{
		Module: "itertools", Doc: k.doc, Payload: 8 * uintptr(k.words), Layout: gc.LayoutValues,
		Slots: slots, Methods: k.methods, Final: k.sig == "",
	})
	kinds = append(kinds, typ)
	return typ
}

// onlyKeyword checks that the named arguments are the one that there is.
func onlyKeyword(t *Thread, name, keyword string, kw Value) bool {
	if kw == gc.Null {
		return true
	}
	for _, k := range object.TupleItems(kw) {
		if object.StrOf(k) != keyword {
			object.TypeErrorf(t, "%s() got an unexpected keyword argument", name)
			return false
		}
	}
	return true
}

// required is how many arguments a signature asks for.
func required(sig *object.Signature) int {
	n := 0
	for _, optional := range sig.Optional {
		if !optional {
			n++
		}
	}
	return n
}

func init() {
	object.RegisterModule("itertools", func(t *Thread, m Value) {
		d := object.ModuleDict(m)
		for _, typ := range kinds {
			object.DictSetStr(t, d, object.Intern(typ.Name), typ.Obj)
		}
		object.AddFunctions(t, m, []object.Method{
			{Name: "tee", Sig: "(iterable, n=?, /)", Fn: tee, Doc: "Several independent iterators over one iterable."},
		})
	})
}

// setIter stores iter(v) in word i.
func setIter(t *Thread, o uintptr, i int, v Value) bool {
	it := object.Iter(t, v)
	set(o, i, it)
	return it != gc.Null
}

// ended says whether x is no item.
func ended(x Value) bool { return x == gc.Stop || x == gc.Null }

// setPool stores a tuple of the items of an iterable in word i.
func setPool(t *Thread, o uintptr, i int, v Value) bool {
	items, ok := object.Collect(t, v)
	if ok {
		set(o, i, object.NewTupleFrom(t, items))
	}
	return ok
}

func countArg(t *Thread, v Value, text string) (int, bool) {
	n, ok := object.IndexInt(t, v)
	if ok && n < 0 {
		object.ValueErrorf(t, "%s", text)
		ok = false
	}
	return n, ok
}

// num is a count as a word of an iterator. What does not fit is as good as
// endless.
func num(n int) Value { return gc.MakeInt(min(int64(n), gc.MaxInt)) }
