package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// effect is what a native function does, for what a trace knows.
type effect uint8

const (
	reads  effect = iota // nothing: it may be called again
	hidden               // it changes what no trace looks at, and does so only if it succeeds
	draws                // so too, but for random numbers: only traces that load by class Other look at them
	writes               // it changes containers, and does so only if it succeeds
	keyed                // so too; its second argument is a key
	numEffects
)

// nativeRow says of which kinds the arguments of a native function must be so
// that it runs no Python code, the receiver first. Less may be given.
type nativeRow struct {
	args string
	effect
}

// Kinds of arguments: see fitsKind. The functions here either fail before they
// change anything or do not fail.
var natives = map[string]nativeRow{
	"str.split": {"spi", reads}, "str.rsplit": {"spi", reads}, "str.splitlines": {"sp", reads}, "str.strip": {"sp", reads}, "str.lstrip": {"sp", reads},
	"str.rstrip": {"sp", reads}, "str.lower": {"s", reads}, "str.upper": {"s", reads}, "str.title": {"s", reads}, "str.capitalize": {"s", reads},
	"str.startswith": {"ss", reads}, "str.endswith": {"ss", reads}, "str.find": {"ssi", reads}, "str.rfind": {"ssi", reads}, "str.count": {"ss", reads},
	"str.index": {"ssi", reads}, "str.replace": {"sss", reads}, "str.join": {"sl", reads}, "str.isdigit": {"s", reads}, "str.isalpha": {"s", reads},
	"str.isspace": {"s", reads}, "str.isalnum": {"s", reads}, "str.isupper": {"s", reads}, "str.islower": {"s", reads}, "str.partition": {"ss", reads},
	"str.rpartition": {"ss", reads}, "str.zfill": {"si", reads}, "str.ljust": {"sis", reads}, "str.rjust": {"sis", reads}, "str.center": {"sis", reads},
	"str.encode": {"s", reads}, "bytes.decode": {"b", reads}, "int.bit_length": {"i", reads}, "int.bit_count": {"i", reads}, "float.is_integer": {"f", reads},

	"list.pop": {"oi", writes}, "list.insert": {"oiv", writes}, "list.extend": {"oc", writes}, "list.clear": {"o", writes}, "list.reverse": {"o", writes},
	"list.copy": {"o", reads}, "dict.items": {"o", reads}, "dict.keys": {"o", reads}, "dict.values": {"o", reads}, "dict.copy": {"o", reads},
	"dict.setdefault": {"okv", keyed}, "dict.pop": {"okv", keyed}, "set.discard": {"ok", keyed}, "set.remove": {"ok", keyed},
	"set.pop": {"o", writes}, "set.clear": {"o", writes}, "set.copy": {"o", reads},
	"deque.append": {"ov", writes}, "deque.appendleft": {"ov", writes}, "deque.pop": {"o", writes}, "deque.popleft": {"o", writes},
	"SimpleQueue.put": {"ov", writes}, "SimpleQueue.qsize": {"o", reads}, "SimpleQueue.empty": {"o", reads},
	"_queue._has_room": {"oi", writes}, "_queue._take": {"ov", writes},
	"Random.random": {"o", draws}, "Random.getrandbits": {"oi", draws}, "Random._sample": {"oii", draws}, "_random._pick": {"oo", reads},
	"Random.randrange": {"oii", draws}, "Random.randint": {"oii", draws}, "Random.choice": {"ol", draws}, "Random.uniform": {"onn", draws}, "Random._randbelow": {"oi", draws},

	"builtins.ord": {"s", reads}, "builtins.chr": {"i", reads}, "builtins.round": {"ni", reads}, "builtins.hash": {"p", reads}, "builtins.divmod": {"nn", reads},
	"builtins.repr": {"p", reads}, "builtins.hex": {"i", reads}, "builtins.bin": {"i", reads}, "builtins.id": {"v", reads},
	"math.sin": {"n", reads}, "math.cos": {"n", reads}, "math.tan": {"n", reads}, "math.atan": {"n", reads}, "math.asin": {"n", reads}, "math.acos": {"n", reads},
	"math.exp": {"n", reads}, "math.log": {"nn", reads}, "math.log2": {"n", reads}, "math.log10": {"n", reads}, "math.atan2": {"nn", reads},
	"math.fabs": {"n", reads}, "math.pow": {"nn", reads}, "math.fmod": {"nn", reads}, "math.isqrt": {"i", reads}, "math.floor": {"n", reads}, "math.ceil": {"n", reads},
	"math.trunc": {"n", reads}, "math.copysign": {"nn", reads}, "math.radians": {"n", reads}, "math.degrees": {"n", reads}, "math.isnan": {"n", reads}, "math.isinf": {"n", reads},
	"time.perf_counter": {"", hidden}, "time.monotonic": {"", hidden},
}

