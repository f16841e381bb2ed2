package signal

import "golang.org/x/sys/unix"

// timer is a moment and an interval, both in microseconds.
type timer struct{ value, interval int64 }

// setTimerOf sets one of the process's timers and returns what it was.
func setTimerOf(which int, to timer) (timer, error) {
	old, err := unix.Setitimer(unix.ItimerWhich(which), unix.Itimerval{
		Value: unix.NsecToTimeval(to.value * 1000), Interval: unix.NsecToTimeval(to.interval * 1000)})
	return timer{old.Value.Nano() / 1000, old.Interval.Nano() / 1000}, err
}

func getTimerOf(which int) (timer, error) {
	now, err := unix.Getitimer(unix.ItimerWhich(which))
	return timer{now.Value.Nano() / 1000, now.Interval.Nano() / 1000}, err
}
