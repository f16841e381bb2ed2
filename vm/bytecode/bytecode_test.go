package bytecode

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestTable checks that all columns of all rows are filled in a known way.
func TestTable(t *testing.T) {
	seen := make(map[string]bool)
	for i, row := range Table {
		if row.Name == "" || seen[row.Name] || row.Name != strings.ToUpper(row.Name) {
			t.Errorf("row %d: name %q", i, row.Name)
		}
		seen[row.Name] = true
		if row.Doc == "" {
			t.Errorf("%s has no documentation", row.Name)
		}
		if strings.Trim(row.Extra, "KNI") != "" {
			t.Errorf("%s: extra words %q", row.Name, row.Extra)
		}
		checkOperands(t, row)
	}
	if len(Table) > 256 {
		t.Errorf("%d opcodes", len(Table))
	}
}

func checkOperands(t *testing.T, row Info) {
	kinds := strings.Fields(row.Operands)
	wide := strings.ContainsAny(row.Operands, "JI")
	if want := map[bool]int{true: 3, false: 4}[wide]; len(kinds) != want {
		t.Errorf("%s: %d operands, want %d", row.Name, len(kinds), want)
	}
	for i, k := range kinds {
		if len(k) != 1 || !strings.Contains("-rwmRWciojJI", k) {
			t.Errorf("%s: operand %q", row.Name, k)
		}
		if (k == "J" || k == "I") && i != 2 || k == "j" && i != 3 {
			t.Errorf("%s: operand %q in place %d", row.Name, k, i)
		}
		if k != "-" && k != "i" && i == 0 {
			t.Errorf("%s: D is %q", row.Name, k)
		}
	}
	if jumps := strings.ContainsAny(row.Operands, "jJ"); jumps != (row.Flags&Jumps != 0) {
		t.Errorf("%s: flag Jumps does not fit its operands", row.Name)
	}
}

// TestGenerated checks that ops.go is what gen makes of Table.
func TestGenerated(t *testing.T) {
	src, err := os.ReadFile("ops.go")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^\t(\w+) +Op = (\d+)$`).FindAllSubmatch(src, -1)
	if len(found) != len(Table) {
		t.Fatalf("ops.go has %d opcodes, Table %d: run go generate", len(found), len(Table))
	}
	for i, m := range found {
		if string(m[1]) != Table[i].Name || string(m[2]) != fmt.Sprint(i) {
			t.Errorf("ops.go: %s = %s, want %s = %d: run go generate", m[1], m[2], Table[i].Name, i)
		}
	}
}

func TestWord(t *testing.T) {
	w := Word(ADDI, 1, 2, 3, 0xfffc)
	if OpOf(w) != ADDI || D(w) != 1 || A(w) != 2 || B(w) != 3 || Imm16(w) != -4 {
		t.Errorf("%#x", w)
	}
	w = WordImm(JUMP_LOOP, 0, 7, -70000)
	if OpOf(w) != JUMP_LOOP || A(w) != 7 || Imm32(w) != -70000 {
		t.Errorf("%#x", w)
	}
}

// small makes code of one function with a parameter in r0.
func small(regs int, words ...uint64) *Code {
	return &Code{Name: "f", QualName: "f", Filename: "x", Flags: Optimized, ArgCount: 1, NRegs: regs, NLocals: 2,
		Body: &Body{Words: words, Consts: []any{int64(1)}, Names: []string{"n"}}}
}

func TestVerify(t *testing.T) {
	ret := Word(RETURN, 0, 0, 0, 0)
	handler := func(c *Code, h ...Handler) *Code { c.Handlers = h; return c }
	for _, x := range []struct {
		code *Code
		want string // part of the complaint; "" if there is none
	}{
		{small(3, Word(ADDI, 0, 2, 0, 1), Word(RETURN, 0, 2, 0, 0)), ""},
		{small(3, Word(RETURN, 0, 2, 0, 0)), "reads r2"},
		{small(3, Word(RETURN, 0, 1, 0, 0)), "reads r1"},
		{small(3, Word(CHECK, 0, 1, 0, 0), 0, Word(RETURN, 0, 1, 0, 0)), ""},
		{small(3, Word(CHECK, 0, 1, 0, 0), 9, Word(RETURN, 0, 1, 0, 0)), "no name 9"},
		{small(3, Word(LOADK, 0, 2, 0, 0), 9, ret), "no constant 9"},
		{small(3, Word(LOADK, 0, 2, 0, 0)), "cut off"},
		{small(3, Word(MOVE, 0, 3, 0, 0), ret), "out of range"},
		{small(3, Word(MOVE, 0, 2, 0, 0)), "falls off"},
		{small(3, 250), "no opcode"},
		{small(3, WordImm(JUMP, 0, 0, 5), ret), "jump to 5"},
		{small(3, Word(LOADK, 0, 2, 0, 0), 0, WordImm(JUMP, 0, 0, -1), ret), "jump to 1"},
		{small(3, WordImm(JTRUE, 0, 0, 2), Word(MOVE, 0, 2, 0, 0), Word(RETURN, 0, 2, 0, 0)), "reads r2"},
		{small(20, Word(MOVE, 0, 2, 0, 0), Word(CALL, 0, 3, 2, 0), 0, ret), ""},
		{small(5, Word(MOVE, 0, 2, 0, 0), Word(CALL, 0, 3, 2, 0), 0, ret), "out of range"},
		{small(20, Word(MOVE, 0, 2, 0, 0), Word(MOVE, 0, 3, 0, 0), Word(CALL, 0, 2, 2, 0), 0, Word(RETURN, 0, 3, 0, 0)), "reads r3"},
		{small(20, Word(MOVE, 0, 2, 0, 0), Word(CALL, 0, 3, 2, 0), 7, ret), "inline cache"},
		{handler(small(3, Word(NEG, 0, 2, 0, 0), Word(RETURN, 0, 2, 0, 0), Word(RERAISE, 0, 2, 0, 0)), Handler{0, 1, 2, 2}), ""},
		{handler(small(4, Word(NEG, 0, 2, 0, 0), Word(RETURN, 0, 2, 0, 0), Word(RERAISE, 0, 2, 0, 0)), Handler{0, 1, 2, 3}), "reads r2"},
		{handler(small(3, ret, ret), Handler{0, 1, 1, 2}, Handler{0, 1, 1, 2}), "not in order"},
		{handler(small(3, ret, ret), Handler{0, 1, 9, 2}), "bad target"},
	} {
		err := Verify(x.code)
		if x.want == "" && err != nil || x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)) {
			var b bytes.Buffer
			_ = Disassemble(&b, x.code)
			t.Errorf("%sgot %v, want %q", b.String(), err, x.want)
		}
	}
}

func TestLookups(t *testing.T) {
	c := &Code{FirstLine: 3, Body: &Body{Ranges: []Position{{Word: 0}, {Word: 2, Line: 5}, {Word: 4}, {Word: 7, Line: 9}},
		Handlers: []Handler{{1, 3, 9, 1}, {5, 6, 8, 2}}}}
	for pc, line := range []int{3, 3, 5, 5, 5, 5, 5, 9, 9} {
		if got := c.LineAt(pc); got != line {
			t.Errorf("LineAt(%d) = %d, want %d", pc, got, line)
		}
	}
	if p := c.PositionAt(5); p.Line != 0 {
		t.Error(p)
	}
	for pc, reg := range []int{0, 1, 1, 0, 0, 2, 0} {
		h, ok := c.HandlerAt(pc)
		if ok != (reg != 0) || int(h.Reg) != reg {
			t.Errorf("HandlerAt(%d) = %v", pc, h)
		}
	}
}
