package conflicts

import (
	"cmp"
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"gorgon/conflicts/event"
	"gorgon/conflicts/record"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Analyze makes the report of what a filter selects.
func Analyze(l *record.Log, f Filter) *Report {
	r := &Report{Schema: Schema, Program: l.Meta.Program, Args: l.Meta.Args, Version: l.Meta.Version, Cores: l.Meta.Cores,
		Filter: f.String(), Points: []*Point{}, Blocks: []Block{}, log: l, filter: f, named: map[int32]string{}, samples: map[sampleKey]*record.Cell{}}
	r.names.learn(l.Places)
	a := &analysis{Report: r, points: map[pointKey]*Point{}, objects: map[*Point]uint64{}, pairs: map[[2]int32]*Pair{}, wall: l.Wall()}
	a.threads()
	for i := range l.Intervals {
		if v := &l.Intervals[i]; v.To > int64(f.Since) {
			a.interval(v)
		}
	}
	a.finish()
	return r
}

// analysis is a report in the making.
type analysis struct {
	*Report
	points  map[pointKey]*Point
	objects map[*Point]uint64
	pairs   map[[2]int32]*Pair
	lines   map[int32]*ThreadTimeline
	wall    int64
	over    []slotPart // of the running interval
}

type pointKey struct {
	loses, causes, via string
	class              class
}

// threads prepares the time lines of the threads.
func (a *analysis) threads() {
	a.lines = map[int32]*ThreadTimeline{}
	for _, t := range a.log.Threads {
		if t.Name != "" {
			a.named[t.ID] = t.Name
		}
	}
	a.Timeline.Slot = seconds(a.wall) / TimelineSlots
	a.Wall = seconds(a.wall)
	if a.filter.Since > 0 {
		a.Wall = max(0, a.Wall-a.filter.Since.Seconds())
	}
}

func (r *Report) threadName(id int32) string {
	if name, known := r.named[id]; known {
		return name
	}
	if id < 0 {
		return "other threads"
	}
	return "thread " + itoa(int(id))
}

func (r *Report) wants(thread int32) bool {
	w := r.filter.Thread
	return w == "" || w == itoa(int(thread)) || w == r.threadName(thread)
}

func (a *analysis) interval(v *record.Interval) {
	a.spread(v)
	for i := range v.Threads {
		s := &v.Threads[i]
		if !a.wants(s.Thread) {
			continue
		}
		t := a.lines[s.Thread]
		if t == nil {
			t = &ThreadTimeline{Name: a.threadName(s.Thread)}
			a.lines[s.Thread] = t
		}
		t.Total.add(s, 1)
		for _, p := range a.over {
			t.Slots[p.slot].add(s, p.part)
		}
		a.Commits += s.Commits
	}
	for i := range v.Cells {
		if c := &v.Cells[i]; a.wants(c.Thread) {
			a.cell(c)
		}
	}
}

// slotPart is a part of an interval that falls into a slot of the time line.
type slotPart struct {
	slot int
	part float64
}

// spread finds out over which slots an interval is spread.
func (a *analysis) spread(v *record.Interval) {
	a.over = a.over[:0]
	if a.wall <= 0 || v.To <= v.From {
		a.over = append(a.over, slotPart{TimelineSlots - 1, 1})
		return
	}
	width := float64(a.wall) / TimelineSlots
	from, to := float64(v.From)/width, float64(v.To)/width
	for slot := max(int(from), 0); slot < TimelineSlots && float64(slot) < to; slot++ {
		if covered := min(to, float64(slot+1)) - max(from, float64(slot)); covered > 0 {
			a.over = append(a.over, slotPart{slot, covered / (to - from)})
		}
	}
}

// user returns the innermost place of a stack that is the program's, else the
// innermost one.
func (a *analysis) user(stack uint32) (place, innermost Place) {
	s := a.log.Stacks[stack]
	if len(s) == 0 {
		return Place{}, Place{}
	}
	innermost = a.place(s[0])
	for _, p := range s {
		if !a.log.Places[p].Ours {
			return a.place(p), innermost
		}
	}
	return innermost, innermost
}

func (a *analysis) place(n uint32) Place {
	p := &a.log.Places[n]
	return Place{File: p.File, Line: p.Line, Function: p.Function, Text: a.names.line(a.log, p), Ours: p.Ours,
		short: a.names.short[p.File], op: p.Op, name: p.Name, update: p.Update}
}

func (a *analysis) stack(n uint32) []Place {
	var all []Place
	for _, p := range a.log.Stacks[n] {
		all = append(all, a.place(p))
	}
	return all
}

// sides finds the places of both sides of a conflict, with the stack of the one
// that loses, and in the runtime the innermost place of it. ok: the filter
// selects it.
func (a *analysis) sides(k *record.Key) (site uint32, loses, inner, causes Place, ok bool) {
	if site = k.Site; k.Read != 0 {
		site = k.Read
	}
	loses, inner = a.user(site)
	causes, _ = a.user(k.Cause)
	return site, loses, inner, causes, a.selects(&loses, &causes)
}

// cell adds a cell to its point.
func (a *analysis) cell(c *record.Cell) {
	site, loses, inner, causes, ok := a.sides(&c.Key)
	if !ok {
		return
	}
	a.addSample(c, site)
	k := pointKey{loses.String(), causes.String(), "", classOf(c.Kind)}
	if inner.Ours {
		k.via = inner.String()
	}
	p := a.points[k]
	if p == nil {
		p = &Point{Loses: loses, Causes: causes, LosesStack: a.stack(site), CausesStack: a.stack(c.Cause), class: k.class,
			subjects: map[event.Subject]int64{}, byThread: map[int32]map[string]int64{}, causers: map[int32]int64{}, Line: make([]float64, TimelineSlots)}
		if inner.Ours {
			p.via = inner
		}
		p.queue = hasQueue(p.LosesStack) || hasQueue(p.CausesStack)
		a.points[k] = p
	}
	a.addCell(p, c)
}

func hasQueue(stack []Place) bool {
	return slices.ContainsFunc(stack, func(p Place) bool { return p.Ours && strings.HasSuffix(p.File, "/queue.py") })
}

func (a *analysis) addCell(p *Point, c *record.Cell) {
	n := int64(c.Aborts + c.Waits)
	lost := seconds(c.Aborted + c.Paused)
	p.Aborted += seconds(c.Aborted)
	p.Paused += seconds(c.Paused)
	p.Lost += lost
	for _, o := range a.over {
		p.Line[o.slot] += o.part * lost
	}
	p.Events += n
	p.Aborts += int64(c.Aborts)
	p.Longest = max(p.Longest, seconds(c.Longest))
	p.Reads += float64(c.Reads)
	p.Writes += float64(c.Writes)
	if c.Kind == event.ReadWrite && c.Read == 0 {
		p.Noticed += n
	}
	p.Kinds = count(p.Kinds, c.Kind.String(), n)
	p.Threads = count(p.Threads, a.threadName(c.Thread), n)
	if name := a.blockName(c.Block); name != "" {
		p.Blocks = count(p.Blocks, name, n)
	}
	if c.Why != 0 {
		p.Why = count(p.Why, a.log.Subjects[c.Why].Name, n)
	}
	s := a.log.Subjects[c.Subject]
	if c.Subject != 0 {
		p.subjects[s] += n
		items := p.byThread[c.Thread]
		if items == nil {
			items = map[string]int64{}
			p.byThread[c.Thread] = items
		}
		items[s.Name] += n
	}
	p.causers[c.CauseThread] += n
	a.objects[p] |= c.Objects
	if c.Born != 0 && !p.Born.Known() {
		p.Born, _ = a.user(c.Born)
		p.BornAll = a.stack(c.Born)
	}
	if c.CauseThread != 0 {
		k := [2]int32{c.Thread, c.CauseThread}
		pair := a.pairs[k]
		if pair == nil {
			pair = &Pair{Loses: a.threadName(c.Thread), Causes: a.threadName(c.CauseThread)}
			a.pairs[k] = pair
		}
		pair.Lost += lost
		pair.Events += n
	}
}

// count adds n to the share with a name.
func count(shares []Share, name string, n int64) []Share {
	for i := range shares {
		if shares[i].Name == name {
			shares[i].Count += n
			return shares
		}
	}
	return append(shares, Share{Name: name, Count: n})
}

// ranked puts the largest shares first and says what part of all they are.
func ranked(shares []Share) []Share {
	all := int64(0)
	for i := range shares {
		all += shares[i].Count
	}
	for i := range shares {
		shares[i].Part = float64(shares[i].Count) / float64(max(all, 1))
	}
	slices.SortFunc(shares, func(a, b Share) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return shares
}

// blockName names a kind of transaction.
func (a *analysis) blockName(i uint32) string {
	b := &a.log.Blocks[i]
	if b.Name != 0 {
		return a.log.Subjects[b.Name].Name
	}
	if p, _ := a.user(b.Site); p.Known() {
		return p.String()
	}
	return ""
}

// maxShares bounds the lists of a point.
const maxShares = 20

func (a *analysis) finish() {
	for _, id := range slices.Sorted(maps.Keys(a.lines)) {
		t := a.lines[id]
		t.Total.clamp()
		for i := range t.Slots {
			t.Slots[i].clamp()
		}
		a.Timeline.Threads = append(a.Timeline.Threads, *t)
		a.Times.Useful += t.Total.Useful
		a.Times.Aborted += t.Total.Aborted
		a.Times.Paused += t.Total.Paused
		a.Times.Collecting += t.Total.Collecting
		a.Times.Idle += t.Total.Idle
	}
	a.Threads = len(a.lines)
	if a.Wall > 0 {
		a.EffectiveCores = min(a.Times.Useful/a.Wall, float64(max(a.Cores, 1)))
	}
	if e := a.log.End; e != nil {
		a.Longest = seconds(e.Longest)
		if a.filter.Thread == "" {
			a.Threads = e.Threads
		}
	}
	lost := 0.0
	for _, p := range a.points {
		lost += p.Lost
		a.Conflicts += p.Events
		a.Points = append(a.Points, p)
	}
	a.sort()
	for i, p := range a.Points {
		p.ID = "C" + itoa(i+1)
		if lost > 0 {
			p.Part = p.Lost / lost
		}
		a.finishPoint(p)
	}
	for _, p := range a.pairs {
		a.Matrix = append(a.Matrix, *p)
	}
	slices.SortFunc(a.Matrix, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Lost, x.Lost), cmp.Compare(x.Loses, y.Loses), cmp.Compare(x.Causes, y.Causes))
	})
	a.Matrix = a.Matrix[:min(len(a.Matrix), 400)]
	a.Blocks = a.blocks()
	a.caveats()
	a.advise()
}

