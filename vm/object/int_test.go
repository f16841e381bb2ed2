package object

import (
	"bufio"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"gorgon/gc"
	"gorgon/internal/cpython"
)

// oracle runs a Python program that reads expressions line by line.
func oracle(t *testing.T, lines []string) []string {
	t.Helper()
	python, err := cpython.Exe()
	if err != nil {
		t.Skip("no CPython to compare with: ", err)
	}
	cmd := exec.Command(python, "-W", "ignore", "-c", "import sys, math\nsys.set_int_max_str_digits(0)\nfor l in sys.stdin:\n    try: print(repr(eval(l)))\n    except Exception as e: print(type(e).__name__)")
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var results []string
	s := bufio.NewScanner(strings.NewReader(string(out)))
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		results = append(results, s.Text())
	}
	if len(results) != len(lines) {
		t.Fatalf("%d results for %d lines", len(results), len(lines))
	}
	return results
}

func randomInt(r *rand.Rand) *big.Int {
	edges := []int64{0, 1, -1, 2, 10, 1<<47 - 1, 1 << 47, -1 << 47, -1<<47 - 1, 1<<53 + 1, math.MaxInt64, math.MinInt64, 1 << 62, -1 << 62}
	b := big.NewInt(edges[r.IntN(len(edges))])
	if r.IntN(3) > 0 {
		b.SetInt64(r.Int64() >> r.IntN(63))
		for n := r.IntN(4) * r.IntN(3); n > 0; n-- {
			b.Lsh(b, uint(r.IntN(64)))
			b.Xor(b, new(big.Int).SetUint64(r.Uint64()))
		}
		if r.IntN(2) == 0 {
			b.Neg(b)
		}
	}
	return b
}

func showNumber(v Value) string {
	switch {
	case v.IsFloat():
		return FloatRepr(v.Float())
	case v.IsBool():
		return map[Value]string{True: "True", False: "False"}[v]
	}
	return AsBig(v).String()
}

// checkNormal checks the invariants of exact ints.
func checkNormal(t *testing.T, v Value) {
	if !Is(v, ShapeInt) {
		return
	}
	words, _ := limbsOf(v.Addr())
	i, ok := AsInt64(v)
	if len(words) == 0 || words[len(words)-1] == 0 || ok && gc.FitsInt(i) {
		t.Errorf("%v is not in normal form", words)
	}
}

func TestIntOperators(t *testing.T) {
	th := soloThread()
	r := rand.New(rand.NewPCG(1, 2))
	ops := []struct {
		sign string
		f    binaryFn
	}{
		{"+", IntAdd}, {"-", IntSub}, {"*", IntMul}, {"//", IntFloorDiv}, {"%", IntMod}, {"/", IntTrueDiv}, {"&", IntAnd}, {"|", IntOr}, {"^", IntXor},
		{"<<", IntLShift}, {">>", IntRShift}, {"**", IntPow},
	}
	var lines, got []string
	for i := 0; i < 6000; i++ {
		op := ops[i%len(ops)]
		a, b := randomInt(r), randomInt(r)
		switch op.sign {
		case "<<", ">>":
			b.SetInt64(int64(r.IntN(300)))
		case "**":
			b.SetInt64(int64(r.IntN(40)))
		case "//", "%", "/":
			if b.Sign() == 0 || op.sign == "/" && a.BitLen()-b.BitLen() > 900 {
				continue
			}
		}
		v := op.f(th, NewBig(th, a), NewBig(th, b))
		checkNormal(t, v)
		got = append(got, showNumber(v))
		lines = append(lines, fmt.Sprintf("(%s) %s (%s)", a, op.sign, b))
	}
	for i := 0; i < 2000; i++ {
		a := randomInt(r)
		v := NewBig(th, a)
		f := math.Ldexp(r.Float64()-0.5, r.IntN(300)-100)
		g, ok := intFloat(v)
		if !ok {
			t.Fatal("too large")
		}
		got = append(got, showNumber(IntNeg(th, v)), showNumber(IntInvert(th, v)), showNumber(IntAbs(th, v)), fmt.Sprint(BitLen(v)), FloatRepr(g), fmt.Sprint(int64(mustHash(intHash(th, v)))),
			fmt.Sprint(int64(HashFloat(f))), showNumber(FloatToInt(th, f)), showNumber(compareFloatInt(f, v).outcome(OpLT)), showNumber(compareFloatInt(g, v).outcome(OpEQ)))
		fr := FloatRepr(f)
		lines = append(lines, fmt.Sprintf("-(%s)", a), fmt.Sprintf("~(%s)", a), fmt.Sprintf("abs(%s)", a), fmt.Sprintf("(%s).bit_length()", a), fmt.Sprintf("float(%s)", a), fmt.Sprintf("hash(%s)", a),
			fmt.Sprintf("hash(%s)", fr), fmt.Sprintf("int(%s)", fr), fmt.Sprintf("%s < (%s)", fr, a), fmt.Sprintf("%s == (%s)", FloatRepr(g), a))
	}
	for i := 0; i < 1000; i++ {
		a, b, m := randomInt(r), randomInt(r), randomInt(r)
		if b.BitLen() > 200 || m.Sign() == 0 || b.Sign() < 0 {
			continue
		}
		got = append(got, showNumber(IntPowMod(th, NewBig(th, a), NewBig(th, b), NewBig(th, m))))
		lines = append(lines, fmt.Sprintf("pow(%s, %s, %s)", a, b, m))
	}
	compareResults(t, lines, got)
}

