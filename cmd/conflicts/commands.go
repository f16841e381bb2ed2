package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gorgon/conflicts"
	"gorgon/conflicts/export"
	"gorgon/conflicts/record"
)

// invocation is a command with its arguments.
type invocation struct {
	name        string
	args        []string
	filter      conflicts.Filter
	limit       int
	json, all   bool
	diff        bool // show: how the advice's example was repaired
	output      string
	overwrite   bool
	failOver    string
	cores, fix  string // of whatif: lists
	out, errOut io.Writer
}

// parse reads the options, which may stand before and behind the arguments.
func parse(name string, args []string) (*invocation, error) {
	in := &invocation{name: name}
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	if name != "diff" && name != "whatif" {
		fs.StringVar(&in.filter.Thread, "thread", "", "")
		fs.DurationVar(&in.filter.Since, "since", 0, "")
		fs.StringVar(&in.filter.Only, "only", "", "")
	}
	switch name {
	case "report", "show", "diff":
		fs.BoolVar(&in.json, "json", false, "")
		fs.IntVar(&in.limit, "limit", 15, "")
		fs.BoolVar(&in.all, "all", false, "")
		fs.StringVar(&in.failOver, "fail-over", "5%", "")
		fs.StringVar(&in.filter.Sort, "sort", "lost", "")
		if name == "show" {
			fs.BoolVar(&in.diff, "diff", false, "")
		}
	case "whatif":
		fs.BoolVar(&in.json, "json", false, "")
		fs.StringVar(&in.cores, "cores", "", "")
		fs.StringVar(&in.fix, "fix", "", "")
	case "html", "pprof", "trace":
		fs.StringVar(&in.output, "o", "", "")
		fs.BoolVar(&in.overwrite, "f", false, "")
	}
	for len(args) > 0 {
		if err := fs.Parse(args); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if args = fs.Args(); len(args) > 0 {
			in.args = append(in.args, args[0])
			args = args[1:]
		}
	}
	switch in.filter.Sort {
	case "", "lost", "aborted", "paused", "events":
	default:
		return nil, fmt.Errorf("--sort: want lost, aborted, paused or events, not %q", in.filter.Sort)
	}
	if in.limit < 0 {
		return nil, errors.New("--limit: want a number that is not negative")
	}
	return in, nil
}

// wants checks the number of arguments.
func (in *invocation) wants(names ...string) error {
	if len(in.args) != len(names) {
		return fmt.Errorf("%s: want %s, not %d arguments", in.name, strings.Join(names, " and "), len(in.args))
	}
	return nil
}

func (in *invocation) open(path string) (*conflicts.Report, error) {
	l, err := record.Open(path)
	if err != nil {
		return nil, err
	}
	if l.Damage != nil {
		fmt.Fprintf(in.errOut, "conflicts: %s: damaged %s; what comes before is used\n", path, l.Damage)
	}
	return conflicts.Analyze(l, in.filter), nil
}

