package codecache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"gorgon/internal/cpython"
	"gorgon/internal/sys"
	"gorgon/vm/bytecode"
)

// A file is its header and an encoded code. The header is
//
//	magic     8 bytes
//	checksum  of all that follows, 4 bytes
//	unused    4 bytes, so that instructions are aligned
//	sum       of the text that the code was made from, 16 bytes
const (
	magic     = "gorgonbc"
	headerLen = 8 + 4 + 4 + len(Sum{})
)

// Sum identifies the text that code was made from.
type Sum [16]byte

// SumOf is the sum of a text.
func SumOf(text []byte) Sum {
	full := sha256.Sum256(text)
	return Sum(full[:])
}

// pieces are what SumOfAll reads into.
var pieces = sync.Pool{New: func() any { return new([16 << 10]byte) }}

// SumOfAll is the sum of the text that r gives.
func SumOfAll(r io.Reader) (sum Sum, err error) {
	piece := pieces.Get().(*[16 << 10]byte)
	defer pieces.Put(piece)
	h := sha256.New()
	// A bare Reader: what else a file can do would bring a buffer of its own.
	if _, err = io.CopyBuffer(h, struct{ io.Reader }{r}, piece[:]); err != nil {
		return sum, err
	}
	return Sum(h.Sum(nil)), nil
}

// builds is how many builds of the executable keep their files.
const builds = 6

// Dir is the directory of this build's files, "" if there is none: the
// executable does not say which build it is, or the user has no cache.
var Dir = sync.OnceValue(func() string {
	id := buildID()
	cache, err := cpython.CacheDir()
	if id == "" || err != nil {
		return ""
	}
	return filepath.Join(cache, "code", id)
})

// file is the path of the file for name.
func file(name string) string {
	key := sha256.Sum256([]byte(name))
	return filepath.Join(Dir(), hex.EncodeToString(key[:12]))
}

// Load returns the code kept under a name, nil if there is none for this sum.
func Load(name string, sum Sum) *bytecode.Code {
	if Dir() == "" {
		return nil
	}
	data := contents(file(name), sum)
	if data == nil {
		return nil
	}
	code, err := bytecode.Decode(data[headerLen:])
	if err != nil {
		return nil
	}
	return code
}

// mapped are the files that were loaded, by their paths: code refers to their bytes
// for ever. A file is replaced, never written to.
var mapped struct {
	sync.Mutex
	files map[string][]byte
}

// contents returns a file that is for that sum and whole, else nil.
func contents(path string, sum Sum) []byte {
	mapped.Lock()
	defer mapped.Unlock()
	if data := mapped.files[path]; data != nil && Sum(data[16:headerLen]) == sum {
		return data
	}
	data, err := sys.MapFile(path, func(data []byte) bool {
		return len(data) >= headerLen && string(data[:8]) == magic && Sum(data[16:headerLen]) == sum &&
			crc32.ChecksumIEEE(data[12:]) == binary.LittleEndian.Uint32(data[8:])
	})
	if err != nil || data == nil {
		return nil
	}
	if mapped.files == nil {
		mapped.files = map[string][]byte{}
	}
	mapped.files[path] = data
	return data
}

// Store keeps a code under a name. That it cannot is no error: the next start
// takes longer.
func Store(name string, sum Sum, code *bytecode.Code) {
	if Dir() == "" {
		return
	}
	data := make([]byte, headerLen, 1<<16)
	copy(data, magic)
	copy(data[16:], sum[:])
	data, err := bytecode.Encode(data, code)
	if err != nil {
		return
	}
	binary.LittleEndian.PutUint32(data[8:], crc32.ChecksumIEEE(data[12:]))
	if _, err := os.Stat(Dir()); os.IsNotExist(err) {
		prune(Dir())
	}
	_ = cpython.WriteFile(file(name), data)
}

// prune removes the directories of builds that have not been the newest for
// long, before that of this one is made.
func prune(dir string) {
	all := filepath.Dir(dir)
	entries, err := os.ReadDir(all)
	if err != nil || len(entries) < builds {
		return
	}
	changed := func(e os.DirEntry) int64 {
		if info, err := e.Info(); err == nil {
			return info.ModTime().UnixNano()
		}
		return 0
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return cmp.Compare(changed(b), changed(a)) })
	for _, e := range entries[builds-1:] {
		os.RemoveAll(filepath.Join(all, e.Name()))
	}
}

// noteHeader is how the note begins that Go's linker writes into an
// executable: after the lengths of name and text comes the type 4.
var noteHeader = []byte("\x04\x00\x00\x00Go\x00\x00")

// buildID is a name for the build of the running executable: a part of the
// sums that Go's linker leaves in it of all that it is made from.
var buildID = sync.OnceValue(func() string {
	exe, err := os.Open("/proc/self/exe")
	if err != nil {
		return ""
	}
	defer exe.Close()
	start := make([]byte, 4096)
	n, _ := exe.ReadAt(start, 0)
	start = start[:n]
	at := bytes.Index(start, noteHeader)
	if at < 4 {
		return ""
	}
	length := int(binary.LittleEndian.Uint32(start[at-4:]))
	at += len(noteHeader)
	if length == 0 || length > len(start)-at {
		return ""
	}
	sum := sha256.Sum256(start[at : at+length])
	return hex.EncodeToString(sum[:12])
})
