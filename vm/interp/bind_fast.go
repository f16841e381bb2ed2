package interp

import (
	"gorgon/gc"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// The ordinary bindings, which need no memory of Go. What they do not know, and
// every error, is left to bind: they say false and leave the call as it was.

// bindPositional binds a call without keywords.
func bindPositional(t *Thread, fn gc.Value, code *frame.Code, c *call) bool {
	if c.kw != gc.Null || code.KwOnly != 0 || code.Flags&bytecode.VarKeywords != 0 {
		return false
	}
	n, params := c.n, code.ArgCount
	variable := code.Flags&bytecode.VarArgs != 0
	if n > params && !variable || !fillDefaults(t, fn, c.args, n, params) {
		return false
	}
	end := params
	if variable {
		rest := object.EmptyTuple
		if n > params {
			rest = object.NewTupleFrom(t, gc.Values(c.args+8*uintptr(params), n-params))
		}
		setReg(c.args, params, rest)
		end++
	}
	clearRegs(c.args, end, code.NRegs)
	return true
}

// fillDefaults stores the default values of the positional parameters from the
// n-th on at args. False: there are not enough.
func fillDefaults(t *Thread, fn gc.Value, args uintptr, n, params int) bool {
	if n >= params {
		return true
	}
	f := fn.Addr()
	d := t.Read(f+gc.LockOffset, f+object.FuncDefaults)
	if d == gc.Null || d == gc.None {
		return false
	}
	defaults := object.TupleItems(d)
	first := params - len(defaults)
	if n < first {
		return false
	}
	copy(gc.Values(args+8*uintptr(n), params-n), defaults[n-first:])
	return true
}

// maxNamed is how many keywords bindNamed takes.
const maxNamed = 8

// bindNamed binds a call with keywords, or of code with keyword-only parameters,
// to code without *args and **kwargs.
func bindNamed(t *Thread, fn gc.Value, code *frame.Code, c *call) bool {
	if code.Flags&(bytecode.VarArgs|bytecode.VarKeywords) != 0 {
		return false
	}
	var names []gc.Value
	if c.kw != gc.Null {
		names = object.TupleItems(c.kw)
	}
	n, params := c.n-len(names), code.ArgCount+code.KwOnly
	if len(names) > maxNamed || n > code.ArgCount {
		return false
	}
	var named [maxNamed]gc.Value
	copy(named[:], gc.Values(c.args+8*uintptr(n), len(names)))
	regs := gc.Values(c.args, params)
	clear(regs[n:])
	for i, name := range names {
		slot := code.PosOnly
		for slot < params && code.VarNameV[slot] != name {
			slot++
		}
		if slot == params || regs[slot] != gc.Null {
			copy(gc.Values(c.args+8*uintptr(n), len(names)), named[:])
			return false
		}
		regs[slot] = named[i]
	}
	if !namedDefaults(t, fn, code, regs, n) {
		copy(gc.Values(c.args+8*uintptr(n), len(names)), named[:])
		return false
	}
	clearRegs(c.args, params, code.NRegs)
	return true
}

// namedDefaults fills the parameters from the n-th on that have no value. False:
// one has no default.
func namedDefaults(t *Thread, fn gc.Value, code *frame.Code, regs []gc.Value, n int) bool {
	f := fn.Addr()
	var defaults []gc.Value
	first := code.ArgCount
	for i := n; i < code.ArgCount; i++ {
		if regs[i] != gc.Null {
			continue
		}
		if defaults == nil {
			d := t.Read(f+gc.LockOffset, f+object.FuncDefaults)
			if d == gc.Null || d == gc.None {
				return false
			}
			defaults = object.TupleItems(d)
			first -= len(defaults)
		}
		if i < first {
			return false
		}
		regs[i] = defaults[i-first]
	}
	for i := code.ArgCount; i < len(regs); i++ {
		if regs[i] != gc.Null {
			continue
		}
		d := t.Read(f+gc.LockOffset, f+object.FuncKwDefaults)
		if d == gc.Null || d == gc.None {
			return false
		}
		if regs[i] = object.DictGetStr(t, d, code.VarNameV[i]); regs[i] == gc.Null {
			return false
		}
	}
	return true
}
