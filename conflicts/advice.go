package conflicts

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Advice is what would help, with the evidence for it.
type Advice struct {
	Kind     string `json:"kind"`
	Text     string `json:"text"`
	Evidence string `json:"evidence"`
	// Changes says what the program does differently if the advice is followed.
	Changes string `json:"changes,omitempty"`
	// Example is a pair of programs, before and after.
	Example string `json:"example,omitempty"`
}

// The thresholds of the rules.
const (
	minPart    = 0.01 // of all lost time: below that no rule speaks
	hotKey     = 0.30 // part of a point's conflicts that one key has
	most       = 0.50
	longReads  = 256 // locks that a long transaction has read
	longLost   = 0.5e-3
	littleLost = 0.05 // of the thread time
	fewCores   = 0.60 // part of the cores that is at work
	minWall    = 0.05
)

// rule says what helps a point, or "" if it is not its case.
type rule struct {
	kind, example string
	try           func(r *Report, p *Point) (text, evidence, changes string)
}

// rules are tried in order; the first that speaks is the advice.
var rules = []rule{
	{"io", "io_in_block", ioInBlock},
	{"convoy", "lock_convoy", convoy},
	{"queue", "queue_items", queueItems},
	{"runtime", "", runtimeDefect},
	{"append", "list_append", listAppend},
	{"false-sharing", "false_sharing", falseSharing},
	{"counter", "shared_counter", sharedCounter},
	{"long", "long_transaction", longTransaction},
	{"cache", "cache", sharedCache},
	{"size", "dict_size", containerSize},
	{"read-mostly", "read_mostly", readMostly},
	{"hot-key", "hot_key", hotKeyOf},
}

// Kinds lists the kinds of advice and the names of their example programs.
func Kinds() map[string]string {
	all := map[string]string{"serial": "serial"}
	for _, r := range rules {
		if r.example != "" {
			all[r.kind] = r.example
		}
	}
	return all
}

// ExampleFolder is where the examples lie.
const ExampleFolder = "examples/conflicts/"

// advise asks the rules.
func (a *analysis) advise() {
	for _, p := range a.Points {
		if p.Part < minPart {
			continue
		}
		for _, rule := range rules {
			if text, evidence, changes := rule.try(a.Report, p); text != "" {
				p.Advice = append(p.Advice, Advice{rule.kind, text, evidence, changes, example(rule.example)})
				break
			}
		}
	}
	if ad, ok := serial(a.Report); ok {
		a.Advice = append(a.Advice, ad)
	}
}

func example(name string) string {
	if name == "" {
		return ""
	}
	return ExampleFolder + name + "_bad.py"
}

func percent(part float64) string { return fmt.Sprintf("%.0f%%", 100*part) }

// events is the usual evidence.
func (p *Point) evidence() string {
	return fmt.Sprintf("%s conflicts of %s, %s lost", thousands(p.Events), plural(len(p.Threads), "thread"), duration(p.Lost))
}

func ioInBlock(r *Report, p *Point) (string, string, string) {
	waits := int64(0)
	for _, w := range p.Why {
		waits += w.Count
	}
	if p.class != irrevocable && (len(p.Why) == 0 || float64(waits) < most*float64(p.Events)) {
		return "", "", ""
	}
	what := "An effect outside of the program's memory"
	if len(p.Why) > 0 {
		what = p.Why[0].Name
	}
	return what + " inside an atomic block makes the block irrevocable: only one such block runs at a time. Collect what is to be written, and write it after the block (or give it to a queue that one thread empties).",
		p.evidence() + fmt.Sprintf("; %s waited for an irrevocable transaction", thousands(max(waits, p.Events-p.Aborts))),
		"The output comes after the block: between the two others may come."
}

func convoy(r *Report, p *Point) (string, string, string) {
	if p.class != lock {
		return "", "", ""
	}
	return "The lock is really taken, because its section blocks, does I/O or is very long, and the others wait in line. Do less while holding it: take input and output, sleeping and waiting out of the section, or use several locks.",
		p.evidence() + fmt.Sprintf("; longest wait %s", duration(p.Longest)),
		"What leaves the section is no longer guarded by the lock."
}

func queueItems(r *Report, p *Point) (string, string, string) {
	typ, _, share := p.mostly()
	if !p.queue && (typ != "deque" || share < most) {
		return "", "", ""
	}
	return "All threads put into and get from one queue, item by item. Put lists of items into it, or give each thread a queue of its own.",
		p.evidence(), "Items are handed over later, and in groups."
}

