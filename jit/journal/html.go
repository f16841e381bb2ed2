package journal

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"gorgon/internal/page"
)

var (
	//go:embed page.css
	pageCSS string
	//go:embed page.js
	pageJS string
	//go:embed page.html
	pageHTML string
)

// The limits of what a page has, so that it stays small enough to be opened.
const (
	pageTraces  = 400
	pageLines   = 150_000 // of all stages of all traces
	pageSources = 3 << 20
)

// shown is what the script gets.
type shown struct {
	Program  string              `json:"program"`
	Codes    []*Code             `json:"codes"`
	Traces   []*Trace            `json:"traces"`
	Failures []*Failure          `json:"failures"`
	Sources  map[string][]string `json:"sources"`
	Cut      []string            `json:"cut"` // what was left out
}

// HTML writes the journal as one page: the traces that were run most, each with
// its source, its bytecode, its operations before and after the optimiser and
// its machine code. read returns the text of a source file.
func (j *Journal) HTML(w io.Writer, program string, read func(name string) ([]byte, error)) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	s := &shown{Program: program, Codes: j.Codes, Traces: []*Trace{}, Failures: j.Failures, Sources: map[string][]string{}, Cut: []string{}}
	s.choose(j.Traces)
	s.readSources(read)
	return (&page.Page{Title: "traces of " + program, Body: pageHTML, Style: pageCSS, Script: pageJS, Data: s}).Write(w)
}

// choose takes the traces that were run most, in their order.
func (s *shown) choose(all []*Trace) {
	byRuns := slices.Clone(all)
	slices.SortStableFunc(byRuns, func(a, b *Trace) int {
		switch x, y := a.Entered+a.Rounds, b.Entered+b.Rounds; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	lines := 0
	for _, t := range byRuns {
		if lines += len(t.Recorded) + len(t.Optimised) + len(t.Machine); lines > pageLines || len(s.Traces) == pageTraces {
			break
		}
		s.Traces = append(s.Traces, t)
	}
	if n := len(all) - len(s.Traces); n > 0 {
		s.Cut = append(s.Cut, fmt.Sprintf("%d traces that were run least", n))
	}
	slices.SortFunc(s.Traces, func(a, b *Trace) int { return a.Number - b.Number })
}

// readSources reads the files that the traces' code is from.
func (s *shown) readSources(read func(name string) ([]byte, error)) {
	size := 0
	for _, c := range s.Codes {
		if _, known := s.Sources[c.File]; known {
			continue
		}
		text, err := read(c.File)
		if size += len(text); err != nil || size > pageSources {
			s.Sources[c.File] = nil
			if err == nil {
				s.Cut = append(s.Cut, "the source of "+c.File)
			}
			continue
		}
		s.Sources[c.File] = strings.Split(string(text), "\n")
	}
}
