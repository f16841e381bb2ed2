package syntax

func explain(text []byte, cfg *Config) *SyntaxError {
	return &SyntaxError{Kind: "SyntaxError", Msg: "invalid syntax"}
}
