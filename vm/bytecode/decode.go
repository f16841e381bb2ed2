package bytecode

import (
	"encoding/binary"
	"errors"
	"math"
	"math/big"
	"unsafe"
)

// errDamaged is what Decode says of bytes that Encode has not written.
var errDamaged = errors.New("bytecode: damaged code")

// encoded is the part of an encoded code that all codes in it share.
type encoded struct {
	words   []uint64
	strings []byte
	starts  []uint32 // of strings
}

// decoder reads nodes. Numbers of things are bounded by the bytes that are left,
// of which each takes one at least.
type decoder struct {
	*encoded
	data []byte // the nodes that are not read yet
}

// Decode makes the code that Encode has written. It keeps referring to data,
// which must not change any more. Codes among the constants are looked at when they
// are loaded: then damaged ones panic.
func Decode(data []byte) (c *Code, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			c, err = nil, errDamaged
		}
	}()
	words, strings := int(binary.LittleEndian.Uint32(data)), int(binary.LittleEndian.Uint32(data[4:]))
	data = data[totalsLen:]
	f := &encoded{words: wordsOf(data[:8*words]), strings: data[8*words:]}
	if strings > len(f.strings) {
		return nil, errDamaged
	}
	f.starts = make([]uint32, strings)
	at := 0
	for i := range f.starts {
		f.starts[i] = uint32(at)
		length, k := binary.Uvarint(f.strings[at:])
		if k <= 0 || length > uint64(len(f.strings)) {
			return nil, errDamaged
		}
		at += k + int(length)
	}
	d := &decoder{f, f.strings[at:]}
	f.strings = f.strings[:at:at]
	return d.code().Load(), nil
}

// wordsOf returns words that lie in bytes: where they are, if the machine reads
// them there.
func wordsOf(b []byte) []uint64 {
	n := len(b) / 8
	p := unsafe.SliceData(b)
	if littleEndian && uintptr(unsafe.Pointer(p))%8 == 0 {
		return unsafe.Slice((*uint64)(unsafe.Pointer(p)), n)
	}
	words := make([]uint64, n)
	for i := range words {
		words[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return words
}

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

func (d *decoder) uint() uint64 {
	if len(d.data) > 0 && d.data[0] < 0x80 {
		v := d.data[0]
		d.data = d.data[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(d.data)
	if n <= 0 {
		panic(errDamaged)
	}
	d.data = d.data[n:]
	return v
}

func (d *decoder) int() int64 {
	v := d.uint()
	return int64(v>>1) ^ -int64(v&1)
}

// count reads a number of things that follow.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.data)) {
		panic(errDamaged)
	}
	return int(n)
}

// place reads a number that is not negative.
func (d *decoder) place() int {
	n := d.uint()
	if n > math.MaxInt32 {
		panic(errDamaged)
	}
	return int(n)
}

func (d *decoder) string() string {
	b := d.strings[d.starts[d.uint()]:]
	length, k := binary.Uvarint(b)
	return unsafe.String(unsafe.SliceData(b[k:]), len(b[k:k+int(length)]))
}

// list makes room for n things, nil for none.
func list[T any](n int) []T {
	if n == 0 {
		return nil
	}
	return make([]T, n)
}

func (d *decoder) stringList() []string {
	all := list[string](d.count())
	for i := range all {
		all[i] = d.string()
	}
	return all
}

func (d *decoder) registers() []uint16 {
	all := list[uint16](d.count())
	for i := range all {
		all[i] = uint16(d.uint())
	}
	return all
}

func (d *decoder) code() *Code {
	c := &Code{file: d.encoded}
	c.Name, c.QualName, c.Filename = d.string(), d.string(), d.string()
	c.Flags = CodeFlags(d.int())
	for _, field := range [...]*int{&c.FirstLine, &c.ArgCount, &c.PosOnly, &c.KwOnly, &c.NRegs, &c.NLocals} {
		*field = int(d.int())
	}
	c.Doc = d.value()
	n := d.count()
	c.nodes, d.data = d.data[:n:n], d.data[n:]
	return c
}

// body decodes a code's body.
func (f *encoded) body(nodes []byte) *Body {
	d, c := decoder{f, nodes}, &Body{}
	at, n := d.place(), d.place()
	c.Words = f.words[at : at+n : at+n]
	c.VarNames, c.CellVars, c.FreeVars, c.Names = d.stringList(), d.stringList(), d.stringList(), d.stringList()
	c.VarRegs, c.CellRegs, c.FreeRegs = d.registers(), d.registers(), d.registers()
	c.CompVars = list[CompVar](d.count())
	for i := range c.CompVars {
		c.CompVars[i] = CompVar{Name: d.string(), Reg: uint16(d.uint()), Start: d.place(), End: d.place()}
	}
	c.Handlers = list[Handler](d.count())
	for i := range c.Handlers {
		c.Handlers[i] = Handler{Start: d.place(), End: d.place(), Target: d.place(), Reg: uint16(d.uint())}
	}
	n = d.count()
	c.packed, d.data = d.data[:n:n], d.data[n:]
	c.Consts = d.values()
	return c
}

func (d *decoder) values() []any {
	all := list[any](d.count())
	for i := range all {
		all[i] = d.value()
	}
	return all
}

func (d *decoder) value() any {
	kind := d.data[0]
	d.data = d.data[1:]
	switch kind {
	case constNone:
		return nil
	case constFalse:
		return false
	case constTrue:
		return true
	case constInt:
		return d.int()
	case constBig:
		v, ok := new(big.Int).SetString(d.string(), 16)
		if !ok {
			panic(errDamaged)
		}
		return v
	case constFloat:
		return math.Float64frombits(d.uint())
	case constComplex:
		re := math.Float64frombits(d.uint())
		return complex(re, math.Float64frombits(d.uint()))
	case constString:
		return d.string()
	case constBytes:
		return Bytes(d.string())
	case constEllipsis:
		return EllipsisType{}
	case constTuple:
		return Tuple(d.values())
	case constFrozenSet:
		return FrozenSet(d.values())
	case constCode:
		return d.code()
	}
	panic(errDamaged)
}
