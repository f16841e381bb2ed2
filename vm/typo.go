package vm

import (
	"os"
	"slices"
	"strings"
	"unicode"

	"gorgon/gc"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

// A SyntaxError that says no more than "invalid syntax" may be a keyword that
// is misspelt: each name near the error is replaced by the keywords it looks
// like, and if the text then parses, that is what the message suggests.

var keywords = strings.Fields(`False None True and as assert async await break class continue def del elif else
	except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield`)

const (
	maxTypoSource  = 1024
	maxTypoNames   = 10
	maxTypoMatches = 3
	typoCutoff     = 0.5
)

// typo is a suggestion: the line with the wrong name, and where in it.
type typo struct {
	text       string
	start, end int // columns from 1
	keyword    string
}

// findTypo looks for a misspelt keyword. line is that of the last statement
// which was read, 0 if there was none; source the text, or "" if it is in the
// file; end the line of the error.
func findTypo(filename, source, text string, line, end int) *typo {
	inFile := false
	lines := splitLines(source)
	if source == "" {
		if src, err := os.ReadFile(filename); err == nil {
			lines, inFile = splitLines(string(src)), true
		} else {
			lines, line, end = splitLines(text), 0, 1
		}
	}
	first := max(line-1, 0)
	end = min(end, len(lines))
	if first >= end {
		return nil
	}
	code := strings.TrimSuffix(string(dedentText(strings.Join(lines[first:end], "\n"))), "\n")
	if len(code) > maxTypoSource {
		return nil
	}
	wanted := 0
	if inFile {
		wanted = end - first
	}
	return tryNames(strings.Split(code, "\n"), wanted)
}

func splitLines(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// tryNames replaces names by keywords: those in line wanted (from 1), or in all
// lines if that is 0.
func tryNames(lines []string, wanted int) *typo {
	left := maxTypoNames
	for i, l := range lines {
		if wanted != 0 && i+1 != wanted {
			continue
		}
		runes := []rune(l)
		for _, n := range namesIn(runes) {
			name := string(runes[n[0]:n[1]])
			if slices.Contains(keywords, name) {
				continue
			}
			if left--; left < 0 {
				return nil
			}
			for _, k := range similarKeywords(name) {
				changed := slices.Clone(lines)
				changed[i] = string(runes[:n[0]]) + k + string(runes[n[1]:])
				if parses(strings.Join(changed, "\n") + "\n") {
					return &typo{l, n[0] + 1, n[1] + 1, k}
				}
			}
		}
	}
	return nil
}

func parses(code string) bool {
	_, err := syntax.ParseConfig([]byte(code), &syntax.Config{Filename: "<input>", IgnoreCookie: true, AllowIncompleteInput: true, DontImplyDedent: true})
	e, ok := err.(*syntax.SyntaxError)
	return err == nil || ok && e.Kind == "_IncompleteInputError"
}

// namesIn finds the names of a line, which begin and end at columns; strings
// and comments have none.
func namesIn(line []rune) (names [][2]int) {
	for i := 0; i < len(line); {
		r := line[i]
		switch {
		case r == '#':
			return names
		case r == '"' || r == '\'':
			for i++; i < len(line) && line[i] != r; i++ {
				if line[i] == '\\' {
					i++
				}
			}
			i++
		case unicode.IsDigit(r):
			for i < len(line) && (unicode.IsDigit(line[i]) || unicode.IsLetter(line[i]) || line[i] == '_' || line[i] == '.') {
				i++
			}
		case r == '_' || unicode.IsLetter(r):
			start := i
			for i < len(line) && (line[i] == '_' || unicode.IsLetter(line[i]) || unicode.IsDigit(line[i])) {
				i++
			}
			names = append(names, [2]int{start, i})
		default:
			i++
		}
	}
	return names
}

// similarKeywords returns the keywords that a name looks like, the best first.
func similarKeywords(name string) []string {
	var found []string
	if best := object.ClosestName(name, keywords); best != "" {
		found = append(found, best)
	}
	type scored struct {
		ratio float64
		word  string
	}
	var close []scored
	for _, k := range keywords {
		if r := similarity(k, name); r >= typoCutoff {
			close = append(close, scored{r, k})
		}
	}
	slices.SortFunc(close, func(a, b scored) int {
		if a.ratio != b.ratio {
			if a.ratio > b.ratio {
				return -1
			}
			return 1
		}
		return strings.Compare(b.word, a.word)
	})
	for i, c := range close {
		if i < maxTypoMatches {
			found = append(found, c.word)
		}
	}
	return found[:min(len(found), maxTypoMatches)]
}

// similarity is twice the number of characters in common, in blocks that do not
// cross, by the number of all characters.
func similarity(a, b string) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(commonBlocks(a, b)) / float64(len(a)+len(b))
}

// commonBlocks takes the longest common block, then those before and behind it.
func commonBlocks(a, b string) int {
	bestI, bestJ, size := 0, 0, 0
	for i := range len(a) {
		for j := range len(b) {
			k := 0
			for i+k < len(a) && j+k < len(b) && a[i+k] == b[j+k] {
				k++
			}
			if k > size {
				bestI, bestJ, size = i, j, k
			}
		}
	}
	if size == 0 {
		return 0
	}
	return size + commonBlocks(a[:bestI], b[:bestJ]) + commonBlocks(a[bestI+size:], b[bestJ+size:])
}

// lastStatement returns the line of the last statement that ends before the
// line of an error, 0 if there is none: the parser had read it when it failed.
func lastStatement(src []byte, errorLine int) int {
	lines := splitLines(string(src))
	indent := func(l string) int { return len(l) - len(strings.TrimLeft(l, " \t")) }
	level := 1 << 30
	if errorLine >= 1 && errorLine <= len(lines) {
		level = indent(lines[errorLine-1])
	}
	for i := min(errorLine-1, len(lines)) - 1; i >= 0; i-- {
		l := strings.TrimSpace(lines[i])
		if l == "" || l[0] == '#' {
			continue
		}
		in := indent(lines[i])
		header := strings.HasSuffix(l, ":")
		switch {
		case in > level:
		case in < level && header:
			level = in
		case header && continuesStatement(l):
		default:
			return i + 1
		}
	}
	return 0
}

// continuesStatement says whether a line begins a further part of a compound
// statement.
func continuesStatement(l string) bool {
	for _, k := range []string{"else", "elif", "except", "finally", "case"} {
		if strings.HasPrefix(l, k) {
			return true
		}
	}
	return false
}

// typoOf looks for a misspelt keyword behind a SyntaxError.
func typoOf(t *Thread, exc Value, filename, msg, text string) *typo {
	if msg != "invalid syntax" && !strings.Contains(msg, "Perhaps you forgot a comma") {
		return nil
	}
	data, ok := object.GetAttrOpt(t, exc, object.Intern("_metadata"))
	if !ok || data == gc.Null || !object.IsInstance(data, object.TupleType) || object.TupleLen(data) != 3 {
		t.Exc = gc.Null
		return nil
	}
	items := object.TupleItems(data)
	line, _ := object.AsInt64(items[0])
	end, _ := object.GetAttrOpt(t, exc, object.Intern("lineno"))
	last, _ := object.AsInt64(end)
	source := ""
	if object.IsStr(items[2]) {
		source = object.StrOf(items[2])
	}
	return findTypo(filename, source, text, int(line), int(last))
}
