package scheduler

import (
	"fmt"
	"os"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"gorgon/gc"
	"gorgon/stm"
)

// The tests run programs of a tiny machine in place of Python: a program is a
// function that is called with the number of the next step until it says that
// it is done. Its registers are part of the checkpoint.

type machine struct {
	step func(m *machine) (done bool)
	t    *Thread
	pc   int
	reg  [8]int64

	checkPC  int
	checkReg [8]int64
}

var programs []func(m *machine) bool

func program(f func(m *machine) bool) gc.Value {
	programs = append(programs, f)
	return gc.MakeInt(int64(len(programs) - 1))
}

type fakeInvoker struct{}

func (f fakeInvoker) Call2(t *Thread, fn, a, b gc.Value) gc.Value {
	return f.Call(t, fn, []gc.Value{a, b}, gc.Null)
}

func (fakeInvoker) Call(t *Thread, fn gc.Value, args []gc.Value, _ gc.Value) gc.Value {
	m := &machine{step: programs[fn.Int()], t: t}
	for i, a := range args {
		m.reg[i] = a.Int()
	}
	solo := t.Solo
	t.Nest++
	m.run()
	if solo && !t.Solo {
		t.RestoreSolo()
	}
	t.Nest--
	return gc.None
}

func (m *machine) run() {
	t := m.t
	for {
		if !m.guarded() {
			m.pc, m.reg = m.checkPC, m.checkReg
			t.WaitAfterAbort()
			t.BeginTx()
			continue
		}
		if !t.Switch {
			return
		}
		t.Switch = false
	}
}

func (m *machine) guarded() (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, is := r.(*stm.Abort); !is {
				panic(r)
			}
		}
	}()
	for {
		if s := m.t.status.Load(); s != running {
			panic("a thread runs whose status says that it does not: " + fmt.Sprint(s))
		}
		done := m.step(m)
		if m.t.Switch {
			return true
		}
		if done {
			m.t.EndTx()
			return true
		}
		m.pc++
		if m.t.Ticks--; m.t.Ticks < 0 || m.t.Attention {
			if m.poll() {
				return true
			}
		}
	}
}

func (m *machine) poll() (leave bool) {
	t := m.t
	switch t.Safepoint() {
	case Leave:
		return true
	case Interrupt:
		panic("no signals here")
	}
	if !t.Solo && t.MayBreak() {
		t.CommitTx()
		if t.TakeShift() {
			return true
		}
		m.checkPC, m.checkReg = m.pc, m.reg
		t.CheckPC = uintptr(m.pc)
		t.BeginTx()
	}
	return false
}

var (
	objects gc.Allocator
	mainT   *Thread
)

func TestMain(m *testing.M) {
	mainT = NewMain(fakeInvoker{})
	mainT.NestBase = 1
	os.Exit(m.Run())
}

func newCell() uintptr {
	o := objects.Alloc(gc.Header(1, gc.LayoutValues), 32)
	gc.Store(o+gc.HeaderSize, gc.MakeInt(0))
	gc.Store(o+gc.HeaderSize+8, gc.MakeInt(0))
	return o
}

func newLock() uintptr {
	o := newCell()
	gc.Store(o+LockOwner, free)
	gc.Store(o+LockCount, free)
	return o
}

const cell = gc.HeaderSize

func add(t *Thread, o uintptr, n int64) {
	v := t.Read(o+gc.LockOffset, o+cell).Int()
	t.OwnObject(o)
	gc.Store(o+cell, gc.MakeInt(v+n))
}

// start runs a program in n threads from the main one and waits for them.
func startAll(t *testing.T, n int, f func(m *machine) bool) {
	t.Helper()
	fn := program(f)
	var threads []*Thread
	began := time.Now()
	main := program(func(m *machine) bool {
		if m.pc < n {
			threads = append(threads[:m.pc], m.t.Start(Task{Fn: fn, Args: []gc.Value{gc.MakeInt(int64(m.pc))}}))
			return false
		}
		if m.pc-n < len(threads) {
			m.t.Wait(threads[m.pc-n].Done(), time.Time{})
			return false
		}
		return m.t.Solo && !m.t.exclusive || time.Since(began) > 15*time.Second
	})
	finished := make(chan struct{})
	go func() {
		mainT.Invoker.Call(mainT, main, nil, gc.Null)
		close(finished)
	}()
	select {
	case <-finished:
	case <-time.After(20 * time.Second):
		buf := make([]byte, 1<<16)
		t.Fatalf("hangs:\n%s", buf[:runtime.Stack(buf, true)])
	}
	if !mainT.Solo {
		t.Error("the main thread is not solo again")
	}
}

