package scheduler

// Exclusively runs f while no other thread runs. The transactions that the
// others had under way are rolled back, so that what f changes may be read
// without barriers.
func (t *Thread) Exclusively(f func()) {
	if t.Solo {
		f()
		return
	}
	if t.exclusive {
		f()
		return
	}
	t.BecomeIrrevocable()
	t.stopWorld(true)
	defer t.resumeWorld()
	f()
}
