package opt

import (
	"math/rand"
	"testing"

	"gorgon/jit/ir"
)

// BenchmarkOptimise gives the time for each instruction as recorded: of a loop
// as it is usual, and of random traces.
func BenchmarkOptimise(b *testing.B) {
	loop := ir.MustParse(benchLoop)
	random := make([]*ir.Trace, 50)
	for i := range random {
		r := rand.New(rand.NewSource(int64(i)))
		random[i] = randomTrace(r.Intn, 60, uint64(i))
	}
	for _, c := range []struct {
		name    string
		traces  []*ir.Trace
		options Options
	}{
		{"loop", []*ir.Trace{loop}, Options{}}, {"straight", []*ir.Trace{loop}, Options{NoLoop: true}},
		{"random", random, Options{}}, {"random-straight", random, Options{NoLoop: true}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for i := range b.N {
				t := c.traces[i%len(c.traces)]
				Optimise(t, c.options)
				n += len(t.Ins)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/ins")
		})
	}
}

// for p in points: total += p.x * p.x; p.count += 1
const benchLoop = `trace 7 transactional
it = SLOAD 3
total = SLOAD 4
snap 0 pc=0x40 base=0 depth=0
POLL 12 @0
GPTR it @0
GSHAPE it 31 @0
list = LOAD.Slot it +16
i = LOADI.Slot it +24
TXREAD it +8 @0
GPTR list @0
GSHAPE list 12 @0
n = LOADI.Slot list +16
block = LOADI.Slot list +24
TXREAD list +8 @0
snap 1 pc=0x90 base=0 depth=0
GULT i n @1
p = LOADX.Item block i +16
room = KINT 99
cards = CARDS block room
TXCARD block i cards @0
one = KINT 1
i2 = ADD i one
TXOWN it @0
STOREI.Slot it i2 +24
snap 2 pc=0x50 base=0 depth=0 slots 5=p
GPTR p @2
GSHAPE p 101 @2
x = LOAD.Slot p +16
TXREAD p +8 @2
GPTR p @2
GSHAPE p 101 @2
x2 = LOAD.Slot p +16
TXREAD p +8 @2
GFLOAT x @2
GFLOAT x2 @2
f = UNBOXF x
f2 = UNBOXF x2
m = FMUL f f2
mb = BOXF m
GFLOAT total @2
t = UNBOXF total
mm = UNBOXF mb
s = FADD t mm
sb = BOXF s
snap 3 pc=0x60 base=0 depth=0 slots 5=p 4=sb
GPTR p @3
GSHAPE p 101 @3
c = LOAD.Slot p +24
TXREAD p +8 @3
GINT c @3
k = KVALUE 0xffff000000000001
GINT k @3
cu = UNBOXI c
ku = UNBOXI k
cs = ADD cu ku
GFIT cs @3
cb = BOXI cs
GPTR p @3
GSHAPE p 101 @3
TXOWN p @3
STORE.Slot p cb +24
snap 4 pc=0x40 base=0 depth=0 slots 5=p 4=sb
JTRACE 7 @4
`
