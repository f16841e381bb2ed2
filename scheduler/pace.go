package scheduler

import (
	"math"
	"sync"
	"sync/atomic"
	"time"

	"gorgon/stm"
)

// Pace: whether threads get more done together or in shifts. What is done is counted in
// ticks, which are back-edges and calls, without those of aborted transactions. From
// time to time the way that is not in use is tried for a moment, right after what is in
// use was measured: the more often the same has come out, the later again. A program that
// begins is looked at soon, since many last for half a second only.
const (
	reportEvery = 8     // transactions of a thread,
	reportTicks = 8_192 // or as many ticks
	shiftBudget = 500   // ticks of a transaction while there are shifts
	fineBudget  = 8_000 // while it is measured what is done together

	measureTime   = 4 * time.Millisecond
	warmUp        = 2 * time.Millisecond // of a trial of shifts
	warmTogether  = 8 * time.Millisecond // of the other: processors that did nothing have cold caches
	trialShift    = time.Millisecond
	maxTrial      = 16 * time.Millisecond
	earlyRest     = 2500 * time.Microsecond // of a program that begins
	firstRest     = 20 * time.Millisecond
	beginRest     = 8 * time.Millisecond   // of a program that has begun in shifts
	clearRest     = 150 * time.Millisecond // after a trial that was clear
	maxRest       = 2 * time.Second
	giveUpFor     = 5 * time.Second
	worthIt       = 0.04 // gain from which threads begin to work in shifts
	clearGain     = 0.22 // gain or loss after which the next trial has time
	maxGain       = 0.5
	newTrial      = 0.4                    // weight of a trial beside those before it
	fewestTicks   = 20_000                 // in a measurement, else it says nothing
	growth        = 1.15                   // of the rate at which a program that begins is cold still
	farFrom       = 0.6                    // of the rate of the way in use
	surely        = 2                      // trials after which it is not
	maxMeasured   = 12                     // times that the way in use is measured in a row
	maxTried      = 5                      // the same of the other
	maxWarmed     = 3                      // how long that is only warmed up, if it is to work together
	shakenTicks   = 30                     // of a shift, in its shake mode
	watchedWindow = 100 * time.Millisecond // older measurements say nothing
	meetingCost   = 3 * time.Microsecond   // of what is lost where two meet, mostly to cache lines
	firstLook     = 2 * time.Millisecond   // at a program that begins: do threads meet all the time?
	denseMeetings = 128                    // in that time, or later,
	denseTicks    = 64                     // with no more ticks to each
	lineCost      = 200 * time.Nanosecond  // less work than that between two meetings is lost in passing cache lines on
)

// pace is what one thread has done, in ticks.
type pace struct {
	granted    int64 // what Ticks was when it was set last
	safepoints int64 // so far, up to earlySafepoints
	spent      int64 // by the running transaction before that
	done       int64 // without the running transaction
	reported   int64 // those of them that paces.done has
	times      int   // transactions since it was told
	sections   int64 // under locks, or in atomic blocks
	met        int64 // meetings that paces.met has
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
	done     atomic.Int64
	met      atomic.Int64 // how often threads have met: see meetings
	next     atomic.Int64 // when somebody looks again, in nanoseconds since start
	measured atomic.Bool  // transactions are short, so that little is under way

	sync.Mutex
	stage  stage
	shifts bool // the way in use
	began  int64
	base   int64
	met0   int64   // what met was then
	rate   float64 // of the way in use
	rest   time.Duration
	// gain is the logarithm of what is done in shifts over what is done together, on
	// the average of the last trials.
	gain   float64
	trials int
	// compiled counts traces, settled says how many there were when the stage began.
	compiled atomic.Int64
	settled  int64
	windows  int     // measured in a row
	before   float64 // the rate in the last of them
	last     float64 // and in the one before that
	// apiece is how many ticks came to each meeting in a program that began in shifts,
	// until what it does in these has been measured.
	apiece float64
}

func init() { paces.rest = earlyRest }

// grantTicks sets the distance to the next safepoint.
func (t *Thread) grantTicks(n int64) { t.Ticks, t.pace.granted = n, max(n, 0) }

// spend counts the ticks since some were granted. The one for which there is a
// safepoint is still to come.
func (t *Thread) spend() {
	left := max(stm.Left(t.Ticks), 0)
	t.pace.spent += max(t.pace.granted-left, 0)
	t.pace.granted = left
}

