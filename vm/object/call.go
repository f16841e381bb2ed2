package object

import (
	"strings"
	"unsafe"

	"gorgon/gc"
)

// Objects of native functions: builtin_function_or_method, method_descriptor,
// wrapper_descriptor, method-wrapper and classmethod_descriptor. Their words:
const (
	nativeAddr   = gc.HeaderSize + 8*iota // address of the Native, an int: natives keeps it alive; or twice its recipe's number and 1
	nativeSelf                            // what it is bound to or Null
	nativeModule                          // __module__: str or Null
	nativeWords  = iota
)

// natives holds every Native that an object was made for.
var natives table[*Native]

// NewNative makes a builtin_function_or_method; self is Null for a function of
// a module, else what it is bound to.
func NewNative(t *Thread, n *Native, self Value) Value {
	return newNativeObject(t, NativeType, n, self)
}

func newNativeObject(t *Thread, typ *Type, n *Native, self Value) Value {
	registerNative(n)
	o := t.Alloc(gc.Header(typ.Root.ID, gc.LayoutValues), gc.HeaderSize+gc.Round(8*nativeWords))
	gc.Store(o+nativeAddr, nativeWord(n))
	gc.Store(o+nativeSelf, self)
	return gc.MakePtr(o)
}

func registerNative(n *Native) {
	if n.index == 0 {
		n.prepare()
		natives.add(n, func(i uint32) { n.index = i + 1 })
	}
}

// nativeWord is what nativeAddr holds of an object of n.
func nativeWord(n *Native) Value { return gc.MakeInt(int64(uintptr(unsafe.Pointer(n)))) }

// nativeOf returns the Native behind a native function object.
func nativeOf(v Value) *Native {
	w := gc.Load64(v.Addr() + nativeAddr)
	if w&1 != 0 {
		return makeNative(v)
	}
	return (*Native)(unsafe.Add(unsafe.Pointer(nil), uintptr(w&^(0xffff<<48))))
}

// NativeOffset is where a native function object says which one it is.
const NativeOffset = nativeAddr

// LenWord is what stands there in the builtin len, which the interpreter's loop
// does itself. It is set before Python code runs.
var LenWord Value

// NativeOf is nativeOf for other packages: v is an object of NativeType,
// MethodDescriptorType, WrapperDescriptorType, MethodWrapperType or
// ClassMethodDescriptorType.
func NativeOf(v Value) *Native { return nativeOf(v) }

// NativeSelf returns what a native function object passes as its receiver, Null
// if it has none.
func NativeSelf(v Value) Value {
	if n := nativeOf(v); n.Owner == nil || n.Flags&StaticMethod != 0 {
		return Null // __self__ is the module or class
	}
	return gc.Load(v.Addr() + nativeSelf)
}

// NativeReceiver is what a native function object that is not Unbound passes as
// its receiver.
func NativeReceiver(v Value) Value { return gc.Load(v.Addr() + nativeSelf) }

// CallNative calls a native function object. The result may be Tail.
func CallNative(t *Thread, fn Value, args []Value, kw Value) Value {
	n := nativeOf(fn)
	self := NativeSelf(fn)
	if n.Raw != nil {
		if self == Null && n.Owner != nil {
			if !n.checkReceiver(t, args, kw) {
				return Null
			}
			self, args = args[0], args[1:]
		}
		return n.Raw(t, self, args, kw)
	}
	if n.Owner == nil && n.Sig.Plain && kw == Null && len(args) == len(n.Sig.Params) {
		return n.Fn(t, args)
	}
	mark := len(t.ArgStack)
	all := t.ClaimArgs(len(args) + len(n.Sig.Params) + 3)
	v := callBinding(t, n, self, args, kw, all)
	t.ArgStack = t.ArgStack[:mark]
	return v
}

// callBinding is the part of CallNative that needs memory for arguments: all,
// which is empty.
func callBinding(t *Thread, n *Native, self Value, args []Value, kw Value, all []Value) Value {
	if n.Owner != nil && n.Flags&StaticMethod == 0 {
		if self != Null {
			all = append(append(all, self), args...)
			args = all
			all = all[len(all):]
		} else if !n.checkReceiver(t, args, kw) {
			return Null
		}
	}
	if n.Sig.Plain && kw == Null && len(args) == len(n.Sig.Params) {
		return n.Fn(t, args)
	}
	if n.slot != 0 {
		return wrapperCountError(t, n, args, kw)
	}
	bound, ok := BindNative(t, n, args, kw, all)
	if !ok {
		return Null
	}
	return n.Fn(t, bound)
}

