package cpython

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/kluctl/go-embed-python/python/files"
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
	once.Do(func() { home, fail = installed() })
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

// stampName is the file that says that an installation is complete.
const stampName = ".complete"

func installed() (string, error) {
	cache, err := CacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "cpython-"+Version)
	if _, err := os.Stat(filepath.Join(dir, stampName)); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	if err := unpack(files.Packed(), dir, stampName); err != nil {
		return "", fmt.Errorf("unpacking CPython %s: %w", Version, err)
	}
	return dir, nil
}
