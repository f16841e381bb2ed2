package types

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/puzpuzpuz/xsync/v3"

	"gorgon/gc"
	"gorgon/vm/object"
)

// abcState is what an abstract base class knows of other classes, none of which it
// keeps alive: forgetDead.
type abcState struct {
	mu       sync.Mutex
	registry []*object.Type
	yes      map[*object.Type]bool
	no       map[*object.Type]bool
	version  int64 // the token for which no holds
}

var (
	states = xsync.NewMapOf[*object.Type, *abcState]()
	// token changes with every registration: classes that were no subclasses
	// may be some now.
	token atomic.Int64
)

// forgetDead forgets the classes that a collection has found dead.
func forgetDead(isLive func(gc.Value) bool) {
	if !object.ClassesDied() {
		return
	}
	isDead := func(c *object.Type) bool { return !isLive(c.Obj) }
	states.Range(func(c *object.Type, s *abcState) bool {
		if isDead(c) {
			states.Delete(c)
			return true
		}
		if slices.ContainsFunc(s.registry, isDead) { // others may be walking over it
			s.registry = slices.DeleteFunc(slices.Clone(s.registry), isDead)
		}
		maps.DeleteFunc(s.yes, func(c *object.Type, _ bool) bool { return isDead(c) })
		maps.DeleteFunc(s.no, func(c *object.Type, _ bool) bool { return isDead(c) })
		return true
	})
}

func init() {
	gc.RegisterSweepHook(forgetDead)
	object.RegisterModule("_abc", func(t *Thread, m Value) {
		object.AddValue(t, m, "__doc__", object.NewStr(t, "Module contains faster C implementation of abc.ABCMeta"))
		object.AddFunctions(t, m, []object.Method{
			{Name: "get_cache_token", Sig: "()", Fn: cacheToken, Doc: "Returns the current ABC cache token."},
			{Name: "_abc_init", Sig: "(self, /)", Fn: abcInit, Doc: "Internal ABC helper for class set-up. Should be never used outside abc module."},
			{Name: "_abc_register", Sig: "(self, subclass, /)", Fn: abcRegister, Doc: "Internal ABC helper for subclasss registration. Should be never used outside abc module."},
			{Name: "_abc_instancecheck", Sig: "(self, instance, /)", Fn: abcInstanceCheck, Doc: "Internal ABC helper for instance checks. Should be never used outside abc module."},
			{Name: "_abc_subclasscheck", Sig: "(self, subclass, /)", Fn: abcSubclassCheck, Doc: "Internal ABC helper for subclasss checks. Should be never used outside abc module."},
			{Name: "_get_dump", Sig: "(self, /)", Fn: abcDump, Doc: "Internal ABC helper for cache and registry debugging."},
			{Name: "_reset_registry", Sig: "(self, /)", Fn: resetRegistry, Doc: "Internal ABC helper to reset registry of a given class."},
			{Name: "_reset_caches", Sig: "(self, /)", Fn: resetCaches, Doc: "Internal ABC helper to reset both caches of a given class."},
		})
	})
}

func cacheToken(t *Thread, args []Value) Value { return object.NewInt(t, token.Load()) }

// stateOf returns the state of an abstract base class, nil with TypeError
// pending if v is no class.
func stateOf(t *Thread, v Value) (*object.Type, *abcState) {
	c := object.ClassOf(v)
	if c == nil {
		object.TypeErrorf(t, "_abc functions need a class, not '%s'", object.TypeName(v))
		return nil, nil
	}
	s, ok := states.Load(c)
	if !ok {
		s, _ = states.LoadOrStore(c, &abcState{yes: map[*object.Type]bool{}, no: map[*object.Type]bool{}})
	}
	return c, s
}

// known looks into the caches.
func (s *abcState) known(c *object.Type) (yes, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.yes[c] {
		return true, true
	}
	if s.version != token.Load() {
		clear(s.no)
		s.version = token.Load()
	}
	return false, s.no[c]
}

