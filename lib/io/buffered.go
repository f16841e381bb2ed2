package io

import (
	"sync"
	"syscall"

	"gorgon/gc"
	. "gorgon/vm/object"
)

const defaultBufferSize = 131072

// buffered is the Go side of BufferedReader, BufferedWriter and BufferedRandom.
//
// Main invariants: at most one of ahead (bytes read from the raw stream and not
// yet taken) and pending (bytes not yet written to it) is not empty; the raw
// stream's position is behind ahead and before pending.
type buffered struct {
	mu       sync.Mutex
	raw      Value // the raw stream; the object's word keeps it alive
	file     *fileState
	size     int
	readable bool
	writable bool
	detached bool
	store    []byte // of which ahead is the end
	ahead    []byte
	pending  []byte
}

func (b *buffered) finalize() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.file != nil && !b.detached {
		b.flushWrite(nil)
		b.file.finalize()
	}
}

// A stream error is either a system's, an exception that is pending, or one of
// these.
var (
	errRaised  = &streamError{"an exception is pending"}
	errBlocked = &streamError{"write could not complete without blocking"}
)

type streamError struct{ text string }

func (e *streamError) Error() string { return e.text }

// raiseStream raises what an error means.
func raiseStream(t *Thread, err error) Value {
	switch err {
	case errRaised:
		return Null
	case errBlocked:
		return RaiseNew(t, BlockingIOErrorType, gc.MakeInt(int64(syscall.EAGAIN)), NewStr(t, err.Error()), gc.MakeInt(0))
	}
	return OSErrorFrom(t, err, Null)
}

// rawRead reads once from the raw stream; -1: it would have to wait. With a
// Python raw stream it calls Python: the mutex is not held then.
func (b *buffered) rawRead(t *Thread, p []byte) (int, error) {
	if b.file != nil {
		return b.file.read(t, p)
	}
	target := NewByteArray(t, make([]byte, len(p)))
	r := CallMethod(t, b.raw, nameReadInto, target)
	switch {
	case r == Null:
		return 0, errRaised
	case r == None:
		return -1, nil
	}
	n, ok := IndexInt(t, r)
	if !ok {
		rawFailed(t, "readinto")
		return 0, errRaised
	}
	if n < 0 || n > len(p) {
		Raise(t, OSErrorType, "raw readinto() returned invalid length %d (should have been between 0 and %d)", n, len(p))
		return 0, errRaised
	}
	data, _ := BufferBytes(t, target)
	return copy(p, data[:n]), nil
}

// rawFailed makes an exception about the result of a raw method an OSError.
func rawFailed(t *Thread, method string) {
	cause := t.Exc
	t.Exc = Null
	Raise(t, OSErrorType, "raw %s() failed", method)
	if t.Exc != Null {
		SetExcField(t, t.Exc, ExcCause, cause)
		SetExcField(t, t.Exc, ExcContext, cause)
		SetExcField(t, t.Exc, ExcSuppress, gc.MakeInt(1))
	}
}

// rawWrite writes once; -1: it would have to wait.
func (b *buffered) rawWrite(t *Thread, p []byte) (int, error) {
	if b.file != nil {
		return b.file.write(p)
	}
	r := CallMethod(t, b.raw, nameWrite, NewBytes(t, p))
	switch {
	case r == Null:
		return 0, errRaised
	case r == None:
		return -1, nil
	}
	n, ok := IndexInt(t, r)
	if !ok {
		rawFailed(t, "write")
		return 0, errRaised
	}
	if n < 0 || n > len(p) {
		Raise(t, OSErrorType, "raw write() returned invalid length %d (should have been between 0 and %d)", n, len(p))
		return 0, errRaised
	}
	return n, nil
}

func (b *buffered) rawSeek(t *Thread, offset int64, whence int) (int64, error) {
	if b.file != nil {
		return b.file.seek(offset, whence)
	}
	r := CallMethod(t, b.raw, nameSeek, NewInt(t, offset), gc.MakeInt(int64(whence)))
	if r == Null {
		return 0, errRaised
	}
	n, ok := IndexInt(t, r)
	if !ok {
		return 0, errRaised
	}
	if n < 0 {
		Raise(t, OSErrorType, "Raw stream returned invalid position %d", n)
		return 0, errRaised
	}
	return int64(n), nil
}

