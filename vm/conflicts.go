package vm

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"gorgon/conflicts"
	"gorgon/conflicts/event"
	"gorgon/conflicts/record"
	"gorgon/lib/py"
	"gorgon/scheduler"
	"gorgon/vm/bytecode"
	"gorgon/vm/frame"
	"gorgon/vm/interp"
	"gorgon/vm/object"
)

// -X conflicts: where threads collided, on stderr at the end and in a file.

// summaryPoints is how many points the summary lists.
const summaryPoints = 5

// conflictOptions is what -X conflicts asks for.
type conflictOptions struct {
	file   string
	max    int64
	depth  int
	trace  bool
	births bool
}

const conflictsUsage = "-X conflicts=[FILE][,trace][,stacks=N][,max=SIZE][,births=on|off]"

// parseConflicts reads the value of -X conflicts.
func parseConflicts(val string) (*conflictOptions, error) {
	parts := strings.Split(val, ",")
	o := &conflictOptions{file: parts[0], max: record.DefaultMax, depth: 16, births: true}
	for _, p := range parts[1:] {
		key, v, _ := strings.Cut(p, "=")
		var err error
		switch key {
		case "trace":
			o.trace = true
		case "stacks":
			if o.depth, err = strconv.Atoi(v); err == nil && (o.depth < 1 || o.depth > event.MaxFrames) {
				err = fmt.Errorf("want 1 to %d frames", event.MaxFrames)
			}
		case "max":
			o.max, err = parseSize(v)
		case "births":
			if o.births = v != "off"; v != "on" && v != "off" {
				err = errors.New("want on or off")
			}
		default:
			err = errors.New("unknown option")
		}
		if err != nil {
			return nil, fmt.Errorf("-X conflicts: %s: %v (%s)", p, err, conflictsUsage)
		}
	}
	return o, nil
}

// parseSize reads a number of bytes such as 64M.
func parseSize(s string) (int64, error) {
	digits := strings.TrimRight(s, "KMGkmg")
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || len(s)-len(digits) > 1 {
		return 0, fmt.Errorf("%q is not a size", s)
	}
	switch strings.ToUpper(s[len(digits):]) {
	case "K":
		n <<= 10
	case "M":
		n <<= 20
	case "G":
		n <<= 30
	}
	if n < record.MinMax {
		return 0, fmt.Errorf("want at least %d bytes", record.MinMax)
	}
	return n, nil
}

// recordConflicts makes threads record. Called before the first thread.
func recordConflicts(val string) error {
	o, err := parseConflicts(val)
	if err != nil {
		return err
	}
	scheduler.RecordConflicts(scheduler.Describer{Frames: interp.Capture, Subject: conflictSubject, Effect: conflictEffect, Settle: interp.Settle, Helped: helpedSubject}, o.depth)
	object.Births = o.births && scheduler.RecordBirths()
	return nil
}

// collectConflicts starts the collector.
func (m *Machine) collectConflicts() error {
	val, on := m.Config.X["conflicts"]
	if !on {
		return nil
	}
	o, err := parseConflicts(val)
	if err != nil {
		return err
	}
	frame.KeepAll.Store(true) // rings hold addresses of code
	object.KeepClasses.Store(true)
	program := m.argv()[0]
	if m.Config.HasModule {
		program += " " + m.Config.Module
	}
	meta := record.Meta{Program: program, Version: Version, Args: m.Config.Args, Cores: runtime.GOMAXPROCS(0), Started: time.Now(),
		Trace: o.trace, Births: object.Births}
	m.collector, err = record.Start(meta, record.Resolver{Place: placeOf, Source: m.conflictSource},
		record.Options{File: o.file, Max: o.max, Trace: o.trace, Since: scheduler.SinceStart})
	if err != nil {
		return fmt.Errorf("-X conflicts: %w", err)
	}
	return nil
}

// reportConflicts prints the summary; all threads have ended or stopped.
func (m *Machine) reportConflicts() {
	if m.collector == nil {
		return
	}
	log, err := m.collector.Stop()
	r := conflicts.Analyze(log, conflicts.Filter{})
	r.WriteText(os.Stderr, conflicts.TextOptions{Limit: summaryPoints})
	val := m.Config.X["conflicts"]
	if file, _, _ := strings.Cut(val, ","); err != nil {
		fmt.Fprintf(os.Stderr, "gorgon: -X conflicts: the log is incomplete: %v\n", err)
	} else if file != "" {
		fmt.Fprintf(os.Stderr, "\nNext: conflicts report %s    ·    conflicts html %s\n", file, file)
	}
}

