//go:build linux && amd64

package amd64

import (
	"unsafe"

	"github.com/twitchyliquid64/golang-asm/obj/x86"
)

// count emits an increment of a word of the code's own Runs, which does not
// move and lives as long as the code.
func (c *compiler) count(n *uint64) {
	if c.env.Count {
		c.loadWord(uint64(uintptr(unsafe.Pointer(n))), scratch)
		c.emit(x86.AADDQ, imm(1), mem(scratch, 0))
	}
}
