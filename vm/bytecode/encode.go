package bytecode

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
)

// The encoded form of a Code, for files that only the build that wrote them
// reads (opcodes are plain numbers in it):
//
//	totals     how many words and strings there are, 4 bytes each
//	words      the instructions of all codes, the outer ones first, 8 bytes each
//	strings    a uvarint length and the bytes of each different string
//	nodes      the outermost code; codes among its constants follow in place
//
// Numbers in nodes are varints, strings are indexes. The length of a code's body
// stands before it.

// totalsLen is the length of the totals.
const totalsLen = 2 * 4

// The kinds of constants.
const (
	constNone = iota
	constFalse
	constTrue
	constInt
	constBig
	constFloat
	constComplex
	constString
	constBytes
	constEllipsis
	constTuple
	constFrozenSet
	constCode
)

type encoder struct {
	words   []byte
	strings []byte
	nodes   []byte
	index   map[string]uint64 // of strings
}

// Encode appends the encoded form of a code to dst.
func Encode(dst []byte, c *Code) ([]byte, error) {
	e := &encoder{index: map[string]uint64{}}
	if err := e.code(c); err != nil {
		return nil, err
	}
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(e.words)/8))
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(e.index)))
	dst = append(dst, e.words...)
	dst = append(dst, e.strings...)
	return append(dst, e.nodes...), nil
}

func (e *encoder) uint(n uint64) { e.nodes = binary.AppendUvarint(e.nodes, n) }
func (e *encoder) int(n int64)   { e.nodes = binary.AppendVarint(e.nodes, n) }

func (e *encoder) string(s string) {
	i, ok := e.index[s]
	if !ok {
		i = uint64(len(e.index))
		e.index[s] = i
		e.strings = binary.AppendUvarint(e.strings, uint64(len(s)))
		e.strings = append(e.strings, s...)
	}
	e.uint(i)
}

func (e *encoder) stringList(list []string) {
	e.uint(uint64(len(list)))
	for _, s := range list {
		e.string(s)
	}
}

func (e *encoder) registers(list []uint16) {
	e.uint(uint64(len(list)))
	for _, r := range list {
		e.uint(uint64(r))
	}
}

func (e *encoder) code(c *Code) error {
	e.string(c.Name)
	e.string(c.QualName)
	e.string(c.Filename)
	for _, n := range []int{int(c.Flags), c.FirstLine, c.ArgCount, c.PosOnly, c.KwOnly, c.NRegs, c.NLocals} {
		e.int(int64(n))
	}
	if err := e.value(c.Doc); err != nil {
		return err
	}
	before := e.nodes
	e.nodes = nil
	if err := e.body(c.Load()); err != nil {
		return err
	}
	body := e.nodes
	e.nodes = before
	e.uint(uint64(len(body)))
	e.nodes = append(e.nodes, body...)
	return nil
}

func (e *encoder) body(c *Code) error {
	e.uint(uint64(len(e.words) / 8))
	e.uint(uint64(len(c.Words)))
	for _, w := range c.Words {
		e.words = binary.LittleEndian.AppendUint64(e.words, w)
	}
	for _, list := range [][]string{c.VarNames, c.CellVars, c.FreeVars, c.Names} {
		e.stringList(list)
	}
	for _, list := range [][]uint16{c.VarRegs, c.CellRegs, c.FreeRegs} {
		e.registers(list)
	}
	e.uint(uint64(len(c.CompVars)))
	for _, v := range c.CompVars {
		e.string(v.Name)
		e.uint(uint64(v.Reg))
		e.uint(uint64(v.Start))
		e.uint(uint64(v.End))
	}
	e.uint(uint64(len(c.Handlers)))
	for _, h := range c.Handlers {
		for _, n := range []int{h.Start, h.End, h.Target, int(h.Reg)} {
			e.uint(uint64(n))
		}
	}
	packed := packRanges(c.Positions())
	e.uint(uint64(len(packed)))
	e.nodes = append(e.nodes, packed...)
	return e.values(c.Consts)
}

func (e *encoder) values(list []any) error {
	e.uint(uint64(len(list)))
	for _, v := range list {
		if err := e.value(v); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) kind(k byte) { e.nodes = append(e.nodes, k) }

func (e *encoder) value(v any) error {
	switch v := v.(type) {
	case nil:
		e.kind(constNone)
	case bool:
		if v {
			e.kind(constTrue)
		} else {
			e.kind(constFalse)
		}
	case int64:
		e.kind(constInt)
		e.int(v)
	case *big.Int:
		e.kind(constBig)
		e.string(string(v.Append(nil, 16)))
	case float64:
		e.kind(constFloat)
		e.uint(math.Float64bits(v))
	case complex128:
		e.kind(constComplex)
		e.uint(math.Float64bits(real(v)))
		e.uint(math.Float64bits(imag(v)))
	case string:
		e.kind(constString)
		e.string(v)
	case Bytes:
		e.kind(constBytes)
		e.string(string(v))
	case EllipsisType:
		e.kind(constEllipsis)
	case Tuple:
		e.kind(constTuple)
		return e.values(v)
	case FrozenSet:
		e.kind(constFrozenSet)
		return e.values(v)
	case *Code:
		e.kind(constCode)
		return e.code(v)
	default:
		return fmt.Errorf("bytecode: constant of type %T", v)
	}
	return nil
}

// packRanges writes each position as its differences to the one before.
func packRanges(ranges []Position) []byte {
	var b []byte
	var last Position
	for _, p := range ranges {
		b = binary.AppendUvarint(b, uint64(p.Word-last.Word))
		for _, d := range [4]int32{p.Line - last.Line, p.EndLine - p.Line, p.Col - last.Col, p.EndCol - p.Col} {
			b = binary.AppendVarint(b, int64(d))
		}
		last = p
	}
	return b
}

// unpackRanges is the inverse of packRanges.
func unpackRanges(b []byte) []Position {
	var ranges []Position
	var last Position
	for len(b) > 0 {
		word, n := binary.Uvarint(b)
		b = b[max(n, 1):]
		var d [4]int32
		for i := range d {
			v, n := binary.Varint(b)
			b = b[min(max(n, 1), len(b)):]
			d[i] = int32(v)
		}
		last = Position{Word: last.Word + int(word), Line: last.Line + d[0], Col: last.Col + d[2]}
		last.EndLine, last.EndCol = last.Line+d[1], last.Col+d[3]
		ranges = append(ranges, last)
	}
	return ranges
}

// Positions are the source ranges of the instructions.
func (c *Code) Positions() []Position {
	if len(c.packed) == 0 {
		return c.Ranges
	}
	if p := c.unpacked.Load(); p != nil {
		return *p
	}
	ranges := unpackRanges(c.packed)
	c.unpacked.Store(&ranges)
	return ranges
}
