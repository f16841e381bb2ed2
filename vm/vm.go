package vm

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"gorgon/conflicts/record"
	"gorgon/gc"
	"gorgon/internal/sys"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// Version is Gorgon's own.
const Version = "0.1"

// Machine is the booted runtime. There is one in a process.
type Machine struct {
	profile        *profiler // of -X prof, nil without it
	Config         *Config
	Main           *Thread
	Modules        Value // sys.modules
	Sys            Value
	BuiltinsModule Value
	Builtins       Value // its dict

	prelude     map[string]Value
	importNames map[string]bool // those of prelude_import.py
	undescribed []string        // native modules made before the import system
	libDir      string          // CPython's library, unpacked when first looked into
	sources     map[string][]byte
	// kept is the source of code that has no file: statements of a session
	// and -c.
	kept   map[*bytecode.Code][]byte
	warned atomic.Int64 // how many warnings parser and compiler have given

	mainDict      Value  // the namespace of __main__
	mainFile      string // the script
	command       string // what -c runs: shown for all code of the name <string>
	sessionFuture bytecode.CodeFlags
	statements    int // of the session, so far
	// viaRunpy: the program was started as a module, and runpyCode is its code.
	viaRunpy  bool
	runpyCode *bytecode.Code

	collector   *record.Collector // of conflicts, if asked for
	exitStatus  int
	exitKnown   bool         // what there was to report is printed
	interrupted bool         // ended by Ctrl-C: the process ends by the signal
	loads       atomic.Int64 // of modules, see discardImage
}

// bootTime is how long Go's heap is not collected: booting makes little garbage,
// and a program that ends at once needs no collection at all. Nor is it worth
// while to take pages of the executable out of the memory of such a program.
const bootTime = 30 * time.Millisecond

// goHeapPercent is by how many percent Go's heap may grow between two of its
// collections, unless the environment's GOGC says otherwise: it is small, and
// what is allocated there hardly costs time once a program is compiled. The first comes
// when it is goHeapFirst percent of 4 MiB: most programs never need one, and
// with it come 2 MB of tables.
const (
	goHeapPercent = 50
	goHeapFirst   = 200
)

// paceGoHeap lets Go's heap be collected.
func paceGoHeap(percent int) {
	if percent != goHeapPercent {
		debug.SetGCPercent(percent)
		return
	}
	debug.SetGCPercent(goHeapFirst)
	runtime.AddCleanup(new([64]byte), func(percent int) { debug.SetGCPercent(percent) }, percent)
}

// heapPercent stops the collection of Go's heap and returns the setting.
var heapPercent = sync.OnceValue(func() int {
	percent := debug.SetGCPercent(-1)
	if os.Getenv("GOGC") == "" {
		percent = goHeapPercent
	}
	return percent
})

// Main runs a command line and returns the exit status.
func Main(argv []string) int {
	percent := heapPercent()
	sys.DropImage() // what all packages have brought in to begin
	c, err := ParseArgs(argv)
	if err == nil {
		err = c.applyEnvironment()
	}
	switch err := err.(type) {
	case usageError:
		fmt.Fprintf(os.Stderr, "%s\n%sTry `python -h' for more information.\n", string(err), usageLine(argv[0]))
		return 2
	case fatalError:
		fmt.Fprintf(os.Stderr, "%s\nPython runtime state: preinitialized\n\n", string(err))
		return 1
	}
	switch {
	case c.Help != "":
		fmt.Print(usageLine(argv[0]) + helpText)
		return 0
	case c.Version > 1:
		fmt.Printf("Python %s\n", versionText())
		return 0
	case c.Version > 0:
		fmt.Printf("Python 3.14.6 (Gorgon %s)\n", Version)
		return 0
	}
	if what, ok := c.X["dump"]; ok && !dumpsTraces(what) {
		return dump(c, what)
	}
	guardFaults(c)
	defer reportFault(c)
	m, err := Start(c)
	time.AfterFunc(bootTime, func() {
		paceGoHeap(percent)
		discardImageAlone()
	})
	time.AfterFunc(4*bootTime, discardImageAlone) // by then much has been compiled
	if err != nil {
		fmt.Fprintln(os.Stderr, "gorgon:", err)
		return 1
	}
	return m.run()
}

func usageLine(program string) string {
	return "usage: " + program + " [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
}

// versionText is what -VV and the banner of the interactive mode show.
func versionText() string {
	return fmt.Sprintf("3.14.6 (Gorgon %s) [Go %s]", Version, strings.TrimPrefix(runtime.Version(), "go"))
}

// Start boots the runtime for a command line.
func Start(c *Config) (*Machine, error) {
	prelude := compilePrelude()
	m := &Machine{Config: c, prelude: map[string]Value{}, importNames: map[string]bool{}, sources: map[string][]byte{}, kept: map[*bytecode.Code][]byte{}}
	if err := applyX(c); err != nil {
		return nil, err
	}
	gc.RegisterRoots(frame.Roots)
	gc.RegisterRoots(object.Roots)
	gc.RegisterRoots(m)
	gc.RegisterRoots(interp.CodeRoots)
	t := scheduler.NewMain(interp.Invoker)
	m.Main = t
	interp.Prepare(t)
	if err := startJIT(c); err != nil {
		return nil, err
	}
	object.Boot(t)
	m.Modules = object.NewDict(t)
	m.setHooks()
	m.BuiltinsModule = m.nativeModule(t, "builtins")
	if m.BuiltinsModule == gc.Null {
		return nil, fmt.Errorf("the builtins could not be made: %s", m.pending(t))
	}
	m.Builtins = object.ModuleDict(m.BuiltinsModule)
	interp.SetBuildClass(object.DictGetStr(t, m.Builtins, object.Intern("__build_class__")))
	object.MarkNamespace(t, m.Builtins)
	if err := m.loadPrelude(t, <-prelude); err != nil {
		return nil, err
	}
	object.DictSetStr(t, m.Builtins, object.Intern("__import__"), object.Prelude("import_name"))
	if m.Sys = m.nativeModule(t, "sys"); m.Sys == gc.Null {
		return nil, fmt.Errorf("sys could not be made: %s", m.pending(t))
	}
	m.setUpImport(t)
	if !c.NoSite {
		m.siteBuiltins(t)
	}
	m.setUpStreams(t)
	if err := m.setUpSys(t); err != nil {
		return nil, err
	}
	if err := m.startProfile(); err != nil {
		return nil, err
	}
	return m, m.collectConflicts()
}

// VisitRoots implements gc.RootSource.
func (m *Machine) VisitRoots(visit func(gc.Value)) {
	visit(m.Modules)
	visit(m.Sys)
	visit(m.BuiltinsModule)
	visit(m.Builtins)
	visit(m.mainDict)
	for _, v := range m.prelude {
		visit(v)
	}
}

// pending describes the pending exception in one line.
func (m *Machine) pending(t *Thread) string {
	if t.Exc == gc.Null {
		return "no exception"
	}
	exc := t.Exc
	t.Exc = gc.Null
	if s := object.Str(t, exc); s != gc.Null {
		return object.TypeOf(exc).Name + ": " + object.StrOf(s)
	}
	return object.TypeOf(exc).Name
}

// siteBuiltins adds exit, help and their like to the builtins.
func (m *Machine) siteBuiltins(t *Thread) {
	site := object.Prelude("_site_builtins")
	for pos := 0; ; {
		k, v, more := object.DictNext(t, site, &pos)
		if !more {
			return
		}
		object.DictSetStr(t, m.Builtins, k, v)
	}
}
