package record

import (
	"strings"

	"gorgon/gc"
	"gorgon/jit/ir"
	"gorgon/vm/object"
)

// Func is a native helper that machine code calls. Its arguments and its
// result are words: Values, integers, or the bits of floats. It is called with
// t.PC and t.Base where the trace says (Site).
type Func func(t *object.Thread, a, b, c, d uint64) uint64

// The helpers, in the order of helpers.
const (
	hDictGet = iota
	hDictGetDefault
	hDictSet
	hDictHas
	hSetHas
	hSetAdd
	hListAppend
	hInstance
	hList0
	hStrEqual
	hRange
	hGenDone
	hLockEnter
	hLockExit
	hBlockEnter
	hBlockExit
	hStrHas
	hStrLower
	hStrStrip
	hIntOfStr
	hFloatOfStr
	hBinary
	hSetAnd
	hSetCommon
	hCompare
	hTruth
	hLength
	hListOf
	hListExtend
	hTupleOf
	hTable
	hSlice
	hJoin
	hFormat
	hStrItem
	hIter
	hNext
	hNextRow
	hNextChecked
	hNextRowChecked
	hFindWord
	hFindStr
	hFindTuple
	hHashStr
	hOwnEntry
	hSetFindInt
	hSetFindStr
	hSetFindTuple
	hSetInsertInt
	hSetInsert
	hNextKey
	hNextValue
	hNextEntry
	hNextInSet
	hDictInsert
	hListReserve
	hOpenRight
	hOpenLeft
	hNative // and those behind it
)

type helperRow struct {
	ir.Helper
	fn Func
}

