package compile

import "gorgon/vm/syntax"

func unparse(e syntax.Expr) string { return "" }
func repr(k any) string            { return "" }
func mappingKey(k any) any         { return constKey(k) }