func (s *abcState) remember(c *object.Type, yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if yes {
		s.yes[c] = true
	} else {
		s.no[c] = true
	}
}

func (s *abcState) registered() []*object.Type {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.registry[:len(s.registry):len(s.registry)]
}

var (
	nameAbstract        = object.Intern("__isabstractmethod__")
	nameAbstractMethods = object.Intern("__abstractmethods__")
	nameFlags           = object.Intern("__abc_tpflags__")
	nameHook            = object.Intern("__subclasshook__")
	nameClass           = object.Intern("__class__")
)

// isAbstract says whether v is an abstract method.
func isAbstract(t *Thread, v Value) (bool, bool) {
	a, ok := object.GetAttrOpt(t, v, nameAbstract)
	if !ok || a == gc.Null {
		return false, ok
	}
	return object.Truth(t, a)
}

// abcInit collects the abstract methods of a new class.
func abcInit(t *Thread, args []Value) Value {
	c, _ := stateOf(t, args[0])
	if c == nil {
		return gc.Null
	}
	names := object.NewSet(t)
	for pos := 0; ; {
		k, v, more := object.DictNext(t, c.Dict, &pos)
		if !more {
			break
		}
		if yes, ok := isAbstract(t, v); !ok || yes && !object.SetAdd(t, names, k) {
			return gc.Null
		}
	}
	for _, b := range c.Bases {
		if !inheritAbstract(t, c, b, names) {
			return gc.Null
		}
	}
	frozen := object.Call(t, object.FrozenSetType.Obj, names)
	if frozen == gc.Null || !object.SetAttr(t, c.Obj, nameAbstractMethods, frozen) {
		return gc.Null
	}
	return takeFlags(t, c)
}

// inheritAbstract adds the abstract methods of a base that are still abstract.
func inheritAbstract(t *Thread, c, base *object.Type, names Value) bool {
	methods, ok := object.GetAttrOpt(t, base.Obj, nameAbstractMethods)
	if !ok || methods == gc.Null {
		return ok
	}
	return object.Iterate(t, methods, func(n Value) bool {
		if !object.IsStr(n) {
			return true
		}
		v, ok := object.GetAttrOpt(t, c.Obj, object.InternStr(n))
		if !ok || v == gc.Null {
			return ok
		}
		yes, ok := isAbstract(t, v)
		return ok && (!yes || object.SetAdd(t, names, n))
	})
}

// The bits of __abc_tpflags__, which collections.abc sets.
const (
	flagSequence = 1 << 5
	flagMapping  = 1 << 6
)

