package export

import (
	_ "embed"
	"fmt"
	"io"
	"maps"
	"slices"

	"gorgon/conflicts"
	whole "gorgon/internal/page"
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
	pagePoints  = 300
	pageStacks  = 2000
	pageSources = 3 << 20
	pageThreads = 64
)

// page is what the script gets.
type page struct {
	Report  *conflicts.Report    `json:"report"`
	Stacks  []stack              `json:"stacks"`
	Sources map[string][]string  `json:"sources"` // by short name
	Costs   map[string]lineCosts `json:"costs"`
	WhatIf  []scenario           `json:"whatif"`
	Cut     []string             `json:"cut"` // what was left out
}

// stack is a line of the flame graph: frames from the outermost inward.
type stack struct {
	Frames  []string `json:"frames"`
	Aborted float64  `json:"aborted"`
	Paused  float64  `json:"paused"`
}

// scenario is what is calculated for the run without some points.
type scenario struct {
	Without []string               `json:"without"`
	Rows    []conflicts.Prediction `json:"rows"`
}

// scenarioPoints is how many points are taken away one by one, and then together.
const scenarioPoints = 5

// scenarios calculates up to as many cores as there were threads at work.
func (p *page) scenarios(r *conflicts.Report) {
	as, err := r.WhatIf(nil, nil)
	if err != nil {
		return // there is no time line
	}
	var cores []int
	for n := 1; n < max(as.AtOnce, as.Cores); n *= 2 {
		cores = append(cores, n)
	}
	cores = append(cores, max(as.AtOnce, as.Cores))
	sets := [][]string{{}}
	var all []string
	for _, point := range r.Points[:min(len(r.Points), scenarioPoints)] {
		sets = append(sets, []string{point.ID})
		all = append(all, point.ID)
	}
	if len(all) > 1 {
		sets = append(sets, all)
	}
	for _, set := range sets {
		if w, err := r.WhatIf(cores, set); err == nil {
			p.WhatIf = append(p.WhatIf, scenario{set, w.Rows})
		}
	}
}

type lineCosts map[int][2]float64

// HTML writes the report as one page that needs nothing else: its policy
// forbids all requests.
func HTML(w io.Writer, r *conflicts.Report) error {
	return (&whole.Page{Title: "conflicts · " + r.Program, Body: pageHTML, Style: pageCSS, Script: pageJS, Data: newPage(r)}).Write(w)
}

func newPage(r *conflicts.Report) *page {
	short := *r
	p := &page{Report: &short, Sources: map[string][]string{}, Costs: map[string]lineCosts{}, WhatIf: []scenario{}, Cut: []string{}}
	if n := len(r.Points); n > pagePoints {
		short.Points = r.Points[:pagePoints]
		p.Cut = append(p.Cut, fmt.Sprintf("%d points that lost least", n-pagePoints))
	}
	if n := len(r.Timeline.Threads); n > pageThreads {
		short.Timeline.Threads = r.Timeline.Threads[:pageThreads]
		p.Cut = append(p.Cut, fmt.Sprintf("time lines of %d threads", n-pageThreads))
	}
	p.stacks(r)
	p.scenarios(r)
	files, size := r.Files(), 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		lines := r.Source(files[name])
		for _, line := range lines {
			size += len(line)
		}
		if size > pageSources {
			p.Cut = append(p.Cut, "the source of "+name)
			continue
		}
		p.Sources[name] = lines
		costs := lineCosts{}
		for n, c := range r.Lines(files[name]) {
			costs[n] = [2]float64{c.Loses, c.Causes}
		}
		p.Costs[name] = costs
	}
	return p
}

// stacks joins samples of the same frames.
func (p *page) stacks(r *conflicts.Report) {
	index := map[string]int{}
	for _, s := range r.Samples() {
		frames := make([]string, 0, len(s.Stack))
		key := ""
		for _, place := range slices.Backward(s.Stack) {
			text := place.Function + " " + place.Short()
			frames = append(frames, text)
			key += text + "\n"
		}
		i, known := index[key]
		if !known {
			if len(p.Stacks) == pageStacks {
				continue
			}
			i = len(p.Stacks)
			index[key] = i
			p.Stacks = append(p.Stacks, stack{Frames: frames})
		}
		p.Stacks[i].Aborted += float64(s.Aborted) / 1e9
		p.Stacks[i].Paused += float64(s.Paused) / 1e9
	}
}
