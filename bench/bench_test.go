package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gorgon/internal/cpython"
)

// fakeVar makes the test binary play a Python runtime in child processes.
const fakeVar = "BENCH_FAKE_RUNTIME"

func TestMain(m *testing.M) {
	switch os.Getenv(fakeVar) {
	case "":
		os.Exit(m.Run())
	case "right":
		fmt.Println("check: 42\ntime: 0.5")
	case "wrong":
		fmt.Println("check: 41\ntime: 0.25")
	case "silent":
	case "crash":
		fmt.Fprintln(os.Stderr, "fake runtime fell over")
		os.Exit(3)
	case "hang":
		time.Sleep(time.Minute)
	}
	os.Exit(0)
}

func fakePeer(name, behaviour string) peer {
	return peer{Name: name, Exe: os.Args[0], Env: []string{fakeVar + "=" + behaviour}}
}

func fakeOptions() *options {
	return &options{threads: []int{1, 2}, reps: 2, scale: 1, variants: "*", timeout: 10 * time.Second}
}

func fakeMeasure(t *testing.T, opts *options, peers ...peer) (string, error) {
	t.Helper()
	var out bytes.Buffer
	programs := []program{{Name: "fake", Path: "fake.py", Nature: "one-lock"}}
	err := measure(&out, io.Discard, programs, peers, opts)
	return out.String(), err
}

func TestMeasureAcceptsEqualAnswers(t *testing.T) {
	out, err := fakeMeasure(t, fakeOptions(), fakePeer(baselinePeer, "right"), fakePeer("other", "right"))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if strings.Contains(out, "FAILURE") || !strings.Contains(out, "other@2") {
		t.Fatalf("bad tables:\n%s", out)
	}
}

func TestMeasureRefusesFailures(t *testing.T) {
	for behaviour, want := range map[string]string{
		"wrong":  `answer "41", but cpython@1 says "42"`,
		"crash":  "fake runtime fell over",
		"silent": "no check: and time: lines",
	} {
		out, err := fakeMeasure(t, fakeOptions(), fakePeer(baselinePeer, "right"), fakePeer("other", behaviour))
		if !errors.Is(err, errFailed) || !strings.Contains(out, want) {
			t.Errorf("%s: error %v, output lacks %q:\n%s", behaviour, err, want, out)
		}
	}
}

func TestMeasureEndsHangs(t *testing.T) {
	opts := fakeOptions()
	opts.timeout = 500 * time.Millisecond
	opts.threads = []int{1}
	start := time.Now()
	out, err := fakeMeasure(t, opts, fakePeer(baselinePeer, "right"), fakePeer("other", "hang"))
	if !errors.Is(err, errFailed) || !strings.Contains(out, "no end after 500ms") {
		t.Fatalf("error %v:\n%s", err, out)
	}
	if time.Since(start) > 20*time.Second {
		t.Fatal("the hanging child was not ended, or was run again")
	}
}

func TestFailureWithoutBaseline(t *testing.T) {
	runs := []run{
		{Variant: baseline, Error: "x"},
		{Variant: "a@1", Check: "1"}, {Variant: "b@1", Check: "2"},
	}
	if got := findFailures(program{Name: "p"}, runs); len(got) != 2 {
		t.Fatalf("want the crash and the difference, got %q", got)
	}
}

