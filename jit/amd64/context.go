package amd64

// Constants that machine code takes from the context's memory, because an
// instruction has no room for 64 bits.
const (
	constTagInt    = iota // smallest boxed int
	constFloatOff         // what is added to a float's bits
	constFloatSpan        // boxed floats minus floatOff are below
	constPtrSpan          // addresses minus firstAddress are below
	constHalf             // 1<<47
	constCutMax           // 1<<47 - 1
	constCutSpan          // 1<<48 - 1
	constSign             // the sign bit of a float
	constAbs              // all other bits
	numConsts
)

// The boxed forms of values, as jit/ir has them.
const (
	tagInt       = 0xffff << 48
	floatOff     = 1 << 48
	firstAddress = 0x1000 // the smallest word that is an object's address
)

var contextConsts = [numConsts]uint64{
	constTagInt:    tagInt,
	constFloatOff:  floatOff,
	constFloatSpan: tagInt - floatOff,
	constPtrSpan:   floatOff - firstAddress,
	constHalf:      1 << 47,
	constCutMax:    1<<47 - 1,
	constCutSpan:   1<<48 - 1,
	constSign:      1 << 63,
	constAbs:       1<<63 - 1,
}

// NewContext returns a context on Go's heap, where it does not move. thread is
// the address of the per-thread structure; Base is for the caller to set.
func NewContext(thread uintptr) *Context {
	return &Context{Thread: thread, consts: contextConsts}
}
