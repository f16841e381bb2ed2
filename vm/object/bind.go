package object

import "fmt"

// binder binds the arguments of one call to a native function's parameters
// and words the errors as CPython does for a function of that form.
type binder struct {
	t    *Thread
	sig  *Signature
	name string // as shown by functions with keywords: "split"
	full string // as shown by the others: "str.split"
	self int    // 1 if the first parameter is the receiver, which is not counted
}

// BindNative binds args, whose last are named by kw unless that is Null, to
// n's parameters and appends them to buf: what n.Fn takes.
func BindNative(t *Thread, n *Native, args []Value, kw Value, buf []Value) ([]Value, bool) {
	b := binder{t: t, sig: n.Sig, name: n.Name, full: n.Name}
	if n.Owner == nil && n.Module != "" && n.Module != "builtins" {
		b.full = n.Module + "." + n.Name
	}
	if n.Owner != nil && n.Flags&StaticMethod == 0 {
		b.self = 1
	}
	if n.Owner != nil {
		b.full = n.Owner.Name + "." + n.Name
		if n.Flags&ClassMethod != 0 && len(args) > 0 {
			if c := ClassOf(args[0]); c != nil {
				b.full = c.Name + "." + n.Name
			}
		}
	} else if n.Module != "" && n.Module != "builtins" {
		b.full = n.Module + "." + n.Name
	}
	return b.bind(args, kw, buf)
}

// Bind is BindNative for other callers, such as the New slots of types: name is
// what the error messages call the function.
func Bind(t *Thread, name string, sig *Signature, args []Value, kw Value, buf []Value) ([]Value, bool) {
	b := binder{t: t, sig: sig, name: name, full: name}
	return b.bind(args, kw, buf)
}

func (b *binder) fail(format string, args ...any) ([]Value, bool) {
	TypeErrorf(b.t, format, args...)
	return nil, false
}

func (b *binder) bind(args []Value, kw Value, buf []Value) ([]Value, bool) {
	s := b.sig
	nkw := 0
	if kw != Null {
		nkw = TupleLen(kw)
	}
	npos := len(args) - nkw
	keywords := s.VarKw || s.PosOnly < len(s.Params)
	if nkw > 0 && !keywords {
		return b.fail("%s() takes no keyword arguments", b.full)
	}
	if !keywords {
		if !b.checkCount(npos) {
			return nil, false
		}
	} else if !b.checkKeywordCount(npos, nkw) {
		return nil, false
	}
	base := len(buf)
	buf = append(buf, args[:min(npos, s.Pos)]...)
	for len(buf)-base < len(s.Params) {
		buf = append(buf, Null)
	}
	if s.VarArgs {
		var rest []Value
		if npos > s.Pos {
			rest = args[s.Pos:npos]
		}
		buf = append(buf, NewTupleFrom(b.t, rest))
	}
	var extra Value
	if nkw > 0 {
		var ok bool
		if extra, ok = b.bindKeywords(buf[base:base+len(s.Params)], args[npos:], TupleItems(kw), npos); !ok {
			return nil, false
		}
	}
	if s.VarKw {
		buf = append(buf, extra)
	}
	for i, opt := range s.Optional {
		if !opt && buf[base+i] == Null {
			return b.missing(i, buf[base:])
		}
	}
	return buf, true
}

// bindKeywords puts the values named by keys into params; what no parameter
// takes comes back in a dict if there is a **parameter.
func (b *binder) bindKeywords(params, vals, keys []Value, npos int) (Value, bool) {
	s := b.sig
	extra := Null
next:
	for i, k := range keys {
		key := StrOf(k)
		for j := s.PosOnly; j < len(s.Params); j++ {
			if s.Params[j] != key {
				continue
			}
			if params[j] != Null {
				b.fail("argument for %s() given by name ('%s') and position (%d)", b.name, key, j+1-b.self)
				return Null, false
			}
			params[j] = vals[i]
			continue next
		}
		if !s.VarKw {
			b.unexpected(key)
			return Null, false
		}
		if extra == Null {
			extra = NewDict(b.t)
		}
		if !DictSet(b.t, extra, k, vals[i]) {
			return Null, false
		}
	}
	return extra, true
}

