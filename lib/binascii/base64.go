package binascii

import (
	"encoding/base64"

	. "gorgon/vm/object"
)

// sextets are the values of the characters of base64; others have noSextet.
var sextets = func() (values [256]byte) {
	for i := range values {
		values[i] = noSextet
	}
	for i, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		values[c] = byte(i)
	}
	return values
}()

const noSextet = 64

func b2aBase64(t *Thread, a []Value) Value {
	newline, ok := flag(t, a[1], true)
	if !ok {
		return Null
	}
	b, ok := BufferBytes(t, a[0])
	if !ok {
		return Null
	}
	coded := base64.StdEncoding.AppendEncode(make([]byte, 0, base64.StdEncoding.EncodedLen(len(b))+1), b)
	if newline {
		coded = append(coded, '\n')
	}
	return NewBytes(t, coded)
}

func a2bBase64(t *Thread, a []Value) Value {
	strict, ok := flag(t, a[1], false)
	if !ok {
		return Null
	}
	b, ok := text(t, a[0])
	if !ok {
		return Null
	}
	data, quad, pads, problem := decodeBase64(b, strict)
	switch {
	case problem != "":
		return fail(t, "%s", problem)
	case quad == 1:
		return fail(t, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", len(data)/3*4+1)
	case quad != 0 && quad+pads < 4:
		return fail(t, "Incorrect padding")
	}
	return NewBytes(t, data)
}

// decodeBase64 decodes what it can. quad is how many characters of the last
// four there are, pads how many signs of padding at the end. What is no
// character of base64, and padding at the wrong place, is skipped unless strict.
func decodeBase64(b []byte, strict bool) (data []byte, quad, pads int, problem string) {
	left := byte(0) // the bits that are not written yet
	for i, c := range b {
		if c == '=' {
			switch {
			case strict && quad == 0 && i == 0:
				return nil, 0, 0, "Leading padding not allowed"
			case strict && quad == 0:
				return nil, 0, 0, "Excess padding not allowed"
			case strict && quad == 1:
				return data, quad, 0, ""
			}
			if pads++; strict && quad+pads > 4 {
				return nil, 0, 0, "Excess padding not allowed"
			}
			continue
		}
		v := sextets[c]
		if v == noSextet {
			if strict {
				return nil, 0, 0, "Only base64 data is allowed"
			}
			continue
		}
		if strict && pads > 0 {
			if quad+pads == 4 {
				return nil, 0, 0, "Excess data after padding"
			}
			return nil, 0, 0, "Discontinuous padding not allowed"
		}
		pads = 0
		switch quad {
		case 0:
			left = v
		case 1:
			data, left = append(data, left<<2|v>>4), v&15
		case 2:
			data, left = append(data, left<<4|v>>2), v&3
		case 3:
			data, left = append(data, left<<6|v), 0
		}
		quad = (quad + 1) % 4
	}
	return data, quad, pads, ""
}
