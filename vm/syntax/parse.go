package syntax

// ParseConfig is Parse with every option.
func ParseConfig(src []byte, cfg *Config) (Mod, error) {
	return nil, &SyntaxError{Kind: "SyntaxError", Msg: "the parser is not built yet"}
}