func (b *binder) unexpected(key string) {
	b.fail("%s() got an unexpected keyword argument '%s'", b.name, key)
}

// missing words the error for a required parameter that was not given.
func (b *binder) missing(i int, bound []Value) ([]Value, bool) {
	s := b.sig
	if i < s.PosOnly || s.Plain {
		given := 0
		for j := b.self; j < s.PosOnly && bound[j] != Null; j++ {
			given++
		}
		min, max := s.required(s.PosOnly)-b.self, s.Pos-b.self
		how := "exactly"
		if min < max {
			how = "at least"
		}
		return b.fail("%s() takes %s %d positional argument%s (%d given)", b.name, how, min, plural(min), given)
	}
	return b.fail("%s() missing required argument '%s' (pos %d)", b.name, s.Params[i], i+1-b.self)
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// checkCount checks the number of arguments of a function without keywords.
func (b *binder) checkCount(npos int) bool {
	s := b.sig
	least, most := s.required(s.Pos), s.Pos
	if npos >= least && (npos <= most || s.VarArgs) {
		return true
	}
	npos, least, most = max(npos-b.self, 0), max(least-b.self, 0), most-b.self
	switch {
	case most == 0 && !s.VarArgs:
		b.fail("%s() takes no arguments (%d given)", b.full, npos)
	case most == 1 && least == 1 && !s.VarArgs:
		b.fail("%s() takes exactly one argument (%d given)", b.full, npos)
	case least == most && !s.VarArgs:
		b.fail("%s expected %d argument%s, got %d", b.name, least, plural(least), npos)
	case npos < least:
		b.fail("%s expected at least %d argument%s, got %d", b.name, least, plural(least), npos)
	default:
		b.fail("%s expected at most %d argument%s, got %d", b.name, most, plural(most), npos)
	}
	return false
}

// checkKeywordCount checks the number of arguments of a function that takes
// keywords.
func (b *binder) checkKeywordCount(npos, nkw int) bool {
	s := b.sig
	params, most := len(s.Params)-b.self, s.Pos-b.self
	npos -= b.self
	if !s.VarKw && !s.VarArgs && npos+nkw > params {
		how := "at most"
		if s.required(len(s.Params))-b.self == params {
			how = "exactly"
		}
		kind := ""
		if npos == 0 {
			kind = "keyword "
		}
		b.fail("%s() takes %s %d %sargument%s (%d given)", b.name, how, params, kind, plural(params), npos+nkw)
		return false
	}
	if npos > most && !s.VarArgs {
		if most == 0 {
			b.fail("%s() takes no positional arguments", b.name)
			return false
		}
		how := "exactly"
		if s.required(s.Pos)-b.self < most {
			how = "at most"
		}
		b.fail("%s() takes %s %d positional argument%s (%d given)", b.name, how, most, plural(most), npos)
		return false
	}
	return true
}

// qualifiedName is the native's __qualname__.
func (n *Native) qualifiedName() string {
	if n.Owner != nil {
		return n.Owner.Name + "." + n.Name
	}
	return n.Name
}

// checkReceiver words the error for a method called without, or with a wrong,
// receiver; ok if the receiver is right.
func (n *Native) checkReceiver(t *Thread, args []Value, kw Value) bool {
	nkw := 0
	if kw != Null {
		nkw = TupleLen(kw)
	}
	if len(args)-nkw == 0 {
		if n.slot != 0 {
			TypeErrorf(t, "descriptor '%s' of '%s' object needs an argument", n.Name, n.Owner.TpName())
		} else {
			TypeErrorf(t, "unbound method %s.%s() needs an argument", n.Owner.Name, n.Name)
		}
		return false
	}
	if IsInstance(args[0], n.Owner) {
		return true
	}
	if n.slot != 0 {
		TypeErrorf(t, "descriptor '%s' requires a '%s' object but received a '%s'", n.Name, n.Owner.TpName(), TypeName(args[0]))
	} else {
		TypeErrorf(t, "descriptor '%s' for '%s' objects doesn't apply to a '%s' object", n.Name, n.Owner.TpName(), TypeName(args[0]))
	}
	return false
}

func (n *Native) String() string { return fmt.Sprintf("native %s", n.qualifiedName()) }
