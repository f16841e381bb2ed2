package thread

import (
	"sync"

	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/stm"
	. "gorgon/vm/object"
)

// blockType is the context manager under stm.atomic.
var blockType = NewType("Block", 0)

// orderType is what parallel_for numbers its blocks by.
var orderType = NewType("Order", 0)

// retryType is what stm.retry() raises inside an alternative of or_else.
var retryType = NewExceptionType("stm", "Retry", BaseExceptionType, "Raised by retry() to go on to the next alternative.")

// abortedType is what stm.abort() raises.
var abortedType = NewExceptionType("stm", "Aborted", BaseExceptionType, "Raised by abort() to leave an atomic block that is undone.")

const (
	blockName        = gc.HeaderSize // str or None
	blockUndo        = scheduler.BlockUndo
	blockAlternative = scheduler.BlockAlternative // undone by retry(), for or_else
)

func init() {
	RegisterModule("_stm", initStm)
	blockType.Setup(Spec{
		Module: "_stm", Payload: 24, Layout: gc.LayoutValues, HasDict: true,
		Slots: Slots{New: newBlock, Init: func(t *Thread, v Value, args []Value, kw Value) bool { return true }},
		Methods: []Method{
			{Name: "__enter__", Sig: "(self, /)", Fn: enterBlock},
			{Name: "__exit__", Sig: "(self, exc_type, exc_value, exc_tb, /)", Fn: exitBlock},
		},
		Getset: []Getset{
			{Name: "name", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + blockName) }},
			{Name: "rollback", Get: func(t *Thread, v Value) Value { return gc.Load(v.Addr() + blockUndo) }},
		},
	})
}

func init() {
	orderType.Setup(Spec{
		Module: "_stm", Payload: scheduler.OrderSize - gc.HeaderSize, Layout: gc.LayoutRaw, Final: true,
		Slots: Slots{New: func(t *Thread, cls *Type, args []Value, kw Value) Value {
			o := cls.New(t)
			gc.Store64(o+scheduler.OrderClaimed, 0)
			gc.Store64(o+scheduler.OrderCommitted, 0)
			return gc.MakePtr(o)
		}},
		Methods: []Method{
			{Name: "__enter__", Sig: "(self, /)", Fn: enterOrder, Doc: "Begin the next block and return its number."},
			{Name: "__exit__", Sig: "(self, exc_type, exc_value, exc_tb, /)", Fn: exitOrder, Doc: "Commit the block once all with lower numbers have been committed."},
		},
	})
}

func initStm(t *Thread, m Value) {
	AddType(t, m, blockType)
	AddType(t, m, abortedType)
	AddType(t, m, retryType)
	AddType(t, m, orderType)
	AddFunctions(t, m, []Method{
		{Name: "abort", Sig: "()", Fn: abort, Doc: "Leave the atomic block and undo what it did."},
		{Name: "wait", Sig: "(timeout=None, /)", Fn: waitAtomic, Doc: "Wait inside an atomic block until something that it has read changes, and run it again; return False after a timeout."},
		{Name: "retry", Sig: "()", Fn: retry, Doc: "Wait until something that the atomic block has read changes, and run it again."},
		{Name: "is_atomic", Sig: "()", Fn: func(t *Thread, args []Value) Value { return gc.MakeBool(t.Atomic > 0) }, Doc: "Return whether the code runs inside an atomic block."},
		{Name: "hint_commit_soon", Sig: "()", Fn: hintCommitSoon, Doc: "End the transaction here, unless inside an atomic block."},
		{Name: "on_commit", Sig: "(function, /)", Fn: onCommit, Doc: "Call function when the atomic block has been committed; at once outside of one."},
		{Name: "on_abort", Sig: "(function, /)", Fn: onAbort, Doc: "Call function if the atomic block is undone."},
		{Name: "stats", Sig: "()", Fn: stats, Doc: "Return how many transactions of this thread were committed and aborted."},
	})
}

var blockSig = ParseSignature("(name=?, rollback=?, alternative=?)")

func newBlock(t *Thread, cls *Type, args []Value, kw Value) Value {
	var buf [3]Value
	a, ok := Bind(t, "atomic", blockSig, args, kw, buf[:0])
	if !ok {
		return Null
	}
	var flags [2]bool // rollback, alternative
	for i := range flags {
		if a[i+1] != Null {
			if flags[i], ok = Truth(t, a[i+1]); !ok {
				return Null
			}
		}
	}
	if a[0] == Null {
		a[0] = None
	}
	o := cls.New(t)
	gc.Store(o+blockName, a[0])
	gc.Store(o+blockUndo, gc.MakeBool(flags[0]))
	gc.Store(o+blockAlternative, gc.MakeBool(flags[1]))
	return gc.MakePtr(o)
}