// lock and unlock guard the buffers of a stream over a descriptor. Those over
// Python streams have Python's own discipline. Whoever holds the mutex may be
// waiting for input, so a thread that has to wait for it lets the world stop.
func (b *buffered) lock(t *Thread) {
	if b.file != nil && !b.mu.TryLock() {
		waiting(t, b.mu.Lock)
	}
}

func (b *buffered) unlock() {
	if b.file != nil {
		b.mu.Unlock()
	}
}

// flushWrite writes all that is pending.
func (b *buffered) flushWrite(t *Thread) error {
	for len(b.pending) > 0 {
		n, err := b.rawWrite(t, b.pending)
		if err != nil {
			return err
		}
		if n < 0 {
			return errBlocked
		}
		b.pending = b.pending[n:]
	}
	b.pending = b.pending[:0]
	return nil
}

// dropAhead moves the raw stream back to where reading has come to.
func (b *buffered) dropAhead(t *Thread) error {
	if len(b.ahead) > 0 {
		n := len(b.ahead)
		b.ahead = nil
		if _, err := b.rawSeek(t, int64(-n), seekCur); err != nil {
			return err
		}
	}
	return nil
}

// write takes p over, and returns how much of it: less than all only with
// errBlocked.
func (b *buffered) write(t *Thread, p []byte) (int, error) {
	if b.readable {
		if err := b.dropAhead(t); err != nil {
			return 0, err
		}
	}
	all := len(p)
	if len(b.pending)+len(p) <= b.size {
		b.pending = append(b.pending, p...)
		return all, nil
	}
	switch err := b.flushWrite(t); {
	case err == errBlocked:
		return b.keep(p, 0)
	case err != nil:
		return 0, err
	}
	for len(p) > b.size {
		n, err := b.rawWrite(t, p)
		if err != nil {
			return all - len(p), err
		}
		if n < 0 {
			return b.keep(p, all-len(p))
		}
		p = p[n:]
	}
	b.pending = append(b.pending, p...)
	return all, nil
}

// keep buffers what there is room for of p, when the raw stream takes no more;
// done bytes before it were written.
func (b *buffered) keep(p []byte, done int) (int, error) {
	n := min(b.size-len(b.pending), len(p))
	b.pending = append(b.pending, p[:n]...)
	if n == len(p) {
		return done + n, nil
	}
	return done + n, errBlocked
}

// fill reads once more; n is 0 at the end and -1 where reading would wait.
func (b *buffered) fill(t *Thread) (n int, err error) {
	if b.writable {
		if err := b.flushWrite(t); err != nil {
			return 0, err
		}
	}
	if len(b.ahead) == 0 {
		if len(b.store) != b.size {
			b.store = make([]byte, b.size)
		}
		n, err = b.rawRead(t, b.store)
		if n > 0 {
			b.ahead = b.store[:n]
		}
		return n, err
	}
	// More than was read ahead is wanted in one piece (peek, long lines).
	room := make([]byte, len(b.ahead)+b.size)
	copy(room, b.ahead)
	n, err = b.rawRead(t, room[len(b.ahead):])
	if n > 0 {
		b.ahead = room[:len(b.ahead)+n]
	}
	return n, err
}

func (b *buffered) take(n int) []byte {
	p := b.ahead[:n]
	b.ahead = b.ahead[n:]
	return p
}

// taken is take for a result that outlives the lock.
func (b *buffered) taken(t *Thread, n int) []byte {
	p := b.take(n)
	if !t.Solo || p == nil {
		p = append([]byte{}, p...)
	}
	return p
}

// read reads n bytes, fewer only at the end (or where it would wait: nil then
// if there are none).
func (b *buffered) read(t *Thread, n int) ([]byte, error) {
	if n <= len(b.ahead) {
		return b.taken(t, n), nil
	}
	if b.writable {
		if err := b.flushWrite(t); err != nil {
			return nil, err
		}
	}
	out := make([]byte, n)
	got := copy(out, b.ahead)
	b.ahead = nil
	for got < n {
		var k int
		var err error
		if n-got >= b.size {
			k, err = b.rawRead(t, out[got:])
		} else if k, err = b.fill(t); k > 0 {
			k = copy(out[got:], b.ahead)
			b.ahead = b.ahead[k:]
		}
		switch {
		case err != nil:
			return nil, err
		case k < 0 && got == 0:
			return nil, nil
		}
		if k <= 0 {
			break
		}
		got += k
	}
	return out[:got], nil
}

