package conform

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// Program is one conformance program.
type Program struct {
	Name string // file name without .py
	Path string // absolute path
	Dir  string // directory both interpreters start in
	key  string // hash of all that its output may depend on
}

// ModuleRoot returns the directory of this repository's go.mod, looked for
// upwards from the working directory.
func ModuleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module gorgon\n") {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("not inside the gorgon module")
		}
		dir = up
	}
}

// Dir returns the directory of the conformance programs.
func Dir() (string, error) {
	root, err := ModuleRoot()
	if err != nil {
		return "", err
	}
	return filepath.Join(root, "testdata", "conform"), nil
}

// Load lists the programs of dir, sorted by name. Patterns select: a program
// is taken when one of them is a substring of its name or a shell pattern for
// it; no pattern selects all.
func Load(dir string, patterns ...string) ([]Program, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.py"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	shared, err := packagesHash(dir)
	if err != nil {
		return nil, err
	}
	var list []Program
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".py")
		if !selected(name, patterns) {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		p := Program{Name: name, Path: path, Dir: dir}
		p.key = programKey(path, text, shared)
		list = append(list, p)
	}
	return list, nil
}

func selected(name string, patterns []string) bool {
	if len(patterns) == 0 {
		return true
	}
	for _, pattern := range patterns {
		pattern = strings.TrimSuffix(filepath.Base(pattern), ".py")
		if strings.Contains(name, pattern) {
			return true
		}
		if ok, _ := filepath.Match(pattern, name); ok {
			return true
		}
	}
	return false
}

// programKey hashes a program. The packages count only for programs that
// mention them, so that an edit of one package leaves the other results valid.
func programKey(path string, text []byte, packages string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %s %q\n", cacheFormat, path, environment)
	h.Write(text)
	if strings.Contains(string(text), "pkgs_") {
		fmt.Fprintf(h, "\npackages %s\n", packages)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// packagesHash hashes all files below dir/pkgs_*.
func packagesHash(dir string) (string, error) {
	roots, err := filepath.Glob(filepath.Join(dir, "pkgs_*"))
	if err != nil {
		return "", err
	}
	sort.Strings(roots)
	h := sha256.New()
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".py") {
				return err
			}
			text, err := os.ReadFile(path)
			fmt.Fprintf(h, "%s %d\n", path, len(text))
			h.Write(text)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
