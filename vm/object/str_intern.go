package object

import (
	"math/rand/v2"
	"os"
	"strconv"
	"sync"

	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
)

// interned holds the strs of which there is only one: names in code, keys of
// namespaces, single ASCII characters. They are immortal: the table is a root.
//
// Main invariant: the str of a text is in the table iff its interned bit is
// set, and keys alias the memory of their values.
var interned = newInternTable()

type internTable struct {
	byText *xsync.MapOf[string, Value]

	sync.Mutex         // for new ones
	values     []Value // those of byText: quicker to go through
	old        int     // how many of them a collection has seen
	others     []Value // immortal bytes objects
	alloc      gc.Allocator
}

// internedAtStart is about how many strs are interned before a program begins.
const internedAtStart = 2000

func newInternTable() *internTable {
	table := &internTable{byText: xsync.NewMapOf[string, Value](xsync.WithPresize(internedAtStart), xsync.WithGrowOnly())}
	table.values = make([]Value, 0, internedAtStart)
	gc.RegisterRoots(table)
	gc.RegisterSweepHook(func(func(Value) bool) { table.old = len(table.values) })
	return table
}

// VisitRoots visits all interned strs, in a pause.
func (table *internTable) VisitRoots(visit func(Value)) { table.visit(0, visit) }

// VisitNew implements gc.AgingRootSource.
func (table *internTable) VisitNew(visit func(Value)) { table.visit(table.old, visit) }

func (table *internTable) visit(from int, visit func(Value)) {
	for _, v := range table.values[from:] {
		visit(v)
	}
	for _, v := range table.others {
		visit(v)
	}
}

// The strs of each ASCII character, and of none.
var (
	emptyStr = Intern("")
	charStrs = makeCharStrs()
)

func makeCharStrs() (strs [128]Value) {
	for c := range strs {
		strs[c] = Intern(string(rune(c)))
	}
	return strs
}

// Intern returns the one interned str of that text. It needs no thread.
func Intern(s string) Value {
	if v, ok := interned.byText.Load(s); ok {
		return v
	}
	interned.Lock()
	defer interned.Unlock()
	if v, ok := interned.byText.Load(s); ok {
		return v
	}
	count := countRunes(s)
	o := interned.alloc.Alloc(gc.Header(ShapeStr, gc.LayoutRaw), gc.Round(strSize(len(s), count)))
	gc.Store64(o+StrBytesOffset, uint64(len(s))|uint64(count)<<32)
	gc.Store64(o+StrHashOffset, strInterned)
	copy(gc.Bytes(o+StrDataOffset, uintptr(len(s))), s)
	v := finishStr(o)
	interned.byText.Store(StrOf(v), v)
	interned.values = append(interned.values, v)
	return v
}

// InternStr returns the interned str that is equal to the str v.
func InternStr(v Value) Value {
	if IsInterned(v) {
		return v
	}
	return Intern(StrOf(v))
}

// IsInterned says whether the str v is the one of its text.
func IsInterned(v Value) bool { return gc.Load64(v.Addr()+StrHashOffset)&strInterned != 0 }

// hashKey makes the hashes of texts differ from process to process, unless
// PYTHONHASHSEED says otherwise.
var hashKey = newHashKey()

func newHashKey() [3]uint64 {
	next := rand.Uint64
	if s := os.Getenv("PYTHONHASHSEED"); s != "" && s != "random" {
		if seed, err := strconv.ParseUint(s, 10, 32); err == nil {
			next = rand.NewPCG(seed, 0x6f72676f6e).Uint64
		}
	}
	return [3]uint64{next() | 1, next() | 1, next() | 1}
}
