//go:build linux && amd64

package amd64

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"gorgon/jit/ir"
)

// TestGo runs threads in machine code while Go stops the world, collects and
// grows stacks: every stop must come quickly, and the results be right.
func TestGo(t *testing.T) {
	const threads, rounds = 3, 15_000_000
	newWorld(t) // the cache, once
	var code *Code
	worlds := make([]*world, threads)
	for i := range worlds {
		worlds[i] = newWorld(t)
	}
	code = worlds[0].compile(parse(t, countTrace), nil)
	var wg sync.WaitGroup
	done := make(chan bool)
	for i, w := range worlds {
		wg.Go(func() {
			for range 3 {
				w.reset()
				w.words[rootAt+3], w.words[rootAt+4], w.words[rootAt+5] = ir.BoxInt(0), ir.BoxInt(int64(i)), ir.BoxInt(rounds)
				grow(20 * (i + 1))
				w.run(code)
				if got, want := ir.UnboxInt(w.slot(4)), int64(i)+(rounds-1)*rounds/2; got != want {
					t.Errorf("thread %d: %d, not %d", i, got, want)
				}
			}
		})
	}
	go func() { wg.Wait(); close(done) }()
	var worst time.Duration
	collections, garbage := 0, [][]byte{}
	for {
		select {
		case <-done:
			t.Logf("%d collections, the longest took %v; %d times Go asked for the processor", collections, worst, preempted(worlds))
			if collections == 0 {
				t.Error("no collection while machine code ran")
			}
			return
		default:
		}
		start := time.Now()
		runtime.GC()
		worst = max(worst, time.Since(start))
		collections++
		garbage = append(garbage, make([]byte, 1<<16))
		if len(garbage) > 50 {
			garbage = nil
		}
	}
}

func preempted(worlds []*world) (n int) {
	for _, w := range worlds {
		n += w.stops[Preempted]
	}
	return n
}

//go:noinline
func grow(n int) (sum int) {
	var room [256]byte
	if n > 0 {
		room[n%256] = 1
		sum = grow(n-1) + int(room[n%256])
	}
	return sum
}

// TestPatch links and unlinks a side trace while threads run the stub's jump.
func TestPatch(t *testing.T) {
	w := newWorld(t)
	// The guard fails in every other round.
	code := w.compile(parse(t, `
trace 1
n = SLOAD 1
x = UNBOXI n
k = KINT 1
z = KINT 0
snap 0 pc=0x10 base=0 depth=0 slots 1=x
LOOP
POLL 1 @0
GGT x z @0
x2 = SUB x k
odd = AND x2 k
snap 1 pc=0x20 base=0 depth=0 slots 1=x2
GEQ odd z @1
PHI:Int x x2
JLOOP`), nil)
	var stop *Stop
	for i := range code.all {
		if s := code.stop(i); s.Op == ir.GEQ {
			stop = s
		}
	}
	side := w.compile(parse(t, `
trace 2
parents Int
x = PARENT:Int 0
snap 0 pc=0x30 base=0 depth=0 slots 1=x
JTRACE 1 @0`), stop.State().Locs)
	var wg sync.WaitGroup
	for range 2 {
		v := newWorld(t)
		wg.Go(func() {
			for n, round := int64(300_000), 0; round < 10; round++ {
				v.reset()
				v.words[rootAt+1] = ir.BoxInt(n)
				for {
					s := v.run(code)
					if s.Op == ir.GGT || s.Op == ir.POLL {
						break
					}
				}
				if got := ir.UnboxInt(v.slot(1)); got != 0 {
					t.Errorf("ended at %d", got)
				}
			}
		})
	}
	done := make(chan bool)
	go func() { wg.Wait(); close(done) }()
	for n := 0; ; n++ {
		select {
		case <-done:
			if err := stop.LinkSide(nil); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d patches", n)
			return
		default:
		}
		target := side
		if n%2 == 1 {
			target = nil
		}
		if err := stop.LinkSide(target); err != nil {
			t.Fatal(err)
		}
	}
}

// TestParallel compiles and runs random traces in several goroutines, which
// share the cache, while Go collects.
func TestParallel(t *testing.T) {
	newWorld(t) // the cache, once
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
				runtime.GC()
			}
		}
	}()
	var wg sync.WaitGroup
	for k := range uint64(3) {
		wg.Go(func() {
			for seed := range uint64(60) {
				differ(t, 1_000_000*(k+1)+seed)
			}
		})
	}
	wg.Wait()
	close(stop)
}
