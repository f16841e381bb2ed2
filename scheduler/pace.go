package scheduler

import (
	"math"
	"sync"
	"sync/atomic"
	"time"

	"gorgon/stm"
)

// Pace: whether threads get more done together or in shifts. What is done is counted
// in sections under locks, without those of aborted transactions: a program without
// many is left alone. (Back-edges and calls would be there in each program, but a
// trace counts them round by round, and leaves some rounds.) From time to time the
// way that is not in use is tried for a moment, right after what is in use was
// measured: the more often the same has come out, the later again.
const (
	reportEvery = 8   // transactions of a thread,
	reportAt    = 64  // or as many sections
	shiftBudget = 500 // ticks of a transaction while there are shifts

	measureTime   = 4 * time.Millisecond
	warmUp        = 2 * time.Millisecond // of a trial of shifts
	warmTogether  = 8 * time.Millisecond // of the other: processors that did nothing have cold caches
	trialShift    = time.Millisecond
	maxTrial      = 16 * time.Millisecond
	firstRest     = 20 * time.Millisecond
	clearRest     = 150 * time.Millisecond // after a trial that was clear
	maxRest       = 2 * time.Second
	giveUpFor     = 5 * time.Second
	worthIt       = 0.04 // gain from which threads begin to work in shifts
	clearGain     = 0.22 // gain or loss after which the next trial has time
	maxGain       = 0.5
	newTrial      = 0.4                    // weight of a trial beside those before it
	fewest        = 200                    // sections in a measurement, else it says nothing
	maxExtended   = 16                     // times that something is measured again
	shakenTicks   = 30                     // of a shift, in its shake mode
	watchedWindow = 100 * time.Millisecond // older measurements say nothing
)

// pace is what one thread has done, in sections under locks that it has left.
type pace struct {
	released int64 // with those of the running transaction
	done     int64 // without
	reported int64 // those of them that paces.done has
	times    int   // transactions since it was told
}

// stage is what the time is used for.
type stage uint8

const (
	resting   stage = iota
	measuring       // of the way in use
	warming         // of the other
	trying
)

// paces is what all threads have done, and what follows.
var paces pacing

type pacing struct {
	done atomic.Int64
	next atomic.Int64 // when somebody looks again, in nanoseconds since start

	sync.Mutex
	stage  stage
	shifts bool // the way in use
	began  int64
	base   int64
	rate   float64 // of the way in use
	rest   time.Duration
	// gain is the logarithm of what is done in shifts over what is done together, on
	// the average of the last trials.
	gain   float64
	trials int
	// compiled counts traces, settled says how many there were when the stage began.
	compiled atomic.Int64
	settled  int64
	extended int
}

func init() { paces.rest = firstRest }

// worked counts what the transaction that has been committed, or the time since the
// last safepoint, has done.
func (t *Thread) worked() {
	t.pace.done = t.pace.released
	t.pace.times++
}

// wasted forgets what the transaction that was rolled back has done.
func (t *Thread) wasted() { t.pace.released = t.pace.done }

// report adds what the thread has done to what all have done, now and then.
func (t *Thread) report() {
	p := &t.pace
	if !t.Solo && p.times < reportEvery && p.done-p.reported < reportAt || world.live.Load() == 1 {
		return
	}
	p.times = 0
	paces.done.Add(p.done - p.reported)
	p.reported = p.done
	if now := int64(time.Since(start)); now >= paces.next.Load() {
		lookAtPaces(now)
	}
}

// lookAtPaces goes on to the next stage.
func lookAtPaces(now int64) {
	if !paces.TryLock() {
		return
	}
	defer paces.Unlock()
	if now < paces.next.Load() {
		return
	}
	p := &paces
	done := p.done.Load()
	rate := float64(done-p.base) / float64(max(now-p.began, 1))
	stays := func(s stage, d time.Duration) {
		p.stage, p.began, p.base = s, now, done
		p.next.Store(now + int64(d))
	}
	if Accounting || OneWay() || shifts.barred.Load() {
		stays(resting, maxRest)
		return
	}
	switch p.stage {
	case resting:
		p.settled = p.compiled.Load()
		stays(measuring, measureTime)
	case measuring:
		if now-p.began > int64(watchedWindow) || done-p.base < fewest {
			p.rest = min(2*p.rest, clearRest)
			stays(resting, p.rest)
			return
		}
		if p.unsettled() {
			stays(measuring, measureTime)
			return
		}
		p.rate = rate
		setShifts(!p.shifts, trialShift)
		if p.shifts {
			stays(warming, warmTogether)
		} else {
			stays(warming, warmUp)
		}
	case warming:
		p.settled = p.compiled.Load()
		stays(trying, trialTime())
	case trying:
		if !p.shifts && rate < p.rate && p.unsettled() {
			stays(trying, trialTime())
			return
		}
		choosePace(rate)
		setShifts(p.shifts, shiftLength)
		stays(resting, p.rest)
	}
}

// choosePace decides after a trial of the way that is not in use, and for how long.
// Programs have phases: one trial alone says little.
func choosePace(other float64) {
	p := &paces
	gain := math.Log(max(other, 1e-9) / max(p.rate, 1e-9))
	if p.shifts {
		gain = -gain
	}
	gain = max(-maxGain, min(gain, maxGain))
	if p.trials++; p.trials == 1 {
		p.gain = gain
	} else {
		p.gain += (gain - p.gain) * newTrial
	}
	was := p.shifts
	p.shifts = p.gain > 0 && was || p.gain > worthIt
	if p.rest = min(2*p.rest, maxRest); p.shifts != was {
		p.rest = firstRest
	}
	if math.Abs(p.gain) > clearGain {
		p.rest = min(max(2*p.rest, clearRest), maxRest)
	}
}

// unsettled says whether traces were made since the time that is measured began, so
// that it is better measured again. It does not say so for ever.
func (p *pacing) unsettled() bool {
	compiled := p.compiled.Load()
	if compiled == p.settled || p.extended == maxExtended {
		return false
	}
	p.settled, p.extended = compiled, p.extended+1
	return true
}

// trialTime is long enough for some threads' shifts.
func trialTime() time.Duration {
	return min(2*trialShift*time.Duration(Live()), maxTrial)
}

// NoteCompiled is called when the JIT has made a trace: a way that is tried the first
// time is not at its best yet.
func NoteCompiled() { paces.compiled.Add(1) }

// OneWay says whether threads are never to work in shifts, or always.
func OneWay() bool {
	return ForceTx || stm.OneLock || Shake.ShakeModes != (stm.ShakeModes{}) || Shake.Budget || Shake.Shifts
}

// setShifts turns shifts on or off. A running one ends at its next safepoint.
func setShifts(on bool, length time.Duration) {
	shifts.length.Store(int64(length))
	if !on {
		endShifts()
	} else if !shifts.barred.Load() {
		shifts.on.Store(true)
	}
}

// giveUpShifts is called when the world could not be stopped for one.
func giveUpShifts() {
	endShifts()
	paces.Lock()
	defer paces.Unlock()
	paces.stage, paces.shifts = resting, false
	paces.next.Store(int64(time.Since(start) + giveUpFor))
}

// ShakeShifts makes threads work in shifts from the start, very short ones. Called
// before threads are made.
func ShakeShifts() {
	Shake.Shifts = true
	shifts.on.Store(true)
	shifts.length.Store(0)
}

// soloTicks is the distance of safepoints in ticks while no transaction runs.
func (t *Thread) soloTicks() int64 {
	if Shake.Shifts && t.shift.onShift {
		return shakenTicks
	}
	return soloTicks
}
