package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"gorgon/internal/cpython"
)

// stored is the form in which a reference run lies in the user's cache.
type stored struct {
	Order    []string
	Outcomes map[string][2]string
}

// reference returns what CPython itself makes of a file, run by the same
// driver; from the cache if neither the file nor the driver changed. Some
// files crash it (deep recursion on a small C stack): then the reference is
// what it passed up to there.
func reference(suite, driver, name string) (fileResult, error) {
	exe, err := cpython.Exe()
	if err != nil {
		return fileResult{}, err
	}
	file, err := cacheFile(suite, driver, name)
	if err != nil {
		return fileResult{}, err
	}
	if r, found := load(file, name); found {
		return r, nil
	}
	r, err := interpreter{argv: []string{exe}, suite: suite, driver: driver, timeout: 5 * time.Minute}.run(name)
	if err != nil {
		return r, err
	}
	if len(r.order) == 0 {
		return r, fmt.Errorf("test_%s reports nothing on CPython itself: %s\n%s", name, r.failure, r.stderr)
	}
	return r, save(file, r)
}

func cacheFile(suite, driver, name string) (string, error) {
	cache, err := cpython.CacheDir()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintln(h, suite, cpython.Version)
	paths := []string{filepath.Join(suite, "test", "test_"+name+".py")}
	for _, pattern := range []string{"*.py", "test/*.py", "test/support/*.py"} {
		more, err := filepath.Glob(filepath.Join(driver, pattern))
		if err != nil {
			return "", err
		}
		paths = append(paths, more...)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(h, len(text))
		h.Write(text)
	}
	return filepath.Join(cache, "cpytest-"+cpython.Version, name+"-"+hex.EncodeToString(h.Sum(nil)[:12])+".json"), nil
}

func load(file, name string) (fileResult, bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		return fileResult{}, false
	}
	var s stored
	if json.Unmarshal(text, &s) != nil {
		return fileResult{}, false
	}
	r := fileResult{name: name, order: s.Order, outcomes: map[string]outcome{}, ended: true}
	for method, o := range s.Outcomes {
		r.outcomes[method] = outcome{o[0], o[1]}
	}
	return r, true
}

func save(file string, r fileResult) error {
	s := stored{r.order, map[string][2]string{}}
	for method, o := range r.outcomes {
		s.Outcomes[method] = [2]string{o.kind, o.text}
	}
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return cpython.WriteFile(file, text)
}