// Who was parked for one stop has no transaction any more in the next one, if that is
// to roll transactions back, however soon it comes.
func TestEvictionAfterAStop(t *testing.T) {
	var over atomic.Bool
	lock, a := newLock(), newCell()
	startAll(t, 2, func(m *machine) bool {
		if m.reg[0] == 0 { // the first one stops the others, outside of sections
			if m.pc == 1000 {
				over.Store(true)
				return true
			}
			if m.t.Solo {
				return false
			}
			m.t.CommitTx()
			time.Sleep(50 * time.Microsecond)
			m.t.stopWorld(false)
			m.t.resumeWorld()
			m.t.stopWorld(true)
			for _, o := range world.threads {
				if o != m.t && o.InTx() && !o.Pinned() {
					t.Errorf("round %d: a transaction outlives a stop that rolls back", m.pc)
				}
			}
			m.t.resumeWorld()
			m.t.Pin()
			return false
		}
		switch m.pc % 3 {
		case 0:
			m.t.AcquireLock(lock, false, -1)
		case 1:
			add(m.t, a, 1)
		case 2:
			m.t.ReleaseLock(lock, false)
			return over.Load()
		}
		return false
	})
}

// shaken runs a test in the shake modes too.
func shaken(t *testing.T, f func(t *testing.T)) {
	for _, mode := range []struct{ aborts, budget bool }{{}, {true, false}, {false, true}, {true, true}} {
		t.Run(fmt.Sprintf("aborts=%v,budget=%v", mode.aborts, mode.budget), func(t *testing.T) {
			Shake.Aborts, Shake.Budget, Shake.Seed = mode.aborts, mode.budget, 7
			defer func() { Shake.Aborts, Shake.Budget = false, false }()
			f(t)
		})
	}
}

func TestThreadsCount(t *testing.T) {
	shaken(t, func(t *testing.T) {
		const threads, rounds = 4, 20000
		o := newCell()
		startAll(t, threads, func(m *machine) bool {
			add(m.t, o, 1)
			return m.pc == rounds-1
		})
		if n := gc.Load(o + cell).Int(); n != threads*rounds {
			t.Errorf("%d of %d", n, threads*rounds)
		}
	})
}

func TestLockSections(t *testing.T) {
	shaken(t, func(t *testing.T) { runSections(t, 4, 3000) })
}

// runSections has threads do sections under one lock. Every step of a section is a
// step of its own; the cells must agree whenever the lock is held.
func runSections(t *testing.T, threads, rounds int) {
	lock, a, b := newLock(), newCell(), newCell()
	startAll(t, threads, func(m *machine) bool {
		switch m.pc % 4 {
		case 0:
			if ok, err := m.t.AcquireLock(lock, false, -1); !ok || err != nil {
				t.Error(ok, err)
			}
		case 1:
			add(m.t, a, 1)
		case 2:
			add(m.t, b, 1)
			if x, y := m.t.Read(a+8, a+cell), m.t.Read(b+8, b+cell); x != y {
				t.Errorf("%d and %d in a section", x.Int(), y.Int())
			}
		case 3:
			if err := m.t.ReleaseLock(lock, false); err != nil {
				t.Error(err)
			}
		}
		return m.pc == 4*rounds-1
	})
	if n := gc.Load(a + cell).Int(); int(n) != threads*rounds {
		t.Errorf("%d of %d", n, threads*rounds)
	}
	if gc.Load(lock+LockOwner) != free {
		t.Error("the lock is held at the end")
	}
}

