package binascii

import . "gorgon/vm/object"

// maxUU is how many bytes a line of uuencoded text holds.
const maxUU = 45

func b2aUU(t *Thread, a []Value) Value {
	backtick, ok := flag(t, a[1], false)
	if !ok {
		return Null
	}
	b, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	if len(b) > maxUU {
		return fail(t, "At most %d bytes at once", maxUU)
	}
	sextet := func(n uint32) byte {
		if n &= 63; n == 0 && backtick {
			return '`'
		}
		return byte(n) + ' '
	}
	out := []byte{sextet(uint32(len(b)))}
	for i := 0; i < len(b); i += 3 {
		var group [3]byte
		copy(group[:], b[i:])
		n := uint32(group[0])<<16 | uint32(group[1])<<8 | uint32(group[2])
		out = append(out, sextet(n>>18), sextet(n>>12), sextet(n>>6), sextet(n))
	}
	return NewBytes(t, append(out, '\n'))
}

func decodeUU(b []byte) ([]byte, string) {
	if len(b) == 0 {
		return nil, "Missing length byte"
	}
	length := int(b[0]-' ') & 63
	b = b[1:]
	data := make([]byte, 0, length)
	left, bits := uint32(0), 0
	for len(data) < length {
		c := byte(' ') // blanks at the end may have been cut off
		if len(b) > 0 {
			if b[0] != '\n' && b[0] != '\r' {
				c = b[0]
			}
			b = b[1:]
		}
		if c < ' ' || c > ' '+64 {
			return nil, "Illegal char"
		}
		left, bits = left<<6|uint32(c-' ')&63, bits+6
		if bits >= 8 {
			bits -= 8
			data = append(data, byte(left>>bits))
			left &= 1<<bits - 1
		}
	}
	for _, c := range b {
		if c != ' ' && c != ' '+64 && c != '\n' && c != '\r' {
			return nil, "Trailing garbage"
		}
	}
	return data, ""
}