func enterBlock(t *Thread, args []Value) Value {
	kind := scheduler.Keep
	if gc.Load(args[0].Addr()+blockAlternative) == gc.True {
		kind = scheduler.Alternative
	} else if gc.Load(args[0].Addr()+blockUndo) == gc.True {
		kind = scheduler.Undo
	}
	if err := t.EnterAtomic(kind); err != nil {
		return RuntimeErrorf(t, "%s", err.Error())
	}
	if scheduler.Accounting {
		noteBlock(t, gc.Load(args[0].Addr()+blockName))
	}
	return args[0]
}

// noteBlock tells the conflict report what begins.
func noteBlock(t *Thread, name Value) {
	if IsStr(name) {
		t.NoteBlock(StrOf(name))
	} else {
		t.NoteBlock("")
	}
}

func exitBlock(t *Thread, args []Value) Value {
	failed := args[1] != Null && args[1] != None
	alternative := gc.Load(args[0].Addr()+blockAlternative) == gc.True
	if alternative {
		failed = failed && ExcIs(args[2], retryType)
	}
	undone, calls, err := t.LeaveAtomic(failed)
	if err != nil {
		return RuntimeErrorf(t, "%s", err.Error())
	}
	for _, fn := range calls {
		if Call(t, fn) == Null {
			return Null
		}
	}
	return gc.MakeBool(undone && !alternative && args[2] != Null && ExcIs(args[2], abortedType))
}

func abort(t *Thread, args []Value) Value {
	if err := t.CanUndo(); err != nil {
		return RuntimeErrorf(t, "stm.abort(): %s", err.Error())
	}
	return RaiseNew(t, abortedType)
}

// claims guards the numbers and ages of ordered blocks: the order of both is
// the same.
var claims sync.Mutex

func enterOrder(t *Thread, args []Value) Value {
	o := args[0].Addr()
	number, err := t.EnterOrdered(o, func() (uint64, uint64) {
		claims.Lock()
		defer claims.Unlock()
		number := gc.Load64(o + scheduler.OrderClaimed)
		gc.Store64(o+scheduler.OrderClaimed, number+1)
		return number, stm.NextAge()
	})
	if err != nil {
		return RuntimeErrorf(t, "%s", err.Error())
	}
	return NewUint(t, number)
}

func exitOrder(t *Thread, args []Value) Value {
	if _, _, err := t.LeaveAtomic(false); err != nil {
		return RuntimeErrorf(t, "%s", err.Error())
	}
	return gc.False
}

func retry(t *Thread, args []Value) Value {
	if yes, err := t.InAlternative(); yes && err == nil {
		return RaiseNew(t, retryType)
	}
	return RuntimeErrorf(t, "stm.retry(): %s", t.Retry().Error())
}

// waitAtomic is what the waits of threading end in inside an atomic block.
func waitAtomic(t *Thread, args []Value) Value {
	if t.Atomic == 0 {
		return RuntimeErrorf(t, "%s", scheduler.ErrNotAtomic.Error())
	}
	if args[0] == None {
		if err := t.Retry(); err == scheduler.ErrRetryForever {
			return RuntimeErrorf(t, "cannot wait inside an atomic block: no other thread is running")
		}
		return RuntimeErrorf(t, "cannot wait inside an atomic block that has become irrevocable")
	}
	d, ok := seconds(t, args[0])
	if !ok {
		return Null
	}
	if d > 0 && t.WaitAtomic(d) && !handleSignals(t) {
		return Null
	}
	return gc.False
}

func hintCommitSoon(t *Thread, args []Value) Value {
	if t.Atomic == 0 {
		t.BreakSoon()
	}
	return None
}

func onCommit(t *Thread, args []Value) Value {
	if !IsCallable(args[0]) {
		return TypeErrorf(t, "'%s' object is not callable", TypeName(args[0]))
	}
	if !t.CallAtCommit(args[0]) {
		return t.SetTail(args[0])
	}
	return None
}

func onAbort(t *Thread, args []Value) Value {
	if !IsCallable(args[0]) {
		return TypeErrorf(t, "'%s' object is not callable", TypeName(args[0]))
	}
	if err := t.CallAtUndo(args[0]); err != nil {
		return RuntimeErrorf(t, "stm.on_abort(): %s", err.Error())
	}
	return None
}

func stats(t *Thread, args []Value) Value {
	s := t.StmStats()
	aborts := uint64(0)
	d := NewDict(t)
	set := func(name string, n uint64) { DictSetStr(t, d, Intern(name), NewUint(t, n)) }
	for r, n := range s.Aborts {
		aborts += n
		set("aborts_"+s.ReasonName(r), n)
	}
	set("commits", s.Commits)
	set("read_only", s.ReadOnly)
	set("aborts", aborts)
	set("waits", s.Waits)
	set("threads", uint64(scheduler.Live()))
	return d
}
