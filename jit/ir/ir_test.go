package ir

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for o := range Table {
		row := &Table[o]
		switch {
		case row.Name == "" || row.Doc == "":
			t.Errorf("row %d has an empty column: %+v", o, row)
		case seen[row.Name]:
			t.Errorf("%s twice", row.Name)
		case strings.Trim(row.Operands, "ifvw.?j") != "" || len(row.Operands) > 4:
			t.Errorf("%s: operands %q", row.Name, row.Operands)
		case row.Flags&Pure != 0 && (row.Type == None || row.Flags&(Guard|Load|Store|Effect|Barrier) != 0):
			t.Errorf("%s: pure, but not only", row.Name)
		case row.Flags&(Guard|Barrier) != 0 && row.Flags&Snap == 0:
			t.Errorf("%s has no snapshot", row.Name)
		}
		seen[row.Name] = true
	}
	// Constants and rows match: each name stands in its own row.
	for o, name := range map[Op]string{NOP: "NOP", GINT: "GINT", GFIT: "GFIT", UNBOXI: "UNBOXI", F2I: "F2I", ADD: "ADD", ULT: "ULT", FADD: "FADD",
		FEQ: "FEQ", LOAD: "LOAD", NEW: "NEW", TXREAD: "TXREAD", TXLOG: "TXLOG", CALL: "CALL", EXIT: "EXIT"} {
		if o.String() != name {
			t.Errorf("%s is called %v", name, o)
		}
	}
}

// TestConstants reads the names of the constants from the source: each must be
// that of the row of the same place.
func TestConstants(t *testing.T) {
	text, err := os.ReadFile("op.go")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(text), "\tNOP Op = iota\n")
	list, _, _ = strings.Cut(list, "\tNumOps\n")
	for i, name := range strings.Fields(list) {
		if Table[i+1].Name != name {
			t.Errorf("constant %s stands at row %s", name, Table[i+1].Name)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for _, name := range traces(t) {
		text := read(t, name)
		tr, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := Verify(tr); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		once := tr.String()
		again, err := Parse(once)
		if err != nil {
			t.Errorf("%s: %v in\n%s", name, err, once)
		} else if twice := again.String(); once != twice {
			t.Errorf("%s: printed\n%s\nand then\n%s", name, once, twice)
		}
	}
}

// TestAllOperations prints and parses one instruction of each operation.
func TestAllOperations(t *testing.T) {
	tr := New(4, []Helper{{Name: "h", Args: "ifv", Result: Float, Reads: true, Fails: true}})
	tr.Parents = []Type{Float}
	tr.Snaps = []Snapshot{{PC: 0x40, Base: -3, Depth: 2, Frames: []Frame{{10, 4}}, Slots: []SlotEntry{{Slot: 2, Ref: 1}, {Slot: -1, Kind: SlotRaw, Raw: -5}, {Slot: 8, Kind: SlotFrame, Raw: 10}}}}
	operand := map[byte]Ref{'i': 1, 'f': 2, 'v': 3, 'w': 3, '.': 1}
	tr.Emit(Ins{Op: KINT, Imm: math.MinInt64})
	tr.Emit(Ins{Op: KFLOAT, Imm: int64(math.Float64bits(0.1))})
	tr.Emit(Ins{Op: KVALUE, Imm: -1})
	tr.Emit(Ins{Op: KFLOAT, Imm: 0x7ff8 << 48})
	tr.Emit(Ins{Op: KFLOAT, Imm: -1 << 63})
	for o := Op(0); o < NumOps; o++ {
		ins := Ins{Op: o, Imm: 0}
		if o.ownType() {
			ins.Type = Float
		}
		if o.HasClass() {
			ins.Class = Item
		}
		if o == NEW || o == STEP {
			ins.Size = 32
		}
		want := Table[o].Operands
		if o == CALL {
			want = "ifv"
		}
		for i, p := range []*Ref{&ins.A, &ins.B, &ins.C, &ins.D} {
			if i < len(want) {
				*p = operand[want[i]]
			}
		}
		tr.Emit(ins)
	}
	back, err := Parse(tr.String())
	if err != nil {
		t.Fatal(err)
	}
	for i := range tr.Ins {
		if tr.Ins[i] != back.Ins[i] {
			t.Errorf("%+v came back as %+v", tr.Ins[i], back.Ins[i])
		}
	}
	if a, b := tr.String(), back.String(); a != b {
		t.Errorf("%s\nbecame\n%s", a, b)
	}
}

// TestVerifyFinds wants an error that contains the text behind "; want".
func TestVerifyFinds(t *testing.T) {
	for _, c := range strings.Split(read(t, "testdata/wrong.txt"), "\n---\n") {
		_, want, _ := strings.Cut(c, "; want ")
		want, _, _ = strings.Cut(want, "\n")
		tr, err := Parse(c)
		if err == nil {
			err = Verify(tr)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngave %v", c, err)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, text := range []string{"trace x", "trace 1 quick", "helper h", "helper h ii Word", "helper h ii Int slow", "parents Long", "snap 1 pc=0",
		"snap 0 at=1", "snap 0 slots 1=slow:3", "snap 0 slots x=1", "ADD v1 v2", "v1 = GINT v1", "v1 = KINT 3\nv1 = KINT 4", "v1 = KINT x", "v1 = KINT",
		"v1 = ADD v1", "v2 = ADD v1 v1", "v1 = LOAD v1 +1", "v1 = LOAD.Heap v1 +1", "v1 = CALL f", "EXIT 5", "v1 = SLOAD 3 @0", "v1 = PARENT 0", "MOVE"} {
		if tr, err := Parse(text); err == nil {
			t.Errorf("%s was read as %v", text, tr)
		}
	}
}

func traces(t *testing.T) []string {
	names, err := filepath.Glob("testdata/*.trace")
	if err != nil || len(names) == 0 {
		t.Fatal(err, names)
	}
	return names
}

func read(t *testing.T, name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
