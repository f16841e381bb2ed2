package scheduler

import "time"

// pauseLimit is how long a dump of all stacks waits for threads to come to a
// safepoint: one that runs in native code for long is shown as it is.
const pauseLimit = time.Second

// PauseAll runs f while the Python threads stand still, as far as that can be
// had in time. Called by a goroutine that is none of them; f must not touch the
// heap.
func PauseAll(f func()) {
	if !stopperGone(pauseLimit) {
		f() // who stops the world waits for somebody: that is what is to be seen
		return
	}
	outsider := &Thread{}
	outsider.stopWorldWithin(false, pauseLimit)
	defer outsider.resumeWorld()
	f()
}

// stopperGone waits until nobody stops the world.
func stopperGone(limit time.Duration) bool {
	world.waiting.Add(1) // so that shifts make room
	defer world.waiting.Add(-1)
	for end := time.Now().Add(limit); ; time.Sleep(50 * time.Microsecond) {
		world.Lock()
		gone := world.stopper == nil
		world.Unlock()
		if gone || time.Now().After(end) {
			return gone
		}
	}
}

// PauseOthers is PauseAll for a Python thread, outside of transactions that may
// be aborted.
func (t *Thread) PauseOthers(f func()) {
	if t.Solo {
		f()
		return
	}
	t.noCollect = true
	defer func() { t.noCollect = false }()
	t.stopWorldWithin(false, pauseLimit)
	defer t.resumeWorld()
	f()
}
