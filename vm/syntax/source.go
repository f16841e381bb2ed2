package syntax

import "bytes"

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

func toUTF8(src []byte, cfg *Config) ([]byte, *SyntaxError) { return src, nil }
