package ir

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

var typeNames = [...]string{None: "None", Int: "Int", Float: "Float", Value: "Value"}

// String returns the type's name.
func (t Type) String() string { return typeNames[t] }

var classNames = [...]string{Const: "Const", Stack: "Stack", Header: "Header", Slot: "Slot", Item: "Item", Entry: "Entry", Cache: "Cache", Thread: "Thread", Other: "Other"}

// String returns the class's name.
func (c Class) String() string { return classNames[c] }

// String returns the operand as the text form writes it.
func (r Ref) String() string { return "v" + strconv.Itoa(int(r)) }

// HasClass says whether instructions of the operation o name a class of
// memory: all loads and stores but those whose class is fixed.
func (o Op) HasClass() bool {
	return Table[o].Flags&(Load|Store) != 0 && o != SLOAD && o != SETSHAPE
}

// ownType says whether the type of o's instructions is not that of the table.
func (o Op) ownType() bool { return o == PARENT || o == COPY || o == PHI }

// String returns the trace as text: one instruction a line, each snapshot on a
// line of its own before the first instruction that leaves by it. Parse reads
// it back.
//
//	trace 7 transactional
//	helper pow ff Float pure
//	parents Int Value
//	v1 = SLOAD 3
//	snap 0 pc=0x40 base=0 depth=0 frames 10+4 slots 3=v1 9=raw:0x40 8=frame:10
//	GINT v1 @0
//	v3 = UNBOXI v1
//	v4 = LOAD.Slot v2 +16
//	v5 = CALL pow v3 v4
func (t *Trace) String() string {
	var p printer
	p.trace(t)
	return p.String()
}

type printer struct {
	strings.Builder
	line []byte
}

func (p *printer) trace(t *Trace) {
	fmt.Fprintf(p, "trace %d", t.Number)
	if t.Transactional {
		p.WriteString(" transactional")
	}
	if t.Isolated {
		p.WriteString(" isolated")
	}
	p.WriteByte('\n')
	p.helpers(t)
	if len(t.Parents) > 0 {
		p.WriteString("parents")
		for _, typ := range t.Parents {
			p.WriteString(" " + typ.String())
		}
		p.WriteByte('\n')
	}
	shown := make([]bool, len(t.Snaps))
	for i := 1; i < len(t.Ins); i++ {
		ins := &t.Ins[i]
		if s := ins.Snap; Table[ins.Op].Flags&Snap != 0 && int(s) < len(shown) && !shown[s] {
			shown[s] = true
			p.line = appendSnapshot(p.line[:0], int(s), &t.Snaps[s])
			p.Write(append(p.line, '\n'))
		}
		p.line = t.appendIns(p.line[:0], Ref(i))
		p.Write(append(p.line, '\n'))
	}
}

// helpers writes the rows of the helpers that the trace calls.
func (p *printer) helpers(t *Trace) {
	used := make([]bool, len(t.Helpers))
	for i := range t.Ins {
		if ins := &t.Ins[i]; ins.Op == CALL && uint64(ins.Imm) < uint64(len(used)) {
			used[ins.Imm] = true
			if by := t.Helpers[ins.Imm].WordBy; by != 0 {
				used[by] = true
			}
		}
	}
	for i := range t.Helpers {
		if h := &t.Helpers[i]; used[i] {
			args := h.Args
			if args == "" {
				args = "-"
			}
			fmt.Fprintf(p, "helper %s %s %s", h.Name, args, h.Result)
			for _, f := range h.effects() {
				if *f.set {
					p.WriteString(" " + f.name)
				}
			}
			for i, shape := range h.Shapes {
				fmt.Fprintf(p, "%s%d", [...]string{" shapes:", ","}[min(i, 1)], shape)
			}
			if h.Makes != 0 {
				fmt.Fprintf(p, " makes:%d", h.Makes)
			}
			if h.WordBy != 0 {
				fmt.Fprintf(p, " word:%d:%s", h.Word, t.helperName(h.WordBy))
			}
			p.WriteByte('\n')
		}
	}
}

