package object

// The builtin types that more than one file needs. The file named behind each
// completes it in an init function by Setup.
var (
	ObjectType         = NewType("object", ShapeObject)   // type_object.go
	TypeType           = NewType("type", 0)               // type_type.go
	NoneType           = NewType("NoneType", 0)           // constants.go
	EllipsisType       = NewType("ellipsis", 0)           // constants.go
	NotImplementedType = NewType("NotImplementedType", 0) // constants.go
	IntType            = NewType("int", ShapeInt)         // int.go
	BoolType           = NewType("bool", 0)               // bool.go
	FloatType          = NewType("float", 0)              // float.go
	ComplexType        = NewType("complex", ShapeComplex) // complex.go
	StrType            = NewType("str", ShapeStr)         // str.go
	BytesType          = NewType("bytes", ShapeBytes)     // bytes.go
	ByteArrayType      = NewType("bytearray", ShapeByteArray)
	MemoryViewType     = NewType("memoryview", ShapeMemoryView)
	TupleType          = NewType("tuple", ShapeTuple)         // tuple.go
	ListType           = NewType("list", ShapeList)           // list.go
	DictType           = NewType("dict", ShapeDict)           // dict.go
	SetType            = NewType("set", ShapeSet)             // set.go
	FrozenSetType      = NewType("frozenset", ShapeFrozenSet) // set.go
	RangeType          = NewType("range", ShapeRange)         // range.go
	SliceType          = NewType("slice", ShapeSlice)         // slice.go
	FunctionType       = NewType("function", ShapeFunction)   // func.go
	NativeType         = NewType("builtin_function_or_method", ShapeNative)
	MethodType         = NewType("method", ShapeMethod)
	ModuleType         = NewType("module", ShapeModule)
	CellType           = NewType("cell", ShapeCell)
	CodeType           = NewType("code", ShapeCode)
	GeneratorType      = NewType("generator", ShapeGenerator) // generator.go
	CoroutineType      = NewType("coroutine", ShapeCoroutine)
	AsyncGeneratorType = NewType("async_generator", ShapeAsyncGenerator)
	PropertyType       = NewType("property", ShapeProperty) // descriptor.go
	StaticMethodType   = NewType("staticmethod", ShapeStaticMethod)
	ClassMethodType    = NewType("classmethod", ShapeClassMethod)
	SuperType          = NewType("super", ShapeSuper)
	TracebackType      = NewType("traceback", ShapeTraceback) // traceback.go
	FrameType          = NewType("frame", ShapeFrame)
	MappingProxyType   = NewType("mappingproxy", ShapeMappingProxy)
)