func mustHash(h uint64, ok bool) uint64 { return h }

func compareResults(t *testing.T, lines, got []string) {
	t.Helper()
	bad := 0
	for i, want := range oracle(t, lines) {
		if got[i] != want {
			if bad++; bad < 20 {
				t.Errorf("%s = %s, CPython has %s", lines[i], got[i], want)
			}
		}
	}
}

func TestFloatOperators(t *testing.T) {
	th := soloThread()
	r := rand.New(rand.NewPCG(3, 4))
	special := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 2.5, -2.5, 1e308, 5e-324, 1e16, 123456789.123, 2.675, 1e22}
	pick := func() float64 {
		if r.IntN(3) == 0 {
			return special[r.IntN(len(special))]
		}
		return math.Ldexp(r.Float64()-0.5, r.IntN(200)-100)
	}
	var lines, got []string
	add := func(g string, format string, args ...any) {
		got, lines = append(got, g), append(lines, fmt.Sprintf(format, args...))
	}
	for i := 0; i < 3000; i++ {
		x, y := pick(), pick()
		a, b := FloatRepr(x), FloatRepr(y)
		if y != 0 {
			add(showNumber(FloatFloorDiv(th, x, y)), "(%s) // (%s)", a, b)
			add(showNumber(FloatMod(th, x, y)), "(%s) %% (%s)", a, b)
		}
		n := r.IntN(40) - 20
		if f, ok := FloatRound(x, n); ok {
			add(FloatRepr(f), "round(%s, %d)", a, n)
		}
		text := fmt.Sprintf("  %+.*e ", r.IntN(25), x)
		f, _ := scanFloat(text)
		add(FloatRepr(f), "float('%s')", text)
		// Other powers may differ by one unit in the last place.
		if n := math.Round(y); x > 0 && math.Abs(n*math.Log2(x)) < 1000 {
			add(showNumber(FloatPow(th, x, n)), "(%s) ** (%s)", a, FloatRepr(n))
		}
		h, state := scanHexFloat(StrOf(floatHex(th, []Value{NewFloat(x)})))
		if h != x || state != hexOK {
			t.Errorf("fromhex(hex(%v)) = %v", x, h)
		}
		add("'"+StrOf(floatHex(th, []Value{NewFloat(x)}))+"'", "(%s).hex()", a)
		ratio := floatRatio(th, []Value{NewFloat(x)})
		add(fmt.Sprintf("(%s, %s)", AsBig(TupleItems(ratio)[0]), AsBig(TupleItems(ratio)[1])), "(%s).as_integer_ratio()", a)
		c := complex(x, y)
		add(ComplexRepr(c), "complex(%s, %s)", a, b)
		add(ComplexRepr(ComplexProduct(c, complex(y, -x))), "complex(%s, %s) * complex(%s, %s)", a, b, b, FloatRepr(-x))
		if c != 0 {
			add(ComplexRepr(ComplexQuotient(complex(1.5, x), c)), "complex(1.5, %s) / complex(%s, %s)", a, a, b)
		}
		if p, ok := parseComplex(ComplexRepr(c)); !ok || math.Float64bits(real(p)) != math.Float64bits(x) || math.Float64bits(imag(p)) != math.Float64bits(y) {
			t.Errorf("complex(%q) = %v", ComplexRepr(c), p)
		}
	}
	compareResults(t, lines, got)
}

func TestIntParse(t *testing.T) {
	th := soloThread()
	var lines, got []string
	for _, s := range []string{"0", " 12 ", "-1_000", "1__0", "_1", "1_", "", "+", "0x1f", "0X_1F", "0b11", "0o17", "012", "000", "0_0", "-0x8000_0000_0000_0000", "zz", "9" + strings.Repeat("0123456789", 90), "12 3", "\u0663\u0664", "\u00a012\u2003", "1.0", "0b", "0x", "- 1", "\x1f1"} {
		for _, base := range []int{0, 2, 8, 10, 16, 36} {
			v, state, _ := scanInt(th, asciiNumber(s), base)
			g := "ValueError"
			if state == intOK {
				checkNormal(t, v)
				g = showNumber(v)
			}
			got, lines = append(got, g), append(lines, fmt.Sprintf("int(%+q, %d)", s, base))
		}
		f, ok := scanFloat(asciiNumber(s))
		g := "ValueError"
		if ok {
			g = FloatRepr(f)
		}
		got, lines = append(got, g), append(lines, fmt.Sprintf("float(%+q)", s))
	}
	compareResults(t, lines, got)
}
