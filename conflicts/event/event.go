package event

// Kind is what happened.
type Kind uint8

const (
	ReadWrite   Kind = iota // what was read was written by another before the commit
	WriteWrite              // what was needed was held by another
	GaveWay                 // an older transaction needed what was held
	Irrevocable             // only one transaction at a time can be irrevocable
	Lock                    // the lock was really held
	Kept                    // what was needed is kept by one that has lost too often to others
	NumKinds
)

var kindNames = [NumKinds]string{"read-write", "write-write", "gave way", "irrevocable", "lock", "kept"}

func (k Kind) String() string {
	if k < NumKinds {
		return kindNames[k]
	}
	return "unknown"
}

// Stack is the number of an interned stack of frames; 0 if unknown.
type Stack uint32

// Site is a place in the running program: a stack and the thread that it is of.
type Site uint64

// At makes a site.
func At(s Stack, thread int64) Site { return Site(s) | Site(uint32(thread))<<32 }

// Stack returns the site's stack.
func (s Site) Stack() Stack { return Stack(s) }

// Thread returns the thread that was there.
func (s Site) Thread() int32 { return int32(s >> 32) }

// Record is one conflict of one thread.
type Record struct {
	When    int64 // nanoseconds since the start of the process
	Lost    int64 // nanoseconds of work thrown away, or of waiting
	Backoff int64 // nanoseconds of waiting that followed an abort
	Object  uint64
	// Site is where the thread was when it noticed; Read is where it had read
	// what another changed (found when the transaction ran again), or taken what
	// another wanted.
	Site, Read Stack
	Cause      Site  // who was in the way
	Born       Stack // where the object was made
	Subject    uint32
	Why        uint32 // subject: what made the other irrevocable
	Thread     int32
	// Reads and Writes are how much the transaction had touched.
	Reads, Writes uint32
	Block         Block
	Kind          Kind
	Aborted       bool // else the time was spent waiting
}

// Block names a kind of transaction: by the name of its atomic block, else by
// where its block or critical section began.
type Block struct {
	Name uint32 // subject with that name; 0 if it has none
	Site Stack
}

// Subject is what threads collide on.
type Subject struct {
	Type string // of the object: "dict", "Stats"; "" if there is none
	Part string // key, size, table, items, length, attr, method, global, ...
	Name string // of the part: "'TOTAL'", "done", "0-63"
}

func (s Subject) String() string {
	switch s.Part {
	case "":
		return s.Type
	case "attr":
		return "attr " + s.Type + "." + s.Name
	case "global", "block", "closure", "call":
		return joined(s.Part, " ", s.Name)
	case "method":
		return joined(s.Type, ", ", s.Name)
	}
	return joined(s.Type, ", ", joined(s.Part, " ", s.Name))
}

func joined(a, by, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + by + b
}
