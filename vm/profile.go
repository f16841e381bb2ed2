package vm

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"gorgon/scheduler"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
)

// -X prof=FILE: threads that run are asked for their Python stack once in a
// period. They answer at their next safepoint, in the interpreter or in machine
// code: a back-edge, a call, or the instruction behind a long native call.

// profilePeriod is the time between two samples of a thread.
const profilePeriod = time.Millisecond

// profiler counts samples.
type profiler struct {
	file   *os.File
	began  time.Time
	mu     sync.Mutex
	counts map[stackKey]int64
}

// profileDepth is how many frames of a stack are kept.
const profileDepth = 64

// spot is a line of a function.
type spot struct {
	function, file string
	line           int
}

// stackKey is a stack, the innermost frame first, in a thread.
type stackKey struct {
	thread string
	stack  [profileDepth]spot
	depth  int
}

// startProfile begins to sample if -X prof asks for it.
func (m *Machine) startProfile() error {
	name, on := m.Config.X["prof"]
	if !on {
		return nil
	}
	if name == "" {
		return fmt.Errorf("-X prof: want the name of a file")
	}
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("-X prof: %w", err)
	}
	p := &profiler{file: f, began: time.Now(), counts: map[stackKey]int64{}}
	m.profile = p
	frame.KeepAll.Store(true)
	interp.Sampled = p.sample
	go func() {
		asked := p.began
		for now := range time.Tick(profilePeriod) { // comes late when all processors are busy
			n := now.Sub(asked) / profilePeriod
			asked = asked.Add(n * profilePeriod)
			scheduler.WantSamples(int32(n))
		}
	}()
	return nil
}

// sample counts n samples of the thread, which is at a safepoint.
func (p *profiler) sample(t *Thread, n int32) {
	k := stackKey{thread: t.Name}
	for _, l := range interp.Stack(t) {
		if k.depth == profileDepth {
			break
		}
		k.stack[k.depth] = spot{l.Code.QualName, l.Code.Filename, int(l.Code.PositionAt(l.Word).Line)}
		k.depth++
	}
	p.mu.Lock()
	p.counts[k] += int64(n)
	p.mu.Unlock()
}

// finishProfile writes the profile.
func (m *Machine) finishProfile() {
	if m.profile == nil {
		return
	}
	if err := m.profile.write(); err != nil {
		fmt.Fprintln(os.Stderr, "gorgon: -X prof:", err)
	}
}

func (p *profiler) write() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	z := gzip.NewWriter(p.file)
	if _, err := z.Write(p.encode()); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return p.file.Close()
}

// message is a protocol buffer that is being written.
type message struct{ b []byte }

func (m *message) varint(n uint64) {
	for ; n >= 0x80; n >>= 7 {
		m.b = append(m.b, byte(n)|0x80)
	}
	m.b = append(m.b, byte(n))
}

// number writes a field that is an integer, unless it is 0.
func (m *message) number(field int, n int64) {
	if n != 0 {
		m.varint(uint64(field) << 3)
		m.varint(uint64(n))
	}
}

// bytes writes a field that is a string or a message.
func (m *message) bytes(field int, b []byte) {
	m.varint(uint64(field)<<3 | 2)
	m.varint(uint64(len(b)))
	m.b = append(m.b, b...)
}

// sub writes a field that is a message, of integers by field number from 1 on.
func (m *message) sub(field int, numbers ...int64) {
	var s message
	for i, n := range numbers {
		s.number(i+1, n)
	}
	m.bytes(field, s.b)
}

// table numbers things in the order in which they come, from 1 on.
type table[K comparable] struct {
	ids map[K]int64
	all []K
}

func (t *table[K]) id(k K) int64 {
	n, ok := t.ids[k]
	if !ok {
		if t.ids == nil {
			t.ids = map[K]int64{}
		}
		t.all = append(t.all, k)
		n = int64(len(t.all))
		t.ids[k] = n
	}
	return n
}

// encode makes the profile as pprof reads it (profile.proto; the numbers are
// those of its fields).
func (p *profiler) encode() []byte {
	var out message
	var names table[string]
	name := func(s string) int64 { // string 0 is the empty one
		if s == "" {
			return 0
		}
		return names.id(s)
	}
	type function struct{ name, file string }
	var places table[spot]
	var functions table[function]
	out.sub(1, name("samples"), name("count"))
	out.sub(1, name("time"), name("nanoseconds"))
	keys := make([]stackKey, 0, len(p.counts))
	for k := range p.counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b stackKey) int { return cmp.Compare(p.counts[b], p.counts[a]) })
	for i := range keys {
		k := &keys[i]
		var s, ids, values, label message
		for _, at := range k.stack[:k.depth] {
			ids.varint(uint64(places.id(at)))
		}
		n := p.counts[*k]
		values.varint(uint64(n))
		values.varint(uint64(n * int64(profilePeriod)))
		label.number(1, name("thread"))
		label.number(2, name(k.thread))
		s.bytes(1, ids.b)
		s.bytes(2, values.b)
		s.bytes(3, label.b)
		out.bytes(2, s.b)
	}
	for i, at := range places.all {
		var l, line message
		line.number(1, functions.id(function{at.function, at.file}))
		line.number(2, int64(at.line))
		l.number(1, int64(i+1))
		l.bytes(4, line.b)
		out.bytes(4, l.b)
	}
	for i, f := range functions.all {
		// By its module too: pprof shows a bare <module> as unknown.
		full := name(strings.TrimSuffix(path.Base(f.file), ".py") + "." + f.name)
		out.sub(5, int64(i+1), full, full, name(f.file))
	}
	out.number(9, p.began.UnixNano())
	out.number(10, int64(time.Since(p.began)))
	var period message
	period.number(1, name("time"))
	period.number(2, name("nanoseconds"))
	out.bytes(11, period.b)
	out.number(12, int64(profilePeriod))
	out.number(14, name("time"))
	out.bytes(6, nil)
	for _, s := range names.all {
		out.bytes(6, []byte(s))
	}
	return out.b
}
