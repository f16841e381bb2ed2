package interp

import (
	"cmp"
	"slices"

	"gorgon/gc"
	"gorgon/vm/frame"
	"gorgon/vm/object"
)

// Inline caches of code that nothing can run any more, and those that are about
// objects that have died, are forgotten at the end of the collection that finds it.

func init() { gc.RegisterSweepHook(forgetCaches) }

// forgetCaches is the hook. A collection of new objects only looks at the new
// namespaces: the others, and all code, are old.
func forgetCaches(isLive func(gc.Value) bool) {
	if !gc.Everything() {
		for _, k := range watches.new {
			forgetWatch(k, isLive, nil)
		}
		watches.new = watches.new[:0]
		return
	}
	watches.new = nil
	dead := deadWords()
	for k := range watches.m {
		forgetWatch(k, isLive, dead)
	}
	forgetTypes(isLive, dead)
	variables.Range(func(r record, _ *record) bool {
		if !isLive(gc.MakePtr(r.object)) {
			variables.Delete(r)
		}
		return true
	})
}

// forgetTypes forgets cache words in dead code, and empties those about classes that
// have died: an object at the address of one is another class.
func forgetTypes(isLive func(gc.Value) bool, dead func(ic uintptr) bool) {
	if dead != nil {
		for ic := range typeCaches {
			if dead(ic) {
				delete(typeCaches, ic)
			}
		}
	}
	if !object.ClassesDied() {
		return
	}
	for ic := range typeCaches {
		if word := gc.Load64(ic); word != 0 && word>>63 == 0 && recordAt(word).gone(isLive) {
			gc.Store64(ic, 0)
			delete(typeCaches, ic)
		}
	}
	records.Range(func(r record, _ *record) bool {
		if !r.ofModule() && r.gone(isLive) {
			records.Delete(r)
		}
		return true
	})
}

// forgetWatch drops a name whose namespace has died, and empties the caches that
// know it; otherwise those caches that lie in dead code.
func forgetWatch(k watchKey, isLive func(gc.Value) bool, dead func(ic uintptr) bool) {
	w := watches.m[k]
	if w == nil {
		return
	}
	if dead != nil {
		w.caches = slices.DeleteFunc(w.caches, dead)
	}
	if isLive(k.dict) && isLive(k.name) {
		return
	}
	for _, ic := range w.caches {
		gc.Store64(ic, 0)
	}
	delete(watches.m, k)
}

// deadWords returns a function that says whether a cache lies in code that has
// died; nil if none has.
func deadWords() func(ic uintptr) bool {
	died := frame.Died()
	if len(died) == 0 {
		return nil
	}
	slices.SortFunc(died, func(a, b *frame.Code) int { return cmp.Compare(a.Entry, b.Entry) })
	return func(ic uintptr) bool {
		i, exact := slices.BinarySearchFunc(died, ic, func(c *frame.Code, ic uintptr) int { return cmp.Compare(c.Entry, ic) })
		return exact || i > 0 && ic < died[i-1].Entry+8*uintptr(len(died[i-1].Words))
	}
}
