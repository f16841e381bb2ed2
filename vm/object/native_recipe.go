package object

import (
	"sync"
	"sync/atomic"

	"gorgon/gc"
)

// Most methods of the builtin types are never called, so their Natives are made
// when somebody asks for one. Until then nativeAddr of the object says, with
// its lowest bit set, which recipe the Native is made from.

// nativeRecipe is what a Native is made from: of a method or function that is
// declared, or of a special method that stands for a slot.
type nativeRecipe struct {
	owner   *Type // nil for functions of modules
	method  *Method
	wrapper *wrapperDef
	module  string // of functions
	made    *Native
}

const recipeChunk = 128

// recipes holds all recipes.
//
// Main invariant: made is set at most once, so that all objects of a recipe
// have one Native.
var recipes struct {
	sync.Mutex
	n      int
	chunks []*[recipeChunk]nativeRecipe
}

// newRecipeObject makes a native function object whose Native does not exist
// yet.
func newRecipeObject(t *Thread, typ *Type, r nativeRecipe, self Value) Value {
	recipes.Lock()
	i := recipes.n
	if i%recipeChunk == 0 {
		recipes.chunks = append(recipes.chunks, new([recipeChunk]nativeRecipe))
	}
	recipes.chunks[i/recipeChunk][i%recipeChunk] = r
	recipes.n++
	recipes.Unlock()
	o := t.Alloc(gc.Header(typ.Root.ID, gc.LayoutValues), gc.HeaderSize+gc.Round(8*nativeWords))
	gc.Store(o+nativeAddr, gc.MakeInt(int64(i)<<1|1))
	gc.Store(o+nativeSelf, self)
	return gc.MakePtr(o)
}

// makeNative makes the Native of an object that has only its recipe so far.
// The word that it changes means the same before and after, so it is no store
// that a transaction has to know of.
func makeNative(v Value) *Native {
	recipes.Lock()
	defer recipes.Unlock()
	word := gc.Load(v.Addr() + nativeAddr)
	recipe := int(word.Int() >> 1)
	if word.Int()&1 == 0 { // another thread was quicker
		return nativeOf(v)
	}
	r := &recipes.chunks[recipe/recipeChunk][recipe%recipeChunk]
	if r.made == nil {
		if r.wrapper != nil {
			r.made = wrapperNative(r.owner, r.wrapper)
		} else {
			r.made = newNativeFrom(r.method, r.owner)
			r.made.Module = r.module
		}
		registerNative(r.made)
	}
	atomic.StoreUint64(gc.Word(v.Addr()+nativeAddr), uint64(nativeWord(r.made)))
	return r.made
}
