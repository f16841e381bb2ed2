//go:build !(linux && amd64)

package amd64

import (
	"errors"

	"gorgon/jit/ir"
)

// DefaultLimit is the code cache's usual size in bytes.
const DefaultLimit = 64 << 20

// ErrFull says that the cache has no room for more code.
var ErrFull = errors.New("the code cache is full")

var errNotSupported = errors.New("machine code is made for linux on amd64 only")

// Cache is memory for machine code, which this system has not.
type Cache struct{}

// Supported says whether this processor can run what Compile makes.
func Supported() bool { return false }

// NewCache refuses.
func NewCache(limit uintptr, env *Env) (*Cache, error) { return nil, errNotSupported }

// Compile refuses.
func Compile(t *ir.Trace, env *Env, inherit []Location) (*Code, error) { return nil, errNotSupported }

// Enter cannot be reached without code.
func Enter(entry uintptr, c *Context) uint64 { panic(errNotSupported) }

// Stop cannot be reached without code.
func (c *Cache) Stop(number uint64) *Stop { panic(errNotSupported) }

// Free has nothing to free.
func (c *Cache) Free(code *Code) {}

// Reset has nothing to free.
func (c *Cache) Reset() {}

// Used is nothing.
func (c *Cache) Used() uintptr { return 0 }

// LinkSide refuses.
func (s *Stop) LinkSide(code *Code) error { return errNotSupported }

// Redirect cannot be reached without code.
func (code *Code) Redirect(to *Code) { panic(errNotSupported) }

// Disassemble has nothing to show.
func (code *Code) Disassemble() string { return "" }

// Lines has nothing to show.
func (code *Code) Lines() []Line { return nil }

// Restored cannot be reached without code.
func (code *Code) Restored() { panic(errNotSupported) }
