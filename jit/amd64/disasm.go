//go:build linux && amd64

package amd64

import (
	"fmt"
	"strings"

	"golang.org/x/arch/x86/x86asm"
	"gorgon/jit/ir"
)

// Disassemble returns the machine code as text, each instruction of the trace
// before its own code.
func (code *Code) Disassemble() string {
	c := code.cache
	var out strings.Builder
	next := 0
	text := c.bytes(code.Entry, uintptr(code.Size))
	for at := 0; at < len(text); {
		for next < len(code.Start) && int(code.Start[next]) <= at {
			if code.Start[next] > 0 && code.Trace.Ins[next].Op != ir.NOP {
				fmt.Fprintf(&out, "%s\n", code.Trace.Line(ir.Ref(next)))
			}
			next++
		}
		if at == code.cold {
			out.WriteString("cold:\n")
		}
		ins, err := x86asm.Decode(text[at:], 64)
		if err != nil {
			fmt.Fprintf(&out, "\t%6x  ?%02x\n", at, text[at])
			at++
			continue
		}
		line := x86asm.GoSyntax(ins, uint64(code.Entry)+uint64(at), code.symbol)
		fmt.Fprintf(&out, "\t%6x  %s\n", at, strings.TrimSuffix(line, "(SB)"))
		at += ins.Len
	}
	return out.String()
}

// symbol names the addresses that code jumps to: those of its own are as in
// the left column.
func (code *Code) symbol(address uint64) (string, uint64) {
	c := code.cache
	switch a := uintptr(address); {
	case a == c.leave:
		return "leave by number", address
	case a == c.dump:
		return "leave by registers", address
	case a == c.dumpAll:
		return "leave by all registers", address
	case a-code.Entry < uintptr(code.Size):
		return fmt.Sprintf("%x", a-code.Entry), address
	}
	return "", 0
}
