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

// decoder reads an encoded code. Everything of one kind comes out of one
// allocation, whose size the file states; a file that asks for more than it
// says runs out of it and is damaged.
type decoder struct {
	data []byte // the nodes that are not read yet

	wordPool     []uint64
	strings      []string
	codePool     []Code
	valuePool    []any
	namePool     []string
	registerPool []uint16
	handlerPool  []Handler
	compVarPool  []CompVar
}

// Decode makes the code that Encode has written. It keeps referring to data,
// which must not change any more.
func Decode(data []byte) (c *Code, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			c, err = nil, errDamaged
		}
	}()
	var n totals
	for i, field := range n.fields() {
		*field = binary.LittleEndian.Uint32(data[4*i:])
	}
	data = data[totalsLen:]
	d := &decoder{wordPool: wordsOf(data[:8*int(n.words)])}
	data = data[8*int(n.words):]
	// Whatever it is, one takes a byte at least.
	fields := n.fields()
	for _, field := range fields[1:] {
		if int(*field) > len(data) {
			return nil, errDamaged
		}
	}
	d.strings = make([]string, n.strings)
	for i := range d.strings {
		length, k := binary.Uvarint(data)
		if k <= 0 {
			return nil, errDamaged
		}
		d.strings[i] = unsafe.String(unsafe.SliceData(data[k:]), len(data[k:k+int(length)]))
		data = data[k+int(length):]
	}
	d.data = data
	d.codePool = make([]Code, n.codes)
	d.valuePool = make([]any, n.values)
	d.namePool = make([]string, n.names)
	d.registerPool = make([]uint16, n.registers)
	d.handlerPool = make([]Handler, n.handlers)
	d.compVarPool = make([]CompVar, n.compVars)
	return d.code(), nil
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

// take cuts n elements off the front of a pool; nil for none.
func take[T any](pool *[]T, n int) []T {
	if n == 0 {
		return nil
	}
	head := (*pool)[:n:n]
	*pool = (*pool)[n:]
	return head
}

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

func (d *decoder) count() int {
	n := d.uint()
	if n > math.MaxInt32 {
		panic(errDamaged)
	}
	return int(n)
}

func (d *decoder) string() string { return d.strings[d.uint()] }

func (d *decoder) stringList() []string {
	list := take(&d.namePool, d.count())
	for i := range list {
		list[i] = d.string()
	}
	return list
}

func (d *decoder) registers() []uint16 {
	list := take(&d.registerPool, d.count())
	for i := range list {
		list[i] = uint16(d.uint())
	}
	return list
}

func (d *decoder) code() *Code {
	c := &take(&d.codePool, 1)[0]
	c.Name, c.QualName, c.Filename = d.string(), d.string(), d.string()
	c.Flags = CodeFlags(d.int())
	c.Words = take(&d.wordPool, int(d.int()))
	for _, field := range [...]*int{&c.FirstLine, &c.ArgCount, &c.PosOnly, &c.KwOnly, &c.NRegs, &c.NLocals} {
		*field = int(d.int())
	}
	c.VarNames, c.CellVars, c.FreeVars, c.Names = d.stringList(), d.stringList(), d.stringList(), d.stringList()
	c.VarRegs, c.CellRegs, c.FreeRegs = d.registers(), d.registers(), d.registers()
	c.CompVars = take(&d.compVarPool, d.count())
	for i := range c.CompVars {
		c.CompVars[i] = CompVar{Name: d.string(), Reg: uint16(d.uint()), Start: d.count(), End: d.count()}
	}
	c.Handlers = take(&d.handlerPool, d.count())
	for i := range c.Handlers {
		c.Handlers[i] = Handler{Start: d.count(), End: d.count(), Target: d.count(), Reg: uint16(d.uint())}
	}
	n := d.count()
	c.packed, d.data = d.data[:n:n], d.data[n:]
	c.Doc = d.value()
	c.Consts = d.values()
	return c
}

func (d *decoder) values() []any {
	list := take(&d.valuePool, d.count())
	for i := range list {
		list[i] = d.value()
	}
	return list
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