// classes are the builtin classes whose calls are native functions as well.
var classes = map[*object.Type]string{
	object.StrType: "p", object.IntType: "p", object.FloatType: "p", object.ListType: "c", object.TupleType: "c",
	object.DictType: "", object.SetType: "", object.RangeType: "iii", object.EnumerateType: "ci", object.ZipType: "ccc",
}

// maxNative is how many arguments a native call may have.
const maxNative = 3

// fitsKind says whether v is an argument of that kind: v anything, o any object
// (the receiver), s a str, b bytes, i an int without object, f a float, n both,
// k a key whose hash runs no Python code, p a number, constant, str or bytes,
// l a list or tuple, c a builtin container.
func fitsKind(kind byte, v gc.Value) bool {
	shape := uint32(0)
	if v.IsPtr() {
		shape = gc.Shape(v.Addr())
	}
	switch kind {
	case 'v':
		return v != gc.Null
	case 'o':
		return v.IsPtr()
	case 's':
		return shape == object.ShapeStr
	case 'b':
		return shape == object.ShapeBytes
	case 'i':
		return v.IsInt()
	case 'f':
		return v.IsFloat()
	case 'n':
		return isNumber(v)
	case 'k':
		return simpleKey(v) && v != gc.Null
	case 'p':
		return v != gc.Null && (!v.IsPtr() || shape == object.ShapeStr || shape == object.ShapeBytes || shape == object.ShapeInt)
	case 'l':
		return shape == object.ShapeList || shape == object.ShapeTuple
	}
	switch shape {
	case object.ShapeList, object.ShapeTuple, object.ShapeDict, object.ShapeSet, object.ShapeFrozenSet, object.ShapeRange, object.ShapeStr, object.ShapeBytes,
		object.ShapeDictKeys, object.ShapeDictValues, object.ShapeDictItems:
		return true
	}
	return false
}

func fitsKinds(kinds string, r *Recorder, first uint16, n int) bool {
	if n > len(kinds) || n > maxNative {
		return false
	}
	for i := range n {
		if !fitsKind(kinds[i], r.value(first+uint16(i))) {
			return false
		}
	}
	return true
}

// sameKind guards that register reg holds a value of the sort that it holds now,
// and returns it boxed.
func (r *Recorder) sameKind(reg uint16) ir.Ref {
	switch v := r.value(reg); {
	case v.IsInt():
		return r.boxed(r.integer(reg))
	case v.IsFloat():
		return r.boxed(r.float(reg))
	case v.IsPtr():
		return r.shape(reg)
	default:
		ref := r.object(reg)
		r.guard(ir.Ins{Op: ir.GEQ, A: ref, B: r.constant(v)})
		return ref
	}
}

// arguments are registers from first on as a call by kinds gets them.
func (r *Recorder) arguments(kinds string, first uint16, n int) (refs []ir.Ref) {
	for i := range n {
		reg := first + uint16(i)
		if kinds[i] == 'v' {
			refs = append(refs, r.object(reg))
		} else {
			refs = append(refs, r.sameKind(reg))
		}
	}
	return refs
}

// native records the call of a native function with n arguments from register
// first on; its receiver is among them unless self is one.
func (r *Recorder) native(w uint64, fn gc.Value, name string, first uint16, n int) bool {
	row, known := natives[name]
	f := object.NativeOf(fn)
	if !known || !f.Quick || f.Effects || f.Raw != nil {
		return false
	}
	kinds, self := row.args, gc.Null
	if gc.Shape(fn.Addr()) == object.ShapeNative && !f.Unbound {
		if self = object.NativeReceiver(fn); self == gc.Null || len(kinds) == 0 || n+1 > maxNative || !f.Takes(n+1) {
			return false
		}
		kinds = kinds[1:]
	} else if !f.Takes(n) || f.Owner != nil && (n == 0 || !f.Accepts(r.value(first))) {
		return false
	}
	if !fitsKinds(kinds, r, first, n) || row.effect == keyed && self == gc.Null && r.comparesKeys(first, first+1) {
		return false
	}
	r.calleeIs(w, fn)
	args := []ir.Ref{r.constant(fn)}
	if self != gc.Null {
		args = append(args, r.constant(self))
	}
	args = append(args, r.arguments(kinds, first, n)...)
	if name == "Random.random" && r.draw(bytecode.A(w), args[1], self, first) {
		return true
	}
	v := r.nativeHelper(int(row.effect)*(maxNative+1), first-uint16(len(args)-1-n), args)
	r.set(bytecode.A(w), v)
	return true
}

