package record

import (
	"bytes"

	"gorgon/conflicts/event"
)

// chunkTarget is the payload at which a chunk of a list ends.
const chunkTarget = 256 << 10

// chunks makes chunks of what a log has.
type chunks struct {
	target int
	put    func(kind byte, payload []byte)
}

// list makes as many chunks as n items need. head, if not nil, makes what each
// chunk begins with.
func (c *chunks) list(kind byte, n int, head func() []byte, item func(e *encoder, i int)) {
	for first := 0; first < n; {
		var items, e encoder
		last := first
		for last < n && len(items.b) < c.target {
			item(&items, last)
			last++
		}
		if head != nil {
			e.b = head()
		}
		e.uint(uint64(last - first))
		c.put(kind, append(e.b, items.b...))
		first = last
	}
}

func (c *chunks) source(file, text string) {
	for len(text) > 0 {
		n := min(len(text), c.target)
		var e encoder
		e.str(file)
		e.str(text[:n])
		c.put(chunkSource, e.b)
		text = text[n:]
	}
}

func (c *chunks) places(all []Place) {
	c.list(chunkPlaces, len(all), nil, func(e *encoder, i int) { e.place(&all[i]) })
}

func (c *chunks) stacks(all [][]uint32) {
	c.list(chunkStacks, len(all), nil, func(e *encoder, i int) {
		e.uint(uint64(len(all[i])))
		for _, p := range all[i] {
			e.uint(uint64(p))
		}
	})
}

func (c *chunks) subjects(all []event.Subject) {
	c.list(chunkSubjects, len(all), nil, func(e *encoder, i int) {
		e.str(all[i].Type)
		e.str(all[i].Part)
		e.str(all[i].Name)
	})
}

func (c *chunks) threads(all []Thread) {
	c.list(chunkThreads, len(all), nil, func(e *encoder, i int) {
		e.int(int64(all[i].ID))
		e.str(all[i].Name)
		e.int(all[i].Born)
	})
}

func (c *chunks) blocks(all []Block) {
	c.list(chunkBlocks, len(all), nil, func(e *encoder, i int) {
		e.uint(uint64(all[i].Name))
		e.uint(uint64(all[i].Site))
	})
}

func (c *chunks) counts(all []Block) {
	c.list(chunkCounts, len(all), nil, func(e *encoder, i int) { e.counts(i, &all[i]) })
}

func (c *chunks) events(all []Event) {
	c.list(chunkEvents, len(all), nil, func(e *encoder, i int) { e.event(&all[i]) })
}

// interval makes one chunk or several with the same times; the first has the
// threads.
func (c *chunks) interval(v *Interval) {
	var head encoder
	head.int(v.From)
	head.int(v.To)
	threads := encoder{b: bytes.Clone(head.b)}
	threads.uint(uint64(len(v.Threads)))
	for i := range v.Threads {
		threads.slice(&v.Threads[i])
	}
	if len(v.Cells) == 0 {
		threads.uint(0)
		c.put(chunkInterval, threads.b)
		return
	}
	first := true
	c.list(chunkInterval, len(v.Cells), func() []byte {
		if first {
			first = false
			return threads.b
		}
		rest := encoder{b: bytes.Clone(head.b)}
		rest.uint(0) // threads
		return rest.b
	}, func(e *encoder, i int) { e.cell(&v.Cells[i]) })
}
