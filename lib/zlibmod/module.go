package zlibmod

import (
	"hash/adler32"
	"hash/crc32"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// version is that of the C library whose behaviour this is.
const version = "1.3.1"

const (
	memLevel   = 8       // the default; compress/flate has no such choice
	bufferSize = 1 << 14 // bytes, the default of arguments that have no effect here
)

// zlibError is the class of the module's exception.
var zlibError Value

type roots struct{}

// VisitRoots visits the class, in a pause.
func (roots) VisitRoots(visit func(Value)) { visit(zlibError) }

var constants = map[string]int64{
	"DEFLATED": 8, "DEF_BUF_SIZE": bufferSize, "DEF_MEM_LEVEL": memLevel, "MAX_WBITS": maxWindow,
	"Z_NO_COMPRESSION": 0, "Z_BEST_SPEED": 1, "Z_BEST_COMPRESSION": 9, "Z_DEFAULT_COMPRESSION": -1,
	"Z_DEFAULT_STRATEGY": 0, "Z_FILTERED": 1, "Z_HUFFMAN_ONLY": huffmanOnly, "Z_RLE": 3, "Z_FIXED": lastStrategy,
	"Z_NO_FLUSH": noFlush, "Z_PARTIAL_FLUSH": partialFlush, "Z_SYNC_FLUSH": syncFlush, "Z_FULL_FLUSH": fullFlush,
	"Z_FINISH": finish, "Z_BLOCK": blockFlush, "Z_TREES": treesFlush,
}

var functions = []Method{
	{Name: "adler32", Sig: "(data, value=?, /)", Fn: checksum(1, adler32Update), Doc: "Compute an Adler-32 checksum of data."},
	{Name: "crc32", Sig: "(data, value=?, /)", Fn: checksum(0, crc32Update), Doc: "Compute a CRC-32 checksum of data."},
	{Name: "compress", Sig: "(data, /, level=?, wbits=?)", Fn: compress, Doc: "Returns a bytes object containing compressed data."},
	{Name: "decompress", Sig: "(data, /, wbits=?, bufsize=?)", Fn: decompress, Doc: "Returns a bytes object containing the uncompressed data."},
	{Name: "compressobj", Sig: "(level=?, method=?, wbits=?, memLevel=?, strategy=?, zdict=?)", Fn: compressobj, Doc: "Return a compressor object."},
	{Name: "decompressobj", Sig: "(wbits=?, zdict=?)", Fn: decompressobj, Doc: "Return a decompressor object."},
}

func init() {
	gc.RegisterRoots(roots{})
	RegisterModule("zlib", func(t *Thread, m Value) {
		ns := NewDict(t)
		DictSetStr(t, ns, Intern("__module__"), Intern("zlib"))
		zlibError = NewClass(t, "error", []Value{ExceptionType.Obj}, ns)
		AddValue(t, m, "__doc__", NewStr(t, "The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip."))
		AddValue(t, m, "error", zlibError)
		for name, n := range constants {
			AddValue(t, m, name, gc.MakeInt(n))
		}
		for _, name := range []string{"ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"} {
			AddValue(t, m, name, NewStr(t, version))
		}
		AddValue(t, m, "__version__", NewStr(t, "1.0"))
		AddFunctions(t, m, functions)
		AddType(t, m, bufferingType)
	})
}

// fail raises zlib.error for what was done, as the C library words it.
func fail(t *Thread, code int, doing, text string) Value {
	if text != "" {
		text = ": " + text
	}
	return Raise(t, ClassOf(zlibError), "Error %d while %s%s", code, doing, text)
}

func failDecompressing(t *Thread, err error) Value {
	code, text := problem(err)
	return fail(t, code, "decompressing data", text)
}

// intArg is an optional argument that is an int.
func intArg(t *Thread, v Value, standard int) (int, bool) {
	if v == Null {
		return standard, true
	}
	return IndexInt(t, v)
}

// intArgs converts the arguments that are ints, in place of the standard values.
func intArgs(t *Thread, args []Value, numbers ...*int) bool {
	for i, p := range numbers {
		n, ok := intArg(t, args[i], *p)
		if !ok {
			return false
		}
		*p = n
	}
	return true
}

// checksum makes the function of a running checksum that begins with a number.
func checksum(first int64, update func(sum uint32, b []byte) uint32) NativeFn {
	return func(t *Thread, args []Value) Value {
		sum := first
		if args[1] != Null {
			n, ok := LowBits(t, args[1], 1<<32-1)
			if !ok {
				return Null
			}
			sum = n
		}
		b, ok := BufferBytes(t, args[0])
		if !ok {
			return Null
		}
		return NewInt(t, int64(update(uint32(sum), b)))
	}
}

func crc32Update(sum uint32, b []byte) uint32 { return crc32.Update(sum, crc32.IEEETable, b) }

// adler32Update goes on with a checksum, which Go's does not, but for the part that
// depends on the bytes alone: the sums of RFC 1950 are linear in where they begin.
func adler32Update(sum uint32, b []byte) uint32 {
	const prime = 65521
	own := adler32.Checksum(b)
	low, high := sum&0xffff, sum>>16
	n := uint32(len(b) % prime)
	first := (low + prime - 1) % prime // Go's begins with 1
	return (own&0xffff+first)%prime | uint32((uint64(own>>16)+uint64(high)+uint64(n)*uint64(first))%prime)<<16
}

func compress(t *Thread, args []Value) Value {
	level, wbits := -1, maxWindow
	if !intArgs(t, args[1:], &level, &wbits) {
		return Null
	}
	f, ok := writtenFormat(wbits)
	if !ok || level < -1 || level > 9 {
		return Raise(t, ClassOf(zlibError), "Bad compression level")
	}
	b, ok := BufferBytes(t, args[0])
	if !ok {
		return Null
	}
	d := newDeflater(f, level, 0, nil)
	return NewBytes(t, append(d.take(b), d.flush(finish)...))
}

func decompress(t *Thread, args []Value) Value {
	wbits, size := maxWindow, bufferSize
	if !intArgs(t, args[1:], &wbits, &size) {
		return Null
	}
	if size < 0 {
		return ValueErrorf(t, "bufsize must be non-negative")
	}
	f, ok := readFormat(wbits)
	if !ok {
		return fail(t, -2, "preparing to decompress data", "inconsistent stream state")
	}
	b, ok := BufferBytes(t, args[0])
	if !ok {
		return Null
	}
	d := newInflater(f, nil)
	defer d.stop()
	data, err := d.take(b, -1)
	switch {
	case err != nil:
		return failDecompressing(t, err)
	case !d.eof:
		return fail(t, -5, "decompressing data", "incomplete or truncated stream")
	}
	return NewBytes(t, data)
}
