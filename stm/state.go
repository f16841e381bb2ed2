package stm

type txState struct{}

func (t *Tx) seen(lock uintptr) bool { panic("stm: transactional mode is not there yet") }

func (t *Tx) own(lock, a, words, object uintptr) {
	panic("stm: transactional mode is not there yet")
}
