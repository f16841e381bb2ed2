package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// program is one file of bench/programs.
type program struct {
	Name   string `json:"name"`
	Path   string `json:"-"`
	Nature string `json:"nature"` // how its threads share data
	Title  string `json:"title"`  // first line of its docstring
}

// natures orders the groups of the tables, from least to most shared writing.
var natures = []string{"disjoint", "read-shared", "shared", "one-lock", "atomic"}

const natureMark = "# nature:"

// findPrograms returns the programs whose names match the patterns, by nature.
func findPrograms(dir, set, patterns string) ([]program, error) {
	dir, err := programsDir(dir, set)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.py"))
	if err != nil {
		return nil, err
	}
	var found []program
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		p, ok := parseHeader(file, string(text))
		if !ok || !matches(patterns, p.Name) {
			continue
		}
		if natureRank(p.Nature) == len(natures) {
			return nil, fmt.Errorf("%s: unknown nature %q (known: %s)", file, p.Nature, strings.Join(natures, ", "))
		}
		found = append(found, p)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no program in %s matches %q", dir, patterns)
	}
	sort.SliceStable(found, func(i, j int) bool {
		return natureRank(found[i].Nature) < natureRank(found[j].Nature)
	})
	return found, nil
}

const (
	defaultSet = "programs"
	pypySTMSet = "pypystm"
)

// programsDir finds the programs of a set from the repository's root or from
// bench.
func programsDir(dir, set string) (string, error) {
	candidates := []string{dir}
	if dir == "" {
		if set != defaultSet && set != pypySTMSet {
			return "", fmt.Errorf("no set of programs is named %q", set)
		}
		candidates = []string{filepath.Join("bench", set), set}
	}
	for _, c := range candidates {
		if st, err := os.Stat(c); err == nil && st.IsDir() {
			return c, nil
		}
	}
	return "", errors.New("no directory of programs here: start in the repository's root or name it by -dir")
}

// parseHeader reads name, nature and title; false when the file is no program
// of its own (it names no nature).
func parseHeader(file, text string) (program, bool) {
	p := program{Name: strings.TrimSuffix(filepath.Base(file), ".py"), Path: file}
	sc := bufio.NewScanner(strings.NewReader(text))
	for sc.Scan() {
		line := sc.Text()
		if p.Title == "" && strings.HasPrefix(line, `"""`) {
			p.Title = strings.Trim(line, `"`)
		}
		if nature, ok := strings.CutPrefix(line, natureMark); ok {
			p.Nature = strings.TrimSpace(nature)
			return p, true
		}
	}
	return p, false
}

// natureRank is the group's place in the tables, len(natures) when unknown.
func natureRank(nature string) int {
	for i, n := range natures {
		if n == nature {
			return i
		}
	}
	return len(natures)
}

// matches reports whether one of the patterns, divided by commas, fits name.
func matches(patterns, name string) bool {
	for _, pattern := range strings.Split(patterns, ",") {
		if ok, err := path.Match(strings.TrimSpace(pattern), name); ok && err == nil {
			return true
		}
	}
	return false
}

// listPrograms prints a line for each program.
func listPrograms(out io.Writer, programs []program) error {
	t := &table{header: []string{"program", "nature", "what it does"}, left: 3}
	for _, p := range programs {
		t.add(p.Name, p.Nature, p.Title)
	}
	return t.print(out)
}
