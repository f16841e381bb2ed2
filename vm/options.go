package vm

import (
	"fmt"
	"strconv"
	"strings"

	"gorgon/gc"
	"gorgon/scheduler"
	"gorgon/stm"
	"gorgon/vm/object"
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
			case "lock":
				scheduler.ForceTx, stm.OneLock = true, true
			case "off", "auto", "":
			default:
				return fmt.Errorf("-X stm: want on, auto or lock, not %q", val)
			}
		case "jit":
			if err := jitOptions(val); err != nil {
				return err
			}
		case "jitlog", "jithtml":
			if val == "" {
				return fmt.Errorf("-X %s: want the name of a file", key)
			}
		case "shake":
			if err := applyShake(val); err != nil {
				return err
			}
		case "dumpstacks":
			dumpStacks = true
		case "conflicts":
			if err := recordConflicts(val); err != nil {
				return err
			}
		case "heap":
			n, err := heapSize(val)
			if err != nil {
				return err
			}
			gc.SetLimit(n)
			object.LimitSizes(int(n))
		case "gcstats":
			if val != "" {
				return fmt.Errorf("-X gcstats: no value is wanted, not %q", val)
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

// applyShake turns on the modes, separated by commas, that make rare paths
// common.
func applyShake(modes string) error {
	for _, mode := range strings.Split(modes, ",") {
		switch mode {
		case "abort":
			scheduler.Shake.Aborts = true
		case "gc":
			gc.SetStress(true)
		case "budget":
			scheduler.Shake.Budget = true
		case "yield":
			scheduler.Shake.Yields = true
		case "irrevocable":
			scheduler.Shake.Irrevocable = true
		case "priority":
			scheduler.Shake.Priority = true
		case "shift":
			scheduler.ShakeShifts()
		case "verify":
			gc.SetVerify(true)
		default:
			return fmt.Errorf("-X shake: unknown mode %q (there are: abort, budget, gc, irrevocable, priority, shift, verify, yield)", mode)
		}
	}
	return nil
}

const helpText = `Options:
-b     : issue warnings about comparing bytes with str (-bb: errors)
-B     : accepted: no .pyc files are written in any case
-c cmd : program passed in as string (terminates option list)
-d     : accepted
-E     : ignore PYTHON* environment variables
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running the script; also PYTHONINSPECT=x
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH
-q     : don't print the version on interactive startup
-s     : accepted: there is no user site directory
-S     : don't add exit, quit, help and their like to the builtins
-u     : force the stdout and stderr streams to be unbuffered
-v     : accepted
-V     : print the version number and exit (also --version)
-W arg : warning control; arg is action:message:category:module:lineno
         also PYTHONWARNINGS=arg
-x     : skip first line of source
-X opt : set an option of the implementation

Arguments:
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]

-X options of Gorgon:
stm=on         transactions from the start, not only with a second thread
stm=lock       the same, one transaction at a time: to tell whether a fault has
                to do with their meeting
jit=off        no machine code
jit=on-…       with options: threshold=N samples make a loop hot, ticks=N apart;
               side=N exits make a side trace; eval: run traces by their
               definition; plain: do not optimise; all: keep slow ones;
               polls: they can be left at any instruction; perf: tell perf the
               names of traces; verify: check passes, and machine code
               against the definition; traces=N, code=KIB: limits
jitlog=FILE    write what the JIT does to a log, a JSON object on each line
jithtml=FILE   the same as a page at exit: source, bytecode, operations before and
               after the optimiser, machine code, exits and how often they were taken
conflicts      at exit, say where threads collided and what it cost
conflicts=FILE also write a log that the command conflicts reads; more options
               behind commas: trace, stacks=N, max=SIZE, births=on|off
heap=SIZE      MemoryError when more than SIZE is live (512m, 2g)
prof=FILE      sample the stacks of all threads that run, for pprof
gcstats        at exit, what the collector has done
shake=MODE,…   make rare paths common: abort, budget, gc, irrevocable, priority,
                yield;
               verify: check the heap
dumpstacks     SIGQUIT prints the stacks of all threads, and the program goes on
seed=N         seed of the shake modes
dump=STAGE,…   print a stage and do not run: tokens, ast, bytecode; or run and
               print on stderr: ir, opt, asm of each trace, counts at the end
`
