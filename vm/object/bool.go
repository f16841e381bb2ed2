package object

func init() {
	slots := Slots{
		Repr: func(t *Thread, v Value) Value {
			if v == True {
				return Intern("True")
			}
			return Intern("False")
		},
		Truth:  func(t *Thread, v Value) (bool, bool) { return v == True, true },
		New:    newBool,
		Invert: boolInvert,
	}
	for op, f := range map[BinaryOp]func(a, b Value) Value{
		OpAnd: func(a, b Value) Value { return a & b },
		OpOr:  func(a, b Value) Value { return a | b },
		OpXor: func(a, b Value) Value { return False | (a^b)&1 },
	} {
		inherited := map[BinaryOp]binaryFn{OpAnd: IntAnd, OpOr: IntOr, OpXor: IntXor}[op]
		slots.Binary[op] = func(t *Thread, a, b Value) Value {
			switch {
			case a.IsBool() && b.IsBool():
				return f(a, b)
			case IsIntObj(a) && IsIntObj(b):
				return inherited(t, a, b)
			}
			return NotImplemented
		}
	}
	BoolType.Setup(Spec{
		Base:    IntType,
		Doc:     "Returns True when the argument is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.",
		VarSize: true,
		Final:   true,
		Slots:   slots,
	})
}

func newBool(t *Thread, cls *Type, args []Value, kw Value) Value {
	if kw != Null {
		return TypeErrorf(t, "bool() takes no keyword arguments")
	}
	switch len(args) {
	case 0:
		return False
	case 1:
		b, ok := Truth(t, args[0])
		if !ok {
			return Null
		}
		if b {
			return True
		}
		return False
	}
	return TypeErrorf(t, "bool expected at most 1 argument, got %d", len(args))
}

func boolInvert(t *Thread, v Value) Value {
	if !Warn(t, DeprecationWarningType, 1, "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.") {
		return Null
	}
	return IntInvert(t, v)
}
