package object

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"

	"gorgon/gc"
)

// computeMRO merges the linearisations of the bases by the C3 rule. It returns
// nil with TypeError pending if there is no consistent order.
func computeMRO(t *Thread, typ *Type) []*Type {
	mro := []*Type{typ}
	if len(typ.Bases) == 1 {
		return append(mro, typ.Bases[0].MRO...)
	}
	for i, b := range typ.Bases {
		for _, other := range typ.Bases[i+1:] {
			if b == other {
				TypeErrorf(t, "duplicate base class %s", b.Name)
				return nil
			}
		}
	}
	lists := make([][]*Type, 0, len(typ.Bases)+1)
	for _, b := range typ.Bases {
		lists = append(lists, b.MRO)
	}
	lists = append(lists, typ.Bases)
	for {
		head, left := nextHead(lists)
		if head == nil {
			if left {
				mroConflict(t, lists)
				return nil
			}
			return mro
		}
		mro = append(mro, head)
		for i, l := range lists {
			if len(l) > 0 && l[0] == head {
				lists[i] = l[1:]
			}
		}
	}
}

// nextHead finds the first head that is in no other list's tail; left says
// whether any list has entries.
func nextHead(lists [][]*Type) (head *Type, left bool) {
	for _, l := range lists {
		if len(l) == 0 {
			continue
		}
		left = true
		if !inTail(lists, l[0]) {
			return l[0], true
		}
	}
	return nil, left
}

func inTail(lists [][]*Type, c *Type) bool {
	for _, l := range lists {
		for i := 1; i < len(l); i++ {
			if l[i] == c {
				return true
			}
		}
	}
	return false
}

func mroConflict(t *Thread, lists [][]*Type) {
	var heads []string
	seen := map[*Type]bool{}
	for _, l := range lists {
		if len(l) > 0 && !seen[l[0]] {
			seen[l[0]] = true
			heads = append(heads, l[0].Name)
		}
	}
	TypeErrorf(t, "Cannot create a consistent method resolution order (MRO) for bases %s", strings.Join(heads, ", "))
}

// lookupMRO finds name in the namespaces of the MRO; Null if none has it.
func lookupMRO(t *Thread, typ *Type, name Value) Value {
	for _, c := range typ.MRO {
		if v := DictGetStr(t, c.Dict, name); v != Null {
			return v
		}
	}
	return Null
}

// A lookupEntry remembers the result of one lookup. It never changes.
type lookupEntry struct {
	typ     *Type
	version uint64
	name    Value
	value   Value
}

// lookupCache remembers what LookupType found. Values in it need no root: an
// entry is used only while the type has its version, and as long as that is so
// a namespace of the MRO holds the value.
var lookupCache [1 << 12]atomic.Pointer[lookupEntry]

var lastVersion atomic.Uint64

// classGeneration counts the changes of classes.
var classGeneration atomic.Uint32

// LookupType finds a name (an interned str) in the namespaces of the MRO of
// typ, without binding. Null: absent.
func LookupType(t *Thread, typ *Type, name Value) Value {
	slot := &lookupCache[(uintptr(name)>>4^uintptr(typ.ID)*0x9e3)&(1<<12-1)]
	version := typ.version.Load()
	if e := slot.Load(); e != nil && e.typ == typ && e.name == name && e.version == version && version != 0 {
		return e.value
	}
	v := lookupMRO(t, typ, name)
	if version != 0 && !isVariable(name) {
		slot.Store(&lookupEntry{typ, version, name, v})
	}
	return v
}

// ClassOf returns the Type of a class object, nil if v is not a class.
func ClassOf(v Value) *Type {
	if !v.IsPtr() || gc.LayoutOf(v.Addr()) != layoutClass {
		return nil
	}
	return (*Type)(unsafe.Add(unsafe.Pointer(nil), gc.Load(v.Addr()+classType).Int()))
}

// TypeChanged is called while a class changes, with all other threads stopped:
// it forgets what was cached about typ and its subclasses. name is the
// attribute, Null for anything else. The interpreter sets it.
var TypeChanged func(t *Thread, typ *Type, name Value)

