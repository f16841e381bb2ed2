package object

// A ClassPlan is a class statement between the evaluation of its arguments and
// the call of the metaclass: the body runs in Namespace.
type ClassPlan struct {
	Name      Value // str
	Func      Value // function whose code is the body
	Namespace Value
	meta      Value
	bases     Value // tuple
	origBases Value // tuple
	kwVals    []Value
	kwNames   Value // tuple or Null
}

// PrepareClass is the first half of builtins.__build_class__(func, name, *bases,
// metaclass=…, **kw): it finds the metaclass and makes the namespace. The body
// runs with Namespace as its locals; then FinishClass makes the class. Nil: an
// exception is pending.
func PrepareClass(t *Thread, args []Value, kw Value) *ClassPlan {
	nkw := 0
	if kw != Null {
		nkw = TupleLen(kw)
	}
	pos := args[:len(args)-nkw]
	switch {
	case len(pos) < 2:
		TypeErrorf(t, "__build_class__: not enough arguments")
		return nil
	case TypeOf(pos[0]) != FunctionType:
		TypeErrorf(t, "__build_class__: func must be a function")
		return nil
	case !IsStr(pos[1]):
		TypeErrorf(t, "__build_class__: name is not a string")
		return nil
	}
	p := &ClassPlan{Func: pos[0], Name: pos[1], origBases: NewTupleFrom(t, pos[2:])}
	if !p.resolveBases(t, pos[2:]) || !p.takeMeta(t, args[len(pos):], kw) || !p.makeNamespace(t) {
		return nil
	}
	return p
}

// resolveBases replaces bases that are no classes by what their
// __mro_entries__ gives.
func (p *ClassPlan) resolveBases(t *Thread, bases []Value) bool {
	resolved, ok := ResolveBases(t, bases, p.origBases)
	if !ok {
		return false
	}
	p.bases = p.origBases
	if resolved != nil {
		p.bases = NewTupleFrom(t, resolved)
	}
	return true
}

// ResolveBases is types.resolve_bases; nil: nothing to resolve.
func ResolveBases(t *Thread, bases []Value, orig Value) ([]Value, bool) {
	var out []Value
	for i, b := range bases {
		if ClassOf(b) == nil {
			fn, ok := GetAttrOpt(t, b, names.__mro_entries__)
			if !ok {
				return nil, false
			}
			if fn != Null {
				r := Call(t, fn, orig)
				if r == Null {
					return nil, false
				}
				if !IsInstance(r, TupleType) {
					TypeErrorf(t, "__mro_entries__ must return a tuple")
					return nil, false
				}
				if out == nil {
					out = append(make([]Value, 0, len(bases)), bases[:i]...)
				}
				out = append(out, TupleItems(r)...)
				continue
			}
		}
		if out != nil {
			out = append(out, b)
		}
	}
	return out, true
}

// takeMeta takes metaclass= out of the keywords and derives the metaclass.
func (p *ClassPlan) takeMeta(t *Thread, vals []Value, kw Value) bool {
	p.kwVals, p.kwNames = append([]Value(nil), vals...), kw
	if kw != Null {
		var rest []Value
		p.kwVals = nil
		for i, k := range TupleItems(kw) {
			if StrOf(k) == "metaclass" {
				p.meta = vals[i]
				continue
			}
			rest, p.kwVals = append(rest, k), append(p.kwVals, vals[i])
		}
		p.kwNames = Null
		if len(rest) > 0 {
			p.kwNames = NewTupleFrom(t, rest)
		}
	}
	bases := TupleItems(p.bases)
	if p.meta == Null {
		p.meta = TypeType.Obj
		if len(bases) > 0 {
			p.meta = TypeOf(bases[0]).Obj
		}
	}
	if m := ClassOf(p.meta); m != nil {
		w := deriveMeta(t, m, bases)
		if w == nil {
			return false
		}
		p.meta = w.Obj
	}
	return true
}

func (p *ClassPlan) makeNamespace(t *Thread) bool {
	if p.meta == TypeType.Obj {
		p.Namespace = NewDict(t)
		return true
	}
	prep, ok := GetAttrOpt(t, p.meta, names.__prepare__)
	if !ok {
		return false
	}
	if prep == Null {
		p.Namespace = NewDict(t)
		return true
	}
	p.Namespace = CallKw(t, prep, append([]Value{p.Name, p.bases}, p.kwVals...), p.kwNames)
	if p.Namespace == Null {
		return false
	}
	if typ := TypeOf(p.Namespace); typ.Slots.GetItem == nil {
		name := "<metaclass>"
		if c := ClassOf(p.meta); c != nil {
			name = c.Name
		}
		TypeErrorf(t, "%s.__prepare__() must return a mapping, not %s", name, typ.TpName())
		return false
	}
	return true
}

// FinishClass is the second half: it calls the metaclass. cell is what the body
// returned: the __class__ cell or None.
func FinishClass(t *Thread, p *ClassPlan, cell Value) Value {
	if p.bases != p.origBases {
		if !SetItem(t, p.Namespace, names.__orig_bases__, p.origBases) {
			return Null
		}
	}
	cls := CallKw(t, p.meta, append([]Value{p.Name, p.bases, p.Namespace}, p.kwVals...), p.kwNames)
	if cls == Null || ClassOf(cls) == nil || !Is(cell, ShapeCell) {
		return cls
	}
	got := GetCell(t, cell)
	if got == cls {
		return cls
	}
	r := Repr(t, cls)
	if r == Null {
		return Null
	}
	if got == Null {
		return RuntimeErrorf(t, "__class__ not set defining %s as %s. Was __classcell__ propagated to type.__new__?",
			StrRepr(StrOf(p.Name)), StrOf(r))
	}
	g := Repr(t, got)
	if g == Null {
		return Null
	}
	return TypeErrorf(t, "__class__ set to %s defining %s as %s", StrOf(g), StrRepr(StrOf(p.Name)), StrOf(r))
}

// BuildClass is builtins.__build_class__ with the body run by RunClassBody.
func BuildClass(t *Thread, args []Value, kw Value) Value {
	p := PrepareClass(t, args, kw)
	if p == nil {
		return Null
	}
	if RunClassBody == nil {
		return RuntimeErrorf(t, "__build_class__: nothing can run the class body")
	}
	cell := RunClassBody(t, p.Func, p.Namespace)
	if cell == Null {
		return Null
	}
	return FinishClass(t, p, cell)
}