// helpers is the table of native helpers.
var helpers = append([]helperRow{
	hDictGet:        {ir.Helper{Name: "dictGet", Args: "vv", Result: ir.Value, Reads: true, Fails: true}, dictGet},
	hDictGetDefault: {ir.Helper{Name: "dictGetDefault", Args: "vvv", Result: ir.Value, Reads: true, Fails: true}, dictGetDefault},
	hDictSet:        {ir.Helper{Name: "dictSet", Args: "vvv", Result: ir.Value, Reads: true, Writes: true, Fails: true, Shapes: []int64{int64(object.ShapeDict)}, Keys: true}, dictSet},
	hDictHas:        {ir.Helper{Name: "dictHas", Args: "vv", Result: ir.Value, Reads: true, Fails: true}, dictHas},
	hSetHas:         {ir.Helper{Name: "setHas", Args: "vv", Result: ir.Value, Reads: true, Fails: true}, setHas},
	hSetAdd:         {ir.Helper{Name: "setAdd", Args: "vv", Result: ir.Value, Reads: true, Writes: true, Fails: true, Shapes: []int64{int64(object.ShapeSet)}, Keys: true}, setAdd},
	hListAppend:     {ir.Helper{Name: "listAppend", Args: "vv", Result: ir.Value, Reads: true, Writes: true, Fails: true, Shapes: []int64{int64(object.ShapeList)}, Items: true}, listAppend},
	hInstance:       {ir.Helper{Name: "instance", Args: "v", Result: ir.Value, Fails: true}, instance},
	hList0:          {ir.Helper{Name: "list0", Args: "", Result: ir.Value, Fails: true}, list0},
	hRange:          {ir.Helper{Name: "range", Args: "iii", Result: ir.Value, Pure: true}, newRange},
	hGenDone:        {ir.Helper{Name: "genDone", Args: "v", Result: ir.Value, Reads: true, Writes: true}, genDone},
	hStrEqual:       {ir.Helper{Name: "strEqual", Args: "vv", Result: ir.Value, Pure: true, Inline: ir.StrEqual}, strEqual},
	hLockEnter:      {ir.Helper{Name: "lockEnter", Args: "vv", Result: ir.Value, Reads: true, Writes: true, Fails: true, Isolates: true, Section: ir.EnterLock}, lockEnter},
	hLockExit:       {ir.Helper{Name: "lockExit", Args: "vv", Result: ir.Value, Reads: true, Writes: true, Fails: true, Isolates: true, Section: ir.LeaveLock}, lockExit},
	hBlockEnter:     {ir.Helper{Name: "blockEnter", Args: "vvii", Result: ir.Value, Reads: true, Writes: true, Fails: true, Isolates: true, Section: ir.EnterBlock}, blockEnter},
	hBlockExit:      {ir.Helper{Name: "blockExit", Args: "vvi", Result: ir.Value, Reads: true, Writes: true, Fails: true, Isolates: true, Section: ir.LeaveBlock}, blockExit},
	hStrHas:         {ir.Helper{Name: "strHas", Args: "vv", Result: ir.Value, Pure: true}, strHas},
	hStrLower:       {ir.Helper{Name: "strLower", Args: "v", Result: ir.Value, Pure: true, Inline: ir.StrLower}, strLower},
	hStrStrip:       {ir.Helper{Name: "strStrip", Args: "vvii", Result: ir.Value, Pure: true, Inline: ir.StrStrip}, strStrip},
	hIntOfStr:       {ir.Helper{Name: "intOfStr", Args: "v", Result: ir.Value, Fails: true, Inline: ir.StrInt}, intOfStr},
	hFloatOfStr:     {ir.Helper{Name: "floatOfStr", Args: "v", Result: ir.Value, Fails: true}, floatOfStr},
	hBinary:         {ir.Helper{Name: "binary", Args: "ivv", Result: ir.Value, Reads: true, Fails: true}, binaryOf},
	hSetAnd:         {ir.Helper{Name: "setAnd", Args: "vv", Result: ir.Value, Reads: true, Fails: true, Makes: int64(object.ShapeSet), Word: object.SetUsedOffset, WordBy: hSetCommon}, setAnd},
	hSetCommon:      {ir.Helper{Name: "setCommon", Args: "vv", Result: ir.Value, Reads: true, Fails: true}, setCommon},
	hCompare:        {ir.Helper{Name: "compare", Args: "ivv", Result: ir.Value, Reads: true, Fails: true}, compareOf},
	hLength:         {ir.Helper{Name: "length", Args: "v", Result: ir.Value, Reads: true, Fails: true}, lengthOf},
	hTruth:          {ir.Helper{Name: "truth", Args: "v", Result: ir.Value, Reads: true, Fails: true}, truthOf},
	hListOf:         {ir.Helper{Name: "listOf", Args: "v", Result: ir.Value, Fails: true}, listOf},
	hListExtend:     {ir.Helper{Name: "listExtend", Args: "vv", Result: ir.Value, Reads: true, Writes: true, Fails: true, Shapes: []int64{int64(object.ShapeList)}, Items: true}, listExtend},
	hTupleOf:        {ir.Helper{Name: "tupleOf", Args: "v", Result: ir.Value, Reads: true, Fails: true}, tupleOf},
	hTable:          {ir.Helper{Name: "table", Args: "i", Result: ir.Value, Fails: true}, table},
	hSlice:          {ir.Helper{Name: "slice", Args: "vvv", Result: ir.Value, Reads: true, Fails: true}, slice},
	hJoin:           {ir.Helper{Name: "join", Args: "v", Result: ir.Value, Fails: true}, join},
	hFormat:         {ir.Helper{Name: "format", Args: "vv", Result: ir.Value, Fails: true}, format},
	hStrItem:        {ir.Helper{Name: "strItem", Args: "vi", Result: ir.Value, Fails: true}, strItem},
	hIter:           {ir.Helper{Name: "iter", Args: "v", Result: ir.Value, Reads: true, Fails: true}, iter},
	hNext:           {ir.Helper{Name: "next", Args: "v", Result: ir.Value, Reads: true, Once: true, Fails: true}, next},
	hNextRow:        {ir.Helper{Name: "nextRow", Args: "vi", Result: ir.Int, Reads: true, Once: true}, nextRow},
	hNextChecked:    {ir.Helper{Name: "nextChecked", Args: "v", Result: ir.Value, Reads: true, Once: true, Fails: true}, nextChecked},
	hNextRowChecked: {ir.Helper{Name: "nextRowChecked", Args: "vi", Result: ir.Int, Reads: true, Once: true}, nextRowChecked},
	hFindWord:       {ir.Helper{Name: "findWord", Args: "vvvi", Result: ir.Int, Reads: true, Finds: true, Inline: ir.FindWord}, findEntry},
	hFindStr:        {ir.Helper{Name: "findStr", Args: "vvvi", Result: ir.Int, Reads: true, Finds: true, Inline: ir.FindStr}, findEntry},
	hFindTuple:      {ir.Helper{Name: "findTuple", Args: "vvvi", Result: ir.Int, Reads: true, Finds: true, Inline: ir.FindTuple}, findEntry},
	hHashStr:        {ir.Helper{Name: "hashStr", Args: "v", Result: ir.Int, Pure: true, Inline: ir.HashStr}, hashStr},
	hOwnEntry:       {ir.Helper{Name: "ownEntry", Args: "vvi", Result: ir.Int, Reads: true, Inline: ir.OwnedEntry}, ownEntry},
	hSetFindInt:     {ir.Helper{Name: "setFindInt", Args: "vvvi", Result: ir.Int, Reads: true, Finds: true, Inline: ir.SetFindInt}, findKey},
	hSetFindStr:     {ir.Helper{Name: "setFindStr", Args: "vvvi", Result: ir.Int, Reads: true, Finds: true, Inline: ir.SetFindStr}, findKey},
	hSetFindTuple:   {ir.Helper{Name: "setFindTuple", Args: "vvvi", Result: ir.Int, Reads: true, Finds: true, Inline: ir.SetFindTuple}, findKey},
	hSetInsertInt:   {ir.Helper{Name: "setInsertInt", Args: "vvii", Result: ir.Int, Reads: true, Writes: true, Shapes: []int64{int64(object.ShapeSet)}, Keys: true, Inline: ir.SetInsertInt}, insertKey},
	hSetInsert:      {ir.Helper{Name: "setInsert", Args: "vvii", Result: ir.Int, Reads: true, Writes: true, Shapes: []int64{int64(object.ShapeSet)}, Keys: true, Inline: ir.SetInsert}, insertKey},
	hNextKey:        {ir.Helper{Name: "nextKey", Args: "v", Result: ir.Value, Reads: true, Once: true, Fails: true, Inline: ir.NextKey}, next},
	hNextValue:      {ir.Helper{Name: "nextValue", Args: "v", Result: ir.Value, Reads: true, Once: true, Fails: true, Inline: ir.NextValue}, next},
	hNextEntry:      {ir.Helper{Name: "nextEntry", Args: "vi", Result: ir.Int, Reads: true, Once: true, Inline: ir.NextEntry}, nextRow},
	hNextInSet:      {ir.Helper{Name: "nextInSet", Args: "v", Result: ir.Value, Reads: true, Once: true, Fails: true, Inline: ir.NextInSet}, next},
	hDictInsert:     {ir.Helper{Name: "dictInsert", Args: "vvvi", Result: ir.Int, Reads: true, Writes: true, Shapes: []int64{int64(object.ShapeDict)}, Keys: true, Inline: ir.DictInsert}, insertEntry},
	hListReserve:    {ir.Helper{Name: "listReserve", Args: "v", Result: ir.Value, Reads: true, Writes: true, Shapes: []int64{int64(object.ShapeList)}, Inline: ir.ReserveItem}, listReserve},
	hOpenRight:      {ir.Helper{Name: "openRight", Args: "v", Result: ir.Int, Reads: true, Inline: ir.OpenRight}, openRight},
	hOpenLeft:       {ir.Helper{Name: "openLeft", Args: "v", Result: ir.Int, Reads: true, Inline: ir.OpenLeft}, openLeft},
}, nativeHelpers()...)