// Accepts says whether v can be the receiver of the method n.
func (n *Native) Accepts(v Value) bool {
	if !v.IsPtr() {
		return IsSubtype(TypeOf(v), n.Owner)
	}
	shape := gc.Shape(v.Addr())
	if shape == n.receiver {
		return true
	}
	known := uint64(classGeneration.Load())<<32 | uint64(shape)
	if n.accepted.Load() == known {
		return true
	}
	if !IsSubtype(ShapeOf(v.Addr()).Type, n.Owner) {
		return false
	}
	n.accepted.Store(known)
	return true
}

// CallNativeBound is CallNative with the receiver, if n has one, in front of
// args and checked.
func CallNativeBound(t *Thread, n *Native, args []Value, kw Value) Value {
	if n.slot != 0 {
		return wrapperCountError(t, n, args, kw)
	}
	mark := len(t.ArgStack)
	bound, ok := BindNative(t, n, args, kw, t.ClaimArgs(len(n.Sig.Params)+2))
	v := Null
	if ok {
		v = n.Fn(t, bound)
	}
	t.ArgStack = t.ArgStack[:mark]
	return v
}

func wrapperCountError(t *Thread, n *Native, args []Value, kw Value) Value {
	if kw != Null {
		return TypeErrorf(t, "wrapper %s() takes no keyword arguments", n.Name)
	}
	want := len(n.Sig.Params) - 1
	return TypeErrorf(t, "expected %d argument%s, got %d", want, plural(want), len(args)-1)
}

// AddFunctions puts native functions into a module's namespace.
func AddFunctions(t *Thread, m Value, methods []Method) {
	d := ModuleDict(m)
	name, module := DictGetStr(t, d, names.__name__), ""
	if name != Null {
		module = strings.Clone(StrOf(name))
		name = Intern(module)
	}
	for i := range methods {
		f := newRecipeObject(t, NativeType, nativeRecipe{method: &methods[i], module: module}, m)
		gc.Store(f.Addr()+nativeModule, name)
		DictSetStr(t, d, Intern(methods[i].Name), f)
	}
}

// NewFunctionObject makes the builtin_function_or_method of a function without
// receiver; module is the module object or Null.
func NewFunctionObject(t *Thread, n *Native, module Value) Value {
	f := newNativeObject(t, NativeType, n, module)
	if n.Module != "" {
		gc.Store(f.Addr()+nativeModule, Intern(n.Module))
	}
	return f
}

func newNativeFrom(m *Method, owner *Type) *Native {
	return &Native{Name: m.Name, Owner: owner, Sig: ParseSignature(m.Sig), Fn: m.Fn, Flags: m.Flags, Doc: m.Doc}
}

// AddRawFunction puts a function into a module that takes its arguments as they
// were given: the last of args are named by the tuple kw unless that is Null.
// sig is for __text_signature__ only.
func AddRawFunction(t *Thread, m Value, name, sig string, fn func(t *Thread, args []Value, kw Value) Value, doc string) {
	n := &Native{Name: name, Doc: doc, Sig: &Signature{Text: sig}}
	n.Raw = func(t *Thread, _ Value, args []Value, kw Value) Value { return fn(t, args, kw) }
	d := ModuleDict(m)
	if module := DictGetStr(t, d, names.__name__); module != Null {
		n.Module = strings.Clone(StrOf(module))
	}
	DictSetStr(t, d, Intern(name), NewFunctionObject(t, n, m))
}

// BuiltinTypes returns all types that are not made by Python code.
func BuiltinTypes() []*Type {
	var types []*Type
	for i := range builtinTypes.len() {
		types = append(types, builtinTypes.at(i))
	}
	return types
}

// A PreludeNative is a native function that only the prelude calls: it is
// handed over as an argument. Its object is made when first needed.
type PreludeNative = OnceValue

// NewPreludeNative declares one.
func NewPreludeNative(name, sig string, fn NativeFn) *PreludeNative { return lazyNative(name, sig, fn) }

// FirstRune returns the first code point of a str that is not empty.
func FirstRune(v Value) rune { return codePoint(StrOf(v)) }
