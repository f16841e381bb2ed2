package vm

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"gorgon/conflicts"
	"gorgon/conflicts/event"
	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// -X conflicts: where threads collided, on stderr at the end.

// summaryPoints is how many points the summary lists.
const summaryPoints = 10

// recordConflicts turns the recording on. Called before the first thread.
func recordConflicts() {
	scheduler.RecordConflicts()
	scheduler.DescribeConflict = describeConflict
}

// reportConflicts prints the summary; all threads have ended or stopped.
func (m *Machine) reportConflicts(began time.Time) {
	if _, on := m.Config.X["conflicts"]; !on {
		return
	}
	a := scheduler.Totals()
	s := conflicts.Summary{
		Program: filepath.Base(m.argv()[0]), Version: Version,
		Times: conflicts.Times{Useful: a.Useful, Aborted: a.Aborted, Paused: a.Paused, Collecting: a.Collecting, Idle: a.Idle,
			Longest: a.Longest, Commits: a.Commits, Threads: a.Threads, Wall: time.Since(began), Cores: runtime.GOMAXPROCS(0)},
		Points: event.Points(),
		Place:  m.placeOf,
	}
	s.Write(os.Stderr, summaryPoints)
}

// placeOf finds the source line of an instruction.
func (m *Machine) placeOf(s event.Site) conflicts.Place {
	addr, ok := scheduler.CodeOfSite(s)
	if !ok || addr == 0 {
		return conflicts.Place{}
	}
	c := frame.At(addr)
	word := c.Word(uintptr(s))
	if c.Code == nil || word < 0 || word >= len(c.Words) {
		return conflicts.Place{}
	}
	line := c.LineAt(word)
	p := conflicts.Place{File: filepath.Base(c.Filename), Function: c.Name, Line: line}
	if lines := m.linesOf(c); line > 0 && line <= len(lines) {
		p.Text = lines[line-1]
	}
	return p
}

// describeConflict says what the running instruction of t works on. It reads
// without barriers: what it finds may be stale, which costs no more than a
// wrong name in a report.
func describeConflict(t *scheduler.Thread, lock uintptr) string {
	if t.Base == 0 || t.PC == 0 {
		return ""
	}
	ins := gc.Load64(t.PC)
	reg := func(i uint64) gc.Value { return gc.Load(t.Base + uintptr(uint16(i))*8) }
	a, b, c := ins>>16, ins>>32, ins>>48
	name := func() string { return object.StrOf(gc.Load(t.PC + 8)) }
	switch op := bytecode.OpOf(ins); op {
	case bytecode.GETITEM:
		return describeItem(reg(b), reg(c))
	case bytecode.GETITEMI:
		return describeItem(reg(b), gc.MakeInt(int64(int16(c))))
	case bytecode.SETITEM, bytecode.DELITEM:
		return describeItem(reg(a), reg(b))
	case bytecode.IN, bytecode.NOT_IN, bytecode.JIN, bytecode.JNOTIN:
		return "in"
	case bytecode.LOAD_ATTR, bytecode.LOAD_METHOD:
		return "attr " + object.TypeName(reg(b)) + "." + name()
	case bytecode.STORE_ATTR, bytecode.DELETE_ATTR:
		return "attr " + object.TypeName(reg(a)) + "." + name()
	case bytecode.LOAD_GLOBAL, bytecode.LOAD_GLOBAL_VAR, bytecode.STORE_GLOBAL, bytecode.DELETE_GLOBAL,
		bytecode.LOAD_NAME, bytecode.STORE_NAME:
		return "global " + name()
	case bytecode.LOAD_DEREF, bytecode.STORE_DEREF:
		return "closure variable"
	case bytecode.FOR_ITER, bytecode.FOR_PREP:
		return "iteration"
	case bytecode.CALL, bytecode.CALL_METHOD, bytecode.CALL_KW:
		args := t.Base + uintptr(uint16(b))*8 + 8*bytecode.ArgBase
		return describeCall(reg(b), gc.Load(args), gc.Load(args+8))
	}
	return ""
}

// describeItem names a container and one of its keys or indices.
func describeItem(container, key gc.Value) string {
	kind := object.TypeName(container)
	if !container.IsPtr() {
		return ""
	}
	switch {
	case object.Is(container, object.ShapeList) && key.IsInt():
		card := key.Int() / object.ListCardSize * object.ListCardSize
		return fmt.Sprintf("%s, items %d-%d", kind, card, card+object.ListCardSize-1)
	case object.IsStr(key):
		return kind + ", key " + clip(object.StrRepr(object.StrOf(key)))
	case key.IsInt():
		return kind + ", key " + strconv.FormatInt(key.Int(), 10)
	}
	return kind + ", key of type " + object.TypeName(key)
}

// describeCall names the native function that is called, and the key if it is a
// dict's method.
func describeCall(fn, self, arg gc.Value) string {
	if !fn.IsPtr() || !object.IsInstance(fn, object.NativeType) && !object.IsInstance(fn, object.MethodDescriptorType) {
		return ""
	}
	n := object.NativeOf(fn)
	switch {
	case n.Owner == object.DictType && object.IsInstance(self, object.DictType) && n.Sig.Pos > 1 && (object.IsStr(arg) || arg.IsInt()):
		return describeItem(self, arg)
	case n.Owner != nil:
		return n.Owner.Name + ", " + n.Name
	}
	return n.Name
}

const maxKey = 24

func clip(s string) string {
	if r := []rune(s); len(r) > maxKey {
		return strings.TrimSpace(string(r[:maxKey])) + "…"
	}
	return s
}