type namedBool struct {
	name string
	set  *bool
}

func (h *Helper) effects() [7]namedBool {
	return [7]namedBool{{"pure", &h.Pure}, {"reads", &h.Reads}, {"writes", &h.Writes}, {"fails", &h.Fails}, {"once", &h.Once}, {"isolates", &h.Isolates}, {"items", &h.Items}}
}

func appendSnapshot(b []byte, number int, s *Snapshot) []byte {
	b = fmt.Appendf(b, "snap %d pc=%#x base=%d depth=%d", number, s.PC, s.Base, s.Depth)
	if s.Low != 0 {
		b = fmt.Appendf(b, " low=%d", s.Low)
	}
	if len(s.Frames) > 0 {
		b = append(b, " frames"...)
		for _, f := range s.Frames {
			b = fmt.Appendf(b, " %d+%d", f.Base, f.Regs)
		}
	}
	if len(s.Slots) > 0 {
		b = append(b, " slots"...)
	}
	for i := range s.Slots {
		e := &s.Slots[i]
		b = strconv.AppendInt(append(b, ' '), int64(e.Slot), 10)
		switch e.Kind {
		case SlotRef:
			b = fmt.Appendf(b, "=%v", e.Ref)
		case SlotRaw:
			b = fmt.Appendf(b, "=raw:%#x", uint64(e.Raw))
		case SlotFrame:
			b = fmt.Appendf(b, "=frame:%d", e.Raw)
		}
	}
	return b
}

// SnapLine returns snapshot n as text.
func (t *Trace) SnapLine(n int32) string {
	return string(appendSnapshot(nil, int(n), &t.Snaps[n]))
}

// Line returns instruction r as text.
func (t *Trace) Line(r Ref) string { return string(t.appendIns(nil, r)) }

func (t *Trace) appendIns(b []byte, r Ref) []byte {
	ins := &t.Ins[r]
	row := &Table[ins.Op]
	if ins.Type != None && ins.Op != PHI {
		b = append(append(b, r.String()...), " = "...)
	}
	b = append(b, row.Name...)
	if ins.Op.ownType() {
		b = append(append(b, ':'), ins.Type.String()...)
	}
	if ins.Op.HasClass() {
		b = append(append(b, '.'), ins.Class.String()...)
	}
	if row.Imm == "helper" {
		b = append(append(b, ' '), t.helperName(ins.Imm)...)
	}
	for _, o := range [...]Ref{ins.A, ins.B, ins.C, ins.D} {
		if o != 0 {
			b = append(append(b, ' '), o.String()...)
		}
	}
	if row.Imm != "" && row.Imm != "helper" {
		b = appendImm(append(b, ' '), row.Imm, ins.Imm)
	}
	if ins.Op == NEW || ins.Op == STEP || ins.Size != 0 {
		b = fmt.Appendf(b, " size=%d", ins.Size)
	}
	if row.Flags&Snap != 0 {
		b = fmt.Appendf(b, " @%d", ins.Snap)
	}
	return b
}

func (t *Trace) helperName(i int64) string {
	if uint64(i) >= uint64(len(t.Helpers)) {
		return fmt.Sprintf("?%d", i)
	}
	return t.Helpers[i].Name
}

// appendImm writes an immediate as its kind asks for.
func appendImm(b []byte, kind string, imm int64) []byte {
	switch kind {
	case "offset":
		if imm >= 0 {
			b = append(b, '+')
		}
		return strconv.AppendInt(b, imm, 10)
	case "bits":
		f := math.Float64frombits(uint64(imm))
		if f != f {
			return fmt.Appendf(b, "bits:%#x", uint64(imm))
		}
		return strconv.AppendFloat(b, f, 'g', -1, 64)
	case "word", "header", "pc":
		return fmt.Appendf(b, "%#x", uint64(imm))
	}
	return strconv.AppendInt(b, imm, 10)
}
