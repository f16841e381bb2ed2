package ir

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Parse reads a trace from text as String writes it. Values may have any name;
// lines may be indented, and what follows ";" on a line is a comment. Nothing
// is verified beyond the form.
func Parse(text string) (*Trace, error) {
	p := &parser{t: New(0, nil), names: map[string]Ref{}, helpers: map[string]int64{}, wordBy: map[string]string{}}
	for n, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, ";")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if err := p.parseLine(fields); err != nil {
			return nil, fmt.Errorf("line %d: %s: %w", n+1, strings.TrimSpace(line), err)
		}
	}
	for name, by := range p.wordBy {
		n, ok := p.helpers[by]
		if !ok {
			return nil, fmt.Errorf("unknown helper %q", by)
		}
		p.t.Helpers[p.helpers[name]].WordBy = n
	}
	return p.t, p.resolve()
}

// MustParse is Parse for text that is known to be right.
func MustParse(text string) *Trace {
	t, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return t
}

type parser struct {
	t       *Trace
	names   map[string]Ref
	helpers map[string]int64
	wordBy  map[string]string // names of helpers, by that of who refers to them
	forward []forward         // operands and entries whose names were not known yet
}

type forward struct {
	name string
	// Either operand of instruction ins, or slot of snapshot snap.
	ins, operand, snap, slot int
}

func (p *parser) parseLine(fields []string) error {
	switch fields[0] {
	case "trace":
		return p.header(fields[1:])
	case "helper":
		return p.helper(fields[1:])
	case "parents":
		for _, name := range fields[1:] {
			typ, err := parseType(name)
			if err != nil {
				return err
			}
			p.t.Parents = append(p.t.Parents, typ)
		}
		return nil
	case "snap":
		return p.snapshot(fields[1:])
	}
	if len(fields) > 2 && fields[1] == "=" {
		if _, twice := p.names[fields[0]]; twice {
			return fmt.Errorf("%s is defined twice", fields[0])
		}
		p.names[fields[0]] = Ref(len(p.t.Ins))
		return p.instruction(fields[2:], true)
	}
	return p.instruction(fields, false)
}

func (p *parser) header(fields []string) (err error) {
	if len(fields) == 0 {
		return fmt.Errorf("no number")
	}
	p.t.Number, err = strconv.Atoi(fields[0])
	for _, f := range fields[1:] {
		switch f {
		case "transactional":
			p.t.Transactional = true
		case "isolated":
			p.t.Isolated = true
		default:
			return fmt.Errorf("unknown word %q", f)
		}
	}
	return err
}

func (p *parser) helper(fields []string) (err error) {
	if len(fields) < 3 {
		return fmt.Errorf("a helper has a name, argument types and a result")
	}
	h := Helper{Name: fields[0], Args: strings.Trim(fields[1], "-")}
	if h.Result, err = parseType(fields[2]); err != nil {
		return err
	}
next:
	for _, f := range fields[3:] {
		for _, e := range h.effects() {
			if e.name == f {
				*e.set = true
				continue next
			}
		}
		if err := p.detail(&h, f); err != nil {
			return err
		}
	}
	p.helpers[h.Name] = int64(len(p.t.Helpers))
	p.t.Helpers = append(p.t.Helpers, h)
	return nil
}

// detail reads what a helper's row says besides its effects.
func (p *parser) detail(h *Helper, text string) (err error) {
	name, value, _ := strings.Cut(text, ":")
	switch name {
	case "shapes":
		for _, number := range strings.Split(value, ",") {
			shape, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				return err
			}
			h.Shapes = append(h.Shapes, shape)
		}
		return nil
	case "makes":
		h.Makes, err = strconv.ParseInt(value, 10, 64)
		return err
	case "word": // of a helper in one of the next rows
		offset, by, _ := strings.Cut(value, ":")
		p.wordBy[h.Name] = by
		h.Word, err = strconv.ParseInt(offset, 10, 64)
		return err
	}
	return fmt.Errorf("unknown effect %q", text)
}

func parseType(name string) (Type, error) {
	for t, n := range typeNames {
		if n == name {
			return Type(t), nil
		}
	}
	return None, fmt.Errorf("unknown type %q", name)
}

func parseClass(name string) (Class, error) {
	for c, n := range classNames {
		if n == name {
			return Class(c), nil
		}
	}
	return 0, fmt.Errorf("unknown class %q", name)
}

func (p *parser) snapshot(fields []string) error {
	if len(fields) == 0 {
		return fmt.Errorf("no number")
	}
	if n, err := strconv.Atoi(fields[0]); err != nil || n != len(p.t.Snaps) {
		return fmt.Errorf("snapshot %s where %d is next", fields[0], len(p.t.Snaps))
	}
	var s Snapshot
	part := ""
	for _, f := range fields[1:] {
		if f == "frames" || f == "slots" {
			part = f
			continue
		}
		if err := p.snapshotField(&s, part, f); err != nil {
			return err
		}
	}
	p.t.Snaps = append(p.t.Snaps, s)
	return nil
}

func (p *parser) snapshotField(s *Snapshot, part, f string) (err error) {
	switch part {
	case "frames":
		base, regs, _ := strings.Cut(f, "+")
		var frame Frame
		if frame.Base, err = parseInt32(base); err == nil {
			frame.Regs, err = parseInt32(regs)
		}
		s.Frames = append(s.Frames, frame)
		return err
	case "slots":
		return p.slot(s, f)
	}
	name, value, _ := strings.Cut(f, "=")
	switch name {
	case "pc":
		s.PC, err = strconv.ParseUint(value, 0, 64)
	case "base":
		s.Base, err = parseInt32(value)
	case "depth":
		s.Depth, err = parseInt32(value)
	case "low":
		s.Low, err = parseInt32(value)
	default:
		err = fmt.Errorf("unknown field %q", name)
	}
	return err
}

