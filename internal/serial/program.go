package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// register is one register of a program.
type register struct {
	kind *kind
	j    int // its number among those of the kind
	i    int // and its index in a list
}

// program is what is being written.
type program struct {
	rng    *rand.Rand
	number int
	guard  string
	regs   []register
	lines  []string
	indent int
}

// guards are the ways of making a section atomic.
var guards = []string{"lock", "rlock", "condition", "acquire", "holding", "ordered", "atomic", "undone", "semaphore", "nested", "single"}

// generate returns the text of a program: a function program_N and a call of it.
func generate(number int, seed uint64) string {
	p := &program{rng: rand.New(rand.NewPCG(seed, uint64(number))), number: number}
	p.guard = guards[p.rng.IntN(len(guards))]
	p.line("def program_%d():  # %s", number, p.guard)
	p.indent++
	if p.guard == "single" {
		p.singles()
	} else {
		p.sections()
	}
	p.indent--
	p.line("")
	p.line("")
	p.line("program_%d()", number)
	return strings.Join(p.lines, "\n") + "\n"
}

func (p *program) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	for l := range strings.SplitSeq(text, "\n") {
		if l != "" {
			l = strings.Repeat("    ", p.indent) + l
		}
		p.lines = append(p.lines, l)
	}
}

// threads is how many threads a program has: few are the most common.
func (p *program) threads() int {
	return []int{2, 2, 3, 4, 5, 8, 16}[p.rng.IntN(7)]
}

// oneOf returns one of the texts.
func (p *program) oneOf(texts ...string) string { return texts[p.rng.IntN(len(texts))] }

// declare chooses registers and writes what makes them.
func (p *program) declare() {
	stride := []int{1, 1, 70}[p.rng.IntN(3)]
	for _, k := range p.rng.Perm(len(kinds))[:min(len(kinds), 1+p.rng.IntN(4))] {
		count := 1 + p.rng.IntN(4)
		if kinds[k].whole && p.guard == "ordered" {
			count = 1 // each register has a lock of its own
		}
		for j := range count {
			p.regs = append(p.regs, register{&kinds[k], j, j * stride})
		}
		setup := strings.NewReplacer("{count}", strconv.Itoa(count), "{p}", strconv.Itoa(p.number), "{stride}", strconv.Itoa(stride)).Replace(kinds[k].setup)
		for l := range strings.SplitSeq(setup, "\n") {
			p.declareLine(l, count)
		}
	}
}

// declareLine writes one line of a setup: "$line text" is repeated for every
// register, "word $each text" lists them.
func (p *program) declareLine(l string, count int) {
	if each, ok := strings.CutPrefix(l, "$line "); ok {
		for j := range count {
			p.line("%s", strings.ReplaceAll(each, "{j}", strconv.Itoa(j)))
		}
		return
	}
	if word, each, ok := strings.Cut(l, " $each "); ok {
		var names []string
		for j := range count {
			names = append(names, strings.ReplaceAll(each, "{j}", strconv.Itoa(j)))
		}
		l = word + " " + strings.Join(names, ", ")
	}
	p.line("%s", l)
}

// fill puts a register into a text of its kind.
func (p *program) fill(text string, r register) string {
	return strings.NewReplacer("{j}", strconv.Itoa(r.j), "{i}", strconv.Itoa(r.i), "{p}", strconv.Itoa(p.number)).Replace(text)
}

// sections writes a program whose sections are guarded.
func (p *program) sections() {
	p.declare()
	for _, l := range map[string][]string{
		"lock": {"lock = threading.Lock()"}, "acquire": {"lock = threading.Lock()"}, "holding": {"lock = threading.Lock()"},
		"rlock": {"lock = threading.RLock()"}, "nested": {"lock = threading.RLock()"}, "condition": {"lock = threading.Condition()"},
		"semaphore": {"lock = threading.Semaphore(1)"}, "ordered": {fmt.Sprintf("locks = [threading.Lock() for _ in range(%d)]", len(p.regs))},
	}[p.guard] {
		p.line("%s", l)
	}
	threads := p.threads()
	rounds := 2 + p.rng.IntN(60/threads+3)
	var names []string
	for k := range threads {
		names = append(names, p.worker(k, rounds))
	}
	p.line("def final():")
	p.indent++
	for r, reg := range p.regs {
		p.line("%s", p.fill(reg.kind.read, reg))
		p.line("yield %d, x", r)
	}
	p.indent--
	p.line("run(%d, [%s], final)", p.number, strings.Join(names, ", "))
}