// changeType runs f, which changes typ, while no other thread runs. What it
// changes on Go's side cannot be undone, so the transaction must not abort
// after it. f calls no Python code.
func changeType(t *Thread, typ *Type, name Value, f func()) {
	change := func() {
		if TypeChanged != nil {
			TypeChanged(t, typ, name)
		}
		classGeneration.Add(1)
		f()
		eachSubclass(t, typ, func(c *Type) { c.version.Store(lastVersion.Add(1)) })
	}
	if t.Solo {
		change()
		return
	}
	t.BecomeIrrevocable()
	t.Exclusively(change)
}

// makeVariableNow makes name a variable, and aborts the transaction: what it has
// read of classes so far was read without barriers.
func makeVariableNow(t *Thread, typ *Type, name Value) {
	t.Exclusively(func() {
		if TypeChanged != nil {
			TypeChanged(t, typ, name)
		}
		classGeneration.Add(1)
		makeVariable(name)
	})
	t.RunAgain()
}

// variables are the names of class attributes that programs keep writing to,
// such as counters. Nothing is cached about them, so that writing to them is
// an ordinary transactional store.
//
// Main invariant: a name gets in only while no other thread runs and no
// transaction is under way that has read it without a barrier, and never out
// again.
var variables struct {
	sync.Mutex
	writes map[Value]int
	names  atomic.Pointer[map[Value]bool]
}

// variableAfter writes to class attributes of a name make it a variable.
const variableAfter = 16

func isVariable(name Value) bool {
	m := variables.names.Load()
	return m != nil && (*m)[name]
}

// mayVary says whether a name may become a variable.
func mayVary(name Value) bool {
	return slotsOfName[name] == nil && !strings.HasPrefix(StrOf(name), "__")
}

// countWrite counts a write to a class attribute and says whether the name has
// to become a variable now.
func countWrite(name Value) bool {
	if !mayVary(name) {
		return false
	}
	variables.Lock()
	defer variables.Unlock()
	if variables.writes == nil {
		variables.writes = map[Value]int{}
	}
	variables.writes[name]++
	return variables.writes[name] > variableAfter
}

func makeVariable(name Value) {
	variables.Lock()
	defer variables.Unlock()
	next := map[Value]bool{name: true}
	if old := variables.names.Load(); old != nil {
		maps.Copy(next, *old)
	}
	variables.names.Store(&next)
	// What was found under that name in other classes must be forgotten, too:
	// their versions stay.
	for i := range lookupCache {
		if e := lookupCache[i].Load(); e != nil && e.name == name {
			lookupCache[i].Store(nil)
		}
	}
}

// eachSubclass calls f for typ and everything that derives from it.
func eachSubclass(t *Thread, typ *Type, f func(*Type)) {
	f(typ)
	for _, s := range subclassesOf(t, typ) {
		eachSubclass(t, s, f)
	}
}

// The direct subclasses of a class lie in several lists, and each thread appends
// to one of its own: threads that define classes all write to those of object.
// A list holds, for each subclass, a number and the class's ID; the numbers say in
// which order the subclasses came. So the lists keep no subclass alive, and are
// rid of dead ones when they have grown.
const subclassLists = 16

// pruneSubclasses is how long a list is when it is looked through first.
const pruneSubclasses = 64

// lastSubclass is the number that was given out last.
var lastSubclass atomic.Int64

// subclassesOf returns the direct subclasses, in the order in which they came.
func subclassesOf(t *Thread, typ *Type) []*Type {
	items := subclassItems(t, typ)
	if len(items) == 0 {
		return nil
	}
	slices.SortFunc(items, func(a, b subclassItem) int { return cmp.Compare(a.number, b.number) })
	subs := make([]*Type, len(items))
	for i, item := range items {
		subs[i] = item.typ
	}
	return subs
}

type subclassItem struct {
	number int64
	typ    *Type
}

