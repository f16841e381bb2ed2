package scheduler

// A lock that a thread collides on again and again may guard more than it has
// to, as that of an object with a counter beside attributes that everybody
// reads. The layer above is told, and may give the parts locks of their own.

const (
	// Contended is called for this many collisions of one thread on one lock, after
	// as many that it is not called for; then the same again.
	ContendedCalls = 16
	contendedLocks = 16
)

// Contended, if set, is called inside the barrier that collided, n times of
// ContendedCalls. It must not touch the heap but to read.
var Contended func(t *Thread, lock uintptr, n int)

// contendedTable counts collisions for the locks that a thread met last.
type contendedTable [contendedLocks]struct {
	lock uintptr
	n    int
}

// Collided implements stm.Hooks.
func (t *Thread) Collided(lock uintptr) {
	t.collidedOn = lock
	e := &t.contended[(lock>>4^lock>>8)%contendedLocks]
	if e.lock != lock {
		e.lock, e.n = lock, 0
	}
	if e.n++; e.n > ContendedCalls && Contended != nil {
		Contended(t, lock, e.n-ContendedCalls)
		e.n %= 2 * ContendedCalls
	}
}