func (in *invocation) writeJSON(v any) error {
	e := json.NewEncoder(in.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

func report(in *invocation) error {
	if err := in.wants("FILE"); err != nil {
		return err
	}
	r, err := in.open(in.args[0])
	if err != nil {
		return err
	}
	if in.json {
		r.Points = r.Points[:min(in.limit, len(r.Points))]
		return in.writeJSON(r)
	}
	r.WriteText(in.out, conflicts.TextOptions{Limit: in.limit, All: in.all})
	if len(r.Points) > 0 {
		fmt.Fprintf(in.out, "\nNext: conflicts show C1 %s    ·    conflicts html %s\n", in.args[0], in.args[0])
	}
	return nil
}

func show(in *invocation) error {
	if err := in.wants("ID", "FILE"); err != nil {
		return err
	}
	id, file := in.args[0], in.args[1]
	r, err := in.open(file)
	if err != nil {
		return err
	}
	p := r.Find(id)
	if p == nil {
		return fmt.Errorf("%s: there is no point %s among %d", file, id, len(r.Points))
	}
	if in.json {
		return in.writeJSON(p)
	}
	r.WritePoint(in.out, p)
	for i := range p.Advice {
		if ad := &p.Advice[i]; in.diff && ad.Example != "" {
			if err := writeRepair(in.out, ad); err != nil {
				return err
			}
		}
	}
	return nil
}

func annotate(in *invocation) error {
	if err := in.wants("SOURCE", "FILE"); err != nil {
		return err
	}
	r, err := in.open(in.args[1])
	if err != nil {
		return err
	}
	return r.Annotate(in.out, in.args[0])
}

func html(in *invocation) error  { return in.export("html", ".html", export.HTML) }
func pprof(in *invocation) error { return in.export("pprof", ".pb.gz", export.Pprof) }
func trace(in *invocation) error { return in.export("trace", ".json", export.Trace) }

// export writes a file in another form. Its name comes from the log's.
func (in *invocation) export(form, suffix string, write func(io.Writer, *conflicts.Report) error) error {
	if err := in.wants("FILE"); err != nil {
		return err
	}
	r, err := in.open(in.args[0])
	if err != nil {
		return err
	}
	if in.output == "" {
		base := filepath.Base(in.args[0])
		in.output = "conflicts-" + form + "-" + strings.TrimSuffix(base, filepath.Ext(base)) + suffix
	}
	var b bytes.Buffer
	if err := write(&b, r); err != nil {
		return err
	}
	if in.output == "-" {
		_, err := in.out.Write(b.Bytes())
		return err
	}
	if err := in.save(b.Bytes(), form); err != nil {
		return err
	}
	fmt.Fprintln(in.out, in.output)
	return nil
}

// save writes the output file, compressed if its name says so.
func (in *invocation) save(data []byte, form string) error {
	if form != "pprof" && strings.HasSuffix(in.output, ".gz") {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, err := z.Write(data)
		if err := errors.Join(err, z.Close()); err != nil {
			return err
		}
		data = b.Bytes()
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if in.overwrite {
		flags = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(in.output, flags, 0o666)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%s exists: -f overwrites it", in.output)
	} else if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

func diff(in *invocation) error {
	if err := in.wants("BEFORE", "AFTER"); err != nil {
		return err
	}
	limit, err := strconv.ParseFloat(strings.TrimSuffix(in.failOver, "%"), 64)
	if err != nil || limit < 0 {
		return fmt.Errorf("--fail-over: %q is not a percentage", in.failOver)
	}
	before, err := in.open(in.args[0])
	if err != nil {
		return err
	}
	after, err := in.open(in.args[1])
	if err != nil {
		return err
	}
	d := conflicts.Compare(before, after)
	if in.json {
		err = in.writeJSON(d)
	} else {
		d.WriteText(in.out, in.limit)
	}
	if err == nil && 100*d.Worse > limit {
		fmt.Fprintf(in.errOut, "conflicts: worse by %.1f points, %g are allowed\n", 100*d.Worse, limit)
		return errWorse
	}
	return err
}

// whatif calculates how long the run would have taken. Without --cores: as many
// as it had, and powers of two beside.
func whatif(in *invocation) error {
	if err := in.wants("FILE"); err != nil {
		return err
	}
	r, err := in.open(in.args[0])
	if err != nil {
		return err
	}
	var cores []int
	for _, word := range split(in.cores) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return fmt.Errorf("--cores: %q is not a number", word)
		}
		cores = append(cores, n)
	}
	if len(cores) == 0 {
		n := max(r.Cores, 1)
		cores = []int{max(n/2, 1), n, 2 * n, 4 * n}
	}
	w, err := r.WhatIf(cores, split(in.fix))
	if err != nil {
		return err
	}
	if in.json {
		return in.writeJSON(w)
	}
	w.WriteText(in.out)
	return nil
}

// split takes a list with commas apart.
func split(list string) (words []string) {
	for _, word := range strings.Split(list, ",") {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}
