// Package py holds the part of Gorgon's library that is written in Python.
//
// In: nothing. Out: the sources, by path. prelude*.py are functions that native
// code ends in (object.Prelude); the other files are importable modules. The
// importer (vm) is the only one who reads them.
package py

import "embed"

// Files are the Python sources.
//
//go:embed all:*
var Files embed.FS
