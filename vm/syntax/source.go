package syntax

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// decodeSource brings the source to UTF-8 with \n line ends, ended by a zero
// byte.
func decodeSource(src []byte, cfg *Config) ([]byte, *SyntaxError) {
	if bytes.IndexByte(src, 0) >= 0 {
		return nil, &SyntaxError{
			Kind: "SyntaxError", Line: NoPosition,
			Msg: "source code string cannot contain null bytes",
		}
	}
	text, fail := toUTF8(src, cfg)
	if fail != nil {
		return nil, fail
	}
	out := make([]byte, 0, len(text)+2)
	if bytes.IndexByte(text, '\r') < 0 {
		out = append(out, text...)
	} else {
		for i := 0; i < len(text); i++ {
			c := text[i]
			if c == '\r' {
				c = '\n'
				if i+1 < len(text) && text[i+1] == '\n' {
					i++
				}
			}
			out = append(out, c)
		}
	}
	if cfg.Mode == Exec && len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	return append(out, 0), nil
}

// toUTF8 removes a byte order mark and decodes by the coding comment.
func toUTF8(src []byte, cfg *Config) ([]byte, *SyntaxError) {
	if cfg.IgnoreCookie {
		return src, nil
	}
	text, bom := bytes.CutPrefix(src, []byte("\xef\xbb\xbf"))
	encoding, line, rest, number := codingComment(text)
	switch {
	case bom && encoding != "" && encoding != "utf-8":
		return nil, &SyntaxError{
			Kind: "SyntaxError", Msg: "encoding problem: " + encoding + " with BOM",
			Line: number, EndLine: number, EndCol: utf8.RuneCount(text[:len(text)-len(rest)]), Text: string(line), HasText: true,
		}
	case encoding == "" || encoding == "utf-8":
		return text, checkUTF8(text)
	}
	out, err := decodeAs(text, encoding, cfg)
	if err != nil {
		return nil, &SyntaxError{Kind: "SyntaxError", Msg: err.Error(), Col: -1, EndLine: NoPosition}
	}
	return out, nil
}

// codingComment returns the normalised encoding that a comment in one of the
// first two lines names, with that line, what follows it, and its number.
func codingComment(text []byte) (encoding string, line, rest []byte, number int) {
	for number = 1; number <= 2; number++ {
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			end = len(text)
		}
		line, rest = bytes.TrimSuffix(text[:end], []byte("\r")), text[end:]
		text = bytes.TrimPrefix(rest, []byte("\n"))
		comment := bytes.TrimLeft(line, " \t\f")
		if len(comment) == 0 {
			continue
		}
		if comment[0] != '#' {
			return "", nil, nil, 0
		}
		if name := codingName(comment); name != "" {
			return normalEncoding(name), line, rest, number
		}
	}
	return "", nil, nil, 0
}

// codingName finds "coding:" or "coding=" and the name after it.
func codingName(comment []byte) string {
	for {
		_, rest, ok := bytes.Cut(comment, []byte("coding"))
		if !ok {
			return ""
		}
		comment = rest
		if len(rest) == 0 || rest[0] != ':' && rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t")
		n := 0
		for n < len(rest) && (rest[n] < 128 && classes[rest[n]]&classPart != 0 || rest[n] == '-' || rest[n] == '.') {
			n++
		}
		if n > 0 {
			return string(rest[:n])
		}
	}
}

// normalEncoding brings the names of UTF-8 and Latin-1, with or without a
// suffix, to one form, and leaves others as they are.
func normalEncoding(name string) string {
	short := strings.ReplaceAll(strings.ToLower(name[:min(len(name), 12)]), "_", "-")
	for _, family := range [...][2]string{
		{"utf-8", "utf-8"}, {"latin-1", "iso-8859-1"}, {"iso-8859-1", "iso-8859-1"}, {"iso-latin-1", "iso-8859-1"},
	} {
		if short == family[0] || strings.HasPrefix(short, family[0]+"-") {
			return family[1]
		}
	}
	return name
}

