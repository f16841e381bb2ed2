// Package event holds what the runtime writes down about conflicts: records of
// fixed size in a ring for each thread, folded into points when a ring is full.
//
// In: records from stm and scheduler. Out: the points, for the report. Main
// invariant: a ring is written by its own thread only. Everybody may import it;
// it imports nothing of this module.
package event

import (
	"sync"
	"time"
)

// Kind is what happened.
type Kind uint8

const (
	ReadWrite   Kind = iota // what was read was written by another before the commit
	WriteWrite              // what was needed was held by another
	GaveWay                 // an older transaction needed what was held
	Irrevocable             // only one transaction at a time can be irrevocable
	Lock                    // the lock was really held
	numKinds
)

var kindNames = [numKinds]string{"read-write", "write-write", "gave way", "irrevocable", "lock"}

func (k Kind) String() string { return kindNames[k] }

// Site is the address of an instruction; 0 if unknown.
type Site uint64

// Record is one conflict of one thread.
type Record struct {
	When    int64 // nanoseconds since the start
	Lost    int64 // nanoseconds
	Site    Site  // who lost
	Cause   Site  // who was in the way
	Thread  int32
	What    uint32 // interned description of the object
	Kind    Kind
	Aborted bool // else the time was spent waiting
}

const ringSize = 256

// Ring is a thread's latest records.
type Ring struct {
	records [ringSize]Record
	n       int
}

// Add writes a record down.
func (r *Ring) Add(rec Record) {
	if r.n == ringSize {
		r.Flush()
	}
	r.records[r.n] = rec
	r.n++
}

// Flush folds the ring's records into the points.
func (r *Ring) Flush() {
	points.Lock()
	defer points.Unlock()
	for i := range r.records[:r.n] {
		points.fold(&r.records[i])
	}
	r.n = 0
}

// Key is what makes two conflicts the same point.
type Key struct {
	Site, Cause Site
	Kind        Kind
}

// Point is a place where threads collide.
type Point struct {
	Key
	Aborts, Waits   int
	Aborted, Paused time.Duration
	What            map[uint32]int // how often each object
	Threads         map[int32]int
}

// Lost is what the point costs.
func (p *Point) Lost() time.Duration { return p.Aborted + p.Paused }

var points = struct {
	pointTable
}{pointTable{table: map[Key]*Point{}}}

type pointTable struct {
	sync.Mutex
	table map[Key]*Point
}

// maxWhat bounds how many objects a point tells apart.
const maxWhat = 1000

func (t *pointTable) fold(r *Record) {
	k := Key{r.Site, r.Cause, r.Kind}
	p := t.table[k]
	if p == nil {
		p = &Point{Key: k, What: map[uint32]int{}, Threads: map[int32]int{}}
		t.table[k] = p
	}
	if r.Aborted {
		p.Aborts++
		p.Aborted += time.Duration(r.Lost)
	} else {
		p.Waits++
		p.Paused += time.Duration(r.Lost)
	}
	if _, known := p.What[r.What]; known || len(p.What) < maxWhat {
		p.What[r.What]++
	}
	p.Threads[r.Thread]++
}

// Points returns all points. The rings have been flushed.
func Points() []*Point {
	points.Lock()
	defer points.Unlock()
	all := make([]*Point, 0, len(points.table))
	for _, p := range points.table {
		all = append(all, p)
	}
	return all
}

// texts are interned descriptions; number 0 is the empty one.
var texts = struct {
	sync.Mutex
	index map[string]uint32
	list  []string
}{index: map[string]uint32{"": 0}, list: []string{""}}

// maxTexts bounds the descriptions: programs can have any number of keys.
const maxTexts = 1 << 16

// Intern numbers a description.
func Intern(s string) uint32 {
	texts.Lock()
	defer texts.Unlock()
	if n, ok := texts.index[s]; ok {
		return n
	}
	if len(texts.list) == maxTexts {
		return 0
	}
	n := uint32(len(texts.list))
	texts.index[s] = n
	texts.list = append(texts.list, s)
	return n
}

// Text returns the description with a number.
func Text(n uint32) string {
	texts.Lock()
	defer texts.Unlock()
	return texts.list[n]
}
