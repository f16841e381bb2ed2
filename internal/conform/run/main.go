// Command run compares Gorgon with CPython on the conformance programs.
//
//	go run ./internal/conform/run [-v|-q|-list] [-mode solo|stm|shake|stm-shake|all|every|oracle] [-dir folder] [-gorgon path] [pattern...]
//
// Mode all stands for the four modes that every program passes in, mode every
// for those and the shake modes one by one (conform.ShakeModes), which can be
// named too. The programs of another folder, such as testdata/regress, run by
// -dir.
//
// A pattern is a part of a program's name, its file name or a shell pattern.
// Mode oracle checks the programs themselves: CPython must print the same
// under different hash seeds.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"gorgon/internal/conform"
)

var (
	mode    = flag.String("mode", "solo", "solo, stm, shake, stm-shake, all, every, a shake mode, or oracle")
	from    = flag.String("dir", "", "folder of the programs (default: testdata/conform)")
	exe     = flag.String("gorgon", "", "Gorgon executable (default: $GORGON_BIN, else built now)")
	verbose = flag.Bool("v", false, "show the differences of failed programs")
	quiet   = flag.Bool("q", false, "do not list the programs that pass")
	lines   = flag.Int("lines", 40, "most lines of a difference")
	workers = flag.Int("j", runtime.NumCPU(), "programs at once")
	timeout = flag.Duration("timeout", 60*time.Second, "time limit of one run on Gorgon")
	list    = flag.Bool("list", false, "print failed programs only, each with its first difference, as KNOWN.txt has them")
	show    = flag.Bool("show", false, "print what CPython prints and stop")
)

func main() {
	flag.Parse()
	ok, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "run:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func run() (bool, error) {
	dir, err := conform.Dir()
	if err != nil {
		return false, err
	}
	if *from != "" {
		if dir, err = filepath.Abs(*from); err != nil {
			return false, err
		}
	}
	programs, err := conform.Load(dir, flag.Args()...)
	if err != nil {
		return false, err
	}
	if len(programs) == 0 {
		return false, fmt.Errorf("no program matches %q", flag.Args())
	}
	known, err := conform.Known(dir)
	if err != nil {
		return false, err
	}
	switch {
	case *show:
		return true, showOracle(programs)
	case *mode == "oracle":
		checks := make([]check, len(programs))
		for i, p := range programs {
			checks[i] = check{p, conform.Mode{Name: "oracle"}}
		}
		return runAll(checks, conform.StableOracle, known), nil
	}
	return onGorgon(programs, known)
}

type check struct {
	program conform.Program
	mode    conform.Mode
}

func onGorgon(programs []conform.Program, known map[string]string) (bool, error) {
	modes, err := conform.ModesNamed(*mode)
	if err != nil {
		return false, err
	}
	bin := *exe
	if bin == "" {
		tmp, err := os.MkdirTemp("", "gorgon-conform-")
		if err != nil {
			return false, err
		}
		defer os.RemoveAll(tmp)
		if bin, err = conform.Build(tmp); err != nil {
			return false, err
		}
	}
	runner, err := conform.NewRunner(bin, *timeout)
	if err != nil {
		return false, err
	}
	var checks []check
	for _, m := range modes {
		for _, p := range programs {
			checks = append(checks, check{p, m})
		}
	}
	return runAll(checks, runner.Check, known), nil
}

// runAll makes the checks, several at once, and prints each verdict in order
// as soon as all before it are there.
func runAll(checks []check, do func(conform.Program, conform.Mode) conform.Verdict, known map[string]string) bool {
	verdicts := make([]chan conform.Verdict, len(checks))
	for i := range verdicts {
		verdicts[i] = make(chan conform.Verdict, 1)
	}
	go conform.Each(len(checks), *workers, func(i int) {
		verdicts[i] <- do(checks[i].program, checks[i].mode)
	})
	passed, failed := 0, 0
	listed := map[string]bool{}
	for i := range verdicts {
		v := <-verdicts[i]
		if *list {
			if name := v.Program.Name; !v.Pass() && !listed[name] {
				listed[name] = true
				fmt.Printf("%-28s %s\n", name, v.Brief())
			}
			if !v.Pass() {
				failed++
			}
			continue
		}
		if v.Pass() {
			passed++
			if !*quiet {
				fmt.Printf("PASS %-9s %s\n", v.Mode.Name, v.Program.Name)
			}
			continue
		}
		failed++
		note := ""
		if reason, ok := known[v.Program.Name]; ok {
			note = "  (known: " + reason + ")"
		}
		fmt.Printf("FAIL %-9s %s%s\n", v.Mode.Name, v.Program.Name, note)
		if *verbose {
			fmt.Print(v.Report(*lines))
		}
	}
	if !*list {
		fmt.Printf("%d passed, %d failed\n", passed, failed)
	}
	return failed == 0
}

func showOracle(programs []conform.Program) error {
	for _, p := range programs {
		r, err := conform.Oracle(p)
		if err != nil {
			return err
		}
		fmt.Printf("==== %s: exit %d, %v\n%s", p.Name, r.Exit, r.Took.Round(time.Millisecond), r.Stdout)
		if r.Stderr != "" {
			if !strings.HasSuffix(r.Stdout, "\n") {
				fmt.Println()
			}
			fmt.Printf("---- stderr\n%s", r.Stderr)
		}
	}
	return nil
}
