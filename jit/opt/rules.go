package opt

import "math"

// rule says that what it matches may be written as something else. In both
// texts, which are S-expressions, a letter from u to z is any value, j or k a
// constant integer or float, and a number, true or false is itself; behind "="
// on the right a constant is computed from j and k by a function of arith.
// Operands of commutative operations match in either order.
//
// Requirements, which TestRules checks with random operands: the right side
// yields the same bits wherever the left side and the condition are defined; it
// has the type of the left side; it is not longer, or made of cheaper
// operations; no chain of rules comes back to where it began.
type rule struct {
	from, to string
	when     func(e *engine, b *bound) bool
}

// arith are the functions of the constants j and k (their bits); ok is false if the
// rule does not apply to these.
var arith = map[string]func(j, k int64) (n int64, ok bool){
	"add": func(j, k int64) (int64, bool) { return j + k, true },
	"sub": func(j, k int64) (int64, bool) { return j - k, true },
	// The other order.
	"ksubj": func(j, k int64) (int64, bool) { return k - j, true },
	"mul":   func(j, k int64) (int64, bool) { return j * k, true },
	"and":   func(j, k int64) (int64, bool) { return j & k, true },
	"or":    func(j, k int64) (int64, bool) { return j | k, true },
	"xor":   func(j, k int64) (int64, bool) { return j ^ k, true },
	"neg":   func(j, _ int64) (int64, bool) { return -j, j != math.MinInt64 },
	"dec":   func(j, _ int64) (int64, bool) { return j - 1, j != math.MinInt64 },
	"log2":  func(j, _ int64) (int64, bool) { return log2(j), j > 0 && j&(j-1) == 0 },
	// The count of two shifts in a row.
	"shifts": func(j, k int64) (int64, bool) { return j + k, uint64(j) <= 63 && uint64(k) <= 63 && j+k <= 63 },
	"sars":   func(j, k int64) (int64, bool) { return min(j+k, 63), uint64(j) <= 63 && uint64(k) <= 63 },
	"low":    func(j, _ int64) (int64, bool) { return int64(^uint64(0) >> uint(j&63)), uint64(j) <= 63 },
	"mask":   func(j, _ int64) (int64, bool) { return j - 1, j > 0 && j&(j-1) == 0 },
	"inverse": func(j, _ int64) (int64, bool) {
		f := math.Float64frombits(uint64(j))
		frac, exp := math.Frexp(f)
		return int64(math.Float64bits(1 / f)), math.Abs(frac) == .5 && -1000 < exp && exp < 1000
	},
}

func log2(j int64) (n int64) {
	for ; j > 1; j >>= 1 {
		n++
	}
	return n
}

