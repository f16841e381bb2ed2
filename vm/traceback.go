package vm

import (
	"os"
	"strconv"
	"strings"

	"gorgon/gc"
	"gorgon/lib/py"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

func itoa(n int) string { return strconv.Itoa(n) }

// linesOf returns the source lines of code that a traceback mentions.
func (m *Machine) linesOf(code *frame.Code) []string {
	filename := code.Filename
	src, ok := m.kept[code.Code]
	if !ok {
		src, ok = m.sources[filename]
	}
	if !ok {
		if rest, found := strings.CutPrefix(filename, embeddedDir+"/"); found {
			src, _ = py.Files.ReadFile(rest)
		} else {
			src, _ = os.ReadFile(filename)
		}
		m.sources[filename] = src
	}
	text := strings.ReplaceAll(strings.ReplaceAll(string(src), "\r\n", "\n"), "\r", "\n")
	return strings.Split(text, "\n")
}

// exceptionPrinter formats one exception with all that hangs on it.
type exceptionPrinter struct {
	m    *Machine
	t    *Thread
	seen map[Value]bool
	out  strings.Builder
	// indent of exception groups
	depth int
	close bool
}

// formatException is what CPython prints for an uncaught exception.
func (m *Machine) formatException(t *Thread, exc Value) string {
	p := &exceptionPrinter{m: m, t: t, seen: map[Value]bool{}}
	p.chain(exc)
	return p.out.String()
}

const (
	causeText   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextText = "\nDuring handling of the above exception, another exception occurred:\n\n"
)

// chain prints the causes and contexts of exc first, the oldest first.
func (p *exceptionPrinter) chain(exc Value) {
	type link struct {
		exc  Value
		text string
	}
	links := []link{{exc, ""}}
	for p.seen[exc] = true; ; {
		next, text := object.ExcField(p.t, exc, object.ExcCause), causeText
		if next == gc.Null || next == object.None || p.seen[next] {
			next, text = object.ExcField(p.t, exc, object.ExcContext), contextText
			if object.ExcField(p.t, exc, object.ExcSuppress) == gc.MakeInt(1) {
				break
			}
		}
		if next == gc.Null || next == object.None || p.seen[next] {
			break
		}
		p.seen[next] = true
		links = append(links, link{next, text})
		exc = next
	}
	for i := len(links) - 1; i >= 0; i-- {
		if text := links[i].text; i < len(links)-1 {
			_ = text
			p.emit(links[i+1].text)
		}
		p.one(links[i].exc)
	}
}

// emit writes text, each line behind the margin of the exception group.
func (p *exceptionPrinter) emit(text string) { p.emitMargin(text, "|") }

func (p *exceptionPrinter) emitMargin(text, margin string) {
	if p.depth == 0 {
		p.out.WriteString(text)
		return
	}
	prefix := strings.Repeat("  ", p.depth) + margin + " "
	for _, line := range strings.SplitAfter(text, "\n") {
		if line != "" {
			p.out.WriteString(prefix + line)
		}
	}
}

// one prints one exception: header, frames, the final lines, members.
func (p *exceptionPrinter) one(exc Value) {
	group := object.IsInstance(exc, object.BaseExceptionGroupType)
	opened := group && p.depth == 0
	if opened {
		p.depth++
	}
	if tb := object.ExcField(p.t, exc, object.ExcTraceback); tb != gc.Null && tb != object.None {
		if group {
			margin := "|"
			if opened {
				margin = "+"
			}
			p.emitMargin("Exception Group Traceback (most recent call last):\n", margin)
		} else {
			p.emit("Traceback (most recent call last):\n")
		}
		p.emit(p.m.formatFrames(p.t, tb))
	}
	p.emit(p.finalLines(exc))
	if group {
		p.members(exc)
	}
	if opened {
		p.depth--
	}
}

const maxGroupWidth, maxGroupDepth = 15, 10

// members prints the exceptions in a group.
func (p *exceptionPrinter) members(exc Value) {
	items := object.TupleItems(object.GroupExceptions(p.t, exc))
	p.close = false
	if p.depth > maxGroupDepth {
		p.emit("... (max_group_depth is " + itoa(maxGroupDepth) + ")\n")
		return
	}
	n := min(len(items), maxGroupWidth+1)
	for i := 0; i < n; i++ {
		last := i == n-1
		if last {
			p.close = true
		}
		title := itoa(i + 1)
		if i >= maxGroupWidth {
			title = "..."
		}
		head := "+-"
		indent := strings.Repeat("  ", p.depth)
		if i == 0 {
			head = "+-+"
		} else {
			head = "  +"
		}
		p.out.WriteString(indent + head + "---------------- " + title + " ----------------\n")
		p.depth++
		if i < maxGroupWidth {
			p.chain(items[i])
		} else {
			rest := len(items) - maxGroupWidth
			s := "s"
			if rest == 1 {
				s = ""
			}
			p.emit("and " + itoa(rest) + " more exception" + s + "\n")
		}
		if last && p.close {
			p.out.WriteString(strings.Repeat("  ", p.depth) + "+------------------------------------\n")
			p.close = false
		}
		p.depth--
	}
}

// tbEntry is one line of a traceback.
type tbEntry struct {
	code *frame.Code
	word int
}

func tracebackEntries(t *Thread, tb Value) []tbEntry {
	var es []tbEntry
	for tb != gc.Null && tb != object.None {
		o := tb.Addr()
		code := frame.At(uintptr(gc.Load64(o+object.TbCode)) &^ (0xffff << 48))
		es = append(es, tbEntry{code, int(gc.Load(o + object.TbPC).Int())})
		tb = t.Read(o+gc.LockOffset, o+object.TbNext)
	}
	return es
}

// repeatLimit is how many equal entries are printed before they are counted.
const repeatLimit = 3

// runpyFrames are the frames below a program that was started as a module.
const runpyFrames = `  File "<frozen runpy>", line 203, in _run_module_as_main
  File "<frozen runpy>", line 88, in _run_code
`

// formatFrames prints the entries of a traceback.
func (m *Machine) formatFrames(t *Thread, tb Value) string {
	var b strings.Builder
	var last string
	count := 0
	flush := func() {
		if extra := count - repeatLimit; extra > 0 {
			s := "s"
			if extra == 1 {
				s = ""
			}
			b.WriteString("  [Previous line repeated " + itoa(extra) + " more time" + s + "]\n")
		}
	}
	entries := tracebackEntries(t, tb)
	if limit := m.tracebackLimit(t); len(entries) > limit {
		entries = entries[len(entries)-limit:]
	} else if m.viaRunpy && len(entries) > 0 && entries[0].code.Code == m.runpyCode {
		b.WriteString(runpyFrames)
	}
	for _, e := range entries {
		pos := e.code.Code.PositionAt(e.word)
		key := e.code.Filename + "\x00" + itoa(int(pos.Line)) + "\x00" + e.code.Name
		if key != last {
			flush()
			last, count = key, 0
		}
		count++
		if count > repeatLimit {
			continue
		}
		b.WriteString("  File \"" + e.code.Filename + "\", line " + itoa(int(pos.Line)) + ", in " + e.code.Name + "\n")
		b.WriteString(formatSource(m.linesOf(e.code), pos))
	}
	flush()
	return b.String()
}

// finalLines is the line with type and text, with a SyntaxError's source, the
// suggestion and the notes.
func (p *exceptionPrinter) finalLines(exc Value) string {
	t := p.t
	var b strings.Builder
	name := exceptionName(t, exc)
	text := "<exception str() failed>"
	if s := object.Str(t, exc); s != gc.Null {
		text = object.StrOf(s)
	} else {
		t.Exc = gc.Null
	}
	if object.IsInstance(exc, object.SyntaxErrorType) {
		b.WriteString(p.m.syntaxLines(t, exc, name))
	} else if text == "" {
		b.WriteString(name + "\n")
	} else {
		b.WriteString(name + ": " + text + object.Suggest(t, exc) + "\n")
	}
	p.notes(&b, exc)
	return b.String()
}

// exceptionName is the qualified name of the exception's class.
func exceptionName(t *Thread, exc Value) string {
	typ := object.TypeOf(exc)
	name := typ.QualName
	if typ.Module != "builtins" && typ.Module != "__main__" && typ.Module != "" {
		name = typ.Module + "." + name
	}
	return name
}

func (p *exceptionPrinter) notes(b *strings.Builder, exc Value) {
	notes, ok := object.GetAttrOpt(p.t, exc, object.Intern("__notes__"))
	if !ok {
		p.t.Exc = gc.Null
		return
	}
	if notes == gc.Null || notes == object.None {
		return
	}
	if !object.IsInstance(notes, object.ListType) && !object.IsInstance(notes, object.TupleType) {
		if r := object.Repr(p.t, notes); r != gc.Null {
			b.WriteString(object.StrOf(r) + "\n")
		}
		return
	}
	object.Iterate(p.t, notes, func(n Value) bool {
		s := object.Str(p.t, n)
		if s == gc.Null {
			p.t.Exc = gc.Null
			b.WriteString("<note str() failed>\n")
			return true
		}
		for _, line := range strings.Split(object.StrOf(s), "\n") {
			b.WriteString(line + "\n")
		}
		return true
	})
}

// syntaxLines prints a SyntaxError: the file, the line with carets, the text.
func (m *Machine) syntaxLines(t *Thread, exc Value, name string) string {
	get := func(n string) Value {
		v, ok := object.GetAttrOpt(t, exc, object.Intern(n))
		if !ok {
			t.Exc = gc.Null
			return object.None
		}
		return v
	}
	number := func(v Value) (int, bool) {
		n, ok := object.AsInt64(v)
		return int(n), ok && v != object.None
	}
	var b strings.Builder
	line, hasLine := number(get("lineno"))
	file := "<string>"
	if f := get("filename"); object.IsStr(f) {
		file = object.StrOf(f)
	}
	if hasLine {
		b.WriteString("  File \"" + file + "\", line " + itoa(line) + "\n")
	}
	if text := get("text"); hasLine && object.IsStr(text) {
		start, okS := number(get("offset"))
		end, okE := number(get("end_offset"))
		endLine, okL := number(get("end_lineno"))
		if okL && endLine != line {
			end, okE = 0, false
		}
		if !okE {
			end = 0
		}
		if !okS {
			start = -1
		}
		b.WriteString(syntaxCarets(object.StrOf(text), start, end, okL && endLine != line))
	}
	msg := "<no detail available>"
	if v := get("msg"); object.IsStr(v) {
		msg = object.StrOf(v)
	} else if v != object.None {
		if s := object.Str(t, v); s != gc.Null {
			msg = object.StrOf(s)
		}
	}
	where := ""
	if !hasLine && file != "<string>" {
		where = " (" + file + ")"
	}
	b.WriteString(name + ": " + msg + where + "\n")
	return b.String()
}

// syntaxCarets prints the stripped source line and marks columns start (from
// 1) up to end.
func syntaxCarets(text string, start, end int, multi bool) string {
	line := strings.TrimRight(text, "\n")
	stripped := strings.TrimLeft(line, " \n\f")
	spaces := len([]rune(line)) - len([]rune(stripped))
	out := "    " + stripped + "\n"
	if start < 0 {
		return out
	}
	if multi {
		end = len([]rune(line)) + 1
	}
	if end == 0 || end == -1 {
		end = start
	}
	if start == end {
		end = start + 1
	}
	col, endCol := start-1-spaces, end-1-spaces
	if col < 0 {
		return out
	}
	var b strings.Builder
	b.WriteString(out + "    ")
	runes := []rune(stripped)
	for i := 0; i < col; i++ {
		if i < len(runes) && (runes[i] == '\t' || runes[i] == '\f') {
			b.WriteRune(runes[i])
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String() + strings.Repeat("^", max(1, endCol-col)) + "\n"
}