// checkUTF8 finds the first byte that is no UTF-8.
func checkUTF8(text []byte) *SyntaxError {
	if utf8.Valid(text) {
		return nil
	}
	bad := 0
	for {
		r, n := utf8.DecodeRune(text[bad:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		bad += n
	}
	start := bytes.LastIndexByte(text[:bad], '\n') + 1
	line, _, _ := bytes.Cut(text[start:], []byte("\n"))
	number := bytes.Count(text[:bad], []byte("\n")) + 1
	col := utf8.RuneCount(text[start:bad]) + 1
	return &SyntaxError{
		Kind: "SyntaxError", Line: number, Col: col, EndLine: number, EndCol: col,
		Msg: fmt.Sprintf("Non-UTF-8 code starting with '\\x%02x' on line %d, but no encoding declared; "+
			"see https://peps.python.org/pep-0263/ for details", text[bad], number),
		Text: replaceInvalid(line), HasText: true,
	}
}

// replaceInvalid puts U+FFFD for what is no UTF-8, once for each longest start
// of a character, as Python's "replace" does.
func replaceInvalid(s []byte) string {
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		if r == utf8.RuneError && n == 1 {
			n = truncated(s)
		}
		b.WriteRune(r)
		s = s[n:]
	}
	return b.String()
}

// truncated is the length of the start of a character at the start of s, or 1.
func truncated(s []byte) int {
	low, high, size := byte(0x80), byte(0xBF), 0
	switch c := s[0]; {
	case c >= 0xC2 && c < 0xE0:
		size = 2
	case c >= 0xE0 && c < 0xF0:
		size = 3
	case c >= 0xF0 && c < 0xF5:
		size = 4
	}
	switch s[0] {
	case 0xE0:
		low = 0xA0
	case 0xED:
		high = 0x9F
	case 0xF0:
		low = 0x90
	case 0xF4:
		high = 0x8F
	}
	n := 1
	for n < size && n < len(s) && s[n] >= low && s[n] <= high {
		n++
		low, high = 0x80, 0xBF
	}
	return n
}

// decodeAs decodes by an encoding other than UTF-8: the single-byte ones are
// known here, the rest is asked of the configuration.
func decodeAs(text []byte, encoding string, cfg *Config) ([]byte, error) {
	name := strings.ReplaceAll(strings.ToLower(encoding), "_", "-")
	if full, ok := charmapAliases()[name]; ok {
		name = full
	}
	switch name {
	case "utf8", "u8", "utf", "cp65001":
		return decodeStrict(text)
	case "iso-8859-1", "latin1", "latin", "l1", "iso8859-1", "8859", "cp819":
		return decodeChars(text, "", "")
	case "ascii", "us-ascii", "646", "ansi-x3.4-1968":
		return decodeChars(text, "ascii", "ordinal not in range(128)")
	}
	if upper, ok := charmaps()[name]; ok {
		return decodeMap(text, []rune(upper))
	}
	if cfg.Decode != nil {
		return cfg.Decode(text, encoding)
	}
	return nil, errors.New("unknown encoding: " + encoding)
}

func decodeStrict(text []byte) ([]byte, error) {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			reason := "invalid start byte"
			if c := text[i]; c >= 0xC2 && c < 0xF5 {
				reason = "invalid continuation byte"
			}
			return nil, fmt.Errorf("'utf-8' codec can't decode byte 0x%02x in position %d: %s", text[i], i, reason)
		}
		i += n
	}
	return text, nil
}

// decodeChars decodes Latin-1, or refuses bytes from 0x80 on if codec is set.
func decodeChars(text []byte, codec, reason string) ([]byte, error) {
	out := make([]byte, 0, len(text)+len(text)/8)
	for i, c := range text {
		if c >= 0x80 && codec != "" {
			return nil, fmt.Errorf("'%s' codec can't decode byte 0x%02x in position %d: %s", codec, c, i, reason)
		}
		out = utf8.AppendRune(out, rune(c))
	}
	return out, nil
}

func decodeMap(text []byte, upper []rune) ([]byte, error) {
	out := make([]byte, 0, len(text)+len(text)/8)
	for i, c := range text {
		r := rune(c)
		if c >= 0x80 {
			if r = upper[c-0x80]; r == utf8.RuneError {
				return nil, fmt.Errorf("'charmap' codec can't decode byte 0x%02x in position %d: character maps to <undefined>", c, i)
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}
