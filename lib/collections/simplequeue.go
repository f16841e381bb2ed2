package collections

import (
	"math"
	"time"

	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/object"
)

// SimpleQueue is a deque with two operations and a way to wait (scheduler.Await):
// who puts and who gets meet only where the queue is empty. Its objects are laid
// out as deques are.
var (
	simpleQueueType = object.NewType("SimpleQueue", 0)
	emptyType       = object.NewExceptionType("_queue", "Empty", object.ExceptionType, "Exception raised by Queue.get(block=0)/get_nowait().")
)

func init() {
	object.RegisterModule("_queue", func(t *Thread, m Value) {
		object.AddType(t, m, simpleQueueType)
		object.AddType(t, m, emptyType)
		object.AddFunctions(t, m, queueFunctions)
	})
	simpleQueueType.Setup(object.Spec{
		Module:  "_queue",
		Doc:     "Simple, unbounded, reentrant FIFO queue.",
		Payload: dequeSize,
		Layout:  gc.LayoutValues, WeakRefs: true,
		Slots: object.Slots{New: simpleQueueNew},
		Methods: []object.Method{
			{Name: "put", Sig: "(self, /, item, block=True, timeout=None)", Fn: simpleQueuePut, Doc: "Put the item on the queue; this never blocks."},
			{Name: "put_nowait", Sig: "(self, /, item)", Fn: simpleQueuePut, Doc: "Put an item into the queue without blocking."},
			{Name: "get", Sig: "(self, /, block=True, timeout=None)", Fn: simpleQueueGet, Doc: "Remove and return an item from the queue, waiting for one if need be."},
			{Name: "get_nowait", Sig: "(self, /)", Fn: simpleQueueGetNow, Doc: "Remove and return an item from the queue without blocking."},
			{Name: "empty", Sig: "(self, /)", Fn: simpleQueueEmpty, Doc: "Return True if the queue is empty, False otherwise (not reliable!)."},
			{Name: "qsize", Sig: "(self, /)", Fn: simpleQueueSize, Doc: "Return the approximate size of the queue (not reliable!)."},
			{Name: "__class_getitem__", Sig: "(cls, object, /)", Fn: object.ClassGetItem, Flags: object.ClassMethod},
		},
	})
}

// queueFunctions are what queue.Queue is made of.
var queueFunctions = []object.Method{
	{Name: "_deque_for", Sig: "(size, /)", Fn: dequeFor, Doc: "An empty deque that will hold so many items."},
	{Name: "_has_room", Sig: "(queue, size, /)", Fn: hasRoom,
		Doc: "Whether a deque is known to have less than so many items."},
	{Name: "_take", Sig: "(queue, default, /)", Fn: takeItem,
		Doc: "The leftmost item of a deque, removed; the default if none is known to be there."},
	{Name: "_room_soon", Sig: "(queue, size, /)", Fn: roomSoon,
		Doc: "Wait for a moment until a deque has less than so many items."},
	{Name: "_item_soon", Sig: "(queue, /)", Fn: itemSoon,
		Doc: "Wait for a moment until a deque has an item."},
}

// roomy is how many items the block of a queue between threads has room for at least.
const roomy = 128

// mostReserved bounds for how many items memory is taken before they are there.
const mostReserved = 1 << 10

func dequeFor(t *Thread, args []Value) Value {
	d := newDeque(t, dequeType)
	if n := args[0]; n.IsInt() && n.Int() <= mostReserved {
		replace(t, d.Addr(), nil, max(int(n.Int()), roomy))
	}
	return d
}

// exactDeque says whether v is a deque whose methods are those of the class.
func exactDeque(v Value) bool { return isDeque(v) && object.TypeOf(v) == dequeType }

func hasRoom(t *Thread, args []Value) Value {
	if !exactDeque(args[0]) || !args[1].IsInt() {
		return gc.False
	}
	_, ok := room(t, args[0].Addr(), args[1].Int(), rough)
	return gc.MakeBool(ok)
}

func takeItem(t *Thread, args []Value) Value {
	if exactDeque(args[0]) {
		if v := takeLeft(t, args[0].Addr(), rough); v != gc.Null {
			return v
		}
	}
	return args[1]
}

func roomSoon(t *Thread, args []Value) Value {
	if !exactDeque(args[0]) || !args[1].IsInt() {
		return gc.False
	}
	most := args[1].Int()
	return gc.MakeBool(soon(t, args[0].Addr(), (*ends).leftSide, func(e *ends, left int64) bool { return e.rightSide().end()-left < most }))
}

func itemSoon(t *Thread, args []Value) Value {
	return gc.MakeBool(exactDeque(args[0]) && comesSoon(t, args[0].Addr()))
}

func comesSoon(t *Thread, d uintptr) bool {
	return soon(t, d, (*ends).rightSide, func(e *ends, right int64) bool { return e.leftSide().end() < right })
}

