package types

import "gorgon/vm/object"

// Value and Thread are short for the runtime's.
type (
	Value  = object.Value
	Thread = object.Thread
)

var named = map[string]*object.Type{
	"AsyncGeneratorType": object.AsyncGeneratorType, "BuiltinFunctionType": object.NativeType, "BuiltinMethodType": object.NativeType,
	"CapsuleType": capsuleType, "CellType": object.CellType, "ClassMethodDescriptorType": object.ClassMethodDescriptorType,
	"CodeType": object.CodeType, "CoroutineType": object.CoroutineType, "EllipsisType": object.EllipsisType,
	"FrameType": object.FrameType, "FunctionType": object.FunctionType, "GeneratorType": object.GeneratorType,
	"GenericAlias": object.GenericAliasType, "GetSetDescriptorType": object.GetsetDescriptorType, "LambdaType": object.FunctionType,
	"MappingProxyType": object.MappingProxyType, "MemberDescriptorType": object.MemberDescriptorType,
	"MethodDescriptorType": object.MethodDescriptorType, "MethodType": object.MethodType, "MethodWrapperType": object.MethodWrapperType,
	"ModuleType": object.ModuleType, "NoneType": object.NoneType, "NotImplementedType": object.NotImplementedType,
	"SimpleNamespace": object.NamespaceType, "TracebackType": object.TracebackType, "UnionType": object.UnionType,
	"WrapperDescriptorType": object.WrapperDescriptorType,
}

// capsuleType has no instances: no C code makes any.
var capsuleType = object.NewType("PyCapsule", 0)

func init() {
	capsuleType.Setup(object.Spec{Final: true, Doc: "Capsule objects let you wrap a C \"void *\" pointer in a Python object."})
	object.RegisterModule("_types", func(t *Thread, m Value) {
		object.AddValue(t, m, "__doc__", object.NewStr(t, "Define names for built-in types."))
		for name, typ := range named {
			object.AddValue(t, m, name, typ.Obj)
		}
	})
}
