package main

import (
	"bufio"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// op is one access of a section: it read or wrote a value of a register.
type op struct {
	write bool
	reg   int
	value int64
}

// section is what must look as if it happened at one moment.
type section struct {
	thread int
	ops    []op
}

func (s section) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "thread %d:", s.thread)
	for _, o := range s.ops {
		if o.write {
			fmt.Fprintf(&b, " W%d=%d", o.reg, o.value)
		} else {
			fmt.Fprintf(&b, " R%d=%d", o.reg, o.value)
		}
	}
	return b.String()
}

// history is what one program printed: the sections of each thread in its
// order, the reads after the end as those of one thread more.
type history struct {
	number   int
	sections []section
	failures []string
}

// parse reads the output of a batch.
func parse(text string) ([]history, error) {
	var all []history
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		if word == "program" {
			n, err := strconv.Atoi(rest)
			if err != nil {
				return nil, err
			}
			all = append(all, history{number: n})
			continue
		}
		if len(all) == 0 {
			return nil, fmt.Errorf("%q before the first program", lines.Text())
		}
		h := &all[len(all)-1]
		switch word {
		case "failure":
			h.failures = append(h.failures, rest)
		case "section":
			s, err := parseSection(rest)
			if err != nil {
				return nil, err
			}
			h.sections = append(h.sections, s)
		default:
			return nil, fmt.Errorf("unexpected line %q", lines.Text())
		}
	}
	return all, lines.Err()
}

func parseSection(text string) (section, error) {
	fields := strings.Fields(text)
	n, err := strconv.Atoi(fields[0])
	if err != nil {
		return section{}, err
	}
	s := section{thread: n}
	for _, f := range fields[1:] {
		reg, value, _ := strings.Cut(f[1:], ":")
		r, err := strconv.Atoi(reg)
		if err != nil {
			return s, err
		}
		v, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return s, err
		}
		s.ops = append(s.ops, op{f[0] == 'W', r, v})
	}
	return s, nil
}

// version is a value of a register.
type version struct {
	reg   int
	value int64
}

// checker builds the graph of a history. An edge from a to b says that a comes
// before b in every serial order.
//
// Main invariant: writer, inside and next have one entry for each version: it
// was written once, and it was replaced at most once.
type checker struct {
	h      history
	writer map[version]int // the section that left the version behind
	inside map[version]int // the section that wrote over it itself
	next   map[version]int // the section that replaced it
	read   [][]version     // what each section saw of others
	edges  [][]int
}

// check returns nil if some serial order explains the history.
func check(h history) error {
	if len(h.failures) > 0 {
		return fmt.Errorf("%s", strings.Join(h.failures, "; "))
	}
	c := checker{h: h, writer: map[version]int{}, inside: map[version]int{}, next: map[version]int{},
		read: make([][]version, len(h.sections)), edges: make([][]int, len(h.sections))}
	for i := range h.sections {
		if err := c.section(i); err != nil {
			return err
		}
	}
	if err := c.connect(); err != nil {
		return err
	}
	if cycle := c.cycle(); cycle != nil {
		var b strings.Builder
		fmt.Fprintf(&b, "no serial order: each of these comes before the next, and the last before the first")
		for _, i := range cycle {
			fmt.Fprintf(&b, "\n\t%v", h.sections[i])
		}
		return fmt.Errorf("%s", b.String())
	}
	return nil
}

// section takes in what section i did.
func (c *checker) section(i int) error {
	s := c.h.sections[i]
	own := map[int]int64{}
	var wrote []int
	first := map[int]int64{}
	for _, o := range s.ops {
		seen, known := own[o.reg]
		switch {
		case !o.write && !known:
			own[o.reg], first[o.reg] = o.value, o.value
			c.read[i] = append(c.read[i], version{o.reg, o.value})
		case !o.write && seen != o.value:
			return fmt.Errorf("register %d changed under a section, %d to %d\n\t%v", o.reg, seen, o.value, s)
		case o.write:
			if !known {
				return fmt.Errorf("the program writes register %d blindly: %v", o.reg, s)
			}
			if slices.Contains(wrote, o.reg) {
				c.inside[version{o.reg, seen}] = i
			} else {
				wrote = append(wrote, o.reg)
			}
			own[o.reg] = o.value
		}
	}
	for _, r := range wrote {
		v, before := version{r, own[r]}, version{r, first[r]}
		if j, ok := c.writer[v]; ok {
			return fmt.Errorf("value %d of register %d was written twice\n\t%v\n\t%v", v.value, r, c.h.sections[j], s)
		}
		c.writer[v] = i
		if j, ok := c.next[before]; ok {
			return fmt.Errorf("lost update of register %d\n\t%v\n\t%v", r, c.h.sections[j], s)
		}
		c.next[before] = i
	}
	return nil
}

// connect draws the edges: who wrote what comes before who read it, who read it
// before who replaced it, and a thread's sections are in its order.
func (c *checker) connect() error {
	last := map[int]int{}
	for i, s := range c.h.sections {
		if before, ok := last[s.thread]; ok {
			c.edge(before, i)
		}
		last[s.thread] = i
		for _, v := range c.read[i] {
			w, ok := c.writer[v]
			if !ok && v.value != 0 {
				if j, ok := c.inside[v]; ok {
					return fmt.Errorf("half of a section was visible: %d of register %d\n\t%v\n\t%v", v.value, v.reg, c.h.sections[j], s)
				}
				return fmt.Errorf("value %d of register %d was never written\n\t%v", v.value, v.reg, s)
			}
			if ok {
				c.edge(w, i)
			}
			if n, ok := c.next[v]; ok {
				c.edge(i, n)
			}
		}
	}
	return nil
}

func (c *checker) edge(from, to int) {
	if from != to {
		c.edges[from] = append(c.edges[from], to)
	}
}

// cycle returns a shortest cycle of sections, nil if there is none.
func (c *checker) cycle() []int {
	left := c.unordered()
	var best []int
	for _, i := range left {
		if loop := c.loopFrom(i); loop != nil && (best == nil || len(loop) < len(best)) {
			best = loop
		}
	}
	return best
}

// unordered takes away what has nothing before it, again and again, and returns
// what is left: nothing, if there is no cycle.
func (c *checker) unordered() []int {
	before := make([]int, len(c.edges))
	for _, to := range c.edges {
		for _, j := range to {
			before[j]++
		}
	}
	var ready []int
	for i, n := range before {
		if n == 0 {
			ready = append(ready, i)
		}
	}
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		before[i] = -1
		for _, j := range c.edges[i] {
			if before[j]--; before[j] == 0 {
				ready = append(ready, j)
			}
		}
	}
	var left []int
	for i, n := range before {
		if n > 0 {
			left = append(left, i)
		}
	}
	return left
}

// loopFrom returns a shortest way from section i back to it.
func (c *checker) loopFrom(i int) []int {
	from := map[int]int{}
	queue := []int{i}
	for len(queue) > 0 {
		a := queue[0]
		queue = queue[1:]
		for _, b := range c.edges[a] {
			if b == i {
				way := []int{a}
				for a != i {
					a = from[a]
					way = append(way, a)
				}
				slices.Reverse(way)
				return way
			}
			if _, seen := from[b]; !seen {
				from[b] = a
				queue = append(queue, b)
			}
		}
	}
	return nil
}
