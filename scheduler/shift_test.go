package scheduler

import (
	"testing"
	"time"

	"gorgon/gc"
)

// inShifts makes the threads of a test work in shifts, short ones or as usual.
func inShifts(t *testing.T, f func(t *testing.T)) {
	for _, shaken := range []bool{true, false} {
		name := "usual"
		if shaken {
			name = "shaken"
		}
		t.Run(name, func(t *testing.T) {
			defer func() {
				Shake.Shifts = false
				endShifts()
				shifts.length.Store(int64(shiftLength))
			}()
			if shaken {
				ShakeShifts()
			}
			f(t)
		})
	}
}

// Threads change places between any two steps of a section.
func TestShifts(t *testing.T) {
	inShifts(t, func(t *testing.T) {
		runSections(t, 4, 20_000)
		if shifts.holder != nil || len(shifts.queue) > 0 {
			t.Error("a shift goes on at the end")
		}
	})
}

// Who waits for a lock that is released in a shift, for a time, or for a thread, gets
// on, and so does who waits while others work in shifts.
func TestShiftsEndInWaits(t *testing.T) {
	inShifts(t, sleepInSections)
}

// sleepInSections runs threads that sleep now and then, some of them with a lock.
func sleepInSections(t *testing.T) {
	const threads, rounds = 6, 40
	lock, a := newLock(), newCell()
	startAll(t, threads, func(m *machine) bool {
		switch m.pc % 4 {
		case 0:
			m.t.AcquireLock(lock, false, -1)
		case 1:
			if add(m.t, a, 1); m.pc%3 == 0 {
				m.t.Sleep(50 * time.Microsecond)
			}
		case 2:
			m.t.ReleaseLock(lock, false)
		case 3:
			if m.pc%5 == 0 {
				m.t.Sleep(20 * time.Microsecond)
			}
		}
		return m.pc == 4*rounds-1
	})
	if n := gc.Load(a + cell).Int(); n != threads*rounds {
		t.Errorf("%d of %d", n, threads*rounds)
	}
}

// Who stands in the queue when shifts are given up runs on as others do: the world is
// not stopped without it (machine.guarded looks).
func TestShiftsEndForTheQueue(t *testing.T) {
	shifts.holder = &Thread{} // so that all others have to wait
	setShifts(true, shiftLength)
	go func() {
		for waiting := 0; waiting == 0; time.Sleep(time.Millisecond) {
			shifts.Lock()
			waiting = len(shifts.queue)
			shifts.Unlock()
		}
		setShifts(false, shiftLength)
		shifts.Lock()
		shifts.holder = nil
		shifts.Unlock()
	}()
	runSections(t, 3, 4000)
}

// A program that has entered an atomic block never works in shifts again, but in
// relays.
func TestAtomicBlocksBarShifts(t *testing.T) {
	defer func() {
		Shake.Shifts = false
		shifts.barred.Store(false)
		endRelay()
		shifts.length.Store(int64(shiftLength))
	}()
	ShakeShifts()
	o := newCell()
	const threads, rounds = 3, 2_000
	startAll(t, threads, func(m *machine) bool {
		switch m.pc % 3 {
		case 0:
			if m.pc > 300 {
				if err := m.t.EnterAtomic(Keep); err != nil {
					t.Error(err)
				}
			}
		case 1:
			add(m.t, o, 1)
		case 2:
			if m.t.Atomic > 0 {
				m.t.LeaveAtomic(false)
			}
		}
		return m.pc == 3*rounds-1
	})
	if n := gc.Load(o + cell).Int(); n != threads*rounds {
		t.Errorf("%d of %d", n, threads*rounds)
	}
	if shifts.on.Load() || !shifts.barred.Load() {
		t.Error("there are shifts still")
	}
	if !relay.on.Load() || len(relay.queue) > 0 {
		t.Error("there is no relay, or somebody waits in it at the end")
	}
}

// Who waits hands on the right to run, and nobody waits for it for ever.
func TestRelays(t *testing.T) {
	for _, length := range []time.Duration{0, shiftLength, time.Hour} {
		t.Run(length.String(), func(t *testing.T) {
			defer func() {
				endRelay()
				shifts.length.Store(int64(shiftLength))
			}()
			shifts.length.Store(int64(length))
			relay.on.Store(true)
			sleepInSections(t)
			if len(relay.queue) > 0 {
				t.Error("somebody waits at the end")
			}
		})
	}
}