// conflictSource returns the text of a file that code comes from. It runs
// beside the program.
func (m *Machine) conflictSource(file string) string {
	if file == "<string>" {
		return m.Config.Command
	}
	if rest, found := strings.CutPrefix(file, embeddedDir+"/"); found {
		src, _ := py.Files.ReadFile(rest)
		return string(src)
	}
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() || info.Size() > 1<<20 {
		return ""
	}
	src, _ := os.ReadFile(file)
	return string(src)
}

// placeOf finds out what a place in linked code is. It looks at what never
// changes, because the program goes on.
func placeOf(f event.Frame) record.Place {
	if f.Code == 0 {
		return record.Place{}
	}
	c := frame.At(f.Code)
	if c.Code == nil || f.PC < c.Entry || c.Word(f.PC) >= len(c.Code.Words) {
		return record.Place{}
	}
	word := c.InstructionAt(c.Word(f.PC))
	p := record.Place{File: c.Filename, Function: c.Name, Line: c.LineAt(word), Ours: strings.HasPrefix(c.Filename, embeddedDir+"/")}
	if q := c.QualName; q != "" {
		p.Function = q
	}
	if !p.Ours && !strings.HasPrefix(p.File, "<") {
		if abs, err := filepath.Abs(p.File); err == nil {
			p.File = abs
		}
	}
	p.Op, p.Name = operation(c, word)
	p.Update = updates(c, p.Line)
	return p
}

// operation says what an instruction does, and to which name.
func operation(c *frame.Code, word int) (op, name string) {
	w := c.Code.Words[word]
	switch o := bytecode.OpOf(w); o {
	case bytecode.LOAD_ATTR, bytecode.LOAD_METHOD, bytecode.LOAD_GLOBAL, bytecode.LOAD_GLOBAL_VAR, bytecode.LOAD_NAME, bytecode.LOAD_DEREF:
		return "load", c.Names[c.Code.Words[word+1]]
	case bytecode.STORE_ATTR, bytecode.STORE_GLOBAL, bytecode.STORE_NAME:
		return "store", c.Names[c.Code.Words[word+1]]
	case bytecode.DELETE_ATTR, bytecode.DELETE_GLOBAL, bytecode.DELETE_NAME:
		return "delete", c.Names[c.Code.Words[word+1]]
	case bytecode.STORE_DEREF:
		return "store", cellName(c, bytecode.A(w))
	case bytecode.GETITEM, bytecode.GETITEMI, bytecode.GETSLICE:
		return "load", ""
	case bytecode.SETITEM, bytecode.SETSLICE:
		return "store", ""
	case bytecode.DELITEM:
		return "delete", ""
	case bytecode.IN, bytecode.NOT_IN, bytecode.JIN, bytecode.JNOTIN:
		return "test", ""
	case bytecode.FOR_ITER, bytecode.FOR_PREP:
		return "iterate", ""
	case bytecode.CALL, bytecode.CALL_METHOD, bytecode.CALL_KW, bytecode.CALL_EX:
		return "call", ""
	}
	return "", ""
}

// cellName is the name of the variable whose cell is in a register.
func cellName(c *frame.Code, reg uint16) string {
	for i, r := range c.FreeRegs {
		if uint16(r) == reg {
			return c.FreeVars[i]
		}
	}
	for i, n := range c.VarNames {
		if i == int(reg) {
			return n
		}
	}
	return ""
}

// updates says whether a line calculates with what it reads and stores the
// result: x += 1.
func updates(c *frame.Code, line int) bool {
	stores, calculates := false, false
	for _, p := range c.Positions() {
		if int(p.Line) != line || p.Word >= len(c.Code.Words) {
			continue
		}
		switch o := bytecode.OpOf(c.Code.Words[p.Word]); {
		case o == bytecode.SETITEM || o == bytecode.STORE_ATTR || o == bytecode.STORE_GLOBAL || o == bytecode.STORE_DEREF || o == bytecode.STORE_NAME:
			stores = true
		case o >= bytecode.ADD && o <= bytecode.ANDI:
			calculates = true
		}
	}
	return stores && calculates
}
