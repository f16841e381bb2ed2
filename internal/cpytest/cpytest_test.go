package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorgon/internal/conform"
	"gorgon/internal/cpython"
)

// needSuite skips the test where CPython's test suite is not installed.
func needSuite(t *testing.T) string {
	t.Helper()
	suite, err := suiteDir()
	if err != nil {
		t.Skip(err)
	}
	return suite
}

// TestLevel1OnGorgon requires of Gorgon the methods that the tags name.
func TestLevel1OnGorgon(t *testing.T) {
	needSuite(t)
	bin, err := conform.Build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	in, err := newInterpreter(bin, nil, 2*time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	results := make([]checked, len(levels[0]))
	conform.Each(len(results), 2, func(i int) { results[i] = in.check(levels[0][i]) })
	var sum score
	for _, c := range results {
		if c.err != nil {
			t.Errorf("test_%s: %v", c.name, c.err)
		}
		for _, method := range c.lost {
			t.Errorf("test_%s: %s does not pass any more: %s", c.name, method, c.outcomes[method].text)
		}
		sum.passed, sum.failed = sum.passed+c.passed, sum.failed+c.failed
	}
	t.Logf("level 1: %d passed, %d failed, %.2f %%", sum.passed, sum.failed, sum.percent())
}

// TestTagsNameMethods finds tags that name nothing CPython passes.
func TestTagsNameMethods(t *testing.T) {
	suite := needSuite(t)
	dir, err := tagsDir()
	if err != nil {
		t.Fatal(err)
	}
	driver, err := driverDir()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range levels[0] {
		tags, err := readTags(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := reference(suite, driver, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, method := range tags {
			if !want.outcomes[method].passed() {
				t.Errorf("test_%s: the tag %s names no method that CPython passes", name, method)
			}
		}
	}
}

// TestDriverAgreesWithUnittest runs the level 1 files under CPython with the
// library's own unittest and test.support, and wants the same outcomes of the
// same methods from the driver.
func TestDriverAgreesWithUnittest(t *testing.T) {
	suite := needSuite(t)
	exe, err := cpython.Exe()
	if err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join("testdata", "real_unittest.py"))
	if err != nil {
		t.Fatal(err)
	}
	driver, err := driverDir()
	if err != nil {
		t.Fatal(err)
	}
	conform.Each(len(levels[0]), 2, func(i int) {
		name := levels[0][i]
		r, err := conform.Execute(suite, time.Minute, nil, exe, script, suite, "test.test_"+name)
		if err != nil {
			t.Error(err)
			return
		}
		want := parse(name, r.Stdout)
		got, err := reference(suite, driver, name)
		if err != nil || !want.ended || len(want.order) == 0 {
			t.Errorf("test_%s: %v; unittest itself: %d methods\n%s", name, err, len(want.order), r.Stderr)
			return
		}
		sameOutcomes(t, want, got)
	})
}

func sameOutcomes(t *testing.T, want, got fileResult) {
	t.Helper()
	for _, method := range want.order {
		if w, g := want.outcomes[method].kind, got.outcomes[method].kind; w != g {
			t.Errorf("test_%s: %s is %q, with unittest itself %q", want.name, method, g, w)
		}
	}
	for _, method := range got.order {
		if _, found := want.outcomes[method]; !found {
			t.Errorf("test_%s: unittest itself has no %s", want.name, method)
		}
	}
}

// TestDriverOutcomes runs a file made of every kind of outcome.
func TestDriverOutcomes(t *testing.T) {
	exe, err := cpython.Exe()
	if err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join("testdata", "real_unittest.py"))
	if err != nil {
		t.Fatal(err)
	}
	driver, err := driverDir()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	text, err := os.ReadFile(filepath.Join("testdata", "test_outcomes.py"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "test"), 0o755); err != nil {
		t.Fatal(err)
	}
	for file, content := range map[string]string{"__init__.py": "", "test_outcomes.py": string(text)} {
		if err := os.WriteFile(filepath.Join(dir, "test", file), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err := conform.Execute(dir, time.Minute, nil, exe, script, dir, "test.test_outcomes")
	if err != nil {
		t.Fatal(err)
	}
	want := parse("outcomes", r.Stdout)
	got, err := interpreter{argv: []string{exe}, suite: dir, driver: driver, timeout: time.Minute}.run("outcomes")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, o := range got.outcomes {
		seen[o.kind] = true
	}
	for _, kind := range []string{ok, failed, broken, skipped, expected, unexpected} {
		if !seen[kind] {
			t.Errorf("no method has the outcome %q", kind)
		}
	}
	sameOutcomes(t, want, got)
}

func TestCrashCountsAsFailure(t *testing.T) {
	want := parse("x", "@@cpytest ok test.test_x.A.a \n@@cpytest ok test.test_x.A.b \n@@cpytest ok test.test_x.A.c \n@@cpytest skip test.test_x.A.d \n")
	got := parse("x", strings.Join([]string{"noise", "@@cpytest ok test.test_x.A.a ", "@@cpytest run test.test_x.A.b ", ""}, "\n"))
	s := compare(want, got)
	if s.passed != 1 || s.failed != 2 || got.ended {
		t.Fatalf("got %+v, ended %v", s, got.ended)
	}
}
