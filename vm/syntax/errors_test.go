package syntax

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"gorgon/internal/cpython"
)

// program is a wrong program of the corpus.
type program struct {
	where  string
	mode   string
	source string
}

// verdict is what the oracle says about a program.
type verdict struct {
	source                 []byte
	isStr                  bool
	kind, msg, text        string
	line, col, eline, ecol int
}

const none = NoPosition

func optional(v any) int {
	if f, ok := v.(float64); ok {
		return int(f)
	}
	return none
}

// verdicts asks the oracle about programs.
func verdicts(t *testing.T, programs []program) []verdict {
	t.Helper()
	var in [][2]string
	for _, p := range programs {
		in = append(in, [2]string{p.mode, p.source})
	}
	data, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	if err := json.Unmarshal(oracle(t, string(data), "testdata/errors.py"), &rows); err != nil {
		t.Fatal(err)
	}
	var list []verdict
	for _, r := range rows {
		src, err := base64.StdEncoding.DecodeString(r[0].(string))
		if err != nil {
			t.Fatal(err)
		}
		text, _ := r[8].(string)
		list = append(list, verdict{
			source: src, isStr: r[1].(bool), kind: r[2].(string), msg: r[3].(string),
			line: optional(r[4]), col: optional(r[5]), eline: optional(r[6]), ecol: optional(r[7]), text: text,
		})
	}
	return list
}

func (v verdict) String() string {
	return fmt.Sprintf("%s: %s (%d,%d)-(%d,%d) %q", v.kind, v.msg, v.line, v.col, v.eline, v.ecol, v.text)
}

var modes = map[string]Mode{"exec": Exec, "eval": Eval, "single": Single}

// ours is our verdict about the same program.
func (v verdict) ours(mode string) string {
	_, err := ParseConfig(v.source, &Config{Filename: "<test>", Mode: modes[mode], IgnoreCookie: v.isStr})
	if err == nil {
		return "accepted"
	}
	e := err.(*SyntaxError)
	if e.Line == NoPosition {
		e.Col, e.EndLine, e.EndCol = none, none, none
	}
	if e.EndLine == NoPosition {
		e.EndCol = none
	}
	return fmt.Sprintf("%s: %s (%d,%d)-(%d,%d) %q", e.Kind, e.Msg, e.Line, e.Col, e.EndLine, e.EndCol, e.Text)
}

// readPrograms reads the chunks of the corpus. A first line `# mode: eval`, a
// comment of the program itself, tells the mode.
func readPrograms(t *testing.T) []program {
	t.Helper()
	files, err := filepath.Glob("../../testdata/syntaxerrors/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []program
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		line := 1
		for _, chunk := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n---\n") {
			p := program{fmt.Sprintf("%s:%d", filepath.Base(file), line), "exec", chunk}
			if rest, ok := strings.CutPrefix(chunk, "# mode: "); ok {
				p.mode, _, _ = strings.Cut(rest, "\n")
			}
			list = append(list, p)
			line += strings.Count(chunk, "\n") + 2
		}
	}
	return list
}

// TestSyntaxErrors compares the error for every wrong program with CPython's:
// exception, message, line, column, end line, end column and the line's text.
func TestSyntaxErrors(t *testing.T) {
	programs := readPrograms(t)
	if len(programs) < 200 {
		t.Errorf("the corpus has only %d programs", len(programs))
	}
	for i, v := range verdicts(t, programs) {
		p := programs[i]
		if v.kind == "" {
			t.Errorf("%s: CPython accepts\n%s", p.where, p.source)
			continue
		}
		if got := v.ours(p.mode); got != v.String() {
			t.Errorf("%s:\n%s\n got %s\nwant %s", p.where, p.source, got, v)
		}
	}
}