func TestParseOutput(t *testing.T) {
	check, seconds, err := parseOutput("hello\r\ncheck: a b\r\ntime: 1.5\r\n")
	if check != "a b" || seconds != 1.5 || err != nil {
		t.Fatal(check, seconds, err)
	}
	for _, bad := range []string{"", "check: 1\n", "time: 1\n", "check: 1\ntime: x\n", "check: 1\ntime: 0\n"} {
		if _, _, err := parseOutput(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestParseHeader(t *testing.T) {
	p, ok := parseHeader("d/foo.py", "\"\"\"What it does.\n\nMore.\n\"\"\"\n# nature: one-lock\nimport x\n")
	if !ok || p.Name != "foo" || p.Nature != "one-lock" || p.Title != "What it does." {
		t.Fatalf("%+v %v", p, ok)
	}
	if _, ok := parseHeader("cli.py", "\"\"\"Shared.\"\"\"\nimport sys\n"); ok {
		t.Fatal("a module without nature was taken for a program")
	}
}

func TestParseOptions(t *testing.T) {
	o, err := parseOptions([]string{"-threads", "2,8,2", "-quick", "-reps", "3", "-peer", "x=/bin/x", "-gorgon-flags", "-X jit=off"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(o.threads, []int{1, 2, 8}) || o.reps != 3 || o.scale != 0.1 ||
		len(o.peers) != 1 || o.peers[0].Name != "x" || !slices.Equal(o.gorgonFlags, []string{"-X", "jit=off"}) {
		t.Fatalf("%+v", o)
	}
	for _, bad := range [][]string{
		{"-threads", "0"}, {"-threads", "x"}, {"-reps", "0"}, {"-size-scale", "-1"},
		{"-peer", "nopath"}, {"-peer", "cpython=/x"}, {"-peer", "a@1=/x"}, {"stray"},
	} {
		if _, err := parseOptions(bad, io.Discard); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func names(variants []variant) string {
	var all []string
	for _, v := range variants {
		all = append(all, v.Name)
	}
	return strings.Join(all, " ")
}

func TestVariantOrder(t *testing.T) {
	peers := []peer{{Name: baselinePeer}, {Name: "gorgon", Gorgon: true, Flags: []string{"-f"}}, {Name: "pypy3"}}
	opts := fakeOptions()
	variants, err := makeVariants(peers, opts)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(variants), "cpython@1 cpython@2 gorgon-tx@1 gorgon@1 gorgon@2 pypy3@1 pypy3@2"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	if got, want := names(roundOrder(variants, 1)), "gorgon-tx@1 gorgon@1 gorgon@2 pypy3@1 pypy3@2 cpython@1 cpython@2"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	if tx := variants[2]; !slices.Equal(tx.Flags, []string{"-X", "stm=on", "-f"}) {
		t.Fatalf("flags of the transactional variant: %q", tx.Flags)
	}
	opts.variants = "gorgon@2"
	variants, err = makeVariants(peers, opts)
	if got, want := names(variants), "cpython@1 gorgon@1 gorgon@2"; got != want || err != nil {
		t.Fatalf("got %s (%v), want %s", got, err, want)
	}
	opts.variants = "nothing"
	if _, err = makeVariants(peers, opts); err == nil {
		t.Fatal("a pattern that fits nothing was accepted")
	}
}

func TestStats(t *testing.T) {
	if median([]float64{3, 1, 2}) != 2 || median([]float64{4, 1, 2, 3}) != 2.5 {
		t.Fatal("median")
	}
	if g := geomean([]float64{1, 4}); math.Abs(g-2) > 1e-12 {
		t.Fatal("geomean", g)
	}
}

func exampleResult() *result {
	res := &result{
		System: `a<b & "c"`,
		Reps:   3,
		Scale:  1,
		Variants: []variant{
			{Name: baseline, Threads: 1}, {Name: "g@1", Threads: 1}, {Name: "g@2", Threads: 2, Solo: "g@1"},
		},
	}
	// The machine slows down by the round; the ratios stay.
	for round, slow := range []float64{1, 2, 10} {
		res.Runs = append(res.Runs,
			run{Program: "p", Variant: baseline, Round: round, Seconds: 4 * slow, RSS: 100, Check: "x"},
			run{Program: "p", Variant: "g@1", Round: round, Seconds: 2 * slow, RSS: 150, Check: "x"},
			run{Program: "p", Variant: "g@2", Round: round, Seconds: 1.25 * slow, RSS: 200, Check: "x"},
			run{Program: "q", Variant: baseline, Round: round, Seconds: 4 * slow, RSS: 100, Check: "y"},
			run{Program: "q", Variant: "g@1", Round: round, Seconds: 0.5 * slow, RSS: 100, Check: "y"})
	}
	res.summarise([]program{{Name: "p", Nature: "one-lock"}, {Name: "q", Nature: "disjoint"}})
	return res
}

func TestSummarise(t *testing.T) {
	res := exampleResult()
	p, q := res.Programs[0], res.Programs[1]
	if p.Seconds["g@1"] != 4 || p.Speed["g@1"] != 2 || p.Speed["g@2"] != 3.2 || p.SpeedUp["g@2"] != 1.6 || p.RSSRatio["g@2"] != 2 {
		t.Fatalf("%+v", p)
	}
	if _, ok := p.SpeedUp["g@1"]; ok {
		t.Fatal("one thread has a speed-up")
	}
	if _, ok := q.Speed["g@2"]; ok {
		t.Fatal("a speed without a run")
	}
	all := res.Groups[len(res.Groups)-1]
	if all.Name != "all" || math.Abs(all.Speed["g@1"]-4) > 1e-12 {
		t.Fatalf("%+v", all)
	}
	if _, ok := all.Speed["g@2"]; ok {
		t.Fatal("a mean over a part of the group")
	}
	if len(res.Failures) != 0 {
		t.Fatal(res.Failures)
	}
}

func TestSVGIsWellFormed(t *testing.T) {
	text := renderSVG(exampleResult())
	d := xml.NewDecoder(bytes.NewReader(text))
	bars := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "rect" {
			bars++
		}
	}
	// Background, 2 legend marks, speeds p@1 p@2 q@1 disjoint@1 one-lock@1
	// one-lock@2 all@1, speed-ups p one-lock.
	if bars != 1+2+7+2 {
		t.Fatalf("%d bars\n%s", bars, text)
	}
	if !bytes.Contains(text, []byte("<title>p on g@2: 3.20</title>")) {
		t.Fatalf("no hint with the value:\n%s", text)
	}
}

func TestTableAlignsColumns(t *testing.T) {
	var out bytes.Buffer
	tb := &table{header: []string{"name", "x"}, left: 1}
	tb.add("é", "1.00")
	tb.rule()
	tb.add("longer", "10.00")
	if err := tb.print(&out); err != nil {
		t.Fatal(err)
	}
	want := "name        x\n-------------\né        1.00\n-------------\nlonger  10.00\n"
	if out.String() != want {
		t.Fatalf("got\n%swant\n%s", out.String(), want)
	}
}

func TestPublishedRatios(t *testing.T) {
	c, ok := publishedSeconds["btree"].with(2)
	if !ok || math.Abs(c.overhead-1.06) > 0.005 || math.Abs(c.self-1.25) > 0.005 || math.Abs(c.net-1.17) > 0.005 {
		t.Errorf("btree: %+v", c)
	}
	if _, ok := publishedSeconds["lee"].with(2); ok {
		t.Error("nothing was published for lee")
	}
	res := &result{
		Variants: []variant{{Name: "gorgon@1", Threads: 1}, {Name: "gorgon@2", Threads: 2}},
		Programs: []programStat{{program: program{Name: "btree"}, Seconds: map[string]float64{"gorgon@1": 1, "gorgon-tx@1": 1.2, "gorgon@2": 0.6}}},
	}
	var out bytes.Buffer
	if err := printPublished(&out, res); err != nil || !strings.Contains(out.String(), "1.20  2.00  1.67") {
		t.Errorf("%v\n%s", err, out.String())
	}
}

// TestProgramsAgree runs every program small on CPython, inline, in one
// spawned thread and in three, and compares the answers.
func TestProgramsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every program")
	}
	exe, err := cpython.Exe()
	if err != nil {
		t.Fatal(err)
	}
	var programs []program
	for set, shared := range map[string]int{defaultSet: 1, pypySTMSet: 2} { // cli; setting, setwork
		found, err := findPrograms("", set, "*")
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(set + "/*.py")
		if err != nil || len(found) != len(files)-shared {
			t.Fatalf("%s: %d programs in %d files: a nature is missing", set, len(found), len(files))
		}
		programs = append(programs, found...)
	}
	for _, p := range programs {
		answers := map[string]string{}
		for _, how := range []string{"--threads=1", "--spawn", "--threads=3"} {
			done, err := execute(exe, []string{p.Path, "--scale=0.02", "--seed=7", how}, nil, time.Minute)
			if err != nil {
				t.Fatalf("%s %s: %s", p.Name, how, failureText(err, done.stderr))
			}
			check, _, err := parseOutput(done.stdout)
			if err != nil {
				t.Fatalf("%s %s: %v", p.Name, how, err)
			}
			answers[check] += how + " "
		}
		if len(answers) != 1 {
			t.Errorf("%s: answers differ: %q", p.Name, answers)
		}
	}
}

// The scenarios that the program knows are those that the command runs, and each
// prints its line.
func TestContentionProgram(t *testing.T) {
	names, err := contentionScenarios()
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	exe, err := cpython.Exe()
	if err != nil {
		t.Skip(err)
	}
	opts := &options{scale: 0.02, timeout: time.Minute}
	for _, name := range names {
		for _, n := range []int{1, 3} {
			c, err := runContended(exe, filepath.Join("contention", "contention.py"), name, contentionVariant{name: name, threads: n}, opts)
			if err != nil || c.rate <= 0 {
				t.Errorf("%s with %d threads: %+v %v", name, n, c, err)
			}
		}
	}
}

func TestReadAccessKeepsTheLeast(t *testing.T) {
	least := map[string]float64{}
	if _, err := readAccess("attr_read 2.5\nitem_read 1.0\n", least); err != nil {
		t.Fatal(err)
	}
	kinds, err := readAccess("attr_read 1.5\nitem_read 3.0\n", least)
	if err != nil || !slices.Equal(kinds, []string{"attr_read", "item_read"}) {
		t.Fatal(kinds, err)
	}
	if least["attr_read"] != 1.5 || least["item_read"] != 1.0 {
		t.Error(least)
	}
	if _, err := readAccess("no figure\n", least); err == nil {
		t.Error("text was taken for a figure")
	}
}

func TestLineTransfer(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("one processor")
	}
	if ns := lineTransfer(1); ns < 1 || math.IsInf(ns, 0) {
		t.Error(ns)
	}
}
