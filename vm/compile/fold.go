package compile

import (
	"math"
	"math/big"
	"strings"
	"unicode/utf8"

	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// Limits on what folding may produce, those of CPython.
const (
	maxIntBits    = 128
	maxStrLen     = 4096
	maxCollection = 256
)

// fold computes e if it is constant.
func (u *unit) fold(e syntax.Expr) (any, bool) {
	switch e := e.(type) {
	case *syntax.Constant:
		return literal(e.Value), true
	case *syntax.Name:
		if e.Id == "__debug__" {
			return u.c.opts.Optimize == 0, true
		}
	case *syntax.UnaryOp:
		if x, ok := u.fold(e.Operand); ok {
			return foldUnary(e.Op, x)
		}
	case *syntax.BinOp:
		if r, ok := u.fold(e.Right); ok {
			if l, ok := u.fold(e.Left); ok {
				return foldBinary(e.Op, l, r)
			}
		}
	case *syntax.Tuple:
		if e.Ctx == syntax.Load {
			if t, ok := u.foldAll(e.Elts); ok {
				return t, true
			}
		}
	case *syntax.Subscript:
		if i, ok := u.fold(e.Slice); ok {
			if v, ok := u.fold(e.Value); ok {
				return foldIndex(v, i)
			}
		}
	case *syntax.JoinedStr:
		if len(e.Values) == 0 {
			return "", true
		}
	}
	return nil, false
}

// foldAll computes a list of constants. The last is tried first: most lists
// that are not constant end so.
func (u *unit) foldAll(elts []syntax.Expr) (bytecode.Tuple, bool) {
	if n := len(elts); n > 0 {
		if _, ok := u.fold(elts[n-1]); !ok {
			return nil, false
		}
	}
	t := make(bytecode.Tuple, len(elts))
	for i, e := range elts {
		k, ok := u.fold(e)
		if !ok {
			return nil, false
		}
		t[i] = k
	}
	return t, true
}

// truth is bool() of a constant.
func truth(k any) bool {
	switch v := k.(type) {
	case nil:
		return false
	case bool:
		return v
	case int64:
		return v != 0
	case *big.Int:
		return v.Sign() != 0
	case float64:
		return v != 0
	case complex128:
		return v != 0
	case string:
		return v != ""
	case bytecode.Bytes:
		return v != ""
	case bytecode.Tuple:
		return len(v) > 0
	case bytecode.FrozenSet:
		return len(v) > 0
	}
	return true
}

// integer returns an int or bool constant as a big.Int.
func integer(k any) *big.Int {
	switch v := k.(type) {
	case int64:
		return big.NewInt(v)
	case *big.Int:
		return v
	case bool:
		if v {
			return big.NewInt(1)
		}
		return new(big.Int)
	}
	return nil
}

func normal(i *big.Int) any {
	if i.IsInt64() {
		return i.Int64()
	}
	return i
}

func foldUnary(op syntax.UnaryOperator, x any) (any, bool) {
	if op == syntax.Not {
		return !truth(x), true
	}
	switch v := x.(type) {
	case float64:
		switch op {
		case syntax.USub:
			return -v, true
		case syntax.UAdd:
			return v, true
		}
		return nil, false
	case complex128:
		switch op {
		case syntax.USub:
			return complex(-real(v), -imag(v)), true
		case syntax.UAdd:
			return v, true
		}
		return nil, false
	}
	i := integer(x)
	if i == nil {
		return nil, false
	}
	switch op {
	case syntax.USub:
		return normal(new(big.Int).Neg(i)), true
	case syntax.Invert:
		if _, isBool := x.(bool); isBool {
			return nil, false // warns when it runs
		}
		return normal(new(big.Int).Not(i)), true
	}
	return normal(i), true
}

func foldBinary(op syntax.Operator, l, r any) (any, bool) {
	if a, ok := l.(int64); ok {
		if b, ok := r.(int64); ok && small(a) && small(b) {
			switch op {
			case syntax.Add:
				return a + b, true
			case syntax.Sub:
				return a - b, true
			case syntax.Mult:
				return a * b, true
			}
		}
	}
	switch lv := l.(type) {
	case string:
		if rv, ok := r.(string); ok && op == syntax.Add {
			return joinStrings(lv, rv)
		}
	case bytecode.Bytes:
		if rv, ok := r.(bytecode.Bytes); ok && op == syntax.Add {
			return lv + rv, true
		}
	case bytecode.Tuple:
		if rv, ok := r.(bytecode.Tuple); ok && op == syntax.Add {
			return append(append(bytecode.Tuple{}, lv...), rv...), true
		}
	}
	if op == syntax.Mult {
		if n, ok := r.(int64); ok {
			if k, ok := repeat(l, n); ok {
				return k, true
			}
		}
		if n, ok := l.(int64); ok {
			if k, ok := repeat(r, n); ok {
				return k, true
			}
		}
	}
	if lb, ok := l.(bool); ok {
		if rb, ok := r.(bool); ok && (op == syntax.BitAnd || op == syntax.BitOr || op == syntax.BitXor) {
			return op == syntax.BitAnd && lb && rb || op == syntax.BitOr && (lb || rb) || op == syntax.BitXor && lb != rb, true
		}
	}
	a, b := integer(l), integer(r)
	if a != nil && b != nil {
		return foldInts(op, a, b)
	}
	return foldFloats(op, l, r)
}

// joinStrings concatenates. Two halves of a surrogate pair stay two characters
// in WTF-8 only if they are not adjacent bytes of one, which they never are.
func joinStrings(a, b string) (any, bool) { return a + b, true }

func small(i int64) bool { return i == int64(int32(i)) }

// repeat is a sequence constant times n.
func repeat(k any, n int64) (any, bool) {
	if n < 0 {
		n = 0
	}
	switch v := k.(type) {
	case string:
		if n == 0 || int64(len(v)) <= maxStrLen/n {
			return strings.Repeat(v, int(n)), true
		}
	case bytecode.Bytes:
		if n == 0 || int64(len(v)) <= maxStrLen/n {
			return bytecode.Bytes(strings.Repeat(string(v), int(n))), true
		}
	case bytecode.Tuple:
		if n != 0 && int64(len(v)) > maxCollection/n {
			return nil, false
		}
		t := bytecode.Tuple{}
		for ; n > 0 && len(v) > 0; n-- {
			t = append(t, v...)
		}
		return t, true
	}
	return nil, false
}

func foldInts(op syntax.Operator, a, b *big.Int) (any, bool) {
	z := new(big.Int)
	switch op {
	case syntax.Add:
		return normal(z.Add(a, b)), true
	case syntax.Sub:
		return normal(z.Sub(a, b)), true
	case syntax.Mult:
		if a.BitLen()+b.BitLen() > maxIntBits {
			return nil, false
		}
		return normal(z.Mul(a, b)), true
	case syntax.Div:
		if b.Sign() == 0 || a.BitLen() > 53 || b.BitLen() > 53 {
			return nil, false
		}
		return float64(a.Int64()) / float64(b.Int64()), true
	case syntax.FloorDiv, syntax.Modulo:
		if b.Sign() == 0 {
			return nil, false
		}
		m := new(big.Int)
		z.DivMod(a, b, m)
		if b.Sign() < 0 && m.Sign() != 0 { // Euclid's remainder is never negative
			m.Add(m, b)
			z.Sub(z, big.NewInt(1))
		}
		if op == syntax.Modulo {
			return normal(m), true
		}
		return normal(z), true
	case syntax.Pow:
		if b.Sign() < 0 || !b.IsInt64() || int64(a.BitLen())*b.Int64() > maxIntBits || b.BitLen() > 30 {
			return nil, false
		}
		return normal(z.Exp(a, b, nil)), true
	case syntax.LShift:
		if b.Sign() < 0 || !b.IsInt64() || b.Int64() > maxIntBits || a.BitLen()+int(b.Int64()) > maxIntBits {
			return nil, false
		}
		return normal(z.Lsh(a, uint(b.Int64()))), true
	case syntax.RShift:
		if b.Sign() < 0 || b.BitLen() > 30 {
			return nil, false
		}
		return normal(z.Rsh(a, uint(b.Int64()))), true
	case syntax.BitAnd:
		return normal(z.And(a, b)), true
	case syntax.BitOr:
		return normal(z.Or(a, b)), true
	case syntax.BitXor:
		return normal(z.Xor(a, b)), true
	}
	return nil, false
}

// real number constants as float64; ints that a float64 holds exactly.
func float(k any) (float64, bool) {
	switch v := k.(type) {
	case float64:
		return v, true
	case int64:
		if v > -1<<53 && v < 1<<53 {
			return float64(v), true
		}
	}
	return 0, false
}

func foldFloats(op syntax.Operator, l, r any) (any, bool) {
	a, aok := float(l)
	b, bok := float(r)
	if c, ok := r.(complex128); ok && aok {
		switch op {
		case syntax.Add:
			return complex(a+real(c), imag(c)), true
		case syntax.Sub:
			return complex(a-real(c), -imag(c)), true
		}
		return nil, false
	}
	if !aok || !bok {
		return nil, false
	}
	switch op {
	case syntax.Add:
		return a + b, true
	case syntax.Sub:
		return a - b, true
	case syntax.Mult:
		return a * b, true
	case syntax.Div:
		if b != 0 && !math.IsInf(a/b, 0) {
			return a / b, true
		}
	}
	return nil, false
}

// foldIndex is v[i] for a constant string, bytes or tuple and an int.
func foldIndex(v, i any) (any, bool) {
	n, ok := i.(int64)
	if !ok {
		return nil, false
	}
	switch v := v.(type) {
	case bytecode.Tuple:
		if n < 0 {
			n += int64(len(v))
		}
		if n >= 0 && n < int64(len(v)) {
			return v[n], true
		}
	case bytecode.Bytes:
		if n < 0 {
			n += int64(len(v))
		}
		if n >= 0 && n < int64(len(v)) {
			return int64(v[n]), true
		}
	case string:
		for j := 0; j < len(v); j++ {
			if v[j] >= utf8.RuneSelf {
				return nil, false
			}
		}
		if n < 0 {
			n += int64(len(v))
		}
		if n >= 0 && n < int64(len(v)) {
			return v[n : n+1], true
		}
	}
	return nil, false
}
