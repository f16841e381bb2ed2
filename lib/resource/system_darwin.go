package resource

import (
	"golang.org/x/sys/unix"

	. "gorgon/vm/object"
)

var systemConstants = map[string]int64{"RLIMIT_OFILE": unix.RLIMIT_NOFILE}

// kinds is how many limits there are.
const kinds = 9

var systemFunctions []Method
