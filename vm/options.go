package vm

import (
	"fmt"
	"strconv"

	"gorgon/gc"
	"gorgon/scheduler"
)

// applyX sets what the -X options that are ours say. Unknown ones are kept for
// sys._xoptions, as python does.
func applyX(c *Config) error {
	for key, val := range c.X {
		switch key {
		case "stm":
			switch val {
			case "on":
				scheduler.ForceTx = true
			case "off", "auto", "":
			default:
				return fmt.Errorf("-X stm: want on or auto, not %q", val)
			}
		case "jit":
			if val != "off" && val != "" {
				return fmt.Errorf("-X jit: only off is there yet, not %q", val)
			}
		case "shake":
			if err := applyShake(val); err != nil {
				return err
			}
		case "seed":
			n, err := strconv.ParseUint(val, 10, 64)
			if err != nil {
				return fmt.Errorf("-X seed: %q is not a number", val)
			}
			scheduler.Shake.Seed = n
		}
	}
	return nil
}

// applyShake turns on one of the modes that make rare paths common.
func applyShake(mode string) error {
	switch mode {
	case "abort":
		scheduler.Shake.Aborts = true
	case "gc":
		gc.SetStress(true)
	case "budget":
		scheduler.Shake.Budget = true
	default:
		return fmt.Errorf("-X shake: unknown mode %q (there are: abort, gc, budget)", mode)
	}
	return nil
}

const helpText = `usage: gorgon [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options:
-b     : accepted for python's sake
-B     : accepted: no .pyc files are written
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running the script
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert statements; -OO: docstrings too
-P     : don't prepend a potentially unsafe path to sys.path
-q     : accepted
-s     : accepted: there is no user site directory
-S     : accepted: there is no site module
-u     : force the stdout and stderr streams to be unbuffered
-V     : print the version number and exit (also --version)
-W arg : warning control
-x     : skip first line of source
-X opt : set an option of the implementation
file   : program read from script file
-      : program read from stdin

-X options of Gorgon:
stm=on         transactions from the start, not only with a second thread
jit=off        no machine code
conflicts      at exit, say where threads collided and what it cost
shake=MODE     make rare paths common: abort, gc, budget
seed=N         seed of the shake modes
dump=STAGE,…   print a stage and do not run: ast, bytecode
`