func (a *analysis) sort() {
	by := func(p *Point) float64 {
		switch a.filter.Sort {
		case "aborted":
			return p.Aborted
		case "paused":
			return p.Paused
		case "events":
			return float64(p.Events)
		}
		return p.Lost
	}
	slices.SortFunc(a.Points, func(p, q *Point) int {
		return cmp.Or(cmp.Compare(by(q), by(p)), cmp.Compare(q.Events, p.Events), cmp.Compare(p.Loses.String(), q.Loses.String()),
			cmp.Compare(p.Causes.String(), q.Causes.String()), cmp.Compare(p.class, q.class))
	})
}

func (a *analysis) finishPoint(p *Point) {
	p.Kinds, p.Threads, p.Blocks, p.Why = ranked(p.Kinds), ranked(p.Threads), ranked(p.Blocks), ranked(p.Why)
	p.Kind = p.Kinds[0].Name
	p.Reads /= float64(max(p.Events, 1))
	p.Writes /= float64(max(p.Events, 1))
	p.Gain = 1
	if busy := a.Times.Busy(); busy > p.Lost {
		p.Gain = busy / (busy - p.Lost)
	}
	for s, n := range p.subjects {
		p.Keys = count(p.Keys, s.String(), n)
	}
	p.Keys = ranked(p.Keys)
	p.Object = p.objectText()
	p.Keys = p.Keys[:min(len(p.Keys), maxShares)]
	p.Threads = p.Threads[:min(len(p.Threads), maxShares)]
	p.Many = bits.OnesCount64(a.objects[p]) > 1
	p.Runtime = !p.Loses.Known() && !p.Causes.Known() || p.Loses.Ours && (p.Causes.Ours || !p.Causes.Known())
}