// SampleSoon makes the thread's next safepoint come within n ticks.
func (t *Thread) SampleSoon(n int64) {
	t.spend()
	t.grantTicks(min(t.Ticks, n))
}

// GlanceSoon makes the thread's next tick a safepoint that ends nothing.
func (t *Thread) GlanceSoon() {
	t.spend()
	t.grantTicks(1)
	t.Glance = true
}

// worked counts what the transaction that has been committed, or the time since the
// last safepoint, has done.
func (t *Thread) worked() {
	t.pace.done += t.pace.spent
	t.pace.spent = 0
	t.pace.times++
}

// wasted forgets what the transaction that was rolled back has done.
func (t *Thread) wasted() { t.pace.spent = 0 }

// report adds what the thread has done to what all have done, now and then.
func (t *Thread) report() {
	p := &t.pace
	if !t.Solo && p.times < reportEvery && p.done-p.reported < reportTicks || world.live.Load() == 1 {
		return
	}
	p.times = 0
	paces.done.Add(p.done - p.reported)
	p.reported = p.done
	met := t.meetings()
	paces.met.Add(met - p.met)
	p.met = met
	if now := int64(time.Since(start)); now >= paces.next.Load() {
		lookAtPaces(now)
	}
}

// meetings counts what may be due to other threads: sections, what they have just written,
// waits, conflicts.
func (t *Thread) meetings() int64 {
	return t.pace.sections + int64(t.Stats.Extensions+t.Stats.Waits+t.conflicts)
}

// apart says whether the threads have met so seldom while it was measured what they
// do together that shifts cannot be worth it. A trial is not free: what is compiled
// for transactions is not what shifts run.
func (p *pacing) apart(now int64) bool {
	return !p.shifts && float64(p.met.Load()-p.met0)*float64(meetingCost) < worthIt*float64(now-p.began)
}

// mayBegin says whether the program may still be one that begins in shifts: nothing has
// been tried yet.
func (p *pacing) mayBegin() bool { return p.trials == 0 && !p.shifts && !shifts.barred.Load() }

// lookTime is how long the first measurement after a rest lasts.
func (p *pacing) lookTime() time.Duration {
	if p.mayBegin() {
		return firstLook
	}
	return measureTime
}

// dense says whether the threads meet all the time, so that most of what they do together
// is to wait for each other and to make traces for that.
func (p *pacing) dense(done int64) bool {
	met := p.met.Load() - p.met0
	return met >= denseMeetings && done <= denseTicks*met
}

// beginInShifts is what becomes of a program whose threads meet all the time from the
// beginning: what they do together is found out later, when they are warm.
func (p *pacing) beginInShifts(now, done int64) {
	p.shifts, p.rest = true, firstRest
	p.apiece = float64(done) / float64(p.met.Load()-p.met0)
	setShifts(true, shiftLength)
	p.stays(now, resting, beginRest)
}

// tooDense says, once, whether the threads do so little between two meetings that they
// would hardly get more done together: there is time to try that.
func (p *pacing) tooDense() bool {
	between := p.apiece / p.rate
	p.apiece = 0
	return p.shifts && between > 0 && between < float64(lineCost)
}

// lookAtPaces goes on to the next stage.
func lookAtPaces(now int64) {
	if !paces.TryLock() {
		return
	}
	defer paces.Unlock()
	p := &paces
	if now < p.next.Load() {
		return
	}
	if Accounting || OneWay() || relay.barred.Load() {
		p.stays(now, resting, maxRest)
		return
	}
	done := p.done.Load() - p.base
	rate := float64(done) / float64(max(now-p.began, 1))
	switch p.stage {
	case resting:
		p.settles()
		p.stays(now, measuring, p.lookTime())
	case measuring:
		if p.mayBegin() && p.dense(done) {
			p.beginInShifts(now, done)
			return
		}
		if now-p.began > int64(watchedWindow) || done < fewestTicks || p.apart(now) {
			p.rest = min(2*p.rest, clearRest)
			p.stays(now, resting, p.rest)
			return
		}
		if p.unsettled(rate, maxMeasured) {
			p.stays(now, measuring, measureTime)
			return
		}
		p.rate = p.best(rate)
		if p.tooDense() {
			p.stays(now, resting, clearRest)
			return
		}
		p.settles()
		setShifts(!p.shifts, trialShift)
		if p.shifts {
			p.stays(now, warming, warmTogether)
		} else {
			p.stays(now, warming, warmUp)
		}
	case warming:
		if p.cold() {
			p.stays(now, warming, warmTogether)
			return
		}
		p.settles()
		p.stays(now, trying, trialTime())
	case trying:
		if p.triesOn(rate) {
			p.stays(now, trying, trialTime())
			return
		}
		p.choose(p.best(rate))
		setShifts(p.shifts, shiftLength)
		p.stays(now, resting, p.rest)
	}
}

