package sys

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"unicode"
)

func TestReserveCommitDiscard(t *testing.T) {
	const n, align = 8 << 20, 2 << 20
	a, err := Reserve(n, align)
	if err != nil {
		t.Fatal(err)
	}
	if a%align != 0 {
		t.Fatalf("reservation at %#x is not aligned", a)
	}
	if err := Commit(a, n/2); err != nil {
		t.Fatal(err)
	}
	HugePages(a, n/2, false)
	b := span(a, n/2)
	for i := range b {
		if b[i] != 0 {
			t.Fatalf("fresh byte %d is not zero", i)
		}
		b[i] = 0xa5
	}
	Prefetch(a)
	Prefetch(1) // no fault
	if err := Discard(a+PageSize, n/4); err != nil {
		t.Fatal(err)
	}
	for i := range b {
		in := uintptr(i) >= PageSize && uintptr(i) < PageSize+n/4
		if in != (b[i] == 0) {
			t.Fatalf("byte %d is %#x after discarding", i, b[i])
		}
	}
}

// resident returns how many KiB of files the process has in memory.
func resident(t *testing.T) string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	_, after, found := strings.Cut(string(status), "RssFile:")
	if !found {
		t.Skip("the system does not say what is in memory")
	}
	line, _, _ := strings.Cut(after, "\n")
	return strings.TrimSpace(line)
}

func TestDiscardImage(t *testing.T) {
	bounds := image()
	for i, b := range bounds {
		if b[0] >= b[1] {
			t.Fatalf("part %d of the executable is from %#x to %#x", i, b[0], b[1])
		}
	}
	here, _, _, _ := runtime.Caller(0)
	if code := bounds[0]; here < code[0] || here >= code[1] {
		t.Fatalf("code at %#x is not within the code, %#x", here, code)
	}
	before := resident(t)
	DiscardImage()
	t.Logf("in memory of files: %s before, %s after", before, resident(t))
	// Code, constants and tables of functions are used again.
	if !unicode.Is(unicode.Greek, 'λ') || runtime.FuncForPC(here).Name() != "gorgon/internal/sys.TestDiscardImage" {
		t.Fatal("what was taken out did not come back")
	}
}

// TestFlag has a thread that raises flags for one that takes naps.
func TestFlag(t *testing.T) {
	for range 200 {
		var f Flag
		done := make(chan bool)
		go func() {
			for !f.Nap(LongestNap) {
			}
			done <- f.Up()
		}()
		f.Raise()
		if !<-done {
			t.Fatal("a flag that was raised is not up")
		}
	}
	var f Flag
	if f.Nap(LongestNap / 10) {
		t.Fatal("a flag that nobody has raised is up")
	}
}
