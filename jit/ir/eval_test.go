package ir

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// words is a memory that holds only what was stored.
type words map[uint64]uint64

func (m words) Load64(a uint64) uint64 { return m[a] }
func (m words) Store64(a, w uint64)    { m[a] = w }
func (m words) Load32(a uint64) uint32 { return uint32(m[a&^7] >> (8 * (a & 4))) }
func word(f float64) string            { return fmt.Sprintf("%#x", BoxFloat(f)) }
func run(t *testing.T, text string, m *Machine) Outcome {
	t.Helper()
	tr := MustParse(text)
	if err := Verify(tr); err != nil {
		t.Fatal(err)
	}
	m.Limit = 10000
	out, err := m.Run(tr)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPure evaluates "type: expression = result" lines: the operands are
// constants, the result is a word as a snapshot restores it.
func TestPure(t *testing.T) {
	nan := uint64(0x7ff8<<48 + 1<<48)
	for line, want := range map[string]any{
		"ADD 140737488355327 -1": 1<<47 - 2, "SUB 1 3": -2, "MUL -4 5": -20, "NEG 4": -4, "AND -2 7": 6, "OR 1 6": 7, "XOR 5 1": 4, "NOT 0": -1,
		"SHL 3 4": 48, "SHR -1 40": 1<<24 - 1, "SAR -8 1": -4, "FLOORDIV -7 2": -4, "FLOORDIV 7 2": 3, "FLOORMOD -7 3": 2, "FLOORMOD 6 3": 0,
		"LT -1 0": 1, "LT 0 0": 0, "LE 0 0": 1, "LE 1 0": 0, "EQ 3 3": 1, "NE 3 3": 0, "ULT 1 -1": 1, "ULT -1 1": 0,
		"MULOV -3 5": -15, "FADD 1.5 2.0": 3.5, "FSUB 1.5 2.0": -.5, "FMUL 1.5 2.0": 3., "FDIV 1.0 4.0": .25, "FNEG 1.0": -1., "FABS -1.5": 1.5,
		"FSQRT 2.25": 1.5, "FFLOOR -1.5": -2., "FCEIL 1.2": 2., "FLT 1.0 2.0": 1, "FLE 2.0 2.0": 1, "FEQ 1.0 2.0": 0, "FLT bits:0x7ff8000000000000 1.0": 0,
		"FLE bits:0x7ff8000000000000 1.0": 0, "FEQ bits:0x7ff8000000000000 bits:0x7ff8000000000000": 0, "I2F -3": -3., "F2I -2.9": -2, "F2I 2.9": 2,
		"UNBOXI 0xffffffffffffffff": -1, "BOXI -2": -2, "BOXF 2.5": 2.5, "BOXB 1": uint64(5), "BOXB 0": uint64(4), "UNBOXF 0x4001000000000000": 2.,
		"FABS bits:0xfff8000000000000": nan, "KVALUE 0x2": uint64(2),
	} {
		m := &Machine{Mem: words{}}
		run(t, constants(line), m)
		var got uint64
		switch want := want.(type) {
		case int:
			got = BoxInt(int64(want))
		case float64:
			got = BoxFloat(want)
		case uint64:
			got = want
		}
		if w := m.Mem.Load64(0); w != got {
			t.Errorf("%s yields %#x", line, w)
		}
	}
}

// constants makes a trace of an operation with constant operands.
func constants(line string) string {
	f := strings.Fields(line)
	var b strings.Builder
	args := ""
	if f[0] != "KVALUE" {
		for i, c := range f[1:] {
			k := "KINT"
			if strings.HasPrefix(c, "0x") {
				k = "KVALUE"
			} else if strings.ContainsAny(c, ".:") {
				k = "KFLOAT"
			}
			fmt.Fprintf(&b, "a%d = %s %s\n", i, k, c)
			args += " a" + strconv.Itoa(i)
		}
	} else {
		args = " " + f[1]
	}
	at := ""
	if Table[opNames[f[0]]].Flags&Guard != 0 {
		at = " @0"
	}
	return fmt.Sprintf("snap 0 pc=1\nsnap 1 pc=2 slots 0=r\n%sr = %s%s%s\nEXIT @1", b.String(), f[0], args, at)
}

func TestGuards(t *testing.T) {
	for line, holds := range map[string]bool{
		"GINT 0xffff000000000000": true, "GINT 0xfffeffffffffffff": false, "GFLOAT 0xfffeffffffffffff": true, "GFLOAT 0xffffffffffff": false,
		"GFLOAT 0x1000000000000": true, "GPTR 0xffffffffffff": true, "GPTR 0xfff": false, "GPTR 0x1000": true, "GPTR 0x1000000000000": false,
		"GSHAPE 0x5000 77": true, "GSHAPE 0x5000 78": false, "GEQ 3 3": true, "GNE 3 3": false, "GLT -1 0": true, "GLE 0 0": true, "GGT 1 0": true,
		"GGE 0 1": false, "GULT -1 0": false, "GULT 0 1": true, "GFLT 1.0 2.0": true, "GFLT bits:0x7ff8000000000000 2.0": false,
		"GNFLT bits:0x7ff8000000000000 2.0": true, "GFLE 2.0 2.0": true, "GNFLE bits:0x7ff8000000000000 2.0": true, "GNFLE 2.0 2.0": false,
		"GFEQ 2.0 2.0": true, "GFNE bits:0x7ff8000000000000 bits:0x7ff8000000000000": true, "GFIT 140737488355327": true,
		"GFIT 140737488355328": false, "GFIT -140737488355328": true, "GFIT -140737488355329": false,
		"MULOV 9223372036854775807 1": true, "MULOV 4611686018427387904 2": false, "MULOV -4611686018427387904 2": true, "MULOV -9223372036854775808 -1": false,
		"MULOV -1 -1": true, "MULOV -3037000500 3037000500": false, "F2I 140737488355327.5": true, "F2I 140737488355328.0": false, "F2I bits:0x7ff8000000000000": false,
	} {
		text := strings.Replace(constants(line), "slots 0=r", "", 1)
		if row := &Table[opNames[strings.Fields(line)[0]]]; row.Type == None {
			text = strings.Replace(text, "r = ", "", 1)
			if row.Imm != "" {
				text = strings.Replace(text, " a1 @0", " "+strings.Fields(line)[2]+" @0", 1)
			}
		}
		if out := run(t, text, &Machine{Mem: words{0x5000: 0x123<<32 | 77}}); (out.Snap == 1) != holds {
			t.Errorf("%s: left by %d", line, out.Snap)
		}
	}
}

func TestBrokenRules(t *testing.T) {
	for line, want := range map[string]string{"SHL 1 64": "shift by 64", "FLOORDIV 1 0": "division by 0", "FLOORMOD 1 -2": "division by -2",
		"BOXI 140737488355328": "does not fit", "BOXB 2": "no truth", "ADD 140737488355327 1": "slot 0"} {
		m := &Machine{Mem: words{}}
		if _, err := m.Run(MustParse(constants(line))); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", line, err)
		}
	}
	m := &Machine{Mem: words{}, Limit: 100}
	if _, err := m.Run(MustParse("LOOP\nJLOOP")); err == nil {
		t.Error("no limit")
	}
}

