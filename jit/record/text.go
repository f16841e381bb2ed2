package record

import (
	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// Methods of strs that most often change nothing: machine code finds that out.

func (r *Recorder) callLower(a, first uint16, n int) bool {
	if n != 1 || !is(r.value(first), object.ShapeStr) {
		return false
	}
	r.set(a, r.text(r.helper(hStrLower, r.shape(first))))
	return true
}

// callStrip records strip of white space or of ASCII characters that the program
// names.
func (r *Recorder) callStrip(a, first uint16, n int) bool {
	if n < 1 || n > 2 || !is(r.value(first), object.ShapeStr) {
		return false
	}
	chars, set := r.constant(gc.None), object.WhiteSpace
	if n == 2 {
		v := r.value(first + 1)
		if !is(v, object.ShapeStr) || !object.IsASCII(v) {
			return false
		}
		if chars = r.object(first + 1); r.Trace.Ins[chars].Op != ir.KVALUE {
			return false
		}
		set = object.StrOf(v)
	}
	var members [2]uint64
	for i := range len(set) {
		members[set[i]>>6] |= 1 << (set[i] & 63)
	}
	r.set(a, r.text(r.helper(hStrStrip, r.shape(first), chars, r.kint(int64(members[0])), r.kint(int64(members[1])))))
	return true
}

// text is the result of a helper that makes strs and does not fail.
func (r *Recorder) text(v ir.Ref) ir.Ref { return r.objectOf(v, object.ShapeStr) }

// number is the int or float that the str in register reg says.
func (r *Recorder) number(class *object.Type, reg uint16) ir.Ref {
	h := hIntOfStr
	if class == object.FloatType {
		h = hFloatOfStr
	}
	return r.helper(h, r.shape(reg))
}

func strLower(t *object.Thread, s, _, _, _ uint64) uint64 {
	return uint64(object.StrLower(t, gc.Value(s)))
}

func strStrip(t *object.Thread, s, chars, _, _ uint64) uint64 {
	return uint64(object.StrStrip(t, gc.Value(s), gc.Value(chars)))
}

func intOfStr(t *object.Thread, s, _, _, _ uint64) uint64 {
	v := object.IntOf(t, gc.Value(s))
	t.Exc = gc.Null // which the interpreter will meet again
	return uint64(v)
}

func floatOfStr(t *object.Thread, s, _, _, _ uint64) uint64 {
	v := object.FloatOfStr(t, gc.Value(s))
	t.Exc = gc.Null
	return uint64(v)
}
