package main

import (
	"fmt"
	"strings"
)

// Programs whose sections are one built-in operation each, without a guard.
//
// Counters and heaps of one item are registers: next() and heapreplace() read
// and write in one step. Beside them tokens are moved between containers, each
// move a removal and an insertion; in the end every token must be in one place.

// singles writes such a program.
func (p *program) singles() {
	swaps := 1 + p.rng.IntN(3)
	p.line("heaps = [[0] for _ in range(%d)]", swaps)
	p.line("counters = [itertools.count() for _ in range(2)]")
	threads := p.threads()
	tokens := 4 + p.rng.IntN(40)
	p.line("places = [%s]", strings.Join(p.places(), ",\n          "))
	p.line("for k in range(%d): places[k %% len(places)][0](k)", tokens)
	rounds := 3 + p.rng.IntN(90/threads+3)
	var names []string
	for k := range threads {
		names = append(names, p.mover(k, rounds, swaps))
	}
	p.line("def final():")
	p.line("    for k, h in enumerate(heaps): yield k, h[0]")
	p.line("    for k, c in enumerate(counters): yield %d + k, next(c)", swaps)
	p.line("    left = []")
	p.line("    for put, take in places:")
	p.line("        try:\n            while True: left.append(take())\n        except (IndexError, KeyError, queue.Empty): pass")
	p.line("    left.sort()")
	p.line("    if left != list(range(%d)): print('failure tokens', left)", tokens)
	p.line("run(%d, [%s], final)", p.number, strings.Join(names, ", "))
}

// places returns pairs of functions that put a token somewhere and take one.
func (p *program) places() []string {
	all := []string{
		"(lambda l: (l.append, l.pop))([])",
		"(lambda l: (lambda v: l.insert(0, v), lambda: l.pop(0)))([])",
		"(lambda q: (q.append, q.popleft))(collections.deque())",
		"(lambda q: (q.appendleft, q.pop))(collections.deque())",
		"(lambda s: (s.add, s.pop))(set())",
		"(lambda d: (lambda v: d.setdefault(v, v), lambda: d.popitem()[0]))({})",
		"(lambda d: (lambda v: d.update({str(v): v}), lambda: d.popitem()[1]))({})",
		"(lambda h: (functools.partial(heapq.heappush, h), functools.partial(heapq.heappop, h)))([])",
		"(lambda q: (q.put, q.get_nowait))(queue.SimpleQueue())",
		"(lambda q: (q.put, q.get_nowait))(queue.Queue())",
		"(lambda o: (lambda v: o.__setitem__(v, v), lambda: o.popitem(last=False)[0]))(collections.OrderedDict())",
		"(lambda b: (b.append, b.pop))(bytearray())",
	}
	n := 2 + p.rng.IntN(3)
	var chosen []string
	for _, i := range p.rng.Perm(len(all))[:n] {
		chosen = append(chosen, all[i])
	}
	return chosen
}

// mover writes the function of thread k.
func (p *program) mover(k, rounds, swaps int) string {
	name := fmt.Sprintf("worker_%d", k)
	p.line("def %s(log):", name)
	p.indent++
	p.line("n = %d", (k+1)*1_000_000)
	p.line("for k in range(%d):", rounds)
	p.indent++
	for range 1 + p.rng.IntN(4) {
		switch p.rng.IntN(4) {
		case 0:
			r := p.rng.IntN(swaps)
			p.line("n += 1")
			p.line("x = heapq.heapreplace(heaps[%d], n)", r)
			p.line("log.append([('R', %d, x), ('W', %d, n)])", r, r)
		case 1:
			c := p.rng.IntN(2)
			p.line("x = next(counters[%d])", c)
			p.line("log.append([('R', %d, x), ('W', %d, x + 1)])", swaps+c, swaps+c)
		case 2:
			p.noise()
		default:
			p.line("try:\n    v = places[%d %% len(places)][1]()", p.rng.IntN(8))
			p.line("except (IndexError, KeyError, queue.Empty):\n    pass")
			p.line("else:\n    places[%d %% len(places)][0](v)", p.rng.IntN(8))
		}
	}
	p.indent -= 2
	return name
}
