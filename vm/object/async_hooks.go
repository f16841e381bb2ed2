package object

import (
	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
)

// AsyncGenHooks is what sys.set_asyncgen_hooks has set in a thread, Null for
// nothing. FirstIter is called with each async generator that is iterated for
// the first time; Finalizer, as it was then, with one that dies before its end.
type AsyncGenHooks struct{ FirstIter, Finalizer Value }

// asyncHooks are the hooks of the threads that have some, by their number, and
// asyncFinalizers the Finalizers of the generators that were begun under them.
var (
	asyncHooks      = xsync.NewMapOf[int64, AsyncGenHooks]()
	asyncFinalizers = xsync.NewMapOf[uintptr, Value]()
)

type asyncHookRoots struct{}

func (asyncHookRoots) VisitRoots(visit func(Value)) {
	asyncHooks.Range(func(_ int64, h AsyncGenHooks) bool {
		visit(h.FirstIter)
		visit(h.Finalizer)
		return true
	})
	asyncFinalizers.Range(func(_ uintptr, f Value) bool {
		visit(f)
		return true
	})
}

func init() {
	gc.RegisterRoots(asyncHookRoots{})
	gc.RegisterSweepHook(func(isLive func(Value) bool) {
		asyncFinalizers.Range(func(o uintptr, _ Value) bool {
			if !isLive(gc.MakePtr(o)) {
				asyncFinalizers.Delete(o)
			}
			return true
		})
	})
}

// HooksOf returns the hooks of a thread.
func HooksOf(t *Thread) AsyncGenHooks {
	h, _ := asyncHooks.Load(t.ID)
	return h
}

// SetHooks sets the hooks of a thread; a transaction that is rolled back sets
// what was before.
func SetHooks(t *Thread, h AsyncGenHooks) {
	old, id := HooksOf(t), t.ID
	storeHooks(id, h)
	if !t.Solo {
		t.OnAbort(func() { storeHooks(id, old) })
	}
}

func storeHooks(id int64, h AsyncGenHooks) {
	if h == (AsyncGenHooks{}) {
		asyncHooks.Delete(id)
	} else {
		asyncHooks.Store(id, h)
	}
}

// asyncGenBegins calls the hook for an async generator that is iterated for the
// first time.
func asyncGenBegins(t *Thread, gen Value) (ok bool) {
	if asyncHooks.Size() == 0 || t.Read(gen.Addr()+gc.LockOffset, gen.Addr()+GenState) != gc.MakeInt(GenCreated) {
		return true
	}
	h := HooksOf(t)
	if _, begun := asyncFinalizers.LoadOrStore(gen.Addr(), h.Finalizer); begun {
		return true
	}
	if !t.Solo {
		t.OnAbort(func() { asyncFinalizers.Delete(gen.Addr()) })
	}
	return h.FirstIter == Null || Call(t, h.FirstIter, gen) != Null
}
