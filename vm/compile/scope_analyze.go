package compile

import "gorgon/vm/syntax"

// nameSet is a set of names; nil reads as empty.
type nameSet map[string]struct{}

func (s nameSet) has(name string) bool { _, ok := s[name]; return ok }

func (s *nameSet) add(name string) {
	if *s == nil {
		*s = make(nameSet)
	}
	(*s)[name] = struct{}{}
}

// env is what the blocks around one contribute: the names that functions
// around it bind (true: a type parameter), and the class whose names an
// annotation scope sees. The map is never changed once a child has it.
type env struct {
	bound      map[string]bool
	classEntry *scope
}

// analyzer decides what every name means.
type analyzer struct{ filename string }

// analyze fills symbol.where in top and all blocks within.
func analyze(filename string, top *scope) {
	a := &analyzer{filename}
	var out nameSet
	a.block(top, env{}, &out)
}

// block analyses s; the names that s needs from the blocks around it are added
// to out.
func (a *analyzer) block(s *scope, e env, out *nameSet) {
	var needed nameSet
	inner := env{bound: e.bound}
	copied := len(s.children) == 0 || !s.functionLike()
	for _, sym := range s.syms {
		a.name(s, sym, &e, &needed)
		if copied || sym.where != local && sym.where != globalExplicit {
			continue
		}
		inner.bound = withNames(e.bound)
		copied = true
	}
	if len(s.children) > 0 && s.functionLike() {
		s.showToChildren(inner.bound)
	}
	if s.kind == classScope {
		inner.bound = withNames(e.bound, "__class__", "__classdict__", "__conditional_annotations__")
	}
	for _, c := range s.children {
		inner.classEntry = nil
		if c.seesClass {
			if s.kind == classScope {
				inner.classEntry = s
			} else {
				inner.classEntry = e.classEntry
			}
		}
		var childFree nameSet
		a.block(c, inner, &childFree)
		if c.comp != noComp && c.comp != genExp && !s.seesClass {
			c.inlined = true
			a.inline(s, c, childFree)
		}
		for name := range childFree {
			needed.add(name)
		}
	}
	s.takeCells(needed)
	a.passThrough(s, e, needed)
	for name := range needed {
		out.add(name)
	}
}

// showToChildren enters what s binds into the map for its children.
func (s *scope) showToChildren(bound map[string]bool) {
	for _, sym := range s.syms {
		switch sym.where {
		case local:
			bound[sym.name] = sym.flags&defTypeParam != 0
		case globalExplicit:
			delete(bound, sym.name)
		}
	}
}

func withNames(m map[string]bool, names ...string) map[string]bool {
	c := make(map[string]bool, len(m)+8)
	for k, v := range m {
		c[k] = v
	}
	for _, n := range names {
		c[n] = false
	}
	return c
}

// name decides on one symbol of s, seen on its own.
func (a *analyzer) name(s *scope, sym *symbol, e *env, needed *nameSet) {
	switch {
	case sym.flags&defGlobal != 0:
		if sym.flags&defNonlocal != 0 {
			a.failAtDirective(s, sym.name, "name '%s' is nonlocal and global", sym.name)
		}
		sym.where = globalExplicit
		return
	case sym.flags&defNonlocal != 0:
		if s.kind == moduleScope {
			a.failAtDirective(s, sym.name, "nonlocal declaration not allowed at module level")
		}
		typeParam, ok := e.bound[sym.name]
		if !ok {
			a.failAtDirective(s, sym.name, "no binding for nonlocal '%s' found", sym.name)
		}
		if typeParam {
			a.failAtDirective(s, sym.name, "nonlocal binding not allowed for type parameter '%s'", sym.name)
		}
		sym.where = free
		needed.add(sym.name)
		return
	case sym.flags&defBound != 0:
		sym.where = local
		return
	}
	if e.classEntry != nil {
		f := e.classEntry.flags(sym.name)
		if f&defGlobal != 0 {
			sym.where = globalExplicit
			return
		}
		if f&defBound != 0 && f&defNonlocal == 0 {
			sym.where = globalImplicit
			return
		}
	}
	if _, ok := e.bound[sym.name]; ok {
		sym.where = free
		needed.add(sym.name)
		return
	}
	sym.where = globalImplicit
}

func (a *analyzer) failAtDirective(s *scope, name, format string, args ...any) {
	for i := range s.directives {
		if s.directives[i].name == name {
			panic(syntaxError(a.filename, &s.directives[i].pos, format, args...))
		}
	}
	panic(syntaxError(a.filename, &syntax.Pos{}, format, args...))
}

// inline joins the comprehension c to s. A variable of s that only the
// comprehension itself uses needs no cell.
func (a *analyzer) inline(s, c *scope, childFree nameSet) {
	for _, sym := range c.syms {
		if sym.where != free {
			continue
		}
		if s.kind == classScope {
			switch sym.name {
			case "__class__", "__classdict__", "__conditional_annotations__":
				sym.where = globalImplicit
				if !c.capturedBelow(sym.name) {
					delete(childFree, sym.name)
				}
			}
			continue
		}
		if !c.capturedBelow(sym.name) {
			if o := s.lookup(sym.name); o != nil && o.where == local {
				delete(childFree, sym.name)
			}
		}
	}
}

// capturedBelow says whether a block within s takes name from s or around.
func (s *scope) capturedBelow(name string) bool {
	for _, c := range s.children {
		if sym := c.lookup(name); sym != nil && sym.where == free {
			if !c.inlined || c.capturedBelow(name) {
				return true
			}
		}
	}
	return false
}

// takeCells turns the variables that inner blocks need and s has into cells.
func (s *scope) takeCells(needed nameSet) {
	if s.kind == classScope {
		s.takeClassCells(needed)
	}
	if !s.functionLike() {
		return
	}
	for _, sym := range s.syms {
		if sym.where == local && needed.has(sym.name) {
			sym.where = cell
			delete(needed, sym.name)
		}
	}
}

// takeClassCells provides the variables that only a class body has.
func (s *scope) takeClassCells(needed nameSet) {
	take := func(name string) bool {
		if needed.has(name) {
			delete(needed, name)
			return true
		}
		return false
	}
	s.needsClass = take("__class__")
	s.needsClassDict = take("__classdict__")
	if take("__conditional_annotations__") {
		s.condAnnot = true
	}
}

// passThrough makes the names that inner blocks need from further out free in
// s, so that its closure carries them.
func (a *analyzer) passThrough(s *scope, e env, needed nameSet) {
	for name := range needed {
		if sym := s.lookup(name); sym != nil {
			if s.kind == classScope {
				sym.flags |= freeInClass
			}
			continue
		}
		if _, ok := e.bound[name]; ok {
			s.addSymbol(name).where = free
		}
	}
}
