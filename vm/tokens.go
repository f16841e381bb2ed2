package vm

import (
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
	"gorgon/vm/syntax"
)

func init() {
	object.RegisterModule("_tokens", func(t *Thread, m Value) {
		object.AddFunctions(t, m, []object.Method{{Name: "split", Sig: "(text, extra, /)", Fn: splitTokens,
			Doc: "Return the list of the tokens of a program, ended by a SyntaxError if it has one."}})
	})
}

// splitTokens makes the tuples that tokenize.TokenInfo is made of.
func splitTokens(t *Thread, args []Value) Value {
	if !object.IsStr(args[0]) {
		return object.TypeErrorf(t, "split() argument 1 must be str, not %s", object.TypeName(args[0]))
	}
	tokens, fail := syntax.Tokens(strings.Clone(object.StrOf(args[0])), args[1] == object.True)
	items := make([]Value, 0, len(tokens)+1)
	number := func(n int) Value { return gc.MakeInt(int64(n)) }
	line, source := object.None, ""
	for _, k := range tokens {
		if line == object.None || k.Source != source {
			line, source = object.NewStr(t, k.Source), k.Source
		}
		items = append(items, object.NewTuple(t, number(k.Type), object.NewStr(t, k.Text),
			object.NewTuple(t, number(k.Line), number(k.Col)), object.NewTuple(t, number(k.EndLine), number(k.EndCol)), line))
	}
	if fail != nil {
		fail.Filename = "<string>"
		raiseSyntaxError(t, fail)
		if t.Exc == gc.Null {
			return gc.Null
		}
		items = append(items, t.Exc)
		object.ClearExc(t)
	}
	return object.NewList(t, items)
}
