package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// readTags returns the methods of a file that must pass; none if it has no
// tag file.
func readTags(dir, name string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(dir, "test_"+name+".txt"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return strings.Fields(string(text)), nil
}

// writeTags makes the methods that passed the ones that must pass.
func writeTags(dir string, r fileResult) error {
	var tags []string
	for method, o := range r.outcomes {
		if o.passed() {
			tags = append(tags, method)
		}
	}
	sort.Strings(tags)
	path := filepath.Join(dir, "test_"+r.name+".txt")
	if len(tags) == 0 {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(strings.Join(tags, "\n")+"\n"), 0o644)
}

// lost returns the tagged methods that did not pass. One that was skipped is
// lost too: a tag says that it passed once.
func lost(tags []string, r fileResult) []string {
	var out []string
	for _, method := range tags {
		if !r.outcomes[method].passed() {
			out = append(out, method)
		}
	}
	return out
}
