package frame

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/object"
)

// FunctionParts are the optional operands of MAKE_FUNCTION in their order, and
// where they lie in the function object.
var FunctionParts = [...]struct {
	Flag   uint8
	Offset uintptr
}{
	{bytecode.FuncDefaults, object.FuncDefaults},
	{bytecode.FuncKwDefaults, object.FuncKwDefaults},
	{bytecode.FuncAnnotate, object.FuncAnnotate},
	{bytecode.FuncClosure, object.FuncClosure},
}