// calleeIs guards that the CALL w calls fn.
func (r *Recorder) calleeIs(w uint64, fn gc.Value) {
	r.guard(ir.Ins{Op: ir.GEQ, A: r.object(bytecode.B(w)), B: r.constant(fn)})
}

// nativeHelper emits the call of one of the helpers from hNative+group on: they
// take the function and its arguments, which they lay from register first on.
func (r *Recorder) nativeHelper(group int, first uint16, args []ir.Ref) ir.Ref {
	v := r.helper(hNative+group+len(args)-1, args...)
	r.Sites[len(r.Sites)-1].Top = r.slotOf(first)
	return v
}

// makes records the call of a builtin class.
func (r *Recorder) makes(w uint64, fn gc.Value, first uint16, n int) bool {
	class := object.Constructor(fn)
	if class == nil {
		return false
	}
	if n == 1 && is(r.value(first), object.ShapeStr) && (class == object.IntType || class == object.FloatType) {
		r.calleeIs(w, fn)
		r.set(bytecode.A(w), r.number(class, first))
		return true
	}
	kinds, known := classes[class]
	if class.Name == "deque" {
		kinds, known = "", true
	}
	if !known || !fitsKinds(kinds, r, first, n) {
		return false
	}
	r.calleeIs(w, fn)
	args := append([]ir.Ref{r.constant(fn)}, r.arguments(kinds, first, n)...)
	r.set(bytecode.A(w), r.nativeHelper(int(numEffects)*(maxNative+1), first, args))
	return true
}

// nativeHelpers are the helpers from hNative on: for each effect and for classes,
// those with 0 to maxNative arguments.
func nativeHelpers() (rows []helperRow) {
	names := [...]string{reads: "native", hidden: "nativeHidden", draws: "nativeDraws", writes: "nativeWrites", keyed: "nativeKeyed", numEffects: "make"}
	for kind, name := range names {
		for n := range maxNative + 1 {
			row := ir.Helper{Name: name + string(rune('0'+n)), Args: "vvvv"[:n+1], Result: ir.Value, Reads: true, Writes: effect(kind) == writes || effect(kind) == keyed, Once: effect(kind) == hidden, Fails: true}
			switch {
			case effect(kind) == draws:
				row.Writes, row.Once, row.Shapes = true, true, []int64{int64(object.ShapeListBlock)}
			case row.Writes:
				row.Shapes, row.Items = []int64{int64(object.ShapeList), int64(object.ShapeDict), int64(object.ShapeSet)}, true
				row.Keys = true
			}
			rows = append(rows, helperRow{row, nativeCall(effect(kind), n)})
		}
	}
	return rows
}

// nativeCall returns the helper for n arguments: they are laid from t.ArgTop on.
func nativeCall(e effect, n int) Func {
	return func(t *object.Thread, fn, a, b, c uint64) uint64 {
		rv := t.RV
		t.Step()
		if e == keyed && !plainHash(gc.Value(b)) {
			return 0
		}
		at := t.ArgTop
		switch n {
		case 3:
			gc.Store64(at+16, c)
			fallthrough
		case 2:
			gc.Store64(at+8, b)
			fallthrough
		case 1:
			gc.Store64(at, a)
		}
		var v gc.Value
		if e == numEffects {
			t.ArgTop = at + 8*uintptr(n)
			v = object.ClassOf(gc.Value(fn)).Make(t, gc.Values(at, n))
		} else {
			f := object.NativeOf(gc.Value(fn))
			for i := n; i < f.Params; i++ {
				gc.Store(at+8*uintptr(i), gc.Null)
			}
			t.ArgTop = at + 8*uintptr(f.Params)
			v = f.Fn(t, gc.Values(at, f.Params))
		}
		if v == gc.Null || v == gc.Tail {
			t.Exc = gc.Null
			return 0
		}
		if e == reads {
			return settle(t, rv, v)
		}
		return uint64(v)
	}
}
