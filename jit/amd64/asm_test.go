//go:build linux && amd64

package amd64

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/twitchyliquid64/golang-asm/obj"
	"github.com/twitchyliquid64/golang-asm/obj/x86"
)

func assembled(t *testing.T, emit func(a *assembler)) string {
	t.Helper()
	a := takeAssembler()
	defer a.free()
	emit(a)
	b, err := a.assemble()
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(b)
}

// The bytes are those of the processor's manual.
func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		want string
		emit func(a *assembler)
	}{
		// As in the prologue of every Go function.
		{"493b6610", func(a *assembler) { a.emit(x86.ACMPQ, sp.op(), mem(r14, guardOffset)) }},
		{"660f2ed1", func(a *assembler) { a.emit(x86.AUCOMISD, (x0 + 1).op(), (x0 + 2).op()) }},
		{"400f94c6", func(a *assembler) { a.emit1(x86.ASETEQ, si.op()) }},
		{"410f9ac7", func(a *assembler) { a.emit1(x86.ASETPS, scratch.op()) }},
		{"410fb6df", func(a *assembler) { a.emit(x86.AMOVBLZX, scratch.op(), bx.op()) }},
		{"f24c0f2cfb", func(a *assembler) { a.emit(x86.ACVTTSD2SQ, (x0 + 3).op(), scratch.op()) }},
		{"f2490f2ac7", func(a *assembler) { a.emit(x86.ACVTSQ2SD, scratch.op(), x0.op()) }},
		{"660f3a0bc109", func(a *assembler) { a.emit3(x86.AROUNDSD, roundDown, (x0 + 1).op(), x0.op()) }},
		{"486bfb07", func(a *assembler) { a.emit3(x86.AIMUL3Q, 7, bx.op(), di.op()) }},
		{"49f7e7", func(a *assembler) { a.emitFrom(x86.AMULQ, scratch.op()) }},
		{"48f7fb", func(a *assembler) { a.emitFrom(x86.AIDIVQ, bx.op()) }},
		{"4899", func(a *assembler) { a.emit0(x86.ACQO) }},
		{"49d3e0", func(a *assembler) { a.emit(x86.ASHLQ, cx.op(), r8.op()) }},
		{"66480f7ec3", func(a *assembler) { a.emit(x86.AMOVQ, x0.op(), bx.op()) }},
		{"66480f6ec3", func(a *assembler) { a.emit(x86.AMOVQ, bx.op(), x0.op()) }},
		{"48b8efcdab8967452301", func(a *assembler) { a.emit(x86.AMOVQ, imm(0x0123456789abcdef), ax.op()) }},
		{"41bf78563412", func(a *assembler) { a.emit(x86.AMOVL, imm(0x12345678), scratch.op()) }},
		{"4b8b44fdf8", func(a *assembler) { a.emit(x86.AMOVQ, mem8(r13, r15, -8), ax.op()) }},
		{"498b442408", func(a *assembler) { a.emit(x86.AMOVQ, mem(r12, 8), ax.op()) }},
		{"49c74500ffffffff", func(a *assembler) { a.emit(x86.AMOVQ, imm(-1), mem(r13, 0)) }},
		{"813b00000080", func(a *assembler) { a.emit(x86.ACMPL, mem(bx, 0), imm(-1<<31)) }},
		{"498d1c30", func(a *assembler) { a.emit(x86.ALEAQ, mem1(r8, si), bx.op()) }},
		{"7801c3", func(a *assembler) { l := a.label(); a.jump(x86.AJMI, l); a.emit0(obj.ARET); a.bind(l) }},
		{"0f8f00000000", func(a *assembler) { a.jumpFarIf(gt, destination{}) }},
		{"e900000000", func(a *assembler) { a.jumpFar(destination{}) }},
	} {
		if got := assembled(t, c.emit); got != c.want {
			t.Errorf("%s, not %s", got, c.want)
		}
	}
}

func TestStub(t *testing.T) {
	b := make([]byte, stubSize)
	writeStub(b, 42)
	if got := hex.EncodeToString(b); got != "41bf2a00000090e900000000" {
		t.Error(got)
	}
}

func TestAssemblerErrors(t *testing.T) {
	for want, emit := range map[string]func(a *assembler){
		"not bound":     func(a *assembler) { a.jump(x86.AJEQ, a.label()) },
		"far away":      func(a *assembler) { a.jumpFarIf(eq, destination{label: a.label()}) },
		"bound twice":   func(a *assembler) { l := a.label(); a.bind(l); a.bind(l) },
		"no target":     func(a *assembler) { a.emit1(obj.AJMP, operand{Type: obj.TYPE_BRANCH}) },
		"invalid instr": func(a *assembler) { a.emit(x86.AADDQ, imm(1<<40), ax.op()) },
	} {
		a := takeAssembler()
		emit(a)
		if _, err := a.assemble(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q, not %q", err, want)
		}
		a.free()
	}
	if got := assembled(t, func(a *assembler) { a.emit0(obj.ARET) }); got != "c3" {
		t.Errorf("after errors: %s", got)
	}
}

func TestConditions(t *testing.T) {
	for k := eq; k <= ordered; k++ {
		// The processor's opposites are neighbours too, and so are Go's names.
		if far := assembled(t, func(a *assembler) { a.jumpFarIf(k, destination{}) }); true {
			near := assembled(t, func(a *assembler) { l := a.label(); a.bind(l); a.jump(jumps[k], l) })
			if far[3] != near[1] {
				t.Errorf("condition %d: %s near, %s far", k, near, far)
			}
		}
		if k.not().not() != k || k.not() == k || k.swapped().swapped() != k {
			t.Errorf("condition %d", k)
		}
	}
}
