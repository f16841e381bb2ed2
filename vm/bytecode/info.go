package bytecode

// Size returns the number of words of an instruction with opcode op: its own
// and the extra ones.
func (op Op) Size() int { return int(sizes[op]) }

// Name returns the opcode's name.
func (op Op) Name() string {
	if int(op) < len(Table) {
		return Table[op].Name
	}
	return "?"
}

// Has says whether the opcode's row has all the flags f.
func (op Op) Has(f Flags) bool { return flagsOf[op]&f == f }

// JumpForm says where an opcode keeps its jump distance.
func (op Op) JumpForm() JumpForm { return jumpForms[op] }

// JumpForm is the place of a jump distance.
type JumpForm uint8

const (
	NoJump JumpForm = iota
	Jump16          // in C
	Jump32          // in B and C
)

// LoopForm returns the opcode that does the same as the jump op, but goes
// backwards and is a safepoint; ok is false if there is none.
func (op Op) LoopForm() (loop Op, ok bool) { return loopForms[op], loopForms[op] != 0 }

// Inverse returns op and D of the jump that is taken when the jump w is not;
// ok is false if there is none.
func Inverse(op Op, d uint8) (Op, uint8, bool) {
	switch op {
	case JTRUE:
		return JFALSE, d, true
	case JFALSE:
		return JTRUE, d, true
	case JNONE:
		return JNOTNONE, d, true
	case JNOTNONE:
		return JNONE, d, true
	case JIS:
		return JISNOT, d, true
	case JISNOT:
		return JIS, d, true
	case JIN:
		return JNOTIN, d, true
	case JNOTIN:
		return JIN, d, true
	}
	if op >= JLT && op <= JGEI {
		return op, d ^ 1, true
	}
	return op, d, false
}

var (
	sizes     [256]uint8
	flagsOf   [256]Flags
	jumpForms [256]JumpForm
	loopForms [256]Op
)

func init() {
	byName := make(map[string]Op, len(Table))
	for i, row := range Table {
		byName[row.Name] = Op(i)
		sizes[i] = uint8(1 + len(row.Extra))
		flagsOf[i] = row.Flags
		for j := 0; j < len(row.Operands); j++ {
			switch row.Operands[j] {
			case 'j':
				jumpForms[i] = Jump16
			case 'J':
				jumpForms[i] = Jump32
			}
		}
	}
	for i, row := range Table {
		if loop, ok := byName[row.Name+"_LOOP"]; ok {
			loopForms[i] = loop
		}
	}
}
