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
	var out strings.Builder
	next, cold := ir.Ref(0), false
	for _, l := range code.Lines() {
		for ; !l.Cold && next <= l.Ins && int(next) < len(code.Start); next++ {
			if code.Start[next] > 0 && code.Trace.Ins[next].Op != ir.NOP {
				fmt.Fprintf(&out, "%s\n", code.Trace.Line(next))
			}
		}
		if l.Cold && !cold {
			cold = true
			out.WriteString("cold:\n")
		}
		fmt.Fprintf(&out, "\t%6x  %s\n", l.At, l.Text)
	}
	return out.String()
}

// Lines disassembles the machine code.
func (code *Code) Lines() (lines []Line) {
	text := code.cache.bytes(code.Entry, uintptr(code.Size))
	hot, cold, parts := ir.Ref(0), ir.Ref(0), code.parts
	for at := 0; at < len(text); {
		for next := int(hot) + 1; next < len(code.Start) && (code.Start[next] == 0 || int(code.Start[next]) <= at); next++ {
			if code.Start[next] > 0 {
				hot = ir.Ref(next)
			}
		}
		for ; len(parts) > 0 && parts[0].at <= at; parts = parts[1:] {
			cold = parts[0].ins
		}
		l := Line{At: at, Ins: hot}
		if at >= code.cold {
			l.Cold, l.Ins = true, cold
		}
		if ins, err := x86asm.Decode(text[at:], 64); err != nil {
			l.Text = fmt.Sprintf("?%02x", text[at])
			at++
		} else {
			l.Text = strings.TrimSuffix(x86asm.GoSyntax(ins, uint64(code.Entry)+uint64(at), code.symbol), "(SB)")
			at += ins.Len
		}
		lines = append(lines, l)
	}
	return lines
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
	case a == c.load:
		return "load registers", address
	case a == c.loadAll:
		return "load all registers", address
	case a == c.barriers[0].read || a == c.barriers[1].read:
		return "log read", address
	case a == c.barriers[0].object || a == c.barriers[1].object:
		return "own object", address
	case a == c.barriers[0].lock || a == c.barriers[1].lock || a == c.barriers[0].item || a == c.barriers[1].item:
		return "own lock", address
	case a-code.Entry < uintptr(code.Size):
		return fmt.Sprintf("%x", a-code.Entry), address
	}
	return "", 0
}
