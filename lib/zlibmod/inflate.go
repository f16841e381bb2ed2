package zlibmod

import (
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"iter"
)

// inflater decompresses one stream whose data come in pieces. compress/flate asks for
// data when it needs them, so it runs as a coroutine that is left where it needs more.
//
// Main invariant: the coroutine runs only while next or stop does.
type inflater struct {
	format format
	dict   []byte
	in     []byte // given, and not taken yet
	out    []byte // decompressed, and not returned yet
	next   func() (step, bool)
	stop   func()
	hungry bool // the coroutine waits for more data
	cut    bool // there will be no more data
	eof    bool
	err    error
}

// step is why the coroutine was left.
type step struct {
	data []byte // decompressed; nil: more data are needed
	err  error  // io.EOF: the stream ends here
}

// errStopped ends the coroutine of a stream whose end never came.
var errStopped = errors.New("stopped")

func newInflater(f format, dict []byte) *inflater {
	d := &inflater{format: f, dict: dict, hungry: true}
	d.next, d.stop = iter.Pull(d.run)
	return d
}

// pieceSize is how much is decompressed at a time.
const pieceSize = 1 << 14

// run is the coroutine.
func (d *inflater) run(yield func(step) bool) {
	feed := &feeder{d, yield}
	r, err := d.reader(feed)
	for piece := make([]byte, pieceSize); err == nil; {
		var n int
		n, err = r.Read(piece)
		if n > 0 && !yield(step{data: piece[:n]}) {
			return
		}
	}
	if err != errStopped {
		yield(step{err: err})
	}
}

// reader decodes the format.
func (d *inflater) reader(feed *feeder) (io.Reader, error) {
	f := d.format
	if f == anyFormat {
		first, err := feed.peek()
		if err != nil {
			return nil, err
		}
		if f = zlibFormat; first == 0x1f {
			f = gzipFormat
		}
	}
	switch f {
	case zlibFormat:
		return zlib.NewReaderDict(feed, d.dict)
	case gzipFormat:
		r, err := gzip.NewReader(feed)
		if err == nil {
			r.Multistream(false)
		}
		return r, err
	}
	return flate.NewReaderDict(feed, d.dict), nil
}

// feeder gives the coroutine what was given to the inflater. It reads bytes one by one
// too, so that nothing behind the stream's end is taken.
type feeder struct {
	d     *inflater
	yield func(step) bool
}

// await returns when there are data.
func (f *feeder) await() error {
	for len(f.d.in) == 0 {
		if f.d.cut {
			return io.ErrUnexpectedEOF
		}
		if !f.yield(step{}) {
			return errStopped
		}
	}
	return nil
}

func (f *feeder) peek() (byte, error) {
	if err := f.await(); err != nil {
		return 0, err
	}
	return f.d.in[0], nil
}

func (f *feeder) ReadByte() (byte, error) {
	c, err := f.peek()
	if err == nil {
		f.d.in = f.d.in[1:]
	}
	return c, err
}

func (f *feeder) Read(p []byte) (int, error) {
	if err := f.await(); err != nil {
		return 0, err
	}
	n := copy(p, f.d.in)
	f.d.in = f.d.in[n:]
	return n, nil
}

// take decompresses what it is given, after what it still has, and returns at most
// limit bytes, all there are if that is negative. Nothing keeps b.
func (d *inflater) take(b []byte, limit int) ([]byte, error) {
	if d.in = append(d.in[:len(d.in):len(d.in)], b...); len(d.in) > 0 {
		d.hungry = false
	}
	for !d.eof && !d.hungry && d.err == nil && (limit < 0 || len(d.out) < limit) {
		d.step()
	}
	if d.err != nil {
		return nil, d.err
	}
	n := len(d.out)
	if limit >= 0 {
		n = min(n, limit)
	}
	var data []byte
	data, d.out = d.out[:n:n], d.out[n:]
	return data, nil
}

// step lets the coroutine run until it has something to say.
func (d *inflater) step() {
	s, _ := d.next()
	switch {
	case s.err == io.EOF:
		d.eof = true
	case s.err != nil:
		d.err = s.err
	case s.data == nil:
		d.hungry = true
	}
	d.out = append(d.out, s.data...)
}

// finish returns what is left, also of a stream whose end is missing: what the data
// that came stand for. No more can be given then.
func (d *inflater) finish(b []byte) ([]byte, error) {
	data, err := d.take(b, -1)
	if err != nil || d.eof {
		return data, err
	}
	for d.cut = true; d.err == nil; {
		d.step()
	}
	data, d.out = append(data, d.out...), nil
	if errors.Is(d.err, io.ErrUnexpectedEOF) {
		return data, nil
	}
	return nil, d.err
}

// ended says whether all that the stream holds was returned.
func (d *inflater) ended() bool { return d.eof && len(d.out) == 0 }

// rest takes back what was given and not taken.
func (d *inflater) rest() []byte {
	b := d.in
	d.in = nil
	return b
}

// problem says what is wrong with the data, in the words of the C library as far as
// the kind of fault is known.
func problem(err error) (code int, text string) {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return -5, "incomplete or truncated stream"
	case errors.Is(err, zlib.ErrDictionary):
		return 2, ""
	case errors.Is(err, zlib.ErrHeader), errors.Is(err, gzip.ErrHeader):
		return -3, "incorrect header check"
	case errors.Is(err, zlib.ErrChecksum), errors.Is(err, gzip.ErrChecksum):
		return -3, "incorrect data check"
	}
	return -3, "invalid deflate data"
}