func (p *parser) slot(s *Snapshot, f string) (err error) {
	slot, value, _ := strings.Cut(f, "=")
	var e SlotEntry
	if e.Slot, err = parseInt32(slot); err != nil {
		return err
	}
	kind, raw, isRaw := strings.Cut(value, ":")
	switch {
	case isRaw && kind == "raw":
		e.Kind = SlotRaw
		e.Raw, err = parseWord(raw)
	case isRaw && kind == "frame":
		e.Kind = SlotFrame
		e.Raw, err = parseWord(raw)
	case isRaw:
		err = fmt.Errorf("unknown kind %q", kind)
	default:
		p.forward = append(p.forward, forward{name: value, ins: -1, snap: len(p.t.Snaps), slot: len(s.Slots)})
	}
	s.Slots = append(s.Slots, e)
	return err
}

func parseInt32(s string) (int32, error) {
	n, err := strconv.ParseInt(s, 0, 32)
	return int32(n), err
}

// parseWord reads 64 bits, signed or unsigned.
func parseWord(s string) (int64, error) {
	if n, err := strconv.ParseInt(s, 0, 64); err == nil {
		return n, nil
	}
	n, err := strconv.ParseUint(s, 0, 64)
	return int64(n), err
}

var opNames = func() map[string]Op {
	m := make(map[string]Op, NumOps)
	for o := range Table {
		m[Table[o].Name] = Op(o)
	}
	return m
}()

func (p *parser) instruction(fields []string, named bool) (err error) {
	name, class, hasClass := strings.Cut(fields[0], ".")
	name, typ, hasType := strings.Cut(name, ":")
	op, ok := opNames[name]
	if !ok {
		return fmt.Errorf("unknown operation %q", name)
	}
	ins := Ins{Op: op, Type: Table[op].Type}
	if hasClass != op.HasClass() || hasType != op.ownType() {
		return fmt.Errorf("class or type of %s", name)
	}
	if hasClass {
		if ins.Class, err = parseClass(class); err != nil {
			return err
		}
	}
	if hasType {
		if ins.Type, err = parseType(typ); err != nil {
			return err
		}
	}
	fields = fields[1:]
	if op == CALL {
		if len(fields) == 0 {
			return fmt.Errorf("no helper")
		}
		if ins.Imm, ok = p.helpers[fields[0]]; !ok {
			return fmt.Errorf("unknown helper %q", fields[0])
		}
		ins.Type = p.t.Helpers[ins.Imm].Result
		fields = fields[1:]
	}
	if named != (ins.Type != None && op != PHI) {
		return fmt.Errorf("%s yields %v", name, ins.Type)
	}
	return p.rest(&ins, fields)
}

// rest reads what follows the name of the operation and appends ins.
func (p *parser) rest(ins *Ins, fields []string) (err error) {
	row := &Table[ins.Op]
	operands := len(row.Operands)
	if ins.Op == CALL {
		operands = len(p.t.Helpers[ins.Imm].Args)
	}
	if last := operands - 1; strings.HasSuffix(row.Operands, "j") && (len(fields) <= last || strings.ContainsAny(fields[last], "@=")) {
		operands = last
	}
	if len(fields) < operands || operands > 4 {
		return fmt.Errorf("%s takes %d operands", row.Name, operands)
	}
	for i := range operands {
		p.forward = append(p.forward, forward{name: fields[i], ins: len(p.t.Ins), operand: i})
	}
	fields = fields[operands:]
	if row.Imm != "" && row.Imm != "helper" {
		if len(fields) == 0 {
			return fmt.Errorf("no %s", row.Imm)
		}
		if ins.Imm, err = parseImm(row.Imm, fields[0]); err != nil {
			return err
		}
		fields = fields[1:]
	}
	for _, f := range fields {
		if size, ok := strings.CutPrefix(f, "size="); ok {
			ins.Size, err = parseInt32(size)
		} else if snap, ok := strings.CutPrefix(f, "@"); ok && row.Flags&Snap != 0 {
			ins.Snap, err = parseInt32(snap)
		} else {
			err = fmt.Errorf("unknown word %q", f)
		}
		if err != nil {
			return err
		}
	}
	p.t.Ins = append(p.t.Ins, *ins)
	return nil
}

func parseImm(kind, s string) (int64, error) {
	if kind != "bits" {
		return parseWord(s)
	}
	if bits, ok := strings.CutPrefix(s, "bits:"); ok {
		return parseWord(bits)
	}
	f, err := strconv.ParseFloat(s, 64)
	return int64(math.Float64bits(f)), err
}

// resolve fills in the operands now that all names are known.
func (p *parser) resolve() error {
	for _, f := range p.forward {
		r, ok := p.names[f.name]
		if !ok {
			return fmt.Errorf("%s is not defined", f.name)
		}
		if f.ins < 0 {
			p.t.Snaps[f.snap].Slots[f.slot].Ref = r
		} else {
			i := &p.t.Ins[f.ins]
			*[...]*Ref{&i.A, &i.B, &i.C, &i.D}[f.operand] = r
		}
	}
	return nil
}