// helperRows is what the optimiser and the back end see of helpers.
var helperRows = func() (rows []ir.Helper) {
	for _, h := range helpers {
		rows = append(rows, h.Helper)
	}
	return rows
}()

// Call calls helper number n. Those of sections end transactions, at which
// functions of the program may be waiting; the others run no Python code.
func Call(t *object.Thread, n int64, a, b, c, d uint64) uint64 {
	h := &helpers[n]
	t.Quiet = h.Section == ir.NoSection
	v := h.fn(t, a, b, c, d)
	t.Quiet = false
	return v
}

// Site is where a helper call stands: what t.PC, t.Base and t.ArgTop are to be.
type Site struct {
	PC   uintptr
	Base int32 // in words from the root's base
	Top  int32 // so too: what lies from here on is free
}

// site notes where the running instruction stands: in the innermost frame that
// memory knows, since frames for calls out of native code are pushed behind it.
func (r *Recorder) site() int32 {
	s := Site{PC: r.pc, Base: r.written(), Top: r.current().base + int32(r.current().code.NRegs)}
	for i := range r.frames {
		if r.frames[i].open {
			s.PC = r.frames[i].retPC - 8
			break
		}
	}
	r.Sites = append(r.Sites, s)
	return int32(len(r.Sites) - 1)
}

