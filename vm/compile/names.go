package compile

import (
	"gorgon/vm/bytecode"
	"gorgon/vm/syntax"
)

type refKind uint8

const (
	refFast       refKind = iota // a register
	refCell                      // the content of a cell in a register
	refName                      // the namespace, then globals, then builtins
	refGlobal                    // globals, then builtins
	refClassFree                 // the namespace of the class body, then a cell
	refDictCell                  // the class's namespace as seen by an annotation scope, then a cell
	refDictGlobal                // the same, then globals and builtins
)

// ref is the meaning of a name at one place.
type ref struct {
	kind refKind
	reg  int
	free uint8 // refCell and its like: 1 for a variable of an outer block
	name string
	sym  *symbol
}

// resolve finds out what id means at the current place: in the innermost
// inlined comprehension, those around it, or the unit's own block.
func (u *unit) resolve(id string) ref {
	name := mangle(u.private, id)
	for i := len(u.comps) - 1; i >= 0; i-- {
		sym := u.comps[i].lookup(name)
		if sym == nil {
			continue
		}
		switch sym.where {
		case local:
			return ref{refFast, sym.reg, 0, name, sym}
		case cell:
			return ref{refCell, sym.reg, 0, name, sym}
		case free:
			if i == 0 && u.scope.kind == classScope {
				if o := u.scope.lookup(name); o != nil && o.freeReg >= 0 {
					return ref{refCell, o.freeReg, 1, name, o}
				}
			}
		case globalExplicit:
			return ref{refGlobal, 0, 0, name, sym}
		case globalImplicit:
			if u.scope.kind == classScope {
				return ref{refGlobal, 0, 0, name, sym}
			}
		}
	}
	return u.resolveOwn(name)
}

func (u *unit) resolveOwn(name string) ref {
	s := u.scope
	sym := s.lookup(name)
	if !s.functionLike() {
		switch {
		case sym == nil:
		case sym.where == globalExplicit:
			return ref{refGlobal, 0, 0, name, sym}
		case sym.where == free:
			return ref{refClassFree, sym.reg, 1, name, sym}
		}
		return ref{refName, 0, 0, name, sym}
	}
	if sym == nil {
		return ref{refGlobal, 0, 0, name, sym}
	}
	switch sym.where {
	case local:
		return ref{refFast, sym.reg, 0, name, sym}
	case cell:
		return ref{refCell, sym.reg, 0, name, sym}
	case free:
		if s.seesClass && name != "__classdict__" {
			return ref{refDictCell, sym.reg, 1, name, sym}
		}
		return ref{refCell, sym.reg, 1, name, sym}
	case globalImplicit:
		if s.seesClass {
			return ref{refDictGlobal, 0, 0, name, sym}
		}
	}
	return ref{refGlobal, 0, 0, name, sym}
}

// check emits the test that a local variable is bound, unless it always is.
// Most of these go again when the unit is complete (flow.go).
func (u *unit) check(r ref, pos position) {
	if r.sym.flags&defParam != 0 && !r.sym.deleted {
		return
	}
	u.emitN(bytecode.CHECK, 0, r.reg, 0, 0, r.name, pos)
}

// loadRef puts the value of a variable into dst.
func (u *unit) loadRef(r ref, dst int, pos position) {
	switch r.kind {
	case refFast:
		u.check(r, pos)
		u.move(dst, r.reg, pos)
	case refCell:
		u.emitN(bytecode.LOAD_DEREF, r.free, dst, r.reg, 0, r.name, pos)
	case refName:
		u.emitN(bytecode.LOAD_NAME, 0, dst, 0, 0, r.name, pos)
	case refGlobal:
		u.emitN(bytecode.LOAD_GLOBAL, 0, dst, 0, 0, r.name, pos)
	case refClassFree:
		u.emitN(bytecode.LOAD_CLASSDEREF, 0, dst, r.reg, 0, r.name, pos)
	case refDictCell, refDictGlobal:
		mark := u.tmp
		d := u.temp()
		u.loadRef(u.resolveOwn("__classdict__"), d, pos)
		u.tmp = mark
		if r.kind == refDictCell {
			u.emitN(bytecode.LOAD_CLASSDEREF, 0, dst, r.reg, d, r.name, pos)
		} else {
			u.emitN(bytecode.LOAD_NAME_OR_GLOBAL, 0, dst, d, 0, r.name, pos)
		}
	}
}

// storeRef assigns register src to a variable.
func (u *unit) storeRef(r ref, src int, pos position) {
	switch r.kind {
	case refFast:
		u.move(r.reg, src, pos)
	case refCell, refClassFree, refDictCell:
		u.emit(bytecode.STORE_DEREF, 0, r.reg, src, 0, pos)
	case refName:
		u.emitN(bytecode.STORE_NAME, 0, src, 0, 0, r.name, pos)
	default:
		u.emitN(bytecode.STORE_GLOBAL, 0, src, 0, 0, r.name, pos)
	}
}

func (u *unit) storeName(id string, src int, pos position) { u.storeRef(u.resolve(id), src, pos) }

func (u *unit) deleteName(id string, pos position) {
	r := u.resolve(id)
	switch r.kind {
	case refFast:
		u.emitN(bytecode.CHECK_DEL, 0, r.reg, 0, 0, r.name, pos)
	case refCell, refClassFree, refDictCell:
		u.emitN(bytecode.DELETE_DEREF, r.free, r.reg, 0, 0, r.name, pos)
	case refName:
		u.emitN(bytecode.DELETE_NAME, 0, 0, 0, 0, r.name, pos)
	default:
		u.emitN(bytecode.DELETE_GLOBAL, 0, 0, 0, 0, r.name, pos)
	}
}

// fastTarget returns the register of e if it is a local variable that lives in
// one.
func (u *unit) fastTarget(e syntax.Expr) (ref, bool) {
	n, ok := e.(*syntax.Name)
	if !ok {
		return ref{}, false
	}
	r := u.resolve(n.Id)
	return r, r.kind == refFast
}

// cellReg returns the register that holds the cell of the variable name, for
// the closure of an inner block.
func (u *unit) cellReg(name string) int {
	for i := len(u.comps) - 1; i >= 0; i-- {
		if sym := u.comps[i].lookup(name); sym != nil && sym.where == cell {
			return sym.reg
		}
	}
	sym := u.scope.lookup(name)
	if sym == nil {
		panic("compile: no cell for " + name + " in " + u.code.QualName)
	}
	if u.scope.kind == classScope {
		return sym.freeReg
	}
	if sym.freeReg >= 0 {
		return sym.freeReg
	}
	return sym.reg
}