// worker writes the function of thread k and returns its name.
func (p *program) worker(k, rounds int) string {
	name := fmt.Sprintf("worker_%d", k)
	p.line("def %s(log):", name)
	p.indent++
	count := 1 + p.rng.IntN(3)
	var calls []string
	for s := range count {
		f := fmt.Sprintf("section_%d", s)
		p.section(f)
		if p.guard == "undone" { // it cannot begin in what a native function calls
			calls = append(calls, f+"(n)")
			continue
		}
		calls = append(calls, p.oneOf(f+"(n)", f+"(n)", "["+f+"][0](n)", "[*map("+f+", [n])][0]", "max([n], key=lambda v: 0) and "+f+"(n)",
			"functools.reduce(lambda _, v: "+f+"(v), [0, n])", "sorted([n], key="+f+") and n + 100", "compared("+f+", n)", "stepped("+f+", n)", "functools.partial("+f+", n)()"))
	}
	p.line("n = %d", (k+1)*1_000_000)
	p.line("for _ in range(%d):", rounds)
	p.indent++
	for _, c := range calls {
		p.line("n = %s + 100", c)
		if p.rng.IntN(6) == 0 {
			p.noise()
		}
	}
	p.indent -= 2
	return name
}

// section writes a function that does one guarded section and logs it. It
// returns the number of the next value to write.
func (p *program) section(name string) {
	used := p.choose()
	p.line("def %s(n):", name)
	p.indent++
	outer := map[string]bool{}
	for _, r := range used {
		if o := p.fill(p.regs[r].kind.outer, p.regs[r]); o != "" && !outer[o] {
			outer[o] = true
			p.line("%s", o)
		}
	}
	p.line("out = []")
	fails := p.guard == "undone" && p.rng.IntN(3) == 0 || p.rng.IntN(8) == 0
	if fails {
		p.line("try:")
		p.indent++
	}
	depth := p.enter(used)
	p.actions(used)
	if fails {
		p.line("if n %% 3 == 0:\n    raise Undo")
	}
	p.leave(depth)
	if fails {
		p.indent--
		p.line("except Undo:")
		if p.guard == "undone" {
			p.line("    if stm: return n")
		} else {
			p.line("    pass")
		}
	}
	p.line("log.append(out)")
	p.line("return n")
	p.indent--
}

// choose returns the registers that a section uses, some twice.
func (p *program) choose() []int {
	n := 1 + p.rng.IntN(4)
	if p.rng.IntN(10) == 0 {
		n = len(p.regs)
	}
	used := make([]int, n)
	for i := range used {
		used[i] = p.rng.IntN(len(p.regs))
	}
	return used
}

// enter writes the beginning of a guarded section and returns how many levels
// of indentation it took.
func (p *program) enter(used []int) int {
	switch p.guard {
	case "acquire":
		p.line("lock.acquire()")
		p.line("try:")
	case "holding":
		p.line("with Holding(lock):")
	case "nested":
		p.line("with lock, lock:")
	case "ordered":
		sorted := slices.Compact(slices.Sorted(slices.Values(used)))
		var names []string
		for _, r := range sorted {
			names = append(names, fmt.Sprintf("locks[%d]", r))
		}
		p.line("with %s:", strings.Join(names, ", "))
	case "atomic":
		p.line("with atomic:")
	case "undone":
		p.line("with stm.atomic(rollback=True) if stm else atomic:")
	default:
		p.line("with lock:")
	}
	p.indent++
	return 1
}

func (p *program) leave(depth int) {
	p.indent -= depth
	if p.guard == "acquire" {
		p.line("finally:\n    lock.release()")
	}
}

// actions writes reads and writes of registers.
func (p *program) actions(used []int) {
	for _, r := range used {
		reg := p.regs[r]
		if p.rng.IntN(4) == 0 {
			p.noise()
		}
		p.line("%s", p.fill(reg.kind.read, reg))
		p.line("out.append(('R', %d, x))", r)
		if p.rng.IntN(5) < 2 {
			continue
		}
		if p.rng.IntN(5) == 0 {
			p.noise()
		}
		p.line("n += 1")
		p.line("%s", p.fill(reg.kind.write, reg))
		p.line("out.append(('W', %d, n))", r)
	}
}

// noise writes something that takes time, memory or the processor, or calls
// what cannot be undone.
func (p *program) noise() {
	if *calm || p.guard == "undone" || p.rng.IntN(3) > 0 { // what is undone must have no effects
		p.line("%s", p.oneOf(quiet...))
		return
	}
	p.line("%s", p.oneOf("time.sleep(0)", "time.sleep(0.0002)", "os.getcwd()", "os.stat('.')", "sys.stdout.flush()"))
}

// quiet are statements without effects.
var quiet = []string{
	"for _ in range(3): pass",
	"for _ in range(60): pass",
	"for _ in range(2500): pass",
	"junk = [object() for _ in range(40)]",
	"junk = 'a'.join(str(v) for v in range(20))",
	"junk = sorted([3, 1, 2], key=lambda v: -v)",
	"junk = {v: [v] for v in range(30)}",
	"try: [][1]\nexcept IndexError: pass",
	"junk = [*map(lambda v: v + 1, range(10))]",
	"junk = list(zip(range(5), itertools.count()))",
}