// TestLoop runs the same loop in its two forms.
func TestLoop(t *testing.T) {
	for _, name := range []string{"testdata/loop.trace", "testdata/count.trace"} {
		m := &Machine{Mem: words{24: BoxInt(0), 32: BoxInt(100)}}
		text := read(t, name)
		out := run(t, text, m)
		rounds := 0
		for ; out.Trace == 7; rounds++ {
			out = run(t, text, m)
		}
		if got := m.Mem.Load64(24); got != BoxInt(100) {
			t.Errorf("%s: %#x after %d rounds", name, got, rounds)
		}
		if name == "testdata/loop.trace" {
			a, b := 0., 1.5 // of the first round
			for range 99 {
				a, b = b, a+b
			}
			if got := m.Mem.Load64(32); got != BoxFloat(a) {
				t.Errorf("%#x carried along, not %s", got, word(a))
			}
		}
	}
}

// TestInline runs a side trace with all kinds of callbacks and looks at the
// stack that it leaves.
func TestInline(t *testing.T) {
	text := read(t, "testdata/inline.trace")
	for fail, wantSnap := range map[string]bool{"": false, "TXREAD": true, "TXOWN": true, "call": true, "step": true} {
		var log []string
		mem := words{0x5000: 77, 0x5010: 42, 0x1000 + 8*16: 99}
		m := &Machine{Mem: mem, Base: 0x1000, Parents: []uint64{7, 0x5000, math.Float64bits(.5)}}
		m.Call = func(helper int64, args []uint64) uint64 {
			log = append(log, fmt.Sprintf("call %d %#x", helper, args))
			if fail == "call" {
				return 0
			}
			return 2
		}
		m.New = func(header uint64, size int32) uint64 {
			log = append(log, fmt.Sprintf("new %#x %d", header, size))
			mem[0x6000] = header
			return 0x6000
		}
		m.Barrier = func(op Op, a, b uint64, imm int64) bool {
			log = append(log, fmt.Sprintf("%v %#x %d", op, a, imm))
			return fail != op.String()
		}
		m.Step = func(pc uint64, frame int32) bool {
			log = append(log, fmt.Sprintf("step %#x %d %#x", pc, frame, mem[0x1000+8*13]))
			return fail != "step"
		}
		out := run(t, text, m)
		want := []string{"TXREAD 0x5000 8", "call 0 [0x2a 0x7]", "new 0x400000007 32", "TXOWN 0x5000 0", "step 0x1230 12 0xffff000000000007"}
		switch fail {
		case "TXREAD":
			want = want[:1]
		case "call":
			want = want[:2]
		case "TXOWN":
			want = want[:4]
		}
		if !reflect.DeepEqual(log, want) || out.Step != (fail == "step") || out.Snap != 0 || out.Trace != -1 || wantSnap == (Table[MustParse(text).Ins[out.Ins].Op].Flags&Ends != 0) {
			t.Errorf("%q: %v, %v", fail, out, log)
		}
		for slot, w := range map[uint64]uint64{8: BoxInt(1), 9: 0x1000 - 16, 12: 0x5000, 13: BoxInt(7), 14: BoxFloat(.5), 15: 0, 16: 0} {
			if got := mem[0x1000+8*slot]; got != w {
				t.Errorf("%q: slot %d is %#x", fail, slot, got)
			}
		}
		if fail == "" && (mem[0x5018] != 0x6000 || mem[0x6010] != 2 || mem[0x6000] != 0x400000007) {
			t.Errorf("memory %#x", mem)
		}
	}
}