// written is the slot of the innermost frame that memory knows.
func (r *Recorder) written() (base int32) {
	for i := range r.frames {
		if r.frames[i].open {
			break
		}
		base = r.frames[i].base
	}
	return base
}

// helper emits a call, and a guard that it has not failed.
func (r *Recorder) helper(h int, args ...ir.Ref) ir.Ref {
	i := ir.Ins{Op: ir.CALL, Imm: int64(h), Size: r.site()}
	for n, op := range []*ir.Ref{&i.A, &i.B, &i.C, &i.D} {
		if n < len(args) {
			*op = args[n]
		}
	}
	v := r.guard(i)
	if helpers[h].Fails {
		r.guard(ir.Ins{Op: ir.GNE, A: v, B: r.constant(gc.Null)})
	}
	return v
}

// simpleKey says whether k is of a type whose hash runs no Python code, as far
// as plainHash agrees.
func simpleKey(k gc.Value) bool {
	if !k.IsPtr() {
		return true
	}
	switch gc.Shape(k.Addr()) {
	case object.ShapeStr, object.ShapeTuple, object.ShapeInt, object.ShapeBytes:
		return true
	}
	return false
}

// plainHash says whether hashing k, which simpleKey has let pass, runs no Python
// code: it depends on a tuple's items.
func plainHash(k gc.Value) bool {
	return !k.IsPtr() || gc.Shape(k.Addr()) != object.ShapeTuple || plainItems(k)
}

func plainItems(tuple gc.Value) bool {
	for _, v := range object.TupleItems(tuple) {
		if v.IsPtr() && (!simpleKey(v) || !plainHash(v)) {
			return false
		}
	}
	return true
}

// found is the last entry that a look-up has found.
var found object.Found

func init() { gc.RegisterRoots(&found) }

// settle is what a helper returns that only reads: if it failed with an
// exception, the interpreter will meet that again; if it has moved the
// snapshot, what the trace knows may be older than what it now reads.
func settle(t *object.Thread, rv uint64, v gc.Value) uint64 {
	if t.Exc != gc.Null && v == gc.Null {
		t.Exc = gc.Null
	}
	if t.RV != rv {
		return 0
	}
	return uint64(v)
}

// settleIf is settle of v, or of a failure.
func settleIf(t *object.Thread, rv uint64, v gc.Value, ok bool) uint64 {
	if !ok {
		v = gc.Null
	}
	return settle(t, rv, v)
}

