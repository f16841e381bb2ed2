package socket

import (
	"time"

	"golang.org/x/sys/unix"

	"gorgon/lib/io"
	. "gorgon/vm/object"
)

// errno is the error of a system call.
func errno(_, _ uintptr, no unix.Errno) error {
	if no != 0 {
		return no
	}
	return nil
}

// retry repeats a system call that a signal has interrupted.
func retry(f func() error) error {
	for {
		if err := f(); err != unix.EINTR {
			return err
		}
	}
}

// waiting runs f, which may wait and must not touch the heap, while other
// threads may stop the world.
func waiting(t *Thread, f func() error) error {
	t.Block()
	err := retry(f)
	t.Unblock()
	return err
}

// patience is how long the calls of one method may still wait together.
type patience struct {
	fd       int
	limit    time.Duration // the socket's timeout
	deadline time.Time     // of limits above 0, from the first wait on
}

// patient begins a method.
func (s *state) patient() *patience { return &patience{fd: s.number(), limit: s.limit()} }

// await waits until the descriptor is ready.
func (p *patience) await(t *Thread, events int16) error {
	if p.fd < 0 {
		return unix.EBADF // poll would wait for ever
	}
	left := p.limit
	if left > 0 {
		if p.deadline.IsZero() {
			p.deadline = time.Now().Add(left)
		} else if left = time.Until(p.deadline); left <= 0 {
			return errTimeout
		}
	}
	ready, err, ok := io.Poll(t, []unix.PollFd{{Fd: int32(p.fd), Events: events}}, left)
	switch {
	case !ok:
		return ErrPending
	case err == nil && ready == 0:
		return errTimeout
	}
	return err
}

// do tries until the call does not fail because it would have to wait. try, which
// does not wait, runs as often as there is something to wait for; what it
// knows of the heap may have changed in between.
func (p *patience) do(t *Thread, events int16, try func() error) error {
	for {
		err := retry(try)
		if err != unix.EAGAIN || p.limit == 0 {
			return err
		}
		if err = p.await(t, events); err != nil {
			return err
		}
	}
}
