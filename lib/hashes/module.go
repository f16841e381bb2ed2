package hashes

import (
	"encoding/hex"

	"gorgon/gc"
	. "gorgon/vm/object"
)

const constructorSig = "(data=?, *, usedforsecurity=?, string=?)"

func init() {
	modules := map[string][]int{}
	for i, a := range algorithms {
		a.setUp(i)
		modules[a.module] = append(modules[a.module], i)
	}
	for name, numbers := range modules {
		RegisterModule(name, func(t *Thread, m Value) {
			for _, i := range numbers {
				algorithms[i].addTo(t, m, i)
			}
			AddValue(t, m, "_GIL_MINSIZE", gc.MakeInt(2048))
		})
	}
}

// setUp makes the class of the algorithm with that number.
func (a *algorithm) setUp(number int) {
	digestSig := "(self, /)"
	if a.size == 0 {
		digestSig = "(self, length)"
	}
	spec := Spec{
		Module: a.module, Payload: hashPayload, Layout: gc.LayoutValues, Final: a.module != "_blake2",
		Methods: []Method{
			{Name: "update", Sig: "(self, data, /)", Fn: update, Doc: "Take in more bytes."},
			{Name: "digest", Sig: digestSig, Fn: digest, Doc: "The digest as bytes."},
			{Name: "hexdigest", Sig: digestSig, Fn: hexDigest, Doc: "The digest in hexadecimal digits."},
			{Name: "copy", Sig: "(self, /)", Fn: copyHash, Doc: "A hash that has taken in the same."},
		},
		Getset: []Getset{
			{Name: "name", Get: func(t *Thread, v Value) Value { return Intern(algorithmOf(v).name) }},
			{Name: "digest_size", Get: digestSize},
			{Name: "block_size", Get: func(t *Thread, v Value) Value { return gc.MakeInt(int64(algorithmOf(v).block)) }},
		},
	}
	if !a.function {
		spec.Slots.New = a.constructor(number)
	}
	if limits := limitsOf(a.name); limits != nil {
		spec.Members = func(set func(name string, v Value)) {
			set("SALT_SIZE", gc.MakeInt(int64(limits.salt)))
			set("PERSON_SIZE", gc.MakeInt(int64(limits.salt)))
			set("MAX_KEY_SIZE", gc.MakeInt(int64(a.size)))
			set("MAX_DIGEST_SIZE", gc.MakeInt(int64(a.size)))
		}
	}
	a.typ = NewType(a.class, 0)
	a.typ.Setup(spec)
}

// addTo puts the algorithm into its module.
func (a *algorithm) addTo(t *Thread, m Value, number int) {
	if !a.function {
		AddType(t, m, a.typ)
		return
	}
	name := a.class
	if name == a.name {
		name = map[string]string{"md5": "MD5Type", "sha1": "SHA1Type"}[name]
	}
	AddValue(t, m, name, a.typ.Obj)
	AddFunctions(t, m, []Method{{Name: a.name, Sig: constructorSig, Doc: "A new hash object.", Fn: func(t *Thread, args []Value) Value {
		return a.begin(t, number, args[0], args[2])
	}}})
}

var constructorParams = ParseSignature(constructorSig)

// constructor is what calling the algorithm's class does.
func (a *algorithm) constructor(number int) func(t *Thread, cls *Type, args []Value, kw Value) Value {
	if a.module == "_blake2" {
		return func(t *Thread, cls *Type, args []Value, kw Value) Value { return newBlake2(t, number, args, kw) }
	}
	return func(t *Thread, cls *Type, args []Value, kw Value) Value {
		var buf [3]Value
		p, ok := Bind(t, a.name, constructorParams, args, kw, buf[:0])
		if !ok {
			return Null
		}
		return a.begin(t, number, p[0], p[2])
	}
}

// begin makes a hash object that has taken in the first bytes, which may be
// given by one of two names.
func (a *algorithm) begin(t *Thread, number int, first, byOldName Value) Value {
	s := a.fresh()
	if !takeFirst(t, s, first, byOldName) {
		return Null
	}
	return newHash(t, number, s)
}

func takeFirst(t *Thread, s state, first, byOldName Value) bool {
	if first != Null && byOldName != Null {
		TypeErrorf(t, "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.")
		return false
	}
	if first == Null {
		first = byOldName
	}
	if first == Null {
		return true
	}
	b, ok := data(t, first)
	s.Write(b)
	return ok
}

func digest(t *Thread, args []Value) Value {
	b, ok := sum(t, args)
	if !ok {
		return Null
	}
	return NewBytes(t, b)
}

func hexDigest(t *Thread, args []Value) Value {
	b, ok := sum(t, args)
	if !ok {
		return Null
	}
	return NewStr(t, hex.EncodeToString(b))
}

func copyHash(t *Thread, args []Value) Value {
	return newHash(t, int(gc.Load(args[0].Addr()+hashAlgorithm).Int()), stateOf(t, args[0]))
}

func digestSize(t *Thread, v Value) Value {
	if s, ok := stateOf(t, v).(interface{ Size() int }); ok {
		return gc.MakeInt(int64(s.Size()))
	}
	return gc.MakeInt(int64(algorithmOf(v).size))
}
