package vm

import (
	"os"

	"gorgon/vm/object"
)

func init() {
	if object.IsNativeModule("builtins") {
		return
	}
	object.RegisterModule("builtins", func(t *Thread, m Value) {
		object.AddFunctions(t, m, []object.Method{
			{Name: "print", Sig: "(*args)", Flags: object.IO, Fn: func(t *Thread, a []Value) Value {
				for i, v := range object.TupleItems(a[0]) {
					if i > 0 {
						os.Stdout.WriteString(" ")
					}
					s := object.Str(t, v)
					if s == 0 {
						return 0
					}
					os.Stdout.WriteString(object.StrOf(s))
				}
				os.Stdout.WriteString("\n")
				return object.None
			}},
			{Name: "len", Sig: "(obj, /)", Fn: func(t *Thread, a []Value) Value {
				n, ok := object.Len(t, a[0])
				if !ok {
					return 0
				}
				return object.NewInt(t, int64(n))
			}},
			{Name: "__build_class__", Sig: "(*args, **kw)", Fn: func(t *Thread, a []Value) Value { return object.BuildClass(t, object.TupleItems(a[0]), 0) }},
		})
		for _, typ := range []*object.Type{object.ObjectType, object.IntType, object.StrType, object.ListType, object.DictType, object.TupleType, object.RangeType, object.FloatType, object.TypeType, object.ValueErrorType, object.ModuleNotFoundErrorType, object.ImportErrorType, object.KeyErrorType, object.TypeErrorType, object.ExceptionType} {
			object.AddType(t, m, typ)
		}
	})
	object.RegisterModule("sys", func(t *Thread, m Value) {})
}
