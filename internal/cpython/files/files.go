// Package files hands out the files that the module go-embed-python carries,
// and nothing else of it: its package python imports net/http, to guess the
// types of files, and with net the C library, which cost each start a
// millisecond and 1.5 MB.
//
// In: nothing. Out: the files of a CPython for the platform, some of them
// compressed, and files.json, the list of them. Main invariant: there is no
// code here. The files belong to an internal package of that module, so this
// is a module of its own with a path below that package's parent; the go.mod
// file of Gorgon says where it lies.
package files

import (
	"io/fs"

	"github.com/kluctl/go-embed-python/python/internal/data"
)

// Packed returns the files.
func Packed() fs.FS { return data.Data }
