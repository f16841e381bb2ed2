package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// What the machine itself allows: the ways in which the programs share data, as plain
// Go without any transaction, by one goroutine and by several. Where these gain
// nothing from a second processor no runtime does that keeps the data where it is.

// machineWork is one way to share data. begin makes the data; each returns what a
// goroutine does n times, with random numbers of its own.
type machineWork struct {
	name  string
	begin func() (each func(rng *rand.PCG, n int) uint64)
}

var machineWorks = []machineWork{
	{"arithmetic of their own", func() func(*rand.PCG, int) uint64 { return drawing }},
	{"reading one list of 4,000,000 numbers at random", readingAtRandom},
	{"setting what is unset in one list of 120,000 numbers, at random", markingAtRandom},
	{"transfers between 2,000 accounts, a lock for each", func() func(*rand.PCG, int) uint64 { return transferring(0) }},
	{"the same, and 100 ns of arithmetic for each", func() func(*rand.PCG, int) uint64 { return transferring(100) }},
	{"counting in one table of 8,000, the first ones most", countingWords},
}

// machineOps is how often each work is done in a round, times -size-scale.
const machineOps = 4_000_000

// measureMachine prints nanoseconds for each operation of each work, in the
// fastest of the rounds.
func measureMachine(out io.Writer, opts *options) error {
	t := &table{header: []string{"ns for each, in plain Go"}, left: 1}
	for _, threads := range opts.threads {
		t.header = append(t.header, plural(threads, "thread"))
	}
	t.header = append(t.header, "speed-up")
	total := int(machineOps * opts.scale)
	for _, w := range machineWorks {
		row := []string{w.name}
		first, last := 0.0, 0.0
		for i, threads := range opts.threads {
			last = math.Inf(1)
			for range opts.reps {
				last = min(last, machineRound(w, threads, total))
			}
			if i == 0 {
				first = last
			}
			row = append(row, fmt.Sprintf("%.1f", last))
		}
		t.add(append(row, fmt.Sprintf("%.2f", first/last))...)
	}
	return t.printWithTransfer(out, opts.reps)
}

// plural is a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// machineRound divides the operations among the threads and returns nanoseconds
// for each.
func machineRound(w machineWork, threads, total int) float64 {
	each := w.begin()
	var all sync.WaitGroup
	began := time.Now()
	for k := range threads {
		all.Go(func() { sink.Add(each(rand.NewPCG(1, uint64(k)), total/threads)) })
	}
	all.Wait()
	return float64(time.Since(began).Nanoseconds()) / float64(total)
}

// sink keeps the compiler from leaving the work out.
var sink atomic.Uint64

func drawing(rng *rand.PCG, n int) (sum uint64) {
	for range n {
		for range 10 {
			sum += rng.Uint64()
		}
	}
	return sum
}

// below is a random number less than limit.
func below(rng *rand.PCG, limit int) int {
	return int(rng.Uint64() >> 33 * uint64(limit) >> 31)
}

func readingAtRandom() func(*rand.PCG, int) uint64 {
	list := make([]uint64, 4_000_000)
	for i := range list {
		list[i] = uint64(i)
	}
	return func(rng *rand.PCG, n int) (sum uint64) {
		for range n {
			sum += list[below(rng, len(list))]
		}
		return sum
	}
}

// markingAtRandom is a search in a graph: who finds a number unset sets it, and it
// does no harm if two do. After each 100,000 operations all are unset.
func markingAtRandom() func(*rand.PCG, int) uint64 {
	const size, fresh = 120_000, 100_000
	var levels [64][size]uint64
	return func(rng *rand.PCG, n int) (found uint64) {
		for i := range n {
			at := &levels[i/fresh%len(levels)][below(rng, size)]
			if *at == 0 {
				*at = 1
				found++
			}
		}
		return found
	}
}

// account is what a transfer changes: an object of its own.
type account struct {
	lock    atomic.Uint32
	balance int64
	entries int64
	_       [40]byte // to the end of the cache line
}

func (a *account) change(by int64) {
	for !a.lock.CompareAndSwap(0, 1) {
	}
	a.balance += by
	a.entries++
	a.lock.Store(0)
}

// transferring takes about so many nanoseconds more for each transfer.
func transferring(more int) func(*rand.PCG, int) uint64 {
	accounts := make([]account, 2_000)
	return func(rng *rand.PCG, n int) (sum uint64) {
		for range n {
			amount := int64(rng.Uint64() & 0xff)
			accounts[below(rng, len(accounts))].change(-amount)
			accounts[below(rng, len(accounts))].change(amount)
			sum += drawing(rng, more/20)
		}
		return sum
	}
}

func countingWords() func(*rand.PCG, int) uint64 {
	counts := make([]atomic.Uint64, 8_000)
	return func(rng *rand.PCG, n int) uint64 {
		for range n {
			// The chance of a word falls with its rank, as in texts.
			rank := int(math.Exp(float64(rng.Uint64()>>11) / (1 << 53) * math.Log(float64(len(counts)))))
			counts[rank-1].Add(1)
		}
		return counts[0].Load()
	}
}