// objectText names what the point is about in a few words.
func (p *Point) objectText() string {
	switch {
	case p.class == irrevocable && len(p.Why) > 0:
		return p.Why[0].Name
	case p.class == irrevocable:
		return "the irrevocable token"
	case len(p.Keys) == 0:
		for _, q := range []*Place{&p.Causes, &p.Loses} {
			if q.name != "" {
				return q.op + " " + q.name
			}
		}
		return "?"
	}
	k := &p.Keys[0]
	if k.Part > 0.995 {
		return k.Name
	}
	// Many names of one kind: the kind says more.
	if typ, part, share := p.mostly(); k.Part < 0.3 && share > 0.8 && part != "" {
		return strings.TrimPrefix(typ+", ", ", ") + plural(len(p.subjects), part)
	}
	return fmt.Sprintf("%s %d%%", k.Name, int(100*k.Part))
}

// mostly is the most frequent type and part of the subjects, and its share.
func (p *Point) mostly() (typ, part string, share float64) {
	sums := map[[2]string]int64{}
	all := int64(0)
	for s, n := range p.subjects {
		sums[[2]string{s.Type, s.Part}] += n
		all += n
	}
	var best [2]string
	for k, n := range sums {
		if n > sums[best] || n == sums[best] && (k[0]+k[1] < best[0]+best[1]) {
			best = k
		}
	}
	return best[0], best[1], float64(sums[best]) / float64(max(all, 1))
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// blocks sums up the kinds of transactions. Those of one name are one.
func (a *analysis) blocks() []Block {
	type sum struct {
		record.Block
	}
	byName := map[string]*sum{}
	var names []string
	for i := range a.log.Blocks {
		b := &a.log.Blocks[i]
		if b.Commits+b.Aborts == 0 {
			continue
		}
		name := a.blockName(uint32(i))
		if name == "" {
			name = "(other code)"
		}
		s := byName[name]
		if s == nil {
			s = &sum{}
			byName[name] = s
			names = append(names, name)
		}
		s.Commits += b.Commits
		s.Aborts += b.Aborts
		s.Reads += b.Reads
		s.Writes += b.Writes
		for k, n := range b.Durations {
			s.Durations[k] += n
		}
	}
	all := []Block{}
	for _, name := range names {
		s := byName[name]
		n := float64(max(s.Commits, 1))
		all = append(all, Block{Name: name, Commits: s.Commits, Aborts: s.Aborts, Ratio: float64(s.Aborts) / n,
			P50: quantile(&s.Durations, 0.5), P99: quantile(&s.Durations, 0.99), Reads: float64(s.Reads) / n, Writes: float64(s.Writes) / n})
	}
	slices.SortFunc(all, func(x, y Block) int {
		return cmp.Or(cmp.Compare(y.Aborts, x.Aborts), cmp.Compare(y.Commits, x.Commits), cmp.Compare(x.Name, y.Name))
	})
	return all
}

// quantile returns a duration that a part q of all do not exceed, in seconds.
func quantile(d *[event.Buckets]uint64, q float64) float64 {
	all := uint64(0)
	for _, n := range d {
		all += n
	}
	if all == 0 {
		return 0
	}
	seen := uint64(0)
	for i, n := range d {
		if seen += n; float64(seen) >= q*float64(all) {
			return seconds(event.BucketStart(min(i+1, event.Buckets-1)))
		}
	}
	return 0
}

// caveats says what the recording does not know.
func (a *analysis) caveats() {
	say := func(format string, args ...any) { a.Caveats = append(a.Caveats, fmt.Sprintf(format, args...)) }
	l := a.log
	if l.Damage != nil {
		say("the log is damaged %s; the report ends there", l.Damage)
	} else if l.End == nil {
		say("the recording did not end in order (was the program killed?): what came after the last write is missing")
	}
	e := l.End
	if e == nil {
		return
	}
	if e.Dropped > 0 {
		say("%s conflicts that lost %.3f s came too fast to be kept", thousands(int64(e.Dropped)), seconds(e.DroppedLost))
	}
	if e.Joined > 0 {
		say("%s conflicts were kept without their object: there were too many different ones", thousands(int64(e.Joined)))
	}
	if e.LostStacks+e.LostSubjects > 0 {
		say("too many different stacks or names: %s were not kept", thousands(int64(e.LostStacks+e.LostSubjects)))
	}
	if e.Unwritten {
		say("the log reached its size: what came later is missing (-X conflicts=FILE,max=SIZE)")
	}
}
