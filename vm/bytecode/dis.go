package bytecode

import (
	"fmt"
	"io"
	"math/big"
	"strconv"
	"strings"
)

// Disassemble writes code and all code objects within it as text: one line for
// each instruction, with its word number, a mark if a jump or handler leads to
// it, opcode, operands and source range. Registers are written r0, r1, …; jump
// targets as word numbers after an arrow.
func Disassemble(w io.Writer, code *Code) error {
	d := &disassembler{code: code.Load()}
	d.header()
	targets := d.targets()
	for pc := 0; pc < len(code.Words); {
		n := d.instruction(pc, targets[pc])
		pc += n
	}
	d.handlers()
	if _, err := io.WriteString(w, d.b.String()); err != nil {
		return err
	}
	for _, k := range code.Consts {
		if c, ok := k.(*Code); ok {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
			if err := Disassemble(w, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// Lines returns the text of each instruction of code, its word number and
// source range left out, by word number.
func Lines(code *Code) map[int]string {
	lines := map[int]string{}
	for pc := 0; pc < len(code.Words); {
		d := &disassembler{code: code.Load()}
		n := d.instruction(pc, false)
		_, text, _ := strings.Cut(strings.TrimSpace(d.b.String()), "  ")
		text, _, _ = strings.Cut(text, " ; ")
		lines[pc] = strings.TrimSpace(text)
		pc += n
	}
	return lines
}

type disassembler struct {
	code *Code
	b    strings.Builder
}

func (d *disassembler) header() {
	c := d.code
	fmt.Fprintf(&d.b, "code %s (%s:%d)", c.QualName, c.Filename, c.FirstLine)
	fmt.Fprintf(&d.b, " args %d posonly %d kwonly %d regs %d locals %d", c.ArgCount, c.PosOnly, c.KwOnly, c.NRegs, c.NLocals)
	if s := c.Flags.String(); s != "" {
		d.b.WriteString(" flags " + s)
	}
	d.b.WriteByte('\n')
	d.vars("vars", c.VarNames, c.VarRegs)
	d.vars("cells", c.CellVars, c.CellRegs)
	d.vars("free", c.FreeVars, c.FreeRegs)
}

// String lists the names of the flags that are set.
func (f CodeFlags) String() string {
	var parts []string
	for _, x := range []struct {
		f    CodeFlags
		name string
	}{{VarArgs, "varargs"}, {VarKeywords, "varkeywords"}, {Nested, "nested"}, {Generator, "generator"},
		{Coroutine, "coroutine"}, {Awaitable, "awaitable"}, {AsyncGenerator, "asyncgenerator"}, {Method, "method"}} {
		if f&x.f != 0 {
			parts = append(parts, x.name)
		}
	}
	return strings.Join(parts, ",")
}

func (d *disassembler) vars(kind string, names []string, regs []uint16) {
	if len(names) == 0 {
		return
	}
	d.b.WriteString("  " + kind)
	for i, n := range names {
		fmt.Fprintf(&d.b, " %s=r%d", n, regs[i])
	}
	d.b.WriteByte('\n')
}

// targets returns the words that jumps and handlers lead to.
func (d *disassembler) targets() map[int]bool {
	t := make(map[int]bool)
	for _, h := range d.code.Handlers {
		t[h.Target] = true
	}
	for pc := 0; pc < len(d.code.Words); pc += OpOf(d.code.Words[pc]).Size() {
		if to, ok := JumpTarget(d.code.Words, pc); ok {
			t[to] = true
		}
	}
	return t
}

// JumpTarget returns the word that the instruction at pc may jump to.
func JumpTarget(words []uint64, pc int) (int, bool) {
	w := words[pc]
	switch OpOf(w).JumpForm() {
	case Jump16:
		return pc + int(Imm16(w)), true
	case Jump32:
		return pc + int(Imm32(w)), true
	}
	return 0, false
}

// instruction writes one and returns its number of words.
func (d *disassembler) instruction(pc int, target bool) int {
	w := d.code.Words[pc]
	op := OpOf(w)
	mark := byte(' ')
	if target {
		mark = '>'
	}
	if int(op) >= len(Table) {
		fmt.Fprintf(&d.b, "%c %5d  %#016x\n", mark, pc, w)
		return 1
	}
	start := d.b.Len()
	fmt.Fprintf(&d.b, "%c %5d  %-18s", mark, pc, op.Name())
	parts := d.operands(pc, w, op)
	n := op.Size()
	for i, x := range Table[op].Extra {
		if pc+1+i >= len(d.code.Words) {
			break
		}
		v := d.code.Words[pc+1+i]
		switch x {
		case 'K':
			parts = append(parts, d.constant(v))
		case 'N':
			if v < uint64(len(d.code.Names)) {
				parts = append(parts, d.code.Names[v])
			}
		}
	}
	d.b.WriteString(" " + strings.Join(parts, ", "))
	if p := d.code.PositionAt(pc); p.Line > 0 {
		for d.b.Len()-start < 56 {
			d.b.WriteByte(' ')
		}
		fmt.Fprintf(&d.b, " ; %d:%d-", p.Line, p.Col)
		if p.EndLine != p.Line {
			fmt.Fprintf(&d.b, "%d:", p.EndLine)
		}
		fmt.Fprintf(&d.b, "%d", p.EndCol)
	}
	d.b.WriteByte('\n')
	return n
}

func (d *disassembler) operands(pc int, w uint64, op Op) []string {
	switch op {
	case LOADV:
		return []string{"r" + strconv.Itoa(int(A(w))), valueName(Imm32(w))}
	case LOAD_COMMON:
		return []string{"r" + strconv.Itoa(int(A(w))), listed(commonNames[:], D(w))}
	}
	kinds := operandKinds()[op]
	var parts []string
	if op == INTRINSIC {
		parts = append(parts, listed(intrinsicNames[:], D(w)))
		w &^= 0xff00
	}
	if kinds[0] == "i" && D(w) != 0 || kinds[0] == "-" && D(w) != 0 {
		parts = append(parts, "d="+strconv.Itoa(int(D(w))))
	}
	for i, v := range []uint16{A(w), B(w), C(w)} {
		if i+1 >= len(kinds) {
			break
		}
		switch kinds[i+1] {
		case "r", "w", "m", "R", "W", "c":
			parts = append(parts, "r"+strconv.Itoa(int(v)))
		case "o":
			if v == NoReg {
				parts = append(parts, "-")
			} else {
				parts = append(parts, "r"+strconv.Itoa(int(v)))
			}
		case "i":
			parts = append(parts, strconv.Itoa(int(int16(v))))
		case "I":
			parts = append(parts, strconv.Itoa(int(Imm32(w))))
		case "j", "J":
			to, _ := JumpTarget(d.code.Words, pc)
			parts = append(parts, "-> "+strconv.Itoa(to))
		}
	}
	return parts
}

// valueName names what LOADV loads.
func valueName(v int32) string {
	switch v {
	case 0:
		return "Null"
	case 2:
		return "None"
	case 4:
		return "False"
	case 5:
		return "True"
	case 6:
		return "Ellipsis"
	}
	return strconv.Itoa(int(v))
}

var commonNames = [...]string{CommonAssertionError: "AssertionError", CommonNotImplementedError: "NotImplementedError",
	CommonTuple: "tuple", CommonAll: "all", CommonAny: "any"}

var intrinsicNames = [...]string{IntrinsicPrint: "print", IntrinsicStopIterationError: "stopiteration_error",
	IntrinsicAsyncGenWrap: "async_gen_wrap", IntrinsicTypeVar: "typevar", IntrinsicTypeVarBound: "typevar_bound",
	IntrinsicTypeVarConstraints: "typevar_constraints", IntrinsicParamSpec: "paramspec",
	IntrinsicTypeVarTuple: "typevartuple", IntrinsicTypeParamDefault: "typeparam_default",
	IntrinsicSubscriptGeneric: "subscript_generic", IntrinsicTypeAlias: "typealias",
	IntrinsicSetTypeParams: "set_type_params", IntrinsicSetupAnnotations: "setup_annotations",
	IntrinsicSetAnnotate: "set_annotate"}

func listed(names []string, i uint8) string {
	if int(i) < len(names) {
		return names[i]
	}
	return strconv.Itoa(int(i))
}

func (d *disassembler) handlers() {
	for _, h := range d.code.Handlers {
		fmt.Fprintf(&d.b, "  handler %d-%d -> %d r%d\n", h.Start, h.End, h.Target, h.Reg)
	}
}

func (d *disassembler) constant(i uint64) string {
	if i >= uint64(len(d.code.Consts)) {
		return "?"
	}
	return ConstString(d.code.Consts[i])
}

// ConstString is the text of a constant, much as Python's repr.
func ConstString(k any) string {
	switch v := k.(type) {
	case nil:
		return "None"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int64:
		return strconv.FormatInt(v, 10)
	case *big.Int:
		return v.String()
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case complex128:
		return strconv.FormatComplex(v, 'g', -1, 128)
	case string:
		return strconv.Quote(v)
	case Bytes:
		return "b" + strconv.Quote(string(v))
	case EllipsisType:
		return "..."
	case Tuple:
		return "(" + constStrings(v) + ")"
	case FrozenSet:
		return "{" + constStrings(v) + "}"
	case *Code:
		return "<" + v.QualName + ">"
	}
	return fmt.Sprintf("%T", k)
}

func constStrings(list []any) string {
	parts := make([]string, len(list))
	for i, k := range list {
		parts[i] = ConstString(k)
	}
	return strings.Join(parts, ", ")
}