// readAll reads to the end.
func (b *buffered) readAll(t *Thread) ([]byte, error) {
	if b.writable {
		if err := b.flushWrite(t); err != nil {
			return nil, err
		}
	}
	head := b.ahead
	b.ahead = nil
	if b.file != nil {
		rest, waits, err := b.file.readAll(t)
		if err != nil {
			return nil, err
		}
		if waits && len(rest) == 0 && len(head) == 0 {
			return nil, nil
		}
		if len(head) == 0 {
			return rest, nil
		}
		return append(head[:len(head):len(head)], rest...), nil
	}
	return b.pythonReadAll(t, head)
}

func (b *buffered) pythonReadAll(t *Thread, head []byte) ([]byte, error) {
	all := append(make([]byte, 0, len(head)), head...)
	readAll, ok := GetAttrOpt(t, b.raw, nameReadAll)
	if !ok {
		return nil, errRaised
	}
	if readAll != Null {
		r := Call(t, readAll)
		switch {
		case r == Null:
			return nil, errRaised
		case r == None && len(all) == 0:
			return nil, nil
		case r == None:
			return all, nil
		case !IsBytes(r):
			TypeErrorf(t, "readall() should return bytes")
			return nil, errRaised
		}
		return append(all, BytesOf(r)...), nil
	}
	chunk := make([]byte, b.size)
	for {
		n, err := b.rawRead(t, chunk)
		if err != nil {
			return nil, err
		}
		if n <= 0 {
			if n < 0 && len(all) == 0 {
				return nil, nil
			}
			return all, nil
		}
		all = append(all, chunk[:n]...)
	}
}

// read1 reads at most n bytes with at most one raw read; n below 0: what one
// read gives.
func (b *buffered) read1(t *Thread, n int) ([]byte, error) {
	if len(b.ahead) == 0 && n != 0 {
		if k, err := b.fill(t); err != nil || k < 0 {
			return nil, err
		}
	}
	if n < 0 || n > len(b.ahead) {
		n = len(b.ahead)
	}
	return b.taken(t, n), nil
}

// readInto1 is read1 for a buffer of n bytes: where that is larger than ours the
// one raw read goes straight into it, behind what was read ahead.
func (b *buffered) readInto1(t *Thread, n int) ([]byte, error) {
	if n-len(b.ahead) <= b.size {
		return b.read1(t, n)
	}
	out := make([]byte, n)
	got := copy(out, b.ahead)
	b.ahead = nil
	k, err := b.rawRead(t, out[got:])
	return out[:got+max(k, 0)], err
}

// readLine reads a line of at most limit bytes (below 0: of any length).
func (b *buffered) readLine(t *Thread, limit int) ([]byte, error) {
	var line []byte
	for {
		p := b.ahead
		if limit >= 0 {
			p = p[:min(len(p), limit-len(line))]
		}
		n := lineLength(p)
		done := n > 0 && p[n-1] == '\n' || limit >= 0 && len(line)+n == limit
		if done && line == nil {
			return b.taken(t, n), nil
		}
		line = append(line, b.take(n)...)
		if done {
			return line, nil
		}
		k, err := b.fill(t)
		if err != nil {
			return nil, err
		}
		if k <= 0 {
			return line, nil
		}
	}
}

// tell is where the program is in the stream.
func (b *buffered) tell(t *Thread) (int64, error) {
	pos, err := b.rawSeek(t, 0, seekCur)
	// Devices do not count.
	return max(pos-int64(len(b.ahead))+int64(len(b.pending)), 0), err
}

// seek moves within what was read ahead if it can.
func (b *buffered) seek(t *Thread, offset int64, whence int) (int64, error) {
	if err := b.flushWrite(t); err != nil {
		return 0, err
	}
	if len(b.ahead) > 0 && whence != seekEnd {
		pos, err := b.tell(t)
		if err != nil {
			return 0, err
		}
		target := offset
		if whence == seekCur {
			target += pos
		}
		if skip := target - pos; skip >= 0 && skip <= int64(len(b.ahead)) {
			b.ahead = b.ahead[skip:]
			return target, nil
		}
		if whence == seekCur {
			offset -= int64(len(b.ahead))
		}
	}
	b.ahead = nil
	return b.rawSeek(t, offset, whence)
}
