package vm

import (
	"strings"
	"unicode"

	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

// caretAnchors says which part of an expression a traceback marks with ^: from
// the left place up to the right one (line and column in the segment, from 0).
type caretAnchors struct {
	leftLine, leftCol, rightLine, rightCol int
}

// formatSource renders the source lines of an instruction's range with carets,
// each line indented by four blanks, as CPython's traceback module does.
func formatSource(lines []string, pos bytecode.Position) string {
	if pos.Line <= 0 || int(pos.Line) > len(lines) {
		return ""
	}
	endLine := int(pos.EndLine)
	if endLine < int(pos.Line) || endLine > len(lines) {
		endLine = int(pos.Line)
	}
	original := lines[pos.Line-1 : endLine]
	if strings.TrimSpace(strings.Join(original, "\n")) == "" {
		return ""
	}
	if pos.Col < 0 || pos.EndCol < 0 {
		return "    " + strings.TrimSpace(original[0]) + "\n"
	}
	first, last := []rune(original[0]), original[len(original)-1]
	start, end := charOffset(original[0], int(pos.Col)), charOffset(last, int(pos.EndCol))
	all := dedent(original)
	shift := len(first) - len(all[0])
	c := caretPrinter{lines: all, start: max(0, start-shift), end: max(0, end-shift)}
	c.anchors = findAnchors(c.segment())
	c.show = c.shouldShow()
	return c.render()
}

// charOffset turns a byte offset into a count of characters.
func charOffset(line string, bytes int) int {
	if bytes > len(line) {
		bytes = len(line)
	}
	return len([]rune(line[:bytes]))
}

// dedent removes the indentation that all non-blank lines share.
func dedent(lines []string) [][]rune {
	margin, found := "", false
	for _, l := range lines {
		body := strings.TrimLeft(l, " \t")
		if body == "" {
			continue
		}
		indent := l[:len(l)-len(body)]
		if !found {
			margin, found = indent, true
			continue
		}
		for !strings.HasPrefix(indent, margin) {
			margin = margin[:len(margin)-1]
		}
	}
	out := make([][]rune, len(lines))
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			l = ""
		}
		out[i] = []rune(strings.TrimPrefix(l, margin))
	}
	return out
}

// caretPrinter prints some lines with the range from start (in the first) to
// end (in the last) marked.
type caretPrinter struct {
	lines      [][]rune
	start, end int
	anchors    *caretAnchors
	show       bool
}

func (c *caretPrinter) segment() string {
	var parts []string
	for _, l := range c.lines {
		parts = append(parts, string(l))
	}
	text := []rune(strings.Join(parts, "\n"))
	cut := len(text) - (len(c.lines[len(c.lines)-1]) - c.end)
	if c.start > len(text) || cut > len(text) || cut < c.start {
		return ""
	}
	return string(text[c.start:cut])
}

// shouldShow says whether carets add anything to the source line.
func (c *caretPrinter) shouldShow() bool {
	var parts []string
	for _, l := range c.lines {
		parts = append(parts, string(l))
	}
	if tree, err := syntax.Parse([]byte(strings.Join(parts, "\n")), "<segment>", syntax.Exec); err == nil {
		body := tree.(*syntax.Module).Body
		if len(body) == 0 || c.isWholeCall(body[0]) {
			return false
		}
	}
	if c.anchors != nil {
		return true
	}
	last := c.lines[len(c.lines)-1]
	if c.end > len(last) || c.start > len(c.lines[0]) {
		return false
	}
	return strings.TrimSpace(string(c.lines[0][:c.start])) != "" || strings.TrimSpace(string(last[c.end:])) != ""
}

// isWholeCall says whether the range is a call that is all that a return or an
// assignment evaluates.
func (c *caretPrinter) isWholeCall(s syntax.Stmt) bool {
	var value syntax.Expr
	switch s := s.(type) {
	case *syntax.Return:
		if call, ok := s.Value.(*syntax.Call); ok {
			if _, ok := call.Func.(*syntax.Name); ok {
				value = call
			}
		}
	case *syntax.Assign:
		if call, ok := s.Value.(*syntax.Call); ok {
			value = call
		}
	}
	if value == nil {
		return false
	}
	p := value.Position()
	return p.Lineno == 1 && int(p.EndLineno) == len(c.lines) && int(p.ColOffset) == c.start && int(p.EndColOffset) == c.end
}

func (c *caretPrinter) render() string {
	significant := map[int]bool{0: true, len(c.lines) - 1: true}
	if a := c.anchors; a != nil {
		for d := -1; d <= 1; d++ {
			significant[a.leftLine+d] = true
			significant[a.rightLine+d] = true
		}
	}
	var out []string
	previous := -1
	for i := range c.lines {
		if !significant[i] {
			continue
		}
		if previous >= 0 {
			if gap := i - previous; gap == 2 {
				out = c.line(out, i-1)
			} else if gap > 2 {
				out = append(out, "...<"+itoa(gap-1)+" lines>...")
			}
		}
		out = c.line(out, i)
		previous = i
	}
	var b strings.Builder
	for _, l := range dedent(out) {
		b.WriteString("    " + string(l) + "\n")
	}
	return b.String()
}