// subclassItems reads all lists.
func subclassItems(t *Thread, typ *Type) (items []subclassItem) {
	lists := t.Read(typ.Obj.Addr()+gc.LockOffset, typ.Obj.Addr()+classSubclasses)
	if lists == Null {
		return nil
	}
	for _, list := range ListItems(t, lists) {
		if list == None {
			continue
		}
		pairs := ListItems(t, list)
		for i := 0; i < len(pairs); i += 2 {
			if typ := classByID(pairs[i+1].Int()); typ != nil {
				items = append(items, subclassItem{pairs[i].Int(), typ})
			}
		}
	}
	return items
}

// addSubclass notes that base has a new direct subclass.
func addSubclass(t *Thread, base, sub *Type) {
	o := base.Obj.Addr()
	lists := t.Read(o+gc.LockOffset, o+classSubclasses)
	if lists == Null {
		lists = NewList(t, slices.Repeat([]Value{None}, subclassLists))
		t.OwnObject(o)
		gc.Store(o+classSubclasses, lists)
	}
	mine := int(t.ID % subclassLists)
	list := ListGet(t, lists, mine)
	if list == None {
		list = NewList(t, nil)
		ListSet(t, lists, mine, list)
	}
	if n := ListLen(t, list); n >= pruneSubclasses && n&(n-1) == 0 {
		if living := livingSubclasses(ListItems(t, list)); len(living) <= n/2 {
			listReplace(t, list, living) // not another list: that would meet the other threads in lists
		}
	}
	ListAppend(t, list, gc.MakeInt(lastSubclass.Add(1)))
	ListAppend(t, list, gc.MakeInt(int64(sub.ID)))
}

// livingSubclasses returns the pairs of a list whose classes are alive.
func livingSubclasses(pairs []Value) (living []Value) {
	for i := 0; i < len(pairs); i += 2 {
		if classByID(pairs[i+1].Int()) != nil {
			living = append(living, pairs[i], pairs[i+1])
		}
	}
	return living
}

// removeSubclass undoes addSubclass. No other thread runs.
func removeSubclass(t *Thread, base, sub *Type) {
	rest := slices.DeleteFunc(subclassesOf(t, base), func(s *Type) bool { return s == sub })
	t.OwnObject(base.Obj.Addr())
	gc.Store(base.Obj.Addr()+classSubclasses, Null)
	for _, s := range rest {
		addSubclass(t, base, s)
	}
}

// A class object's words. They keep alive what the Type refers to from Go's heap,
// but for its subclasses.
const (
	classType       = gc.HeaderSize + 8*iota // address of the Type, an int
	classDict                                // namespace
	classBases                               // tuple: __bases__
	classMRO                                 // tuple: __mro__
	classSubclasses                          // list of lists of numbers of direct subclasses or Null
	className                                // str: __name__
	classQualName                            // str: __qualname__
	classWords      = iota
)

var layoutClass = gc.RegisterLayout(gc.Layout{Name: "class", Trace: func(o uintptr, visit func(Value)) {
	for a, end := o+gc.HeaderSize, o+gc.SizeOf(o); a < end; a += 8 {
		visit(gc.Load(a))
	}
}})

// newClassObject allocates the object that stands for typ.
func newClassObject(t *Thread, typ, meta *Type) Value {
	o := t.Alloc(gc.Header(meta.Root.ID, layoutClass), gc.HeaderSize+gc.Round(8*classWords))
	gc.Store(o+classType, gc.MakeInt(int64(uintptr(unsafe.Pointer(typ)))))
	return gc.MakePtr(o)
}

// publishTuples fills the words of the class object from the Type.
func publishTuples(t *Thread, typ *Type) {
	o := typ.Obj.Addr()
	t.OwnObject(o)
	gc.Store(o+classDict, typ.Dict)
	gc.Store(o+classBases, typeTuple(t, typ.Bases))
	gc.Store(o+classMRO, typeTuple(t, typ.MRO))
}

func typeTuple(t *Thread, types []*Type) Value {
	objs := make([]Value, len(types))
	for i, b := range types {
		objs[i] = b.Obj
	}
	return NewTupleFrom(t, objs)
}