func simpleQueueNew(t *Thread, cls *object.Type, args []Value, kw Value) Value {
	if cls == simpleQueueType && kw != gc.Null {
		return object.TypeErrorf(t, "SimpleQueue() takes no keyword arguments")
	}
	if cls == simpleQueueType && len(args) > 0 {
		return object.TypeErrorf(t, "SimpleQueue() takes no positional arguments")
	}
	q := newDeque(t, cls)
	replace(t, q.Addr(), nil, roomy)
	return q
}

func simpleQueuePut(t *Thread, args []Value) Value {
	q := args[0].Addr()
	pushRight(t, q, args[1])
	t.Signal(q)
	return gc.None
}

func raiseEmpty(t *Thread) Value { return object.RaiseNew(t, emptyType) }

func simpleQueueGetNow(t *Thread, args []Value) Value {
	if v := popLeft(t, args[0].Addr()); v != gc.Null {
		return v
	}
	return raiseEmpty(t)
}

func simpleQueueEmpty(t *Thread, args []Value) Value {
	return gc.MakeBool(simpleQueueLen(t, args[0]) == 0)
}

func simpleQueueSize(t *Thread, args []Value) Value {
	return gc.MakeInt(simpleQueueLen(t, args[0]))
}

// simpleQueueLen is not reliable, by definition; but what an atomic block sees is.
func simpleQueueLen(t *Thread, q Value) int64 {
	if !t.Solo && t.Plain != 0 {
		return roughLen(t, q.Addr())
	}
	n, _ := dequeLen(t, q)
	return int64(n)
}

func simpleQueueGet(t *Thread, args []Value) Value {
	block, ok := true, true
	if args[1] != gc.Null {
		if block, ok = object.Truth(t, args[1]); !ok {
			return gc.Null
		}
	}
	timeout := time.Duration(-1)
	if block && args[2] != gc.Null && args[2] != gc.None {
		if timeout, ok = waitingTime(t, args[2]); !ok {
			return gc.Null
		}
	}
	first := certainty(!block || timeout == 0 || t.Atomic > 0)
	if v := takeLeft(t, args[0].Addr(), first); v != gc.Null {
		return v
	}
	switch {
	case !block || timeout == 0:
		return raiseEmpty(t)
	case t.Atomic > 0:
		return awaitInBlock(t, args[0].Addr(), timeout)
	}
	return awaitItem(t, args[0].Addr(), timeout)
}

// waitingTime converts a timeout in seconds.
func waitingTime(t *Thread, v Value) (time.Duration, bool) {
	const most = 9223372036.0
	if !v.IsFloat() && !object.HasIndex(v) && !object.IsInstance(v, object.FloatType) {
		object.TypeErrorf(t, "'%s' object cannot be interpreted as an integer or float", object.TypeName(v))
		return 0, false
	}
	f, ok := object.AsFloat(t, v)
	switch {
	case !ok:
	case f != f:
		object.ValueErrorf(t, "Invalid value NaN (not a number)")
	case math.Abs(f) > math.MaxInt64:
		object.OverflowErrorf(t, "timestamp out of range for platform time_t")
	case f < 0:
		object.ValueErrorf(t, "'timeout' must be a non-negative number")
	case f > most:
		object.OverflowErrorf(t, "timeout value is too large")
	default:
		return time.Duration(f * float64(time.Second)), true
	}
	return 0, false
}

// awaitInBlock waits inside an atomic block: the block is undone and runs again when
// something was put.
func awaitInBlock(t *Thread, q uintptr, timeout time.Duration) Value {
	if timeout < 0 {
		return object.RuntimeErrorf(t, "%s", t.Retry().Error())
	}
	if t.WaitAtomic(timeout) && !handleSignals(t) {
		return gc.Null
	}
	if v := popLeft(t, q); v != gc.Null {
		return v
	}
	return raiseEmpty(t)
}

// awaitItem waits outside of atomic blocks.
func awaitItem(t *Thread, q uintptr, timeout time.Duration) Value {
	var deadline time.Time
	if timeout > 0 {
		deadline = time.Now().Add(timeout)
	}
	comesSoon(t, q)
	item := &queued{t: t, q: q}
	for {
		taken, interrupted := t.Await(q, deadline, item)
		switch {
		case taken:
			return item.v
		case !interrupted:
			return raiseEmpty(t)
		case !handleSignals(t):
			return gc.Null
		}
	}
}

// queued is the first item of a queue, as a scheduler.Supply.
type queued struct {
	t *Thread
	q uintptr
	v Value
}

func (s *queued) Ready() bool {
	e := load(s.q)
	return e.left < e.right
}

func (s *queued) Take() (taken, more bool) {
	s.v = popLeft(s.t, s.q)
	return s.v != gc.Null, s.Ready()
}

// handleSignals runs the handlers of pending signals; false: one raised.
func handleSignals(t *Thread) bool {
	if scheduler.HandleSignals != nil {
		return scheduler.HandleSignals(t)
	}
	object.RaiseNew(t, object.KeyboardInterruptType)
	return false
}
