package zlibmod

import (
	"bytes"
	"compress/flate"
	"hash"
)

// Ways to flush, as the C library numbers them.
const (
	noFlush = iota
	partialFlush
	syncFlush
	fullFlush
	finish
	blockFlush
	treesFlush
)

// huffmanOnly is a strategy of the C library; the others choose among ways to find
// matches, of which compress/flate has one for each level.
const huffmanOnly, lastStrategy = 2, 4

// deflater compresses one stream.
type deflater struct {
	format format
	level  int // of flate
	out    bytes.Buffer
	w      *flate.Writer
	sum    hash.Hash32 // of what was taken in; nil: none is wanted
	size   uint32      // of the same, in bytes, modulo 2**32
	closed bool
}

// newDeflater begins a stream; level is from -1 to 9. dict may be nil.
func newDeflater(f format, level, strategy int, dict []byte) *deflater {
	d := &deflater{format: f, level: level, sum: f.newSum()}
	if strategy == huffmanOnly {
		d.level = flate.HuffmanOnly
	}
	d.out.Write(f.header(level, dict))
	d.begin(dict)
	return d
}

// begin begins to deflate with a window that holds dict.
func (d *deflater) begin(dict []byte) {
	w, err := flate.NewWriterDict(&d.out, d.level, dict)
	if err != nil {
		panic(err) // the level is one of its own
	}
	d.w = w
}

// take compresses b and returns what is ready.
func (d *deflater) take(b []byte) []byte {
	d.w.Write(b) // to a buffer, which takes everything
	if d.sum != nil {
		d.sum.Write(b)
	}
	d.size += uint32(len(b))
	return d.ready()
}

// flush returns what b's of take have left inside, as far as the mode asks for it.
func (d *deflater) flush(mode int) []byte {
	switch mode {
	case noFlush:
		return nil
	case finish:
		d.w.Close()
		d.closed = true
		d.out.Write(d.format.trailer(d.sum, d.size))
	case fullFlush: // decompression can begin here: nothing refers to what was before
		d.w.Flush()
		d.begin(nil)
	default:
		d.w.Flush()
	}
	return d.ready()
}

func (d *deflater) ready() []byte {
	b := bytes.Clone(d.out.Bytes())
	d.out.Reset()
	return b
}