func runtimeDefect(r *Report, p *Point) (string, string, string) {
	if !p.Runtime {
		return "", "", ""
	}
	return "Not your code: the conflict is inside Gorgon's runtime. Please report it with this point's number and the log.", p.evidence(), ""
}

func listAppend(r *Report, p *Point) (string, string, string) {
	moves := int64(0)
	for s, n := range p.subjects {
		if s.Type == "list" && (s.Part == "size" || s.Part == "method" && slices.Contains([]string{"append", "pop", "insert", "extend", "remove", "clear"}, s.Name)) {
			moves += n
		}
	}
	if float64(moves) < most*float64(p.Events) {
		return "", "", ""
	}
	return "All threads change the length of one list. Give each thread a list of its own and join them at the end (itertools.chain), or make the list as long as it will be and store by index.",
		p.evidence() + fmt.Sprintf("; %s by %s", percent(float64(moves)/float64(p.Events)), p.Keys[0].Name),
		"The order of the items: by thread, no longer by time."
}

// falseSharing: the threads use different parts of what has one lock.
func falseSharing(r *Report, p *Point) (string, string, string) {
	typ, part, share := p.mostly()
	if share < most {
		return "", "", ""
	}
	changes := "Nothing but where the data lies."
	switch {
	case part == "attr" && p.Loses.name != "" && p.Causes.name != "" && p.Loses.name != p.Causes.name:
		return fmt.Sprintf("Different attributes of one %s object, .%s and .%s, collide because an object has one lock. Move what is written often into an object of its own.", typ, p.Loses.name, p.Causes.name),
			p.evidence(), changes
	case part == "item" && len(p.byThread) > 1 && p.itemsApart():
		return "Each thread uses items of its own, but 64 items of a list share one lock. Give each thread a list or an object of its own, or keep the value in a local variable and store it at the end.",
			p.evidence() + "; no two threads use the same items", changes
	}
	return "", "", ""
}

// itemsApart says whether hardly two threads lost on the same item.
func (p *Point) itemsApart() bool {
	users, total, sole := map[string]int{}, int64(0), int64(0)
	for _, items := range p.byThread {
		for name := range items {
			users[name]++
		}
	}
	for _, items := range p.byThread {
		for name, n := range items {
			total += n
			if users[name] == 1 {
				sole += n
			}
		}
	}
	return float64(sole) > 0.9*float64(total)
}

// sharedCounter: one variable is read, calculated with and stored by all.
func sharedCounter(r *Report, p *Point) (string, string, string) {
	_, part, share := p.mostly()
	named := part == "attr" || part == "global" || part == "closure" || part == "item"
	if !named || share < most || p.Keys[0].Part < hotKey || !p.Loses.update || !p.Causes.update {
		return "", "", ""
	}
	return fmt.Sprintf("All threads update %s. Count in a local variable of each thread and add the sums up at the end.", p.Keys[0].Name),
		p.evidence() + fmt.Sprintf("; %s on %s", percent(p.Keys[0].Part), p.Keys[0].Name),
		"The total is only known when a thread has handed its part over."
}

// longTransaction: a transaction that has read much loses it to short ones, or
// keeps them waiting lest it lose again.
func longTransaction(r *Report, p *Point) (string, string, string) {
	const pieces = "Copy the input first, outside of the block, or do the work in pieces with a transaction each."
	const changes = "The work sees its input as it was at several moments, unless the copy is made in one block."
	if p.class == kept {
		return "A long transaction has lost its work so often that it now keeps all that it reads, and the others wait for its end. " + pieces,
			p.evidence(), changes
	}
	if p.Reads < longReads || p.Aborts == 0 || p.Aborted/float64(p.Aborts) < longLost || p.Loses.Line == p.Causes.Line && p.Loses.File == p.Causes.File {
		return "", "", ""
	}
	return "A long transaction is thrown away because short ones change what it has read. " + pieces,
		p.evidence() + fmt.Sprintf("; it had read %.0f places, each time %s were lost", p.Reads, duration(p.Aborted/float64(p.Aborts))), changes
}

