package main

import (
	"bytes"
	"testing"

	"gorgon/jit/journal"
)

// TestCountBarriers: a loop with a preamble, a side trace, and a trace without
// transactions.
func TestCountBarriers(t *testing.T) {
	barrier, other, loop := journal.Ins{Text: "TXREAD v1 +8 @0", Barrier: true}, journal.Ins{Text: "POLL 1 @0"}, journal.Ins{Text: "LOOP"}
	var log bytes.Buffer
	j := journal.New(&log)
	j.Add(&journal.Trace{Number: 1, Kind: "loop", Transactional: true, Recorded: []journal.Ins{barrier, barrier, barrier},
		Optimised: []journal.Ins{other, barrier, barrier, loop, barrier, other}})
	j.Add(&journal.Trace{Number: 2, Kind: "side", Transactional: true, Recorded: []journal.Ins{barrier, barrier}, Optimised: []journal.Ins{barrier}})
	j.Add(&journal.Trace{Number: 3, Kind: "loop", Recorded: []journal.Ins{barrier}, Optimised: []journal.Ins{barrier}})
	if err := j.Finish([]journal.Run{{Number: 1, Entered: 10, Rounds: 1000}, {Number: 2, Entered: 100}, {Number: 3, Entered: 7}}); err != nil {
		t.Fatal(err)
	}
	c, err := countBarriers(&log)
	if want := (barrierCount{rounds: 1010, recorded: 3*1010 + 200, optimised: 2*10 + 1000 + 100}); err != nil || c != want {
		t.Errorf("%+v, %v", c, err)
	}
}
