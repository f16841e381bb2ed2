package vm

// The native half of the library: each package registers its modules.
import (
	_ "gorgon/lib/bisect"
	_ "gorgon/lib/builtins"
	_ "gorgon/lib/cmath"
	_ "gorgon/lib/codecs"
	_ "gorgon/lib/collections"
	_ "gorgon/lib/errno"
	_ "gorgon/lib/functools"
	_ "gorgon/lib/heapq"
	_ "gorgon/lib/io"
	_ "gorgon/lib/itertools"
	_ "gorgon/lib/math"
	_ "gorgon/lib/operator"
	_ "gorgon/lib/posix"
	_ "gorgon/lib/pwd"
	_ "gorgon/lib/random"
	_ "gorgon/lib/strmod"
	_ "gorgon/lib/structmod"
	_ "gorgon/lib/sys"
	_ "gorgon/lib/thread"
	_ "gorgon/lib/time"
	_ "gorgon/lib/types"
	_ "gorgon/lib/unicodedata"
	_ "gorgon/lib/warnings"
	_ "gorgon/lib/weakref"
)
