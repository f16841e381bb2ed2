// Command conflicts reads the logs that gorgon -X conflicts=FILE writes.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// The exit statuses.
const (
	statusOK    = 0
	statusWorse = 1 // diff: the second recording is worse
	statusError = 2
)

const usage = `usage: conflicts COMMAND FILE [option] ...

Logs are written by: gorgon -X conflicts=FILE script.py

conflicts report FILE              where the time went, the points that cost most, what would help
  --sort lost|aborted|paused|events  --limit 15  --thread NAME  --since 2s  --only PATH  --json  --all
conflicts show ID FILE             one point: both stacks, objects, threads, advice   [--json]
  --diff                           and how an example of it was repaired
conflicts annotate SOURCE FILE     the source with what each line lost and caused
conflicts html FILE [-o OUT] [-f]  one page that needs nothing else
conflicts pprof FILE [-o OUT] [-f] for go tool pprof (-sample_index=aborted|paused|lost|conflicts)
conflicts trace FILE [-o OUT] [-f] for ui.perfetto.dev or chrome://tracing (OUT.gz is compressed)
conflicts whatif FILE --cores 2,8,64 [--fix C1,C3] [--json]   calculated: other numbers of cores, points that are gone
conflicts diff BEFORE AFTER        what has changed   [--fail-over 5%] [--limit 15] [--json]

--thread, --since and --only select a part of the recording in all commands but diff and whatif.
Exit status: 0; 1 if diff finds more lost than --fail-over allows; 2 for errors.
`

// commands by name.
var commands = map[string]func(*invocation) error{
	"report": report, "show": show, "annotate": annotate, "html": html, "pprof": pprof, "trace": trace, "diff": diff, "whatif": whatif,
}

var errWorse = errors.New("worse")

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run executes a command line and returns the exit status.
func run(args []string, out, errOut io.Writer) int {
	if len(args) == 0 || args[0] == "-h" || args[0] == "--help" || args[0] == "help" {
		fmt.Fprint(out, usage)
		if len(args) == 0 {
			return statusError
		}
		return statusOK
	}
	command := commands[args[0]]
	if command == nil {
		fmt.Fprintf(errOut, "conflicts: there is no command %q\n%s", args[0], usage)
		return statusError
	}
	in, err := parse(args[0], args[1:])
	if err == nil {
		in.out, in.errOut = out, errOut
		err = command(in)
	}
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, errWorse):
		return statusWorse
	}
	fmt.Fprintf(errOut, "conflicts: %v\n", err)
	return statusError
}
