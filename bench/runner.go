package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// run is one run of a program; a failed one has Error set and no times.
type run struct {
	Program string  `json:"program"`
	Variant string  `json:"variant"`
	Round   int     `json:"round"`
	Seconds float64 `json:"seconds"` // the program's own time: line
	Wall    float64 `json:"wall"`    // of the whole process
	RSS     int64   `json:"rss_kib"` // peak resident memory
	Check   string  `json:"check"`   // the program's check: line
	Error   string  `json:"error,omitempty"`
}

// runner runs programs on all variants.
type runner struct {
	opts     *options
	variants []variant
	progress io.Writer
}

// runProgram runs one program on all variants, round by round. A variant that
// failed is left out of the later rounds.
func (r *runner) runProgram(p program) []run {
	var runs []run
	failed := map[string]bool{}
	for round := range r.opts.reps {
		fmt.Fprintf(r.progress, "%s %d/%d:", p.Name, round+1, r.opts.reps)
		for _, v := range roundOrder(r.variants, round) {
			if failed[v.Name] {
				continue
			}
			one := r.runOnce(p, v)
			one.Round = round
			runs = append(runs, one)
			if one.Error != "" {
				failed[v.Name] = true
				fmt.Fprintf(r.progress, " %s FAILED", v.Name)
				continue
			}
			fmt.Fprintf(r.progress, " %s %.2f", v.Name, one.Seconds)
		}
		fmt.Fprintln(r.progress)
	}
	return runs
}

// roundOrder rotates the peers, so that nobody always runs after the same
// neighbour, and keeps the variants of a peer together: they are the pairs of
// the speed-ups.
func roundOrder(variants []variant, round int) []variant {
	var groups [][]variant
	for i, v := range variants {
		if i == 0 || v.peer.Name != variants[i-1].peer.Name {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], v)
	}
	var order []variant
	for i := range groups {
		order = append(order, groups[(i+round)%len(groups)]...)
	}
	return order
}

// runOnce runs a program on a variant and reads its answer.
func (r *runner) runOnce(p program, v variant) run {
	args := append([]string{}, v.Flags...)
	args = append(args, p.Path,
		"--threads", strconv.Itoa(v.Threads),
		"--scale", strconv.FormatFloat(r.opts.scale, 'g', -1, 64),
		"--seed", strconv.Itoa(r.opts.seed))
	one := run{Program: p.Name, Variant: v.Name}
	done, err := execute(v.peer.Exe, args, v.Env, r.opts.timeout)
	if err == nil {
		one.Check, one.Seconds, err = parseOutput(done.stdout)
	}
	if err != nil {
		one.Error = failureText(err, done.stderr)
		return one
	}
	one.Wall = done.wall.Seconds()
	one.RSS = done.rss
	return one
}

// execution is what is known about a finished child process.
type execution struct {
	stdout, stderr string
	wall           time.Duration
	cpu            time.Duration
	rss            int64 // KiB, 0 where the system does not tell
}

// execute runs a child process with a clean Python environment.
func execute(exe string, args, env []string, timeout time.Duration) (execution, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, exe, args...)
	cmd.Env = append(cleanEnv(os.Environ()), env...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = 2 * time.Second
	start := time.Now()
	err := cmd.Run()
	done := execution{stdout: stdout.String(), stderr: stderr.String(), wall: time.Since(start)}
	if cmd.ProcessState != nil {
		done.rss = peakRSS(cmd.ProcessState)
		done.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		err = fmt.Errorf("no end after %v", timeout)
	}
	return done, err
}

// cleanEnv drops what would change how a Python runs, and has hashes fixed
// and no bytecode written, for every runtime alike.
func cleanEnv(env []string) []string {
	var kept []string
	for _, entry := range env {
		if !strings.HasPrefix(entry, "PYTHON") && !strings.HasPrefix(entry, "PYPY") {
			kept = append(kept, entry)
		}
	}
	return append(kept, "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1")
}

// parseOutput reads the check: and time: lines.
func parseOutput(text string) (check string, seconds float64, err error) {
	seconds = -1
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, "\r")
		if rest, ok := strings.CutPrefix(line, "check: "); ok {
			check = rest
		}
		if rest, ok := strings.CutPrefix(line, "time: "); ok {
			if seconds, err = strconv.ParseFloat(rest, 64); err != nil {
				return "", 0, fmt.Errorf("bad time: line: %w", err)
			}
		}
	}
	if check == "" || seconds <= 0 {
		return "", 0, fmt.Errorf("no check: and time: lines in the output %q", tail(text, 200))
	}
	return check, seconds, nil
}

// failureText is the error with the end of what the program said.
func failureText(err error, stderr string) string {
	text := err.Error()
	if said := strings.TrimSpace(stderr); said != "" {
		text += ": " + tail(said, 600)
	}
	return text
}

// tail is the end of a text, at most n bytes of it.
func tail(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return "…" + strings.ToValidUTF8(text[len(text)-n:], "")
}

// measureRSSFloor runs a program that does nothing. A child's peak memory is
// never reported below that of the process that started it, so peaks near the
// floor say nothing.
func measureRSSFloor() int64 {
	exe, err := exec.LookPath("true")
	if err != nil {
		return 0
	}
	done, err := execute(exe, nil, nil, 10*time.Second)
	if err != nil {
		return 0
	}
	return done.rss
}
