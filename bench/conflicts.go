package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// pairsDir has pairs of programs for the conflict report: before and after its
// advice was followed.
const pairsDir = "examples/conflicts"

// measurePairs runs both programs of each pair in turn and prints which is
// faster. Their answers must be the same.
func measurePairs(out io.Writer, exe string, opts *options) error {
	files, err := filepath.Glob(filepath.Join(pairsDir, "*_bad.py"))
	if err != nil || len(files) == 0 {
		return errors.New("no pairs of programs here: start in the repository's root")
	}
	t := &table{header: []string{"pair", "bad s", "fixed s", "bad/fixed"}, left: 1}
	failed := false
	for _, bad := range files {
		name := strings.TrimSuffix(filepath.Base(bad), "_bad.py")
		if !matches(opts.programs, name) {
			continue
		}
		times, err := runPair([2]string{bad, strings.TrimSuffix(bad, "_bad.py") + "_fixed.py"}, exe, opts)
		if err != nil {
			t.add(name, err.Error())
			failed = true
			continue
		}
		before, after := median(times[0]), median(times[1])
		t.add(name, fmt.Sprintf("%.3f", before), fmt.Sprintf("%.3f", after), fmt.Sprintf("%.2f", before/after))
	}
	if err := t.print(out); err != nil {
		return err
	}
	if failed {
		return errFailed
	}
	return nil
}

func runPair(files [2]string, exe string, opts *options) (times [2][]float64, err error) {
	answers := map[string]bool{}
	for range opts.reps {
		for i, file := range files {
			done, err := execute(exe, append(slices.Clone(opts.gorgonFlags), file, strconv.FormatFloat(opts.scale, 'g', -1, 64)), nil, opts.timeout)
			if err != nil {
				return times, fmt.Errorf("%s: %s", filepath.Base(file), failureText(err, done.stderr))
			}
			answer, seconds, err := parseOutput(strings.Replace(done.stdout, "answer: ", "check: ", 1))
			if err != nil {
				return times, err
			}
			answers[answer] = true
			times[i] = append(times[i], seconds)
		}
	}
	if len(answers) != 1 {
		return times, fmt.Errorf("%d different answers", len(answers))
	}
	return times, nil
}

// recordings are the ways to record whose cost is measured.
var recordings = []struct{ name, option string }{
	{"off", ""}, {"summary", "conflicts"}, {"file", "conflicts=%s"}, {"no births", "conflicts=%s,births=off"}, {"trace", "conflicts=%s,trace"},
}

// measureRecording prints what recording conflicts costs, in processor time over
// that without: the fastest of the rounds, which are run in turn.
func measureRecording(out, progress io.Writer, programs []program, exe string, opts *options) error {
	dir, err := os.MkdirTemp("", "gorgon-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	log := filepath.Join(dir, "run.cfl")
	t := &table{header: []string{"program"}, left: 1}
	for _, r := range recordings {
		t.header = append(t.header, r.name)
	}
	t.header = append(t.header, "log KiB")
	ratios := make([][]float64, len(recordings))
	for _, p := range programs {
		fmt.Fprintf(progress, "%s\n", p.Name)
		best := make([]float64, len(recordings))
		var size int64
		for range opts.reps {
			for i, r := range recordings {
				cpu, err := runRecorded(p, exe, strings.ReplaceAll(r.option, "%s", log), opts)
				if err != nil {
					return fmt.Errorf("%s: %w", p.Name, err)
				}
				if best[i] == 0 || cpu < best[i] {
					best[i] = cpu
				}
				if info, err := os.Stat(log); r.name == "file" && err == nil {
					size = info.Size()
				}
			}
		}
		row := []string{p.Name}
		for i := range recordings {
			ratios[i] = append(ratios[i], best[i]/best[0])
			row = append(row, fmt.Sprintf("%.2f", best[i]/best[0]))
		}
		t.add(append(row, fmt.Sprint(size>>10))...)
	}
	t.rule()
	row := []string{"geometric mean"}
	for i := range recordings {
		row = append(row, fmt.Sprintf("%.2f", geomean(ratios[i])))
	}
	t.add(append(row, "")...)
	return t.print(out)
}

// runRecorded returns the processor time of a run.
func runRecorded(p program, exe, option string, opts *options) (float64, error) {
	args := slices.Clone(opts.gorgonFlags)
	if option != "" {
		args = append(args, "-X", option)
	}
	args = append(args, p.Path, "--threads", strconv.Itoa(slices.Max(opts.threads)), "--scale", strconv.FormatFloat(opts.scale, 'g', -1, 64),
		"--seed", strconv.Itoa(opts.seed))
	done, err := execute(exe, args, nil, opts.timeout)
	if err != nil {
		return 0, errors.New(failureText(err, done.stderr))
	}
	return done.cpu.Seconds(), nil
}