// stays begins a stage, in which somebody looks again after d.
func (p *pacing) stays(now int64, s stage, d time.Duration) {
	p.stage, p.began, p.base, p.met0 = s, now, p.done.Load(), p.met.Load()
	p.measured.Store(s == measuring || s == trying)
	p.next.Store(now + int64(d))
}

// choose decides after a trial of the way that is not in use, and for how long.
// Programs have phases: one trial alone says little.
func (p *pacing) choose(other float64) {
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
	if math.Abs(p.gain) > clearGain && p.trials >= surely {
		p.rest = min(max(2*p.rest, clearRest), maxRest)
	}
}

// settles begins a measurement.
func (p *pacing) settles() {
	p.settled, p.windows, p.last, p.before = p.compiled.Load(), 0, 0, 0
}

// unsettled says whether a way is better measured again, for so many times: because
// traces were made meanwhile, or because it may be cold still, as a program is that
// begins.
func (p *pacing) unsettled(rate float64, most int) bool {
	compiled := p.compiled.Load()
	again := compiled != p.settled || p.trials < surely && rate > growth*p.before
	p.settled, p.last, p.before = compiled, p.before, rate
	p.windows++
	return again && p.windows < most
}

// cold says whether the threads have hardly worked together yet, so that a trial of that
// is better put off: traces were made meanwhile.
func (p *pacing) cold() bool {
	compiled := p.compiled.Load()
	again := p.shifts && p.trials == 0 && compiled != p.settled
	p.settled = compiled
	p.windows++
	return again && p.windows < maxWarmed
}

// best is the rate of a way that has come to that rate last: what else the machine does
// makes it lower than it is, never higher.
func (p *pacing) best(rate float64) float64 { return max(rate, p.before, p.last) }

// triesOn says whether a trial that has come to that rate goes on: it is behind the way
// in use, but may be cold still, and not far behind without coming nearer.
func (p *pacing) triesOn(rate float64) bool {
	unsettled := rate < p.rate && p.unsettled(rate, maxTried)
	return unsettled && (p.windows == 1 || rate > p.rate*farFrom || rate > growth*p.last)
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

// setShifts turns shifts, or relays, on or off. A running one ends at its next
// safepoint.
func setShifts(on bool, length time.Duration) {
	shifts.length.Store(int64(length))
	switch {
	case !on:
		endShifts()
		endRelay()
	case !shifts.barred.Load():
		shifts.on.Store(true)
	case !relay.barred.Load():
		relay.on.Store(true)
	}
}

// newWay is called when shifts have been barred: what was found out about them does not
// hold of relays.
func (p *pacing) newWay() {
	p.Lock()
	defer p.Unlock()
	p.shifts, p.trials, p.rest = false, 0, firstRest
	p.stays(int64(time.Since(start)), resting, firstRest)
}

// giveUpShifts is called when the world could not be stopped for one.
func giveUpShifts() {
	endShifts()
	paces.Lock()
	defer paces.Unlock()
	paces.shifts = false
	paces.stays(int64(time.Since(start)), resting, giveUpFor)
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
	return t.early(soloTicks)
}

// The first earlySafepoints of a thread are no further apart than earlyTicks: what it
// begins with is still interpreted, and is to be found out soon.
const (
	earlySafepoints = 64
	earlyTicks      = 4_000
)

func (t *Thread) early(ticks int64) int64 {
	if t.pace.safepoints >= earlySafepoints {
		return ticks
	}
	t.pace.safepoints++
	return min(ticks, earlyTicks)
}

// TicksDone is how many ticks the thread has done so far, without those of aborted
// transactions.
func (t *Thread) TicksDone() int64 {
	t.spend()
	return t.pace.done + t.pace.spent
}