// A section that blocks takes its lock for real, and nobody gets in.
func TestLockSectionsThatBlock(t *testing.T) {
	shaken(t, func(t *testing.T) {
		const threads, rounds = 4, 60
		lock, a, b := newLock(), newCell(), newCell()
		startAll(t, threads, func(m *machine) bool {
			switch m.pc % 5 {
			case 0:
				m.t.AcquireLock(lock, true, -1)
			case 1:
				add(m.t, a, 1)
			case 2:
				if (m.pc/5)%3 == 0 {
					m.t.Sleep(10 * time.Microsecond)
				}
			case 3:
				add(m.t, b, 1)
				if x, y := m.t.Read(a+8, a+cell), m.t.Read(b+8, b+cell); x != y {
					t.Errorf("%d and %d in a section", x.Int(), y.Int())
				}
			case 4:
				if err := m.t.ReleaseLock(lock, true); err != nil {
					t.Error(err)
				}
			}
			return m.pc == 5*rounds-1
		})
		if n := gc.Load(b + cell).Int(); n != threads*rounds {
			t.Errorf("%d of %d", n, threads*rounds)
		}
	})
}

// A thread waits for what another does: two locks as a channel.
func TestHandOver(t *testing.T) {
	shaken(t, func(t *testing.T) {
		const rounds = 300
		full, empty, o := newLock(), newLock(), newCell()
		gc.Store(full+LockOwner, gc.MakeInt(99)) // nothing there yet
		gc.Store(full+LockCount, gc.MakeInt(1))
		startAll(t, 2, func(m *machine) bool {
			first, second := empty, full
			if m.reg[0] == 1 {
				first, second = full, empty
			}
			switch m.pc % 3 {
			case 0:
				if ok, err := m.t.AcquireLock(first, false, -1); !ok || err != nil {
					t.Error(ok, err)
				}
			case 1:
				add(m.t, o, 1)
			case 2:
				m.t.ReleaseLock(second, false)
			}
			return m.pc == 3*rounds-1
		})
		if n := gc.Load(o + cell).Int(); n != 2*rounds {
			t.Errorf("%d of %d", n, 2*rounds)
		}
	})
}

func TestTimeouts(t *testing.T) {
	lock := newLock()
	startAll(t, 2, func(m *machine) bool {
		if m.reg[0] == 0 {
			switch m.pc {
			case 0:
				m.t.AcquireLock(lock, false, -1)
			case 1:
				m.t.Sleep(100 * time.Millisecond)
			case 2:
				m.t.ReleaseLock(lock, false)
				return true
			}
			return false
		}
		switch m.pc {
		case 0:
			m.t.Sleep(20 * time.Millisecond)
		case 1:
			if ok, err := m.t.AcquireLock(lock, false, 0); ok || err != nil {
				t.Error("a held lock was acquired", err)
			}
		case 2:
			if ok, err := m.t.AcquireLock(lock, false, 10*time.Millisecond); ok || err != nil {
				t.Error("a held lock was acquired", err)
			}
		case 3:
			if ok, err := m.t.AcquireLock(lock, false, 10*time.Second); !ok || err != nil {
				t.Error("the lock was not acquired", err)
			}
		case 4:
			m.t.ReleaseLock(lock, false)
			return true
		}
		return false
	})
}

// Collections run beside transactions, with rolled-back and atomic ones.
func TestCollections(t *testing.T) {
	shaken(t, func(t *testing.T) {
		head := newCell()
		keep := &keeper{gc.MakePtr(head)}
		gc.RegisterRoots(keep)
		defer gc.UnregisterRoots(keep)
		before := gc.Allocated()
		const threads, rounds = 3, 3000
		startAll(t, threads, func(m *machine) bool {
			n := m.t.Alloc(gc.Header(1, gc.LayoutValues), 32)
			gc.Store(n+cell, gc.MakeInt(1))
			m.t.OwnObject(head)
			gc.Store(n+cell+8, gc.Load(head+cell+8))
			gc.Store(head+cell+8, gc.MakePtr(n))
			if m.pc%500 == 499 {
				m.t.Collect()
			}
			return m.pc == rounds-1
		})
		n := 0
		for o := gc.Load(head + cell + 8); o.IsPtr(); o = gc.Load(o.Addr() + cell + 8) {
			n++
		}
		if n != threads*rounds {
			t.Errorf("%d of %d objects; %d bytes allocated", n, threads*rounds, gc.Allocated()-before)
		}
	})
}

type keeper struct{ v gc.Value }

func (k *keeper) VisitRoots(visit func(gc.Value)) {
	visit(k.v)
}
