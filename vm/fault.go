package vm

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"

	"gorgon/scheduler"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// faultStatus is the exit status after a fault of the runtime itself.
const faultStatus = 70

// oneReport lets only the first of several faults speak.
var oneReport sync.Mutex

// reportFault is deferred around everything: it turns a panic of the runtime
// on the main thread into a report. Faults of memory become panics.
func reportFault(c *Config) {
	if r := recover(); r != nil {
		faulted(c, scheduler.Main(), r)
	}
}

// guardFaults makes faults on every thread reports.
func guardFaults(c *Config) {
	debug.SetPanicOnFault(true)
	scheduler.Faulted = func(t *Thread, fault any) { faulted(c, t, fault) }
}

// faulted reports a fault and ends the process. Nothing of the heap is trusted.
func faulted(c *Config, t *Thread, fault any) {
	oneReport.Lock()
	text := fmt.Sprint(fault)
	if e, ok := fault.(object.InternalError); ok {
		text = e.Text
	}
	var b strings.Builder
	fmt.Fprintf(&b, "gorgon: internal error: %s\n", text)
	b.WriteString("This is a fault of Gorgon, not of the program. Please send this report, with the program if you can.\n\n")
	fmt.Fprintf(&b, "Gorgon %s, %s %s/%s, options %q, mode %s\n", Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, optionsOf(c), modeOf(t))
	if t != nil && interp.Trace != nil {
		if trace := interp.Trace.Fault(t); trace != "" {
			fmt.Fprintf(&b, "In machine code: %s\n", trace)
		}
	}
	b.WriteString("\nPython stack (most recent call last):\n")
	b.WriteString(pythonStack(t))
	b.WriteString("\nGo stack:\n")
	b.Write(debug.Stack())
	os.Stderr.WriteString(b.String())
	os.Exit(faultStatus)
}

// optionsOf are the -X options, which decide how the program ran.
func optionsOf(c *Config) []string {
	var all []string
	for _, k := range c.XOrder {
		all = append(all, strings.TrimSuffix(k+"="+c.X[k], "="))
	}
	return all
}

func modeOf(t *Thread) string {
	switch {
	case t == nil:
		return "start"
	case t.Solo:
		return "solo"
	}
	return "transactional"
}

// pythonStack lists where the thread was, as far as the frames can be read.
func pythonStack(t *Thread) (text string) {
	if t == nil {
		return "  (not started)\n"
	}
	var lines []string
	defer func() {
		if recover() != nil {
			lines = append(lines, "  (the frames cannot be read)\n")
		}
		for i := len(lines) - 1; i >= 0; i-- {
			text += lines[i]
		}
	}()
	for _, l := range interp.Stack(t) {
		pos := l.Code.Code.PositionAt(l.Word)
		lines = append(lines, fmt.Sprintf("  File \"%s\", line %d, in %s\n", l.Code.Filename, pos.Line, l.Code.Name))
	}
	return ""
}
