package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"regexp"
	"strings"
	"testing"

	"gorgon/internal/browser"
)

// synthetic is a journal of a loop with a side trace, and of a recording that
// failed.
func synthetic() *Journal {
	j := New(nil)
	code := j.Code(1, func() *Code {
		return &Code{File: "sum.py", Name: "total</script><b>", Line: 1, Words: []*Word{
			{At: 0, Text: "ADD                d=1, r0, r0, r3", Line: 3, Col: 8, End: 20}, {At: 1, Text: "JUMP_LOOP  -> 0", Line: 2, Col: 4, End: 9}}}
	})
	add, back := Place{code, 0}, Place{code, 1}
	j.Add(&Trace{Number: 1, Kind: "loop", Place: back, Transactional: true, Passed: 2, Size: 64, Recording: 1000, Optimising: 2000, Assembling: 3000,
		Recorded:  []Ins{{Ref: 1, Text: "POLL 1 @0", Snap: "snap 0 pc=0x40", Place: back}, {Ref: 2, Text: "TXREAD v1 +8 @0", Place: add, Barrier: true}},
		Optimised: []Ins{{Ref: 1, Text: "POLL 1 @0", Place: back}, {Ref: 2, Text: "LOOP", Place: Nowhere}, {Ref: 3, Text: "GFIT v1 @0", Place: add}},
		Machine:   []Asm{{At: 0, Ins: 1, Text: "SUBQ $0x1, 0x2d0(BP)"}, {At: 9, Ins: 3, Text: "JNE 40"}, {At: 64, Ins: 3, Text: "MOVL $0x1, R15", Cold: true}}})
	j.Add(&Trace{Number: 2, Kind: "side", Place: add, Parent: 1, Exit: 3, Optimised: []Ins{{Ref: 1, Text: "EXIT @0", Place: add}}})
	j.Fail(Failure{Place: add, Op: "call", Why: "too much is left", Side: true})
	j.Fail(Failure{Place: add, Op: "call", Why: "too much is left", Side: true})
	if err := j.Finish([]Run{{Number: 1, Entered: 12, Rounds: 34567, Exits: []Exit{{Ins: 3, Count: 30, Side: 2}}}, {Number: 2, Entered: 99}}); err != nil {
		panic(err)
	}
	return j
}

func write(t *testing.T, j *Journal) string {
	t.Helper()
	var b bytes.Buffer
	read := func(name string) ([]byte, error) {
		if name != "sum.py" {
			return nil, errors.New("no such file")
		}
		return []byte("def total(items):\n    for x in items:\n        total = total + x\n"), nil
	}
	if err := j.HTML(&b, "sum.py", read); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPageInBrowser: all five columns of the trace that is run most are there,
// and the page asks for nothing.
func TestPageInBrowser(t *testing.T) {
	chrome := browser.Find(t)
	dom, urls := browser.Requests(t, chrome, []byte(write(t, synthetic())))
	if len(urls) > 0 {
		t.Errorf("the page asked for %v", urls)
	}
	dom = dom[:strings.Index(dom, `<script id="data"`)]
	for id, want := range map[string]string{
		"source": "total = total + x", "bytecode": "d=1, r0, r0, r3", "recorded": "TXREAD v1 +8 @0", "optimised": "left 30 times", "machine": "JNE 40",
	} {
		column := regexp.MustCompile(`(?s)<div class="column" id="` + id + `">.*?</h3>.*?</div></div></div>`).FindString(dom)
		if !strings.Contains(column, want) {
			t.Errorf("the column %s does not have %q:\n%s", id, want, column)
		}
	}
	for _, want := range []string{"34,567", "exit v3 of trace 1", "too much is left (side trace)", "1 → 0"} {
		if !strings.Contains(dom, want) {
			t.Errorf("the page does not have %q in\n%s", want, dom)
		}
	}
}

// TestEmptyPageInBrowser: a page with nothing to show says so too.
func TestEmptyPageInBrowser(t *testing.T) {
	chrome := browser.Find(t)
	dom, _ := browser.Requests(t, chrome, []byte(write(t, New(nil))))
	if want := "0 traces, 0 bytes of machine code"; !strings.Contains(dom, want) {
		t.Errorf("the page does not have %q in\n%s", want, dom)
	}
}

// TestPageAsText: what can be said about the page without a browser.
func TestPageAsText(t *testing.T) {
	page := write(t, synthetic())
	if !strings.Contains(html.UnescapeString(page), `content="default-src 'none'; style-src 'sha256-`) {
		t.Error("the page has no policy that forbids requests")
	}
	if m := regexp.MustCompile(`(?i)(src|href)\s*=\s*["']?https?:|@import|url\(|fetch\(|XMLHttpRequest|sendBeacon`).FindString(page); m != "" {
		t.Errorf("the page may make a request: %s", m)
	}
	if strings.Contains(page, "</script><b>") {
		t.Error("the program's text gets out of the data")
	}
}

// TestLimits: the page leaves out what was run least, and says so.
func TestLimits(t *testing.T) {
	j := New(nil)
	var runs []Run
	for n := range pageTraces + 10 {
		j.Add(&Trace{Number: n + 1, Place: Nowhere})
		runs = append(runs, Run{Number: n + 1, Entered: uint64(n)})
	}
	if err := j.Finish(runs); err != nil {
		t.Fatal(err)
	}
	s := &shown{}
	s.choose(j.Traces)
	if len(s.Traces) != pageTraces || s.Traces[0].Number != 11 || len(s.Cut) != 1 || !strings.HasPrefix(s.Cut[0], "10 traces") {
		t.Errorf("%d traces from %d on, left out: %v", len(s.Traces), s.Traces[0].Number, s.Cut)
	}
}

// TestLog: each line is an object with one key that says what it is, and the
// counts come at the end.
func TestLog(t *testing.T) {
	var b bytes.Buffer
	j := New(&b)
	j.Code(7, func() *Code { return &Code{File: "a.py"} })
	if n := j.Code(7, func() *Code { t.Error("described twice"); return nil }); n != 0 {
		t.Errorf("the code is number %d", n)
	}
	j.Add(&Trace{Number: 1})
	j.Fail(Failure{Place: Nowhere, Why: "once"})
	j.Fail(Failure{Place: Nowhere, Why: "once"})
	if b.Len() == 0 {
		t.Error("nothing is written before the end")
	}
	if err := j.Finish([]Run{{Number: 1, Entered: 5}}); err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, line := range strings.Split(strings.TrimSpace(b.String()), "\n") {
		var entry map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &entry); err != nil || len(entry) != 1 {
			t.Fatalf("%v: %s", err, line)
		}
		for kind := range entry {
			kinds = append(kinds, kind)
		}
	}
	if got := strings.Join(kinds, " "); got != "code trace failure run failure" {
		t.Errorf("the log has %s", got)
	}
}
