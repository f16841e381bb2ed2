//go:build linux && amd64

package amd64

import (
	"slices"
	"testing"

	"gorgon/jit/ir"
)

func TestUndoLog(t *testing.T) {
	w := newWorld(t)
	code := w.compile(parse(t, `
trace 1 transactional
p = SLOAD 1
i = SLOAD 2
snap 0 pc=0x10 base=0 depth=0
GINT i @0
x = UNBOXI i
TXLOG p x +24 @0
TXLOG p x +32 @0
EXIT @0`), nil)
	w.words[rootAt+1] = uint64(w.address(heapAt))
	w.words[rootAt+2] = ir.BoxInt(5)
	w.words[heapAt+8], w.words[heapAt+9] = 111, 222
	w.words[7], w.words[8] = 4, 10 // room for two records
	w.run(code)
	u := w.words[undoAt+4:]
	if w.words[7] != 8 || w.stops[Barrier] != 0 || u[0] != 111 || u[1] != uint64(w.address(heapAt+8))+1 ||
		u[2] != 222 || u[3] != uint64(w.address(heapAt+9))+1 {
		t.Fatalf("%d words, %d slow, %x", w.words[7], w.stops[Barrier], u[:4])
	}
	w.words[7], w.words[8] = 8, 10 // room for one
	var address uint64
	w.barrier = func(s *Stop) bool { address = w.ctx.Args[0]; return true }
	w.run(code)
	if w.words[7] != 10 || w.stops[Barrier] != 1 || address != uint64(w.address(heapAt+9)) {
		t.Fatalf("%d words, %d slow at %#x", w.words[7], w.stops[Barrier], address)
	}
}

// TestSavedCard checks when all items of a card are saved, and that they need no records
// then.
func TestSavedCard(t *testing.T) {
	w := newWorld(t)
	// In the thread: the lists of locks that are owned, whether they may be taken, the span.
	const writesAt, quickAt, savedAt, locksAt = 25, 28, 29, 700
	w.env.Owning = &Owning{Writes: 8 * writesAt, Quick: 8 * quickAt}
	w.env.Saved = 8 * savedAt
	c, err := NewCache(64<<10, w.env)
	if err != nil {
		t.Fatal(err)
	}
	w.cache, w.env.Cache = c, c
	code := w.compile(parse(t, `
trace 1 transactional
l = SLOAD 1
i = SLOAD 2
r = LOAD.Const l +16
room = UNBOXI r
x = UNBOXI i
cards = CARDS l room
snap 0 pc=0x10 base=0 depth=0
TXOWNCARD l x cards @0
TXLOG l x +24 @0
EXIT @0`), nil)
	for _, c := range []struct{ room, index, first int }{ // first: of the card that is saved
		{64, 0, -1}, {65, 64, -1}, {128, 1, -1}, {128, 62, -1}, {130, 128, -1}, {191, 128, -1},
		{128, 0, 0}, {128, 63, 0}, {128, 64, 64}, {128, 127, 64}, {300, 128, 128},
	} {
		w.reset()
		w.words[8], w.words[quickAt] = 100, 1
		w.words[writesAt], w.words[writesAt+2] = uint64(w.address(locksAt)), 4
		for n := range 400 {
			w.words[heapAt+n] = uint64(n)
		}
		w.words[heapAt+2] = ir.BoxInt(int64(c.room))
		lock := heapAt + 1
		if c.room > 64 {
			lock = heapAt + 3 + c.room + c.index/64
		}
		w.words[lock] = 50
		w.words[rootAt+1], w.words[rootAt+2] = uint64(w.address(heapAt)), ir.BoxInt(int64(c.index))
		w.run(code)
		if w.stops[Barrier] != 0 || w.words[lock] != w.words[2] || w.words[writesAt+1] != 1 || w.words[locksAt] != uint64(w.address(lock)) || w.words[locksAt+1] != 50 {
			t.Fatalf("item %d of %d: the lock was not taken: %d slow, %#x", c.index, c.room, w.stops[Barrier], w.words[lock])
		}
		u := w.words[undoAt : undoAt+w.words[7]]
		if c.first < 0 {
			if item := w.address(heapAt + 3 + c.index); len(u) != 2 || u[0] != w.words[heapAt+3+c.index] || u[1] != uint64(item)+1 || w.words[savedAt] != 0 {
				t.Errorf("item %d of %d: logged %#x", c.index, c.room, u)
			}
			continue
		}
		first := heapAt + 3 + c.first
		if len(u) != 66 || !slices.Equal(u[:64], w.words[first:first+64]) || u[64] != uint64(w.address(first)) || u[65] != 2*64 {
			t.Errorf("item %d of %d: logged %#x", c.index, c.room, u)
		}
		if w.words[savedAt] != uint64(w.address(first)) {
			t.Errorf("item %d of %d: the span is at %#x", c.index, c.room, w.words[savedAt])
		}
	}
}