func takeFlags(t *Thread, c *object.Type) Value {
	v := object.DictGetStr(t, c.Dict, nameFlags)
	if v == gc.Null {
		return gc.None
	}
	n, ok := object.IndexInt(t, v)
	if !ok {
		return gc.Null
	}
	if n&flagSequence != 0 && n&flagMapping != 0 {
		return object.TypeErrorf(t, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
	}
	if n&flagSequence != 0 {
		c.Pattern |= object.PatternSequence
	}
	if n&flagMapping != 0 {
		c.Pattern |= object.PatternMapping
	}
	if !object.DelAttr(t, c.Obj, nameFlags) {
		return gc.Null
	}
	return gc.None
}

func abcRegister(t *Thread, args []Value) Value {
	c, s := stateOf(t, args[0])
	if c == nil {
		return gc.Null
	}
	sub := object.ClassOf(args[1])
	if sub == nil {
		return object.TypeErrorf(t, "Can only register classes")
	}
	if yes, ok := object.IsSubclassOf(t, args[1], args[0]); !ok || yes {
		if ok {
			return args[1]
		}
		return gc.Null
	}
	if cycle, ok := object.IsSubclassOf(t, args[0], args[1]); !ok || cycle {
		if ok {
			object.RuntimeErrorf(t, "Refusing to create an inheritance cycle")
		}
		return gc.Null
	}
	if !t.Solo {
		t.BecomeIrrevocable()
	}
	s.mu.Lock()
	s.registry = append(s.registry, sub)
	s.mu.Unlock()
	token.Add(1)
	for _, b := range c.MRO {
		sub.Pattern |= b.Pattern
	}
	return args[1]
}

func abcInstanceCheck(t *Thread, args []Value) Value {
	c, s := stateOf(t, args[0])
	if c == nil {
		return gc.Null
	}
	cls, ok := object.GetAttrOpt(t, args[1], nameClass)
	if !ok {
		return gc.Null
	}
	typ := object.TypeOf(args[1])
	if cls == gc.Null {
		cls = typ.Obj
	}
	if k := object.ClassOf(cls); k != nil {
		if yes, known := s.known(k); yes || known && k == typ {
			return gc.MakeBool(yes)
		}
	}
	yes, ok := object.IsSubclassOf(t, cls, args[0])
	if ok && !yes && typ.Obj != cls {
		yes, ok = object.IsSubclassOf(t, typ.Obj, args[0])
	}
	if !ok {
		return gc.Null
	}
	return gc.MakeBool(yes)
}

func abcSubclassCheck(t *Thread, args []Value) Value {
	c, s := stateOf(t, args[0])
	if c == nil {
		return gc.Null
	}
	sub := object.ClassOf(args[1])
	if sub == nil {
		return object.TypeErrorf(t, "issubclass() arg 1 must be a class")
	}
	yes, known := s.known(sub)
	if known || yes {
		return gc.MakeBool(yes)
	}
	yes, ok := derives(t, c, s, sub)
	if !ok {
		return gc.Null
	}
	s.remember(sub, yes)
	return gc.MakeBool(yes)
}

// derives asks, in this order: the class's own hook, the MRO, the registry, the
// subclasses.
func derives(t *Thread, c *object.Type, s *abcState, sub *object.Type) (yes, ok bool) {
	r := object.CallMethod(t, c.Obj, nameHook, sub.Obj)
	switch r {
	case gc.Null:
		return false, false
	case gc.True, gc.False:
		return r == gc.True, true
	case gc.NotImplemented:
	default:
		object.Raise(t, object.AssertionErrorType, "__subclasshook__ must return either False, True, or NotImplemented")
		return false, false
	}
	if object.IsSubtype(sub, c) {
		return true, true
	}
	for _, r := range s.registered() {
		if yes, ok := object.IsSubclassOf(t, sub.Obj, r.Obj); yes || !ok {
			return yes, ok
		}
	}
	list := object.CallMethod(t, c.Obj, object.Intern("__subclasses__"))
	if list == gc.Null {
		return false, false
	}
	found := false
	done := object.Iterate(t, list, func(k Value) bool {
		found, ok = object.IsSubclassOf(t, sub.Obj, k)
		return ok && !found
	})
	return found, done || found
}

func typeSet(t *Thread, types []*object.Type) Value {
	set := object.NewSet(t)
	for _, c := range types {
		object.SetAdd(t, set, c.Obj)
	}
	return set
}

func abcDump(t *Thread, args []Value) Value {
	c, s := stateOf(t, args[0])
	if c == nil {
		return gc.Null
	}
	s.mu.Lock()
	registry, version := s.registry, s.version
	var yes, no []*object.Type
	for c := range s.yes {
		yes = append(yes, c)
	}
	for c := range s.no {
		no = append(no, c)
	}
	s.mu.Unlock()
	return object.NewTuple(t, typeSet(t, registry), typeSet(t, yes), typeSet(t, no), object.NewInt(t, version))
}

func resetRegistry(t *Thread, args []Value) Value {
	c, s := stateOf(t, args[0])
	if c == nil {
		return gc.Null
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.registry = nil
	return gc.None
}

func resetCaches(t *Thread, args []Value) Value {
	c, s := stateOf(t, args[0])
	if c == nil {
		return gc.Null
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.yes)
	clear(s.no)
	return gc.None
}