// TestMutations spoils pieces of the library and of the corpus and compares
// the errors. GORGON_SYNTAX_MUTATIONS sets how many.
func TestMutations(t *testing.T) {
	n, seed := 1500, int64(1)
	if s := os.Getenv("GORGON_SYNTAX_MUTATIONS"); s != "" {
		if _, err := fmt.Sscan(s, &n, &seed); err != nil {
			t.Fatal(err)
		}
	}
	programs := mutate(t, n, rand.New(rand.NewSource(seed)))
	wrong := 0
	counts := map[string]int{}
	for i, v := range verdicts(t, programs) {
		want := v.String()
		if v.kind == "" {
			want = "accepted"
		}
		if v.kind == "other" {
			continue
		}
		got := v.ours("exec")
		if got == want {
			continue
		}
		wrong++
		counts[v.msg]++
		if counts[v.msg] <= 3 && wrong < 40 {
			t.Logf("%s:\n%s\n got %s\nwant %s", programs[i].where, programs[i].source, got, want)
		}
	}
	// Which error is reported can hang on what CPython happened to remember
	// of an earlier attempt; a few in a thousand may differ.
	if wrong*1000 > n*2 {
		t.Errorf("%d of %d differ: %v", wrong, n, counts)
	}
}

// spoilers are what a mutation puts in.
var spoilers = strings.Fields(`( ) [ ] { } : , ; . = == := + - * ** / // % @ | & ~ < > -> ! ... 1 1.5 "s" b"x" f"{x}" t"{y}" x y
	if else elif for in while def class return import from as try except finally with lambda not and or is None True
	yield await async del global nonlocal pass break continue raise assert match case type print _ 'un`)

// mutate makes programs of a few lines each with one or two tokens removed,
// doubled, exchanged or put in.
func mutate(t *testing.T, n int, r *rand.Rand) []program {
	t.Helper()
	lib, err := cpython.Lib()
	if err != nil {
		t.Fatal(err)
	}
	files := corpus(t, lib)
	sort.Strings(files)
	var sources [][]byte
	for range 40 {
		src, err := os.ReadFile(files[r.Intn(len(files))])
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, src)
	}
	seeds := readPrograms(t)
	var list []program
	for len(list) < n {
		var piece string
		if len(seeds) > 0 && r.Intn(3) == 0 {
			piece = seeds[r.Intn(len(seeds))].source
			if strings.HasPrefix(piece, "#") {
				continue
			}
		} else {
			piece = excerpt(r, string(sources[r.Intn(len(sources))]))
		}
		for range 1 + r.Intn(2) {
			piece = spoil(r, piece)
		}
		if strings.IndexByte(piece, 0) < 0 {
			list = append(list, program{fmt.Sprintf("mutation %d", len(list)), "exec", piece})
		}
	}
	return list
}

// excerpt takes some lines and removes their common indentation.
func excerpt(r *rand.Rand, src string) string {
	lines := strings.Split(src, "\n")
	i := r.Intn(len(lines))
	lines = lines[i:min(len(lines), i+1+r.Intn(8))]
	indent := len(lines[0]) - len(strings.TrimLeft(lines[0], " "))
	out := ""
	for _, l := range lines {
		out += strings.TrimPrefix(l, strings.Repeat(" ", indent)) + "\n"
	}
	return out
}

// spoil changes one token, or what looks like one.
func spoil(r *rand.Rand, s string) string {
	if s == "" {
		return spoilers[r.Intn(len(spoilers))]
	}
	var cuts []int
	word := func(c byte) bool { return classes[c]&classPart != 0 }
	for i := range len(s) {
		if i == 0 || !word(s[i]) || !word(s[i-1]) {
			cuts = append(cuts, i)
		}
	}
	cuts = append(cuts, len(s))
	i := r.Intn(len(cuts) - 1)
	a, b := cuts[i], cuts[i+1]
	put := spoilers[r.Intn(len(spoilers))]
	switch r.Intn(5) {
	case 0:
		return s[:a] + s[b:]
	case 1:
		return s[:a] + s[a:b] + " " + s[a:]
	case 2:
		return s[:a] + put + s[b:]
	case 3:
		return s[:a] + " " + put + " " + s[a:]
	}
	return s[:a] + put + s[a:]
}