// line appends source line i and, if carets show, the line of marks under it.
func (c *caretPrinter) line(out []string, i int) []string {
	text := c.lines[i]
	out = append(out, string(text))
	if !c.show {
		return out
	}
	spaces := len(text) - len([]rune(strings.TrimLeftFunc(string(text), unicode.IsSpace)))
	n := len([]rune(strings.TrimRightFunc(string(text), unicode.IsSpace)))
	if i == len(c.lines)-1 {
		n = c.end
	}
	var marks strings.Builder
	for col := 0; col < n; col++ {
		marks.WriteString(strings.Repeat(string(c.mark(i, col, spaces)), width(text, col)))
	}
	return append(out, marks.String())
}

// width is how many columns a character takes on a terminal.
func width(text []rune, col int) int {
	if col < len(text) && wide(text[col]) {
		return 2
	}
	return 1
}

func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x1f64f || r >= 0x1f900 && r <= 0x1f9ff || r >= 0x20000 && r <= 0x3fffd)
}

func (c *caretPrinter) mark(line, col, spaces int) rune {
	if col < spaces || line == 0 && col < c.start {
		return ' '
	}
	a := c.anchors
	if a == nil {
		return '^'
	}
	left, right := a.leftCol, a.rightCol
	if a.leftLine == 0 {
		left += c.start
	}
	if a.rightLine == 0 {
		right += c.start
	}
	afterLeft := line > a.leftLine || line == a.leftLine && col >= left
	beforeRight := line < a.rightLine || line == a.rightLine && col < right
	if afterLeft && beforeRight {
		return '^'
	}
	return '~'
}

// anchorFinder walks over the text of a segment.
type anchorFinder struct{ lines [][]rune }

// findAnchors returns where the operator, the subscript or the argument list
// of the segment's expression lies, or nil.
func findAnchors(segment string) *caretAnchors {
	tree, err := syntax.Parse([]byte("(\n"+segment+"\n)"), "<segment>", syntax.Exec)
	if err != nil {
		return nil
	}
	body := tree.(*syntax.Module).Body
	if len(body) != 1 {
		return nil
	}
	stmt, ok := body[0].(*syntax.ExprStmt)
	if !ok {
		return nil
	}
	f := anchorFinder{}
	for _, l := range strings.Split(segment, "\n") {
		f.lines = append(f.lines, []rune(l))
	}
	switch e := stmt.Value.(type) {
	case *syntax.BinOp:
		return f.binary(e)
	case *syntax.Subscript:
		return f.from(e.Value, '[', e)
	case *syntax.Call:
		return f.from(e.Func, '(', e)
	}
	return nil
}

// endOf returns where an expression ends in the segment.
func (f *anchorFinder) endOf(e syntax.Expr) (line, col int) {
	p := e.Position()
	line = int(p.EndLineno) - 2
	return line, f.column(line, int(p.EndColOffset))
}

func (f *anchorFinder) column(line, bytes int) int {
	if line < 0 || line >= len(f.lines) {
		return bytes
	}
	return charOffset(string(f.lines[line]), bytes)
}

// valid moves past the ends of lines.
func (f *anchorFinder) valid(line, col int) (int, int) {
	for line < len(f.lines) && col >= len(f.lines[line]) {
		line, col = line+1, 0
	}
	return line, col
}

// until moves on to the first character for which stop holds.
func (f *anchorFinder) until(line, col int, stop func(rune) bool) (int, int, bool) {
	line, col = f.valid(line, col)
	for line < len(f.lines) && !stop(f.lines[line][col]) {
		line, col = f.valid(line, col+1)
	}
	return line, col, line < len(f.lines)
}

func (f *anchorFinder) binary(e *syntax.BinOp) *caretAnchors {
	line, col := f.endOf(e.Left)
	line, col, ok := f.until(line, col, func(r rune) bool { return !unicode.IsSpace(r) && r != ')' })
	if !ok {
		return nil
	}
	right := col + 1
	p := e.Right.Position()
	rightLine := int(p.Lineno) - 2
	if right < len(f.lines[line]) && (rightLine > line || right < f.column(rightLine, int(p.ColOffset))) {
		if r := f.lines[line][right]; !unicode.IsSpace(r) && r != '\\' && r != '#' {
			right++
		}
	}
	return &caretAnchors{line, col, line, right}
}

func (f *anchorFinder) from(head syntax.Expr, open rune, whole syntax.Expr) *caretAnchors {
	line, col := f.endOf(head)
	line, col, ok := f.until(line, col, func(r rune) bool { return r == open })
	if !ok {
		return nil
	}
	endLine, endCol := f.endOf(whole)
	return &caretAnchors{line, col, endLine, endCol}
}
