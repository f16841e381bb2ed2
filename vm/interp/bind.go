package interp

import (
	"fmt"
	"strings"

	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// bind turns the arguments of a call into the first registers of the callee's
// frame: defaults, keywords, *args and **kwargs.
func bind(t *Thread, fn gc.Value, code *frame.Code, c *call) bool {
	b := binder{t: t, fn: fn, code: code}
	b.given = append(b.given, gc.Values(c.args, c.n)...)
	if c.kw != gc.Null {
		b.names = object.TupleItems(c.kw)
	}
	b.regs = make([]gc.Value, len(b.code.VarNames))
	if !b.positional() || !b.keywords() || !b.defaults() {
		return false
	}
	b.collect()
	n := code.ArgCount + code.KwOnly
	if code.Flags&bytecode.VarArgs != 0 {
		n++
	}
	if code.Flags&bytecode.VarKeywords != 0 {
		n++
	}
	for i := 0; i < n; i++ {
		setReg(c.args, i, b.regs[i])
	}
	clearRegs(c.args, n, code.NRegs)
	return true
}

// binder binds the arguments of one call. regs is filled in the order of the
// parameters' registers.
type binder struct {
	t     *Thread
	fn    gc.Value
	code  *frame.Code
	given []gc.Value // positional ones, then those named by names
	names []gc.Value
	regs  []gc.Value
	rest  gc.Value // **kwargs
}

func (b *binder) qualname() string { return object.StrOf(gc.Load(b.fn.Addr() + object.FuncQualName)) }

func (b *binder) npos() int { return len(b.given) - len(b.names) }

func (b *binder) positional() bool {
	n := b.npos()
	if n > b.code.ArgCount {
		n = b.code.ArgCount
	}
	copy(b.regs, b.given[:n])
	return true
}

func (b *binder) keywords() bool {
	if b.code.Flags&bytecode.VarKeywords != 0 {
		b.rest = object.NewDict(b.t)
	}
	var posOnly []string
	for i, name := range b.names {
		v := b.given[b.npos()+i]
		slot := b.slotOf(name)
		switch {
		case slot >= b.code.PosOnly:
			if b.regs[slot] != gc.Null {
				object.TypeErrorf(b.t, "%s() got multiple values for argument '%s'", b.qualname(), object.StrOf(name))
				return false
			}
			b.regs[slot] = v
		case b.rest != gc.Null:
			if !object.DictSet(b.t, b.rest, name, v) {
				return false
			}
		case slot >= 0:
			posOnly = append(posOnly, object.StrOf(name))
		default:
			return b.unexpected(name)
		}
	}
	if posOnly != nil {
		object.TypeErrorf(b.t, "%s() got some positional-only arguments passed as keyword arguments: '%s'",
			b.qualname(), strings.Join(posOnly, ", "))
		return false
	}
	if b.npos() > b.code.ArgCount && b.code.Flags&bytecode.VarArgs == 0 {
		return b.tooMany()
	}
	return true
}

// slotOf returns the parameter that name names, or -1.
func (b *binder) slotOf(name gc.Value) int {
	params := b.code.VarNameV[:b.code.ArgCount+b.code.KwOnly]
	for i, p := range params {
		if p == name {
			return i
		}
	}
	s := object.StrOf(name)
	for i := range params {
		if b.code.VarNames[i] == s {
			return i
		}
	}
	return -1
}

func (b *binder) unexpected(name gc.Value) bool {
	hint := object.SuggestName(object.StrOf(name), b.code.VarNames[b.code.PosOnly:b.code.ArgCount+b.code.KwOnly])
	if hint != "" {
		hint = ". Did you mean '" + hint + "'?"
	}
	object.TypeErrorf(b.t, "%s() got an unexpected keyword argument '%s'%s", b.qualname(), object.StrOf(name), hint)
	return false
}

// defaults fills what was not given, or says what is missing.
func (b *binder) defaults() bool {
	f := b.fn.Addr()
	var defs []gc.Value
	if d := b.t.Read(f+gc.LockOffset, f+object.FuncDefaults); d != gc.Null && d != gc.None {
		defs = object.TupleItems(d)
	}
	first := b.code.ArgCount - len(defs)
	var missing []string
	for i := 0; i < b.code.ArgCount; i++ {
		if b.regs[i] != gc.Null {
			continue
		}
		if i >= first {
			b.regs[i] = defs[i-first]
		} else {
			missing = append(missing, b.code.VarNames[i])
		}
	}
	if missing != nil {
		return b.missing(missing, "positional")
	}
	return b.kwDefaults()
}

func (b *binder) kwDefaults() bool {
	var missing []string
	f := b.fn.Addr()
	d := b.t.Read(f+gc.LockOffset, f+object.FuncKwDefaults)
	for i := b.code.ArgCount; i < b.code.ArgCount+b.code.KwOnly; i++ {
		if b.regs[i] != gc.Null {
			continue
		}
		if d != gc.Null && d != gc.None {
			b.regs[i] = object.DictGetStr(b.t, d, b.code.VarNameV[i])
		}
		if b.regs[i] == gc.Null {
			missing = append(missing, b.code.VarNames[i])
		}
	}
	if missing != nil {
		return b.missing(missing, "keyword-only")
	}
	return true
}

// collect makes the *args tuple and stores the **kwargs dict.
func (b *binder) collect() {
	i := b.code.ArgCount + b.code.KwOnly
	if b.code.Flags&bytecode.VarArgs != 0 {
		var extra []gc.Value
		if b.npos() > b.code.ArgCount {
			extra = b.given[b.code.ArgCount:b.npos()]
		}
		b.regs[i] = object.NewTupleFrom(b.t, extra)
		i++
	}
	if b.code.Flags&bytecode.VarKeywords != 0 {
		b.regs[i] = b.rest
	}
}

func (b *binder) missing(names []string, kind string) bool {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "'" + n + "'"
	}
	s := "s"
	list := ""
	switch n := len(quoted); n {
	case 1:
		s, list = "", quoted[0]
	case 2:
		list = quoted[0] + " and " + quoted[1]
	default:
		list = strings.Join(quoted[:n-1], ", ") + ", and " + quoted[n-1]
	}
	object.TypeErrorf(b.t, "%s() missing %d required %s argument%s: %s", b.qualname(), len(names), kind, s, list)
	return false
}

func (b *binder) tooMany() bool {
	max, defs := b.code.ArgCount, 0
	f := b.fn.Addr()
	if d := gc.Load(f + object.FuncDefaults); d != gc.Null && d != gc.None {
		defs = len(object.TupleItems(d))
	}
	takes := fmt.Sprint(max)
	plural := max != 1
	if defs > 0 {
		takes = fmt.Sprintf("from %d to %d", max-defs, max)
		plural = true
	}
	kwGiven := 0
	for i := b.code.ArgCount; i < b.code.ArgCount+b.code.KwOnly; i++ {
		if b.regs[i] != gc.Null {
			kwGiven++
		}
	}
	given := b.npos()
	was, kwPart := "were", ""
	if kwGiven > 0 {
		kwPart = fmt.Sprintf(" positional argument%s (and %d keyword-only argument%s)", s(given != 1), kwGiven, s(kwGiven != 1))
	} else if given == 1 {
		was = "was"
	}
	object.TypeErrorf(b.t, "%s() takes %s positional argument%s but %d%s %s given", b.qualname(), takes, s(plural), given, kwPart, was)
	return false
}

func s(plural bool) string {
	if plural {
		return "s"
	}
	return ""
}