func TestThreadsThatHardlyMeetHaveNoTrial(t *testing.T) {
	for _, c := range []struct {
		shifts bool
		met    int64
		apart  bool
	}{{false, 0, true}, {false, 45, true}, {false, 60, false}, {false, 5000, false}, {true, 0, false}} {
		p := pacing{shifts: c.shifts, met0: 7}
		p.met.Store(7 + c.met)
		if p.apart(int64(measureTime)) != c.apart {
			t.Errorf("%d meetings, in shifts %v: apart is %v", c.met, c.shifts, !c.apart)
		}
	}
}

// TestDenseMeetings: a program whose threads meet all the time begins in shifts, and if
// they do little between two meetings there is no hurry to try anything else.
func TestDenseMeetings(t *testing.T) {
	for _, c := range []struct {
		name           string
		met, done      int64
		dense, inHurry bool
	}{
		{"money moved under a lock", 1_600, 23_000, true, false},
		{"long sections", 1_000, 43_000, true, true},
		{"few meetings", 50, 400, false, true},
		{"far apart", 700, 77_000, false, true},
	} {
		p := pacing{met0: 3, rate: 0.2}
		p.met.Store(3 + c.met)
		if p.dense(c.done) != c.dense {
			t.Errorf("%s: dense is %v", c.name, !c.dense)
		}
		if !c.dense {
			continue
		}
		p.shifts, p.apiece = true, float64(c.done)/float64(c.met)
		if p.tooDense() == c.inHurry {
			t.Errorf("%s: too dense is %v", c.name, c.inHurry)
		}
		if p.tooDense() {
			t.Errorf("%s: too dense twice", c.name)
		}
	}
}

// TestColdTrialsArePutOff: what threads do together is not measured the first time while
// traces are made for it, but not put off for ever.
func TestColdTrialsArePutOff(t *testing.T) {
	for _, c := range []struct {
		name     string
		shifts   bool
		trials   int
		compiles int // in so many stretches of warming
		putOff   int
	}{
		{"warm", true, 0, 0, 0}, {"cold", true, 0, 1, 1}, {"cold for long", true, 0, 9, maxWarmed - 1},
		{"not the first", true, 1, 9, 0}, {"shifts", false, 0, 9, 0},
	} {
		p := pacing{shifts: c.shifts, trials: c.trials}
		p.settles()
		n := 0
		for ; n < c.compiles; n++ {
			if p.compiled.Add(1); !p.cold() {
				break
			}
		}
		if n != c.putOff {
			t.Errorf("%s: put off %d times, not %d", c.name, n, c.putOff)
		}
		if n == c.compiles && p.cold() {
			t.Errorf("%s: put off though no trace was made", c.name)
		}
	}
}

// TestDisturbedMeasurements: a rate that something else has made low does not count.
func TestDisturbedMeasurements(t *testing.T) {
	var p pacing
	for _, rate := range []float64{0.5, 0.9, 0.1} {
		p.unsettled(rate, maxMeasured)
	}
	if got := p.best(0.1); got != 0.9 {
		t.Errorf("the rate is %v", got)
	}
	p.settles()
	if got := p.best(0.3); got != 0.3 {
		t.Errorf("the rate after a new beginning is %v", got)
	}
}

// TestTrialsEnd: a trial goes on while it gets better, or is not far behind while
// traces are made, and no longer.
func TestTrialsEnd(t *testing.T) {
	for _, c := range []struct {
		name  string
		rates []float64
		on    []bool
	}{
		{"better", []float64{1.1}, []bool{false}},
		{"far behind", []float64{0.3, 0.3}, []bool{true, false}},
		{"far behind and better", []float64{0.2, 0.4, 0.41}, []bool{true, true, false}},
		{"near", []float64{0.8, 0.8, 0.8, 0.8, 0.8}, []bool{true, true, true, true, false}},
	} {
		p := pacing{rate: 1}
		for i, rate := range c.rates {
			p.compiled.Add(1)
			if on := p.triesOn(rate); on != c.on[i] {
				t.Errorf("%s: after %d measurements the trial goes on: %v", c.name, i+1, on)
			}
		}
	}
}