// TestReadLog checks which reads are logged, and which are sent to Go.
func TestReadLog(t *testing.T) {
	w := newWorld(t)
	code := w.compile(parse(t, `
trace 1 transactional
p = SLOAD 1
snap 0 pc=0x10 base=0 depth=0
TXREAD p +8 @0
EXIT @0`), nil)
	lock := w.address(heapAt + 1)
	for _, c := range []struct {
		name               string
		word, plain        uint64
		room, slow, logged int
	}{
		{"old", 50, 100, 4, 0, 0},
		{"own", w.words[2], 100, 4, 0, 0},
		{"own, all logged", w.words[2], 0, 4, 0, 0},
		{"too new", 100, 100, 4, 1, 0},
		{"another's", 1<<63 | 8, 100, 4, 1, 0},
		{"to be logged", 50, 0, 4, 0, 1},
		{"to be logged, the last", 50, 0, 3, 0, 1},
		{"to be logged, no room", 50, 0, 2, 1, 0},
		{"to be logged, each is looked at", 50, 0, 0, 1, 0},
		{"to be logged, too new", 100, 0, 4, 1, 0},
	} {
		w.words[rootAt+1] = uint64(w.address(heapAt))
		w.words[heapAt+1], w.words[1] = c.word, c.plain
		w.words[18], w.words[20], w.words[readsAt+2] = 2, uint64(c.room), 0
		w.stops[Barrier] = 0
		var asked uint64
		w.barrier = func(s *Stop) bool { asked = w.ctx.Args[0]; return true }
		w.run(code)
		if w.stops[Barrier] != c.slow || c.slow > 0 && asked != uint64(lock) {
			t.Errorf("%s: %d slow, lock %#x of %#x", c.name, w.stops[Barrier], asked, lock)
		}
		if n := int(w.words[18]) - 2; n != c.logged || n > 0 && w.words[readsAt+2] != uint64(lock) {
			t.Errorf("%s: %d logged, %#x of %#x", c.name, n, w.words[readsAt+2], lock)
		}
	}
}

