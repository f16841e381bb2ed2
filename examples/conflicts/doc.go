// Package examples holds the pairs of programs of this folder: for each kind of
// advice one that needs it and one that has followed it.
//
// In: nothing. Out: their texts. Main invariant: a pair has the same answer. It
// imports nothing; cmd/conflicts imports it.
package examples

import "embed"

// Programs are the files NAME_bad.py and NAME_fixed.py.
//
//go:embed *_bad.py *_fixed.py
var Programs embed.FS
