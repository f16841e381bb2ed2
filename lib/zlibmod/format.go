package zlibmod

import (
	"encoding/binary"
	"hash"
	"hash/adler32"
	"hash/crc32"
)

// format is what stands around deflated data.
type format uint8

const (
	raw format = iota
	zlibFormat
	gzipFormat
	anyFormat // zlib or gzip: the first byte says
)

// The window sizes that the C library has, as powers of two.
const (
	leastWindow = 8
	maxWindow   = 15
)

// writtenFormat is what the argument wbits of a compressor asks for.
func writtenFormat(wbits int) (f format, ok bool) {
	switch {
	case wbits >= -maxWindow && wbits <= -leastWindow-1:
		return raw, true
	case wbits >= leastWindow && wbits <= maxWindow:
		return zlibFormat, true
	case wbits >= 16+leastWindow+1 && wbits <= 16+maxWindow:
		return gzipFormat, true
	}
	return raw, false
}

// readFormat is what the argument wbits of a decompressor asks for. 0 takes the size
// from the data.
func readFormat(wbits int) (f format, ok bool) {
	if wbits < 0 {
		return raw, wbits >= -maxWindow && wbits <= -leastWindow
	}
	size := wbits % 16
	if size != 0 && size < leastWindow {
		return raw, false
	}
	switch wbits / 16 {
	case 0:
		return zlibFormat, true
	case 1:
		return gzipFormat, true
	case 2:
		return anyFormat, true
	}
	return raw, false
}

// header is what stands in front of the deflated data. The window is always said to be
// of 32 KiB, which is what compress/flate uses.
func (f format) header(level int, dict []byte) []byte {
	switch f {
	case zlibFormat:
		h := uint16(0x78)<<8 | uint16(effort(level))<<6
		if dict != nil {
			h |= 1 << 5
		}
		h += 31 - h%31
		b := binary.BigEndian.AppendUint16(nil, h)
		if dict != nil {
			b = binary.BigEndian.AppendUint32(b, adler32.Checksum(dict))
		}
		return b
	case gzipFormat:
		extra := byte(0)
		switch level {
		case 9:
			extra = 2
		case 1:
			extra = 4
		}
		const deflated, unix = 8, 3
		return []byte{0x1f, 0x8b, deflated, 0, 0, 0, 0, 0, extra, unix}
	}
	return nil
}

// effort is how a zlib header calls a level.
func effort(level int) int {
	switch {
	case level < 0 || level == 6:
		return 2
	case level < 2:
		return 0
	case level < 6:
		return 1
	}
	return 3
}

// newSum returns the checksum of what is compressed, nil if the format has none.
func (f format) newSum() hash.Hash32 {
	switch f {
	case zlibFormat:
		return adler32.New()
	case gzipFormat:
		return crc32.NewIEEE()
	}
	return nil
}

// trailer is what stands behind the deflated data of that size.
func (f format) trailer(sum hash.Hash32, size uint32) []byte {
	switch f {
	case zlibFormat:
		return binary.BigEndian.AppendUint32(nil, sum.Sum32())
	case gzipFormat:
		return binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, sum.Sum32()), size)
	}
	return nil
}
