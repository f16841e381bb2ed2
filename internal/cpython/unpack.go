package cpython

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// entry is one line of the list files.json.
type entry struct {
	Name       string
	Size       int64
	Perm       fs.FileMode
	Symlink    string
	Compressed bool
}

// unpack makes dir with all files of from, and the file stamp in it. Several
// processes may do so at once: each works on a directory of its own, and the
// first that is ready gives it the name.
func unpack(from fs.FS, dir, stamp string) error {
	list, err := fs.ReadFile(from, "files.json")
	if err != nil {
		return err
	}
	var parsed struct{ Files []entry }
	if err := json.Unmarshal(list, &parsed); err != nil {
		return fmt.Errorf("files.json: %w", err)
	}
	work, err := os.MkdirTemp(filepath.Dir(dir), filepath.Base(dir)+".*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	for _, e := range parsed.Files {
		if err := e.unpack(from, work); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	if err := os.WriteFile(filepath.Join(work, stamp), nil, 0o644); err != nil {
		return err
	}
	if err := os.Chmod(work, 0o755); err != nil {
		return err
	}
	return install(work, dir, stamp)
}

// install renames work to dir, unless dir is complete by then. What an
// interrupted process has left there is moved away first; if that proves to be
// what another process has just installed, it is moved back.
func install(work, dir, stamp string) error {
	complete := func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, stamp))
		return err == nil
	}
	err := os.Rename(work, dir)
	for tries := 0; err != nil && !complete(dir) && tries < 10; tries++ {
		left := work + ".left"
		if os.Rename(dir, left) == nil {
			if complete(left) && os.Rename(left, dir) == nil {
				return nil
			}
			if err := os.RemoveAll(left); err != nil {
				return err
			}
		}
		err = os.Rename(work, dir)
	}
	if complete(dir) {
		return nil
	}
	return err
}

// unpack makes the file, directory or link in dir.
func (e *entry) unpack(from fs.FS, dir string) error {
	if !filepath.IsLocal(e.Name) {
		return errors.New("the name leads out of the directory")
	}
	path := filepath.Join(dir, e.Name)
	switch {
	case e.Perm.IsDir():
		return os.MkdirAll(path, e.Perm.Perm())
	case e.Symlink != "":
		if !filepath.IsLocal(filepath.Join(filepath.Dir(e.Name), e.Symlink)) {
			return errors.New("the link leads out of the directory")
		}
		return os.Symlink(e.Symlink, path)
	}
	text, err := e.open(from)
	if err != nil {
		return err
	}
	defer text.Close()
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, e.Perm.Perm())
	if err != nil {
		return err
	}
	n, err := io.Copy(file, text)
	if err == nil && n != e.Size {
		err = fmt.Errorf("has %d bytes and not %d", n, e.Size)
	}
	return errors.Join(err, file.Close())
}

// open returns the contents of the file.
func (e *entry) open(from fs.FS) (io.ReadCloser, error) {
	if !e.Compressed {
		return from.Open(e.Name)
	}
	packed, err := from.Open(e.Name + ".gz")
	if err != nil {
		return nil, err
	}
	return gzip.NewReader(packed)
}
