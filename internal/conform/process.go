package conform

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// environment is what every program sees beside PATH, HOME and the temporary
// directory: one fixed locale, and no byte code files beside the packages.
var environment = []string{"LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1"}

// maxOutput bounds what one program may print, so that a runaway loop cannot
// fill the memory.
const maxOutput = 8 << 20

// Result is what a run of a program shows to the outside.
type Result struct {
	Stdout string `json:"stdout"`
	Stderr string `json:"stderr"`
	Exit   int    `json:"exit"`
	// Failed says why the run has no proper end: "" or a timeout, a signal,
	// too much output. Such a result is never equal to another.
	Failed string        `json:"failed,omitempty"`
	Took   time.Duration `json:"took"`
	CPU    time.Duration `json:"-"` // of the process and the children that it waited for
}

// Same reports whether two results show the same to the outside.
func (r Result) Same(o Result) bool {
	return r.Failed == "" && o.Failed == "" && r.Stdout == o.Stdout && r.Stderr == o.Stderr && r.Exit == o.Exit
}

// limited collects output and kills the process once there is too much. The
// buffer is no embedded field, because its ReadFrom would go round Write.
type limited struct {
	text bytes.Buffer
	kill context.CancelFunc
	over *bool
}

func (l *limited) Write(p []byte) (int, error) {
	if l.text.Len()+len(p) > maxOutput {
		*l.over = true
		l.kill()
		return len(p), nil
	}
	return l.text.Write(p)
}

// dying is how long a process that is told to print its stacks has for it.
const dying = 5 * time.Second

// stop ends a process that has taken too long, or printed too much: Gorgon prints
// the stacks of all threads, Python's and Go's, at SIGQUIT and ends; what is still there then is
// killed, with its children.
func stop(process int, over bool) error {
	if !over {
		if err := syscall.Kill(process, syscall.SIGQUIT); err != nil {
			return err
		}
		for end := time.Now().Add(dying); time.Now().Before(end) && syscall.Kill(process, 0) == nil; {
			time.Sleep(20 * time.Millisecond)
		}
	}
	return syscall.Kill(-process, syscall.SIGKILL)
}

// Execute runs argv in dir and waits for its end, at most timeout; then it is sent
// SIGQUIT, at which Gorgon writes the stacks of all threads to standard error. The
// environment is this process's without PYTHON* variables, then extra. The
// error is non-nil only if the process could not be started.
func Execute(dir string, timeout time.Duration, extra []string, argv ...string) (Result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Dir = dir
	cmd.Env = append(append(inherited(), "GOTRACEBACK=all"), extra...) // for stop
	over := false
	stdout, stderr := &limited{kill: cancel, over: &over}, &limited{kill: cancel, over: &over}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return stop(cmd.Process.Pid, over) }
	cmd.WaitDelay = 2 * time.Second
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return Result{}, err
	}
	err := cmd.Wait()
	r := Result{Stdout: stdout.text.String(), Stderr: stderr.text.String(), Exit: cmd.ProcessState.ExitCode(), Took: time.Since(start)}
	r.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	switch status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus); {
	case over:
		r.Failed = fmt.Sprintf("printed more than %d bytes", maxOutput)
	case ctx.Err() != nil:
		r.Failed = fmt.Sprintf("no end within %v", timeout)
	case status.Signaled():
		r.Failed = "killed by signal: " + status.Signal().String()
	case errors.Is(err, exec.ErrWaitDelay):
		r.Failed = "output kept open after its end"
	}
	return r, nil
}

func inherited() []string {
	var env []string
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		switch {
		case strings.HasPrefix(name, "PYTHON"), strings.HasPrefix(name, "LC_"), name == "LANG":
		case name == "FORCE_COLOR", name == "NO_COLOR", name == "COLUMNS", name == "GOTRACEBACK":
		default:
			env = append(env, kv)
		}
	}
	return env
}