// TestReadInOrder checks that a loop over a list in a section logs each card once, and
// that one whose step is another logs the card of each item.
func TestReadInOrder(t *testing.T) {
	const room = 200
	for _, c := range []struct {
		step        string
		first, last int
		logged      []int // items whose cards are in the log
	}{
		{"1", 0, room, []int{0, 64, 128, 192}},
		{"1", 70, room, []int{70, 128, 192}},
		{"1", 10, 64, []int{10}},
		{"64", 0, room, []int{0, 64, 128, 192}},
		{"20", 0, 100, []int{0, 20, 40, 60, 80}},
	} {
		w := newWorld(t)
		code := w.compile(parse(t, `
trace 1 transactional isolated
l = SLOAD 1
i = SLOAD 2
e = SLOAD 3
r = LOAD.Const l +16
room = UNBOXI r
x = UNBOXI i
end = UNBOXI e
step = KINT `+c.step+`
cards = CARDS l room
snap 0 pc=0x10 base=0 depth=0
TXCARD l x cards @0
y = ADD x step
LOOP
GLT y end @0
TXCARD l y cards @0
z = ADD y step
PHI:Int y z
JLOOP`), nil)
		w.words[17], w.words[20] = uint64(w.address(readsAt)), 100
		for n := range 400 {
			w.words[heapAt+n] = 50
		}
		w.words[heapAt+2] = ir.BoxInt(room)
		w.words[rootAt+1], w.words[rootAt+2], w.words[rootAt+3] = uint64(w.address(heapAt)), ir.BoxInt(int64(c.first)), ir.BoxInt(int64(c.last))
		w.run(code)
		var logged []int
		for _, lock := range w.words[readsAt : readsAt+w.words[18]] {
			logged = append(logged, int(lock))
		}
		var want []int
		for _, i := range c.logged {
			want = append(want, int(w.address(heapAt+3+room+i/64)))
		}
		if !slices.Equal(logged, want) || w.stops[Barrier] != 0 {
			t.Errorf("from %d in steps of %s: logged %#x, not %#x; %d slow", c.first, c.step, logged, want, w.stops[Barrier])
		}
		newer := want[len(want)-1]
		*w.at(uintptr(newer)) = 100
		var asked []int
		w.barrier = func(s *Stop) bool { asked = append(asked, int(w.ctx.Args[0])); return false }
		w.words[18] = 0
		if w.run(code); !slices.Equal(asked, []int{newer}) {
			t.Errorf("from %d in steps of %s: %#x is too new, noticed at %#x", c.first, c.step, newer, asked)
		}
	}
}

// TestCards checks where the locks of a list block's items are looked for.
func TestCards(t *testing.T) {
	w := newWorld(t)
	code := w.compile(parse(t, `
trace 1 transactional
l = SLOAD 1
i = SLOAD 2
r = LOAD.Const l +16
room = UNBOXI r
x = UNBOXI i
k = KINT 70
cards = CARDS l room
snap 0 pc=0x10 base=0 depth=0
TXCARD l x cards @0
GLE room k @0
TXCARD l k cards @0
EXIT @0`), nil)
	for _, c := range []struct{ room, index, first, second int }{
		{1, 0, 1, 2}, {64, 63, 1, 2}, {65, 0, 68, 69}, {70, 64, 74, 74}, {200, 199, 206, -1},
	} {
		var asked []int
		w.barrier = func(s *Stop) bool {
			asked = append(asked, int(uintptr(w.ctx.Args[0])-w.address(heapAt))/8)
			return true
		}
		w.words[1] = 0 // all versions are too new
		w.words[3] = 0
		for n := range 300 {
			w.words[heapAt+n] = 100
		}
		w.words[heapAt+2] = ir.BoxInt(int64(c.room))
		w.words[rootAt+1], w.words[rootAt+2] = uint64(w.address(heapAt)), ir.BoxInt(int64(c.index))
		w.run(code)
		want := []int{c.first, c.second}
		if c.second < 0 {
			want = want[:1]
		}
		if !slices.Equal(asked, want) {
			t.Errorf("item %d of %d: the locks of words %d, not %d", c.index, c.room, asked, want)
		}
	}
}

