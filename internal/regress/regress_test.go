package regress

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"gorgon/internal/conform"
)

// full says that everything is to be run: CI sets it.
var full = os.Getenv("GORGON_FULL") == "1"

// briefModes are those that every program runs in when full is not set.
var briefModes = []string{"solo", "stm-shake", "abort-budget-yield", "shift"}

// limit bounds one run. The machine may be busy, and a collection at each
// safepoint takes its time.
const limit = 5 * time.Minute

func modes(t *testing.T) []conform.Mode {
	if full {
		return conform.EveryMode()
	}
	var list []conform.Mode
	for _, name := range briefModes {
		found, err := conform.ModesNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, found...)
	}
	return list
}

func root(t *testing.T) string {
	dir, err := conform.ModuleRoot()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func runner(t *testing.T) conform.Runner {
	bin, err := conform.Build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r, err := conform.NewRunner(bin, limit)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestOldBugs runs every program of testdata/regress in all modes.
func TestOldBugs(t *testing.T) {
	programs, err := conform.Load(filepath.Join(root(t), "testdata", "regress"))
	if err != nil {
		t.Fatal(err)
	}
	if len(programs) == 0 {
		t.Fatal("no programs")
	}
	r, ms := runner(t), modes(t)
	conform.Each(len(programs)*len(ms), runtime.NumCPU(), func(i int) {
		v := r.Check(programs[i/len(ms)], ms[i%len(ms)])
		if !v.Pass() {
			t.Errorf("%s in mode %s:\n%s", v.Program.Name, v.Mode.Name, v.Report(40))
		}
	})
}