func dictGet(t *object.Thread, d, k, _, _ uint64) uint64 {
	if !plainHash(gc.Value(k)) {
		return 0
	}
	rv := t.RV
	t.Step()
	v, _ := found.Get(t, gc.Value(d), gc.Value(k))
	return settle(t, rv, v)
}

func dictGetDefault(t *object.Thread, d, k, otherwise, _ uint64) uint64 {
	if !plainHash(gc.Value(k)) {
		return 0
	}
	rv := t.RV
	t.Step()
	v, ok := found.Get(t, gc.Value(d), gc.Value(k))
	if ok && v == gc.Null {
		v = gc.Value(otherwise)
	}
	return settle(t, rv, v)
}

func dictHas(t *object.Thread, d, k, _, _ uint64) uint64 {
	if !plainHash(gc.Value(k)) {
		return 0
	}
	rv := t.RV
	t.Step()
	v, ok := found.Get(t, gc.Value(d), gc.Value(k))
	return settleIf(t, rv, gc.MakeBool(v != gc.Null), ok)
}

func setHas(t *object.Thread, s, k, _, _ uint64) uint64 {
	if !plainHash(gc.Value(k)) {
		return 0
	}
	rv := t.RV
	t.Step()
	in, ok := object.SetHas(t, gc.Value(s), gc.Value(k))
	return settleIf(t, rv, gc.MakeBool(in), ok)
}

// wrote is what a helper returns that writes: 0 only if nothing has happened.
func wrote(t *object.Thread, ok bool) uint64 {
	if !ok {
		t.Exc = gc.Null
		return 0
	}
	return uint64(gc.None)
}

func dictSet(t *object.Thread, d, k, v, _ uint64) uint64 {
	if found.Set(t, gc.Value(d), gc.Value(k), gc.Value(v)) {
		return uint64(gc.None)
	}
	if !plainHash(gc.Value(k)) {
		return 0
	}
	t.Step()
	return wrote(t, object.DictSet(t, gc.Value(d), gc.Value(k), gc.Value(v)))
}

func setAdd(t *object.Thread, s, k, _, _ uint64) uint64 {
	if !plainHash(gc.Value(k)) {
		return 0
	}
	t.Step()
	return wrote(t, object.SetAdd(t, gc.Value(s), gc.Value(k)))
}

func listAppend(t *object.Thread, l, v, _, _ uint64) uint64 {
	t.Step()
	object.ListAppend(t, gc.Value(l), gc.Value(v))
	return uint64(gc.None)
}

func listReserve(t *object.Thread, l, _, _, _ uint64) uint64 {
	t.Step()
	object.ListReserve(t, gc.Value(l))
	return uint64(gc.None)
}

func instance(t *object.Thread, class, _, _, _ uint64) uint64 {
	c := object.ClassOf(gc.Value(class))
	if c == nil {
		return 0
	}
	return uint64(c.New(t))
}

func newRange(t *object.Thread, from, to, step, _ uint64) uint64 {
	return uint64(object.NewRange(t, int64(from), int64(to), int64(step)))
}

func list0(t *object.Thread, _, _, _, _ uint64) uint64 { return uint64(object.NewList(t, nil)) }

func strEqual(t *object.Thread, a, b, _, _ uint64) uint64 {
	if a == b {
		return uint64(gc.True)
	}
	return uint64(gc.MakeBool(object.StrOf(gc.Value(a)) == object.StrOf(gc.Value(b))))
}

func strHas(t *object.Thread, s, part, _, _ uint64) uint64 {
	return uint64(gc.MakeBool(strings.Contains(object.StrOf(gc.Value(s)), object.StrOf(gc.Value(part)))))
}

func iter(t *object.Thread, v, _, _, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	return settle(t, rv, object.Iter(t, gc.Value(v)))
}