// containerSize: keys differ, but the number of entries or the table is needed.
func containerSize(r *Report, p *Point) (string, string, string) {
	sizes := int64(0)
	for s, n := range p.subjects {
		if s.Part == "size" || s.Part == "table" || s.Part == "method" && (s.Name == "len()" || s.Name == "__len__") {
			sizes += n
		}
	}
	if float64(sizes) < most*float64(p.Events) {
		return "", "", ""
	}
	typ, _, _ := p.mostly()
	return fmt.Sprintf("The threads insert into one %s and look at its size. Count separately (itertools.count for each thread, or numbers by thread), split it by key into one for each thread, or fill it before the threads start. If no line asks for the size, this is a defect of the runtime: please report it.", typ),
		p.evidence() + fmt.Sprintf("; %s on the size or the table", percent(float64(sizes)/float64(p.Events))),
		"Numbers that were given by size are given differently."
}

func hotKeyOf(r *Report, p *Point) (string, string, string) {
	_, part, share := p.mostly()
	if part != "key" && part != "item" || share < most || p.Keys[0].Part < hotKey {
		return "", "", ""
	}
	return fmt.Sprintf("One key is hot: %s. Collect in a dict (or Counter) of each thread and merge them at the end, or split the value.", p.Keys[0].Name),
		p.evidence() + fmt.Sprintf("; %s on one of %s", percent(p.Keys[0].Part), plural(len(p.subjects), "key")),
		"The shared dict is only up to date after the merge."
}

// lookUp is what stands right before an insertion into a cache.
var lookUp = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\bnot in\b|\bin\b.*:$|\.get\(|\bexcept KeyError\b|\bis None\b`)
})

// sharedCache: threads look a key up and insert it if it is missing.
func sharedCache(r *Report, p *Point) (string, string, string) {
	typ, _, share := p.mostly()
	if typ == "" || share < most || p.Causes.op != "store" || p.Causes.update || len(p.Keys) > 0 && strings.Contains(p.Keys[0].Name, ", key ") && p.Keys[0].Part >= hotKey {
		return "", "", ""
	}
	looked := false
	lines := r.Source(p.Causes.File)
	for n := max(1, p.Causes.Line-2); n < p.Causes.Line && n <= len(lines); n++ {
		looked = looked || lookUp().MatchString(strings.TrimSpace(lines[n-1]))
	}
	near := p.Loses.File == p.Causes.File && p.Loses.Line >= p.Causes.Line-3 && p.Loses.Line <= p.Causes.Line+2
	if !looked || !near || strings.Contains(p.Causes.Text, "len(") {
		return "", "", ""
	}
	return "A cache is filled by all threads at once: what one looks up the other is just storing. Give each thread a cache of its own (threading.local), or fill it before it is used, each thread a part.",
		p.evidence() + fmt.Sprintf("; %s inserts what the lines before have looked up", p.Causes.Short()),
		"Some values are calculated once for each thread."
}

// readMostly: who loses only reads, and others write.
func readMostly(r *Report, p *Point) (string, string, string) {
	for thread := range p.causers {
		if p.byThread[thread] != nil {
			return "", "", "" // it reads and writes
		}
	}
	if p.class != data || p.Writes > 1 || p.Loses.op == "store" || p.Loses.op == "delete" || p.Loses.update || !p.Causes.Known() {
		return "", "", ""
	}
	return "Threads that only read lose their work to a few writes. Copy on write: build a new object and put it in place of the old one by one assignment.",
		p.evidence() + fmt.Sprintf("; %s lost to %s, having written %.1f places", plural(len(p.Threads), "thread"), plural(len(p.causers), "writer"), p.Writes),
		"A reader that has begun goes on with the old object."
}

// serial: nothing collides, but there is little to do for the threads.
func serial(r *Report) (Advice, bool) {
	t := &r.Times
	total := t.Total()
	if total <= 0 || r.Cores < 2 || r.Threads < 2 || r.Wall < minWall || t.Aborted+t.Paused > littleLost*total || r.EffectiveCores > fewCores*float64(r.Cores) {
		return Advice{}, false
	}
	return Advice{Kind: "serial", Text: "Not contention: the threads have too little to do. Start more of them, give them larger parts, and do not wait for one before the next is started.",
		Evidence: fmt.Sprintf("%s of the thread time is idle, %s lost to conflicts; %.1f of %s at work", percent(t.Idle/total), percent((t.Aborted+t.Paused)/total), r.EffectiveCores, plural(r.Cores, "core")),
		Example:  example("serial")}, true
}

// thousands writes a number with commas.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		s = "-" + s
	}
	return s
}

// duration writes seconds in the unit that fits.
func duration(s float64) string {
	switch {
	case s < 1e-3:
		return fmt.Sprintf("%.0f µs", s*1e6)
	case s < 1:
		return fmt.Sprintf("%.3g ms", s*1e3)
	}
	return fmt.Sprintf("%.2f s", s)
}
