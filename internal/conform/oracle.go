package conform

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"gorgon/internal/cpython"
)

// cacheFormat is part of every cache key: raise it when the way in which
// programs are run, or the stored form of results, changes.
const cacheFormat = 1

// oracleTimeout bounds one run of CPython.
const oracleTimeout = 60 * time.Second

// Oracle returns CPython's result for p, from the cache if it is there.
func Oracle(p Program) (Result, error) {
	cache, err := cpython.CacheDir()
	if err != nil {
		return Result{}, err
	}
	file := filepath.Join(cache, "conform-"+cpython.Version, p.key+".json")
	if text, err := os.ReadFile(file); err == nil {
		var r Result
		if json.Unmarshal(text, &r) == nil {
			return r, nil
		}
	}
	r, err := OracleRun(p)
	if err != nil {
		return r, err
	}
	return r, store(file, r)
}

// OracleRun runs CPython on p, with extra environment, without the cache.
func OracleRun(p Program, extra ...string) (Result, error) {
	exe, err := cpython.Exe()
	if err != nil {
		return Result{}, err
	}
	env := append(append([]string{}, environment...), extra...)
	r, err := Execute(p.Dir, oracleTimeout, env, exe, p.Name+".py")
	if err != nil {
		return r, err
	}
	if r.Failed != "" {
		return r, fmt.Errorf("%s: CPython itself: %s", p.Name, r.Failed)
	}
	return r, nil
}

// store keeps a result.
func store(file string, r Result) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return cpython.WriteFile(file, text)
}

// StableOracle checks a program rather than Gorgon: CPython must show the
// same whatever the hash seed. The verdict holds the first two results that
// differ.
func StableOracle(p Program, m Mode) Verdict {
	v := Verdict{Program: p, Mode: m}
	if v.Want, v.Err = OracleRun(p, "PYTHONHASHSEED=0"); v.Err != nil {
		return v
	}
	for _, seed := range []string{"1", "4242", "random"} {
		if v.Got, v.Err = OracleRun(p, "PYTHONHASHSEED="+seed); !v.Pass() {
			return v
		}
	}
	return v
}
