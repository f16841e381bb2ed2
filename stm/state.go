package stm

// Abort is what a transaction panics with after it was rolled back. The
// interpreter recovers it and goes on at the checkpoint.
type Abort struct {
	Reason Reason
}

// Reason is why a transaction was rolled back.
type Reason uint8

type txState struct{}

func (t *Tx) seen(lock uintptr) bool { panic("stm: transactional mode is not there yet") }

func (t *Tx) own(lock, a, words, object uintptr) {
	panic("stm: transactional mode is not there yet")
}

// Logged says whether loads guarded by lock, made just now, are part of the
// snapshot already. False: Seen has to be called.
func (t *Tx) Logged(lock uintptr) bool { return false }