// TestRoots checks that a stop knows the boxed values that live on, and that
// they are where it says.
func TestRoots(t *testing.T) {
	w := newWorld(t)
	code := w.compile(parse(t, `
trace 1
helper f v Value
a = SLOAD 1
b = SLOAD 2
c = SLOAD 3
d = SLOAD 4
i = UNBOXI c
snap 0 pc=0x10 base=0 depth=0 slots 1=d
STEP 0x20 size=0 @0
e = CALL f a
snap 1 pc=0x30 base=0 depth=0 slots 1=b 2=i 5=e
STEP 0x40 size=0 @1
POLL 1 @1
EXIT @1`), nil)
	want := [][]uint64{{ir.BoxInt(10), ir.BoxInt(20)}, {ir.BoxInt(20), ir.BoxInt(99)}}
	for i := range 4 {
		w.words[rootAt+1+i] = ir.BoxInt(int64(10 * (i + 1)))
	}
	w.helper = func(n int64, args []uint64) uint64 { return ir.BoxInt(99) }
	steps := 0
	w.step = func(pc uint64, frame int32) bool {
		s := code.stopAt(pc)
		var live []uint64
		for _, l := range s.State().Live {
			live = append(live, w.ctx.Word(l))
		}
		if len(live) != 2 || !(live[0] == want[steps][0] && live[1] == want[steps][1] || live[1] == want[steps][0] && live[0] == want[steps][1]) {
			t.Errorf("step %d: %x live, not %x", steps, live, want[steps])
		}
		steps++
		return true
	}
	w.run(code)
	if steps != 2 || w.slot(5) != ir.BoxInt(99) || w.slot(2) != ir.BoxInt(30) {
		t.Errorf("%d steps, %#x %#x", steps, w.slot(5), w.slot(2))
	}
}

func (code *Code) stopAt(pc uint64) *Stop {
	for _, s := range code.Stops {
		if s.Kind == Step && uint64(s.Imm) == pc {
			return s
		}
	}
	return nil
}

// TestOldObjects checks which stores the collector is told of.
func TestOldObjects(t *testing.T) {
	w := newWorld(t)
	w.env.OldByte = 5
	code := w.compile(parse(t, `
trace 1
o = SLOAD 1
v = SLOAD 2
i = SLOAD 3
none = KVALUE 2
two = KINT 2
x = UNBOXI i
b = BOXI x
snap 0 pc=0x10 base=0 depth=0
STORE.Slot o v +16
STOREX.Item o x v +24
STORE.Slot o none +64
STORE.Slot o b +72
STOREI.Other o two +80
EXIT @0`), nil)
	o := w.address(heapAt)
	w.words[rootAt+1], w.words[rootAt+2], w.words[rootAt+3] = uint64(o), uint64(w.address(heapAt+50)), ir.BoxInt(3)
	var told []uintptr
	w.barrier = func(s *Stop) bool {
		if uintptr(w.ctx.Args[0]) != o {
			t.Errorf("object %#x", w.ctx.Args[0])
		}
		told = append(told, uintptr(w.ctx.Args[1])-o)
		return true
	}
	for _, old := range []bool{false, true} {
		told = nil
		if clear(w.words[heapAt : heapAt+16]); old {
			w.words[heapAt] = 1 << 40
		}
		w.run(code)
		if v := w.words[rootAt+2]; w.words[heapAt+2] != v || w.words[heapAt+6] != v || w.words[heapAt+8] != 2 || w.words[heapAt+9] != ir.BoxInt(3) || w.words[heapAt+10] != 2 {
			t.Errorf("stored %#x", w.words[heapAt:heapAt+16])
		}
		if old && !slices.Equal(told, []uintptr{16, 48}) || !old && told != nil {
			t.Errorf("old %v: told of %v", old, told)
		}
	}
}

// TestSummons: a transaction's trace leaves at the next poll if its thread is summoned.
func TestSummons(t *testing.T) {
	for _, mode := range []string{"", " transactional"} {
		w := newWorld(t)
		code := w.compile(parse(t, `
trace 1`+mode+`
n = SLOAD 1
x = UNBOXI n
one = KINT 1
zero = KINT 0
snap 0 pc=0x10 base=0 depth=0 slots 1=x
LOOP
POLL 1 @0
GGT x zero @0
y = SUB x one
PHI:Int x y
JLOOP`), nil)
		for _, summoned := range []bool{false, true} {
			w.reset()
			w.words[rootAt+1] = ir.BoxInt(5)
			if summoned {
				w.words[summonsAt] = 1
			}
			s := w.run(code)
			if polled := s.Op == ir.POLL; polled != (summoned && mode != "") {
				t.Errorf("%q, summoned %v: left at %s with %d", mode, summoned, code.Trace.Line(s.Ins), ir.UnboxInt(w.slot(1)))
			}
		}
		w.close()
	}
}