// next advances an iterator. An exception is raised again if the interpreter
// asks for the item.
func next(t *object.Thread, it, _, _, _ uint64) uint64 {
	t.Step()
	if dictIterator(gc.Value(it)) && object.Unstable(t, gc.Value(it)) {
		return 0
	}
	v := object.Next(t, gc.Value(it))
	if v == gc.Null {
		t.Exc = gc.Null
	}
	return uint64(v)
}

func dictIterator(it gc.Value) bool {
	shape := gc.Shape(it.Addr())
	return shape >= object.ShapeDictKeyIter && shape <= object.ShapeDictItemIter
}

func nextChecked(t *object.Thread, it, _, _, _ uint64) uint64 {
	t.Step()
	if !object.NeverRaises(gc.Value(it)) {
		return 0
	}
	return uint64(object.Next(t, gc.Value(it)))
}

// nextRow advances an iterator that gives rows of n items and returns where they
// lie: 0 if the interpreter has to, 1 at the end.
func nextRow(t *object.Thread, it, n, _, _ uint64) uint64 {
	t.Step()
	if dictIterator(gc.Value(it)) && object.Unstable(t, gc.Value(it)) {
		return 0
	}
	at := t.ArgTop
	v, done := object.NextRow(t, gc.Value(it), gc.Values(at, int(n)))
	switch {
	case !done:
		return 0
	case v == gc.Null:
		t.Exc = gc.Null
		return 0
	case v == gc.Stop:
		return 1
	}
	return uint64(at)
}

func nextRowChecked(t *object.Thread, it, n, _, _ uint64) uint64 {
	if !object.NeverRaises(gc.Value(it)) {
		return 0
	}
	return nextRow(t, it, n, 0, 0)
}

// listOf makes a list of what a tuple holds.
func listOf(t *object.Thread, v, _, _, _ uint64) uint64 {
	var items [maxBuilt]gc.Value
	return uint64(object.NewList(t, takeParts(t, v, &items)))
}

// takeParts copies what is in a tuple that the trace has made for its helper alone,
// and frees it: otherwise each result would share its lines with such garbage.
func takeParts(t *object.Thread, tuple uint64, items *[maxBuilt]gc.Value) []gc.Value {
	n := copy(items[:], object.TupleItems(gc.Value(tuple)))
	t.TakeBack(gc.Value(tuple).Addr())
	return items[:n]
}

func slice(t *object.Thread, o, from, to, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	s := object.NewSlice(t, gc.Value(from), gc.Value(to), gc.None)
	return settle(t, rv, object.GetItem(t, gc.Value(o), s))
}

// join makes a str of the strs and ints in a tuple.
func join(t *object.Thread, parts, _, _, _ uint64) uint64 {
	var items [maxBuilt]gc.Value
	v := object.JoinParts(t, takeParts(t, parts, &items))
	if v == gc.Null {
		t.Exc = gc.Null
	}
	return uint64(v)
}

func strItem(t *object.Thread, s, k, _, _ uint64) uint64 {
	v := object.GetItem(t, gc.Value(s), gc.MakeInt(int64(k)))
	if v == gc.Null {
		t.Exc = gc.Null
	}
	return uint64(v)
}

func listExtend(t *object.Thread, l, from, _, _ uint64) uint64 {
	t.Step()
	return wrote(t, object.ListExtend(t, gc.Value(l), gc.Value(from)))
}

func tupleOf(t *object.Thread, l, _, _, _ uint64) uint64 {
	rv := t.RV
	t.Step()
	return settle(t, rv, object.TupleOfList(t, gc.Value(l)))
}

// table makes an empty set, or a dict.
func table(t *object.Thread, set, _, _, _ uint64) uint64 {
	if set != 0 {
		return uint64(object.NewSet(t))
	}
	return uint64(object.NewDict(t))
}

func format(t *object.Thread, v, spec, _, _ uint64) uint64 {
	text := object.Format(t, gc.Value(v), gc.Value(spec))
	if text == gc.Null {
		t.Exc = gc.Null
	}
	return uint64(text)
}