// rules in the order in which they are tried.
var rules = []rule{
	// Boxes.
	{"(UNBOXI (BOXI x))", "x", nil},
	{"(UNBOXF (BOXF x))", "x", nil},
	{"(BOXF (UNBOXF v))", "v", nil},
	{"(BOXI (UNBOXI v))", "v", isKind('v', intKind)},
	{"(EQ (BOXI x) (BOXI y))", "(EQ x y)", nil},
	{"(NE (BOXI x) (BOXI y))", "(NE x y)", nil},
	{"(EQ (BOXB x) true)", "x", nil},
	{"(NE (BOXB x) false)", "x", nil},
	{"(EQ (BOXB x) false)", "(EQ x 0)", nil},
	{"(NE (BOXB x) true)", "(EQ x 0)", nil},
	{"(EQ (BOXB x) (BOXB y))", "(EQ x y)", nil},
	{"(NE (BOXB x) (BOXB y))", "(NE x y)", nil},

	// Integers.
	{"(ADD x 0)", "x", nil},
	{"(ADD x (NEG y))", "(SUB x y)", nil},
	{"(ADD (ADD x j) k)", "(ADD x =add)", nil},
	{"(ADD (SUB j x) k)", "(SUB =add x)", nil},
	{"(ADD (SUB x y) y)", "x", nil},
	{"(ADD (NOT x) 1)", "(NEG x)", nil},
	{"(SUB x x)", "0", nil},
	{"(SUB x j)", "(ADD x =neg)", nil},
	{"(SUB 0 x)", "(NEG x)", nil},
	{"(SUB j (ADD x k))", "(SUB =sub x)", nil},
	{"(SUB j (SUB k x))", "(ADD x =sub)", nil},
	{"(SUB x (NEG y))", "(ADD x y)", nil},
	{"(SUB (ADD x y) y)", "x", nil},
	{"(SUB x (SUB x y))", "y", nil},
	{"(SUB (SUB x y) x)", "(NEG y)", nil},
	{"(SUB (ADD x y) (ADD x z))", "(SUB y z)", nil},
	{"(NEG (NEG x))", "x", nil},
	{"(NEG (SUB x y))", "(SUB y x)", nil},
	{"(MUL x 0)", "0", nil},
	{"(MUL x 1)", "x", nil},
	{"(MUL x -1)", "(NEG x)", nil},
	{"(MUL x j)", "(SHL x =log2)", nil},
	{"(MUL (MUL x j) k)", "(MUL x =mul)", nil},
	{"(MUL (NEG x) j)", "(MUL x =neg)", nil},
	{"(MULOV x 0)", "0", nil},
	{"(MULOV x 1)", "x", nil},
	{"(MULOV x y)", "(MUL x y)", productFits},
	{"(FLOORDIV x 1)", "x", nil},
	{"(FLOORDIV x j)", "(SAR x =log2)", nil},
	{"(FLOORDIV x y)", "0", inside},
	{"(FLOORMOD x 1)", "0", nil},
	{"(FLOORMOD x j)", "(AND x =mask)", nil},
	{"(FLOORMOD x y)", "x", inside},

	// Bits.
	{"(AND x x)", "x", nil},
	{"(AND x 0)", "0", nil},
	{"(AND x -1)", "x", nil},
	{"(AND x j)", "x", coversBits},
	{"(AND (AND x j) k)", "(AND x =and)", nil},
	{"(AND (NOT x) x)", "0", nil},
	{"(OR x x)", "x", nil},
	{"(OR x 0)", "x", nil},
	{"(OR x -1)", "-1", nil},
	{"(OR (OR x j) k)", "(OR x =or)", nil},
	{"(XOR x x)", "0", nil},
	{"(XOR x 0)", "x", nil},
	{"(XOR x -1)", "(NOT x)", nil},
	{"(XOR (XOR x j) k)", "(XOR x =xor)", nil},
	{"(XOR (XOR x y) y)", "x", nil},
	{"(NOT (NOT x))", "x", nil},
	{"(NOT (NEG x))", "(ADD x -1)", nil},
	{"(SHL x 0)", "x", nil},
	{"(SHR x 0)", "x", nil},
	{"(SAR x 0)", "x", nil},
	{"(SHL 0 x)", "0", nil},
	{"(SHR 0 x)", "0", nil},
	{"(SAR 0 x)", "0", nil},
	{"(SHL (SHL x j) k)", "(SHL x =shifts)", nil},
	{"(SHR (SHR x j) k)", "(SHR x =shifts)", nil},
	{"(SAR (SAR x j) k)", "(SAR x =sars)", nil},
	{"(SHR (SHL x j) j)", "(AND x =low)", nil},
	{"(SAR (SHL x j) j)", "x", shiftedBack},

	// Comparisons.
	{"(LT x x)", "0", nil},
	{"(LE x x)", "1", nil},
	{"(EQ x x)", "1", nil},
	{"(NE x x)", "0", nil},
	{"(ULT x x)", "0", nil},
	{"(ULT x 0)", "0", nil},
	{"(LT x y)", "1", below('x', 'y')},
	{"(LT x y)", "0", atMost('y', 'x')},
	{"(LE x y)", "1", atMost('x', 'y')},
	{"(LE x y)", "0", below('y', 'x')},
	{"(EQ x y)", "0", apart},
	{"(NE x y)", "1", apart},
	{"(NE x 0)", "x", isFlag('x')},
	{"(EQ x 1)", "x", isFlag('x')},
	{"(EQ (XOR x j) k)", "(EQ x =xor)", nil},
	{"(NE (XOR x j) k)", "(NE x =xor)", nil},
	{"(EQ (ADD x j) k)", "(EQ x =ksubj)", nil},
	{"(NE (ADD x j) k)", "(NE x =ksubj)", nil},
	{"(EQ (EQ u v) 0)", "(NE u v)", nil},
	{"(EQ (NE u v) 0)", "(EQ u v)", nil},
	{"(EQ (LT x y) 0)", "(LE y x)", nil},
	{"(EQ (LE x y) 0)", "(LT y x)", nil},
	{"(XOR (EQ u v) 1)", "(NE u v)", nil},
	{"(XOR (NE u v) 1)", "(EQ u v)", nil},
	{"(XOR (LT x y) 1)", "(LE y x)", nil},
	{"(XOR (LE x y) 1)", "(LT y x)", nil},

	// Floats: what is exact, also for -0.0 and nan.
	{"(FADD x -0.0)", "x", nil},
	{"(FSUB x 0.0)", "x", nil},
	{"(FMUL x 1.0)", "x", nil},
	{"(FMUL x 2.0)", "(FADD x x)", nil},
	{"(FDIV x 1.0)", "x", nil},
	{"(FDIV x j)", "(FMUL x =inverse)", nil},
	{"(FNEG (FNEG x))", "x", nil},
	{"(FABS (FNEG x))", "(FABS x)", nil},
	{"(FABS (FABS x))", "(FABS x)", nil},
	{"(FFLOOR (I2F x))", "(I2F x)", nil},
	{"(FCEIL (I2F x))", "(I2F x)", nil},
	{"(FFLOOR (FFLOOR x))", "(FFLOOR x)", nil},
	{"(FCEIL (FCEIL x))", "(FCEIL x)", nil},
	{"(FLT x x)", "0", nil},
	{"(F2I (I2F x))", "x", fitsOpen},
	{"(FEQ (I2F x) (I2F y))", "(EQ x y)", fitBoth},
	{"(FLT (I2F x) (I2F y))", "(LT x y)", fitBoth},
	{"(FLE (I2F x) (I2F y))", "(LE x y)", fitBoth},

	// Guards of truth values.
	{"(GEQ (BOXB x) true)", "(GNE x 0)", nil},
	{"(GNE (BOXB x) false)", "(GNE x 0)", nil},
	{"(GEQ (BOXB x) false)", "(GEQ x 0)", nil},
	{"(GNE (BOXB x) true)", "(GEQ x 0)", nil},
	{"(GEQ x 1)", "(GNE x 0)", isFlag('x')},
	{"(GNE x 1)", "(GEQ x 0)", isFlag('x')},
	{"(GNE (LT x y) 0)", "(GLT x y)", nil},
	{"(GEQ (LT x y) 0)", "(GLE y x)", nil},
	{"(GNE (LE x y) 0)", "(GLE x y)", nil},
	{"(GEQ (LE x y) 0)", "(GLT y x)", nil},
	{"(GNE (EQ u v) 0)", "(GEQ u v)", nil},
	{"(GEQ (EQ u v) 0)", "(GNE u v)", nil},
	{"(GNE (NE u v) 0)", "(GNE u v)", nil},
	{"(GEQ (NE u v) 0)", "(GEQ u v)", nil},
	{"(GNE (ULT u v) 0)", "(GULT u v)", nil},
	{"(GNE (FLT x y) 0)", "(GFLT x y)", nil},
	{"(GEQ (FLT x y) 0)", "(GNFLT x y)", nil},
	{"(GNE (FLE x y) 0)", "(GFLE x y)", nil},
	{"(GEQ (FLE x y) 0)", "(GNFLE x y)", nil},
	{"(GNE (FEQ x y) 0)", "(GFEQ x y)", nil},
	{"(GEQ (FEQ x y) 0)", "(GFNE x y)", nil},

	// Guards of what is boxed or moved by a constant.
	{"(GEQ (BOXI x) (BOXI y))", "(GEQ x y)", nil},
	{"(GNE (BOXI x) (BOXI y))", "(GNE x y)", nil},
	{"(GEQ (XOR x j) k)", "(GEQ x =xor)", nil},
	{"(GNE (XOR x j) k)", "(GNE x =xor)", nil},
	{"(GEQ (ADD x j) k)", "(GEQ x =ksubj)", nil},
	{"(GNE (ADD x j) k)", "(GNE x =ksubj)", nil},
	{"(GFEQ (I2F x) (I2F y))", "(GEQ x y)", fitBoth},
	{"(GFNE (I2F x) (I2F y))", "(GNE x y)", fitBoth},
	{"(GFLT (I2F x) (I2F y))", "(GLT x y)", fitBoth},
	{"(GFLE (I2F x) (I2F y))", "(GLE x y)", fitBoth},
	{"(GNFLT (I2F x) (I2F y))", "(GLE y x)", fitBoth},
	{"(GNFLE (I2F x) (I2F y))", "(GLT y x)", fitBoth},
}
