//go:build linux && amd64

package amd64

import (
	"testing"

	"gorgon/jit/ir"
)

const floatSumTrace = `
trace 1 transactional
l = SLOAD 1
s = SLOAD 2
n = SLOAD 3
snap 0 pc=0x10 base=0 depth=0
GPTR l @0
GFLOAT s @0
GINT n @0
t = UNBOXF s
y = UNBOXI n
cards = CARDS l y
zero = KINT 0
i = AND y zero
one = KINT 1
snap 1 pc=0x20 base=0 depth=0 slots 2=t 4=i
LOOP
POLL 1 @1
GULT i y @1
v = LOADX.Item l i +24
BARRIER
GFLOAT v @1
f = UNBOXF v
t2 = FADD t f
i2 = ADD i one
PHI:Int i i2
PHI:Float t t2
JLOOP`

const attributeTrace = `
trace 1 transactional
o = SLOAD 1
n = SLOAD 3
snap 0 pc=0x10 base=0 depth=0
GPTR o @0
GINT n @0
y = UNBOXI n
zero = KINT 0
i = AND y zero
one = KINT 1
snap 1 pc=0x20 base=0 depth=0 slots 4=i
LOOP
POLL 1 @1
GLT i y @1
GSHAPE o 1234 @1
v = LOAD.Slot o +16
GINT v @1
x = UNBOXI v
x2 = ADD x one
GFIT x2 @1
w = BOXI x2
BARRIER
STORE.Slot o w +16
i2 = ADD i one
PHI:Int i i2
JLOOP`

// benchmarkLoop reports the time for each round of a trace.
func benchmarkLoop(b *testing.B, text, barrier string, prepare func(w *world, n int)) {
	w := newWorld(b)
	code := w.compile(parse(b, replaceBarrier(text, barrier)), nil)
	defer w.cache.Free(code)
	b.ResetTimer()
	for left := b.N; left > 0; left -= 10_000_000 {
		w.reset()
		prepare(w, min(left, 10_000_000))
		w.run(code)
	}
}

func BenchmarkIntSum(b *testing.B) {
	benchmarkLoop(b, countTrace, "", func(w *world, n int) {
		w.words[rootAt+3], w.words[rootAt+4], w.words[rootAt+5] = ir.BoxInt(0), ir.BoxInt(0), ir.BoxInt(int64(n))
	})
}

var benchSum int64

func BenchmarkIntSumGo(b *testing.B) {
	n, s := int64(b.N), int64(0)
	for i := int64(0); i < n; i++ {
		if s += i; s > ir.MaxInt || s < ir.MinInt {
			s = 0
		}
	}
	benchSum = s
}

const benchItems = 2000

func BenchmarkFloatSum(b *testing.B) { benchmarkFloats(b, "") }

func BenchmarkFloatSumCards(b *testing.B) { benchmarkFloats(b, "TXCARD l i cards @1") }

func benchmarkFloats(b *testing.B, barrier string) {
	w := newWorld(b)
	code := w.compile(parse(b, replaceBarrier(floatSumTrace, barrier)), nil)
	defer w.cache.Free(code)
	for i := range benchItems {
		w.words[heapAt+3+i] = ir.BoxFloat(float64(i))
	}
	w.words[heapAt+2] = ir.BoxInt(benchItems)
	w.words[rootAt+1], w.words[rootAt+3] = uint64(w.address(heapAt)), ir.BoxInt(benchItems)
	b.ResetTimer()
	for left := b.N; left > 0; left -= benchItems {
		w.words[0] = 1 << 40
		w.words[rootAt+2] = ir.BoxFloat(0)
		w.run(code)
	}
}

var benchFloat float64

func BenchmarkFloatSumGo(b *testing.B) {
	items := make([]float64, benchItems)
	for left := b.N; left > 0; left -= benchItems {
		var s float64
		for _, f := range items {
			s += f
		}
		benchFloat += s
	}
}

func prepareAttribute(w *world, n int) {
	w.words[heapAt] = 1234
	w.words[heapAt+1] = w.words[2]
	w.words[heapAt+2] = ir.BoxInt(7)
	w.words[rootAt+1], w.words[rootAt+3] = uint64(w.address(heapAt)), ir.BoxInt(int64(n))
}

func BenchmarkAttribute(b *testing.B) { benchmarkLoop(b, attributeTrace, "", prepareAttribute) }
func BenchmarkAttributeOwn(b *testing.B) {
	benchmarkLoop(b, attributeTrace, "TXOWN o @1", prepareAttribute)
}

type counter struct {
	shape uint32
	x     int64
}

var benchCounter = &counter{shape: 1234}

func BenchmarkAttributeGo(b *testing.B) {
	o := benchCounter
	for range b.N {
		if o.shape != 1234 {
			break
		}
		o.x++
	}
}

// BenchmarkCall is the way to Go and back.
func BenchmarkCall(b *testing.B) {
	w := newWorld(b)
	w.helper = func(n int64, args []uint64) uint64 { return args[0] + 1 }
	code := w.compile(parse(b, `
trace 1
helper next i Int
n = SLOAD 3
y = UNBOXI n
zero = KINT 0
i = AND y zero
snap 0 pc=0x20 base=0 depth=0 slots 4=i
LOOP
POLL 1 @0
GLT i y @0
i2 = CALL next i
PHI:Int i i2
JLOOP`), nil)
	defer w.cache.Free(code)
	w.words[rootAt+3] = ir.BoxInt(int64(b.N))
	b.ResetTimer()
	w.run(code)
}

// BenchmarkCompile reports the time for each instruction of a trace.
func BenchmarkCompile(b *testing.B) {
	w := newWorld(b)
	tr := parse(b, replaceBarrier(attributeTrace, "TXOWN o @1"))
	n := 0
	for b.Loop() {
		code, err := Compile(tr, w.env, nil)
		if err != nil {
			b.Fatal(err)
		}
		w.cache.Free(code)
		n += len(tr.Ins)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/ins")
}
