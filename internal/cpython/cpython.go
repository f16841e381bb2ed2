// Package cpython unpacks the CPython 3.14 that the Go module go-embed-python
// carries, once per user, and says where it lies.
//
// In: nothing. Out: the paths of an installed CPython 3.14 (its executable and
// its pure-Python library). Main invariant: a path that Home returns names a
// complete installation, because the stamp file is written last.
// The differential tests and the benchmarks import it for the executable, the
// import machinery of the runtime for the library directory.
package cpython

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/kluctl/go-embed-python/python"
)

// Version is the release that the pinned module carries.
const Version = "3.14.6"

var (
	once sync.Once
	home string
	fail error
)

// Home returns the installation's prefix, unpacking it on first use into the
// user's cache directory (GORGON_CACHE overrides the place).
func Home() (string, error) {
	once.Do(func() { home, fail = unpack() })
	return home, fail
}

// Exe returns the path of the python3.14 executable.
func Exe() (string, error) {
	h, err := Home()
	if err != nil {
		return "", err
	}
	return filepath.Join(h, "bin", "python3.14"), nil
}

// Lib returns the directory of CPython's pure-Python library.
func Lib() (string, error) {
	h, err := Home()
	if err != nil {
		return "", err
	}
	return filepath.Join(h, "lib", "python3.14"), nil
}

// CacheDir returns the directory below which Gorgon keeps what it can make
// again.
func CacheDir() (string, error) {
	if dir := os.Getenv("GORGON_CACHE"); dir != "" {
		return dir, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no cache directory: %w (set GORGON_CACHE)", err)
	}
	return filepath.Join(dir, "gorgon"), nil
}

func unpack() (string, error) {
	cache, err := CacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "cpython-"+Version)
	stamp := filepath.Join(dir, ".complete")
	if _, err := os.Stat(stamp); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	if _, err := python.NewEmbeddedPythonWithTmpDir(dir, false); err != nil {
		return "", fmt.Errorf("unpacking CPython %s: %w", Version, err)
	}
	return dir, os.WriteFile(stamp, nil, 0o644)
}
