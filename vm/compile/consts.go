package compile

import (
	"math"
	"math/big"
	"strconv"

	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// constant returns the index of a constant in the pool. Equal constants of one
// type share an index; 0.0 and -0.0 differ.
func (u *unit) constant(k any) int32 {
	key := constKey(k)
	if i, ok := u.consts[key]; ok {
		return i
	}
	if u.consts == nil {
		u.consts = make(map[any]int32)
	}
	i := int32(len(u.code.Consts))
	u.consts[key] = i
	u.code.Consts = append(u.code.Consts, k)
	return i
}

type (
	floatKey   uint64
	complexKey [2]uint64
	bigKey     string
	tupleKey   string
)

// constKey returns a comparable value that is equal for the same constants.
func constKey(k any) any {
	switch v := k.(type) {
	case float64:
		return floatKey(math.Float64bits(v))
	case complex128:
		return complexKey{math.Float64bits(real(v)), math.Float64bits(imag(v))}
	case *big.Int:
		return bigKey(v.String())
	case bytecode.Tuple, bytecode.FrozenSet:
		return tupleKey(appendConst(nil, k))
	}
	return k
}

// appendConst appends an unambiguous text of a constant.
func appendConst(b []byte, k any) []byte {
	switch v := k.(type) {
	case nil:
		return append(b, 'N')
	case bool:
		if v {
			return append(b, 'T')
		}
		return append(b, 'F')
	case bytecode.EllipsisType:
		return append(b, '.')
	case int64:
		return append(strconv.AppendInt(append(b, 'i'), v, 10), ';')
	case *big.Int:
		return append(v.Append(append(b, 'l'), 16), ';')
	case float64:
		return append(strconv.AppendUint(append(b, 'f'), math.Float64bits(v), 16), ';')
	case complex128:
		b = append(strconv.AppendUint(append(b, 'c'), math.Float64bits(real(v)), 16), ';')
		return append(strconv.AppendUint(b, math.Float64bits(imag(v)), 16), ';')
	case string:
		b = append(strconv.AppendInt(append(b, 's'), int64(len(v)), 10), ':')
		return append(b, v...)
	case bytecode.Bytes:
		b = append(strconv.AppendInt(append(b, 'b'), int64(len(v)), 10), ':')
		return append(b, v...)
	case bytecode.Tuple:
		b = append(b, '(')
		for _, x := range v {
			b = appendConst(b, x)
		}
		return append(b, ')')
	case bytecode.FrozenSet:
		b = append(b, '{')
		for _, x := range v {
			b = appendConst(b, x)
		}
		return append(b, '}')
	}
	panic("compile: no constant")
}

// literal converts a value of the syntax tree to one of a code object.
func literal(v any) any {
	switch v := v.(type) {
	case syntax.EllipsisType:
		return bytecode.EllipsisType{}
	case syntax.Bytes:
		return bytecode.Bytes(v)
	}
	return v
}
