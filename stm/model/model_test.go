package model

import (
	"fmt"
	"maps"
	"os"
	"testing"
)

func r(w int8) Op { return Op{Word: w} }
func w(w int8) Op { return Op{Word: w, Write: true} }

func ops(list ...Op) Program  { return Program{Ops: list} }
func must(list ...Op) Program { return Program{Ops: list, Irrevocable: true} }

// systems are what is explored: word 2 stands for a lock, which sections that leave
// it alone only read, and others write.
var systems = map[string]System{
	"three":                    {Words: 2, Programs: []Program{ops(w(0)), ops(r(0), r(1)), ops(r(0), w(1))}},
	"read and write crosswise": {Words: 2, Programs: []Program{ops(r(0), w(1)), ops(r(1), w(0))}},
	"same word":                {Words: 1, Programs: []Program{ops(r(0), w(0)), ops(r(0), w(0)), ops(r(0), w(0))}},
	"reader of three":          {Words: 3, Programs: []Program{ops(r(0), r(1), r(2)), ops(w(2), w(0)), ops(w(1), w(2))}},
	"elided lock, two":         {Words: 3, Programs: []Program{ops(r(2), r(0), w(1)), ops(w(2), w(0), w(1))}},
	"irrevocable":              {Words: 2, Programs: []Program{must(r(0), w(1)), ops(r(1), w(0)), ops(r(0), r(1))}},
	"two irrevocable":          {Words: 2, Programs: []Program{must(r(0), w(1)), must(r(1), w(0))}},
	"aborted writer, two":      {Words: 2, Programs: []Program{ops(r(1), w(0), w(1)), ops(r(0), r(1), r(0))}},
}

// large are explored with GORGON_FULL=1 only: a million states each.
var large = map[string]System{
	"two writers, a reader": {Words: 2, Programs: []Program{ops(w(0), w(1)), ops(r(0), r(1)), ops(w(1), w(0))}},
	"elided lock":           {Words: 3, Programs: []Program{ops(r(2), r(0), w(1)), ops(w(2), w(0), w(1)), ops(r(2), r(1), r(0))}},
	"aborted writer":        {Words: 2, Programs: []Program{ops(w(0), w(1)), ops(w(1), w(0)), ops(r(0), r(1), r(0))}},
}

var full = os.Getenv("GORGON_FULL") == "1"

func TestProtocol(t *testing.T) {
	all := maps.Clone(systems)
	if full {
		maps.Copy(all, large)
	}
	for name, s := range all {
		t.Run(name, func(t *testing.T) {
			n, wrong := s.Explore()
			t.Logf("%d states", n)
			if wrong != "" {
				t.Error(wrong)
			}
		})
	}
}

var faults = map[Fault]string{
	OldVersion: "old version", ReleaseFirst: "release first", NoCheck: "no check", CheckBefore: "check before", NoValidation: "no validation",
	BlindExtension: "blind extension", EarlyVersion: "early version", UnownedReads: "unowned reads",
}

// Each fault is found in one of the systems.
func TestFaultsAreFound(t *testing.T) {
	for fault, name := range faults {
		found := ""
		for system, s := range systems {
			s.Fault = fault
			if _, wrong := explore(&s); wrong != "" {
				found = system + ": " + wrong
				break
			}
		}
		if found == "" {
			t.Errorf("%s: not found", name)
		} else if full {
			t.Logf("%s\n%s", name, found)
		}
	}
}

// explore takes the model's own complaint for a find.
func explore(s *System) (n int, wrong string) {
	defer func() {
		if p := recover(); p != nil {
			wrong = fmt.Sprint(p)
		}
	}()
	return s.Explore()
}
