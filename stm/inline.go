package stm

import "unsafe"

// Fields has offsets from the start of a Tx: of what machine code looks at beside
// the exported fields.
var Fields = struct {
	Quick    uintptr // bool: no barrier needs a closer look
	Divided  uintptr // bool: see OwnsAll
	Isolated uintptr // bool: see Isolate
	Checked  uintptr // int: the locks that were owned when what the step has read was last found true
	Slot     uintptr // pointer to the shared part
	Wanted   uintptr // uint64 in the shared part: the token that somebody wants to commit soon
	Writes   uintptr // slice of the locks that are owned
}{
	Quick:    unsafe.Offsetof(inTx.quick),
	Divided:  unsafe.Offsetof(inTx.divided),
	Isolated: unsafe.Offsetof(inTx.isolated),
	Checked:  unsafe.Offsetof(inTx.stepWrites),
	Slot:     unsafe.Offsetof(inTx.slot),
	Wanted:   unsafe.Offsetof(slot{}.wanted),
	Writes:   unsafe.Offsetof(inTx.writes),
}

var inTx *Tx

// RecordObject marks the undo record of an object, in twice the number of its words: they
// lie in front of the shape and of their address, which lie in front of that.
const RecordObject = recordObject

// WriteSize is the size of an element of the locks that are owned: the lock's
// address, its version before, and a bool that is false.
const WriteSize = unsafe.Sizeof(write{})
