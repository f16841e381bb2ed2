package vm

import (
	"os"
	"strconv"
	"strings"
	"unicode"

	"gorgon/gc"
	"gorgon/lib/py"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

func itoa(n int) string { return strconv.Itoa(n) }

// linesOf returns the source lines of code that a traceback mentions.
func (m *Machine) linesOf(code *frame.Code) []string {
	filename := code.Filename
	src, ok := m.kept[code.Code]
	if !ok && filename == "<string>" && m.command != "" {
		src, ok = []byte(m.command), true
	}
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
		if i < len(links)-1 {
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
	if group && p.depth > maxGroupDepth {
		p.emit("... (max_group_depth is " + itoa(maxGroupDepth) + ")\n")
		return
	}
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
		head := "+-+"
		indent := strings.Repeat("  ", p.depth)
		if i > 0 {
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
	line int // 0: that of the instruction
}

func tracebackEntries(t *Thread, tb Value) []tbEntry {
	var es []tbEntry
	for tb != gc.Null && tb != object.None {
		o := tb.Addr()
		code := frame.At(uintptr(gc.Load64(o+object.TbCode)) &^ (0xffff << 48))
		e := tbEntry{code: code, word: int(gc.Load(o + object.TbPC).Int())}
		if line := gc.Load(o + object.TbLine); line != gc.Null {
			e.line = int(line.Int())
		}
		es = append(es, e)
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
func (m *Machine) formatFrames(t *Thread, tb Value) string { return m.formatEntries(t, tb, true) }

// formatUnraisable is what sys.unraisablehook prints of an exception: lines
// without carets, and neither notes nor other exceptions.
func (m *Machine) formatUnraisable(t *Thread, exc, tb Value) string {
	text := ""
	if tb != gc.Null && tb != object.None {
		text = "Traceback (most recent call last):\n" + m.formatEntries(t, tb, false)
	}
	text += exceptionName(t, exc)
	s := object.Str(t, exc)
	switch {
	case s == gc.Null:
		t.Exc = gc.Null
		return text + ": <exception str() failed>\n"
	case object.StrOf(s) == "":
		return text + "\n"
	}
	return text + ": " + object.StrOf(s) + "\n"
}

func (m *Machine) formatEntries(t *Thread, tb Value, carets bool) string {
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
		if e.line == 0 && !carets {
			e.line = int(pos.Line)
		}
		if e.line != 0 {
			pos = bytecode.Position{Line: int32(e.line), EndLine: int32(e.line), Col: -1, EndCol: -1}
		}
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
	msg := "<no detail available>"
	if v := get("msg"); object.IsStr(v) {
		msg = object.StrOf(v)
	} else if v != object.None {
		if s := object.Str(t, v); s != gc.Null {
			msg = object.StrOf(s)
		}
	}
	if text := get("text"); object.IsStr(text) {
		c := syntaxCaret{text: object.StrOf(text)}
		var endLine int
		var hasEnd bool
		c.start, c.hasStart = number(get("offset"))
		c.end, c.hasEnd = number(get("end_offset"))
		endLine, hasEnd = number(get("end_lineno"))
		c.oneLine = hasLine == hasEnd && endLine == line
		if found := typoOf(t, exc, file, msg, c.text); found != nil {
			c = syntaxCaret{found.text, found.start, found.end, true, true, true}
			msg = "invalid syntax. Did you mean '" + found.keyword + "'?"
		}
		b.WriteString(c.String())
	}
	where := ""
	if !hasLine && file != "<string>" {
		where = " (" + file + ")"
	}
	b.WriteString(name + ": " + msg + where + "\n")
	return b.String()
}

// syntaxCaret is the source line of a SyntaxError with what is marked in it:
// characters start (from 1) up to end.
type syntaxCaret struct {
	text             string
	start, end       int
	hasStart, hasEnd bool
	oneLine          bool // the error ends in the line in which it begins
}

func (c syntaxCaret) String() string {
	line := strings.TrimRight(c.text, "\n")
	stripped := strings.TrimLeft(line, " \n\f")
	length := len([]rune(line))
	out := "    " + stripped + "\n"
	if !c.hasStart {
		return out
	}
	start, end := c.start, c.end
	if !c.oneLine {
		end = length + 1
	} else if !c.hasEnd || end == 0 {
		end = start
	}
	if whole := len([]rune(c.text)); whole > 0 {
		if start > whole {
			start = length + 1
		}
		if end > whole {
			end = length + 1
		}
	}
	if start >= end || end < 0 {
		end = start + 1
	}
	runes := []rune(stripped)
	col := start - 1 - (length - len(runes))
	if col < 0 {
		return out
	}
	var b strings.Builder
	b.WriteString(out + "    ")
	for i := range col {
		if i < len(runes) && unicode.IsSpace(runes[i]) {
			b.WriteRune(runes[i])
		} else if i < len(runes) {
			b.WriteByte(' ')
		}
	}
	return b.String() + strings.Repeat("^", end-start) + "\n"
}
