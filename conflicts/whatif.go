package conflicts

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WhatIf is how long a recorded run would have taken on other numbers of cores,
// and without some of its points.
//
//  1. The recording's time line says of each thread and slot of time how long
//     it worked, lost and rested; each point of each slot what was lost at it.
//  2. Work and what was thrown away take a core, waiting for others does not. A
//     slot with more of the former than the cores could give was measured with
//     threads in line for a core: it is scaled down to what they could.
//  3. On P cores a slot lasts as long as the thread that has most to do and to
//     wait for, or as what needs a core divided by P, whichever is more, and
//     besides as long as everybody has rested. What was lost at points that are
//     taken away counts for nothing.
//  4. With more cores more threads run at once. How much more they lose then the
//     recording does not say: from what was lost (AtBest) to so much more as there
//     are more others to meet (AtWorst).
type WhatIf struct {
	Schema  int      `json:"schema"`
	Program string   `json:"program"`
	Cores   int      `json:"cores"` // of the recording
	Wall    float64  `json:"wall"`  // measured
	Without []string `json:"without,omitempty"`
	// Work is the useful time of all threads, Span the least time that any
	// number of cores needs for it.
	Work float64 `json:"work"`
	Span float64 `json:"span"`
	// Check is what the calculation gives for the run as it was recorded.
	Check float64 `json:"check"`
	// AtOnce is how many threads wanted to work at once, at most: more cores than
	// that change nothing.
	AtOnce int          `json:"at_once"`
	Rows   []Prediction `json:"rows"`
	Notes  []string     `json:"notes,omitempty"`
}

// Prediction is calculated for a number of cores, in seconds.
type Prediction struct {
	Cores   int     `json:"cores"`
	AsItIs  Range   `json:"as_it_is"`
	Without Range   `json:"without"`
	Gain    float64 `json:"gain"` // the middle of one over that of the other
}

// Range is what a time lies in.
type Range struct {
	AtBest  float64 `json:"at_best"`
	AtWorst float64 `json:"at_worst"`
}

func (r Range) middle() float64 { return (r.AtBest + r.AtWorst) / 2 }

// maxCores bounds the numbers of cores that may be asked for.
const maxCores = 4096

// WhatIf calculates for the numbers of cores, without the points named.
func (r *Report) WhatIf(cores []int, without []string) (*WhatIf, error) {
	w := &WhatIf{Schema: Schema, Program: r.Program, Cores: max(r.Cores, 1), Wall: r.Wall, Rows: []Prediction{}}
	var gone []*Point
	for _, id := range without {
		p := r.Find(id)
		if p == nil {
			return nil, fmt.Errorf("there is no point %s", id)
		}
		if !slices.Contains(gone, p) {
			gone = append(gone, p)
			w.Without = append(w.Without, p.ID)
		}
	}
	if r.Wall <= 0 || len(r.Timeline.Threads) == 0 {
		return nil, fmt.Errorf("the recording has no time line")
	}
	for k := range TimelineSlots {
		s := r.slot(k, gone, w.Cores)
		w.AtOnce = max(w.AtOnce, s.atOnce)
		for _, work := range s.work {
			w.Work += work
		}
		w.Span += s.rest + largest(s.work)
		w.Check += s.lasts(w.Cores, 1, false)
	}
	for _, n := range cores {
		if n < 1 || n > maxCores {
			return nil, fmt.Errorf("%d cores", n)
		}
		w.Rows = append(w.Rows, r.predict(n, gone, w))
	}
	if n := slices.Max(append([]int{0}, cores...)); n > w.AtOnce {
		w.Notes = append(w.Notes, fmt.Sprintf("No more than %s worked at once: more cores than that change nothing. Start more threads and record again.", plural(w.AtOnce, "thread")))
	}
	return w, nil
}

func (r *Report) predict(cores int, gone []*Point, w *WhatIf) Prediction {
	p := Prediction{Cores: cores}
	used := min(cores, w.AtOnce)
	more := 1.0
	if then := min(w.Cores, w.AtOnce); then > 1 {
		more = float64(used-1) / float64(then-1)
	}
	for k := range TimelineSlots {
		s := r.slot(k, gone, w.Cores)
		p.AsItIs.AtBest += s.lasts(used, min(more, 1), false)
		p.AsItIs.AtWorst += s.lasts(used, max(more, 1), false)
		p.Without.AtBest += s.lasts(used, min(more, 1), true)
		p.Without.AtWorst += s.lasts(used, max(more, 1), true)
	}
	if len(gone) == 0 {
		p.Without = p.AsItIs
	}
	p.Gain = 1
	if m := p.Without.middle(); m > 0 {
		p.Gain = p.AsItIs.middle() / m
	}
	return p
}

// slotAccount is what the threads did in one slot of the time line, by thread.
type slotAccount struct {
	work, aborted, paused []float64
	stays                 float64 // part of what is lost that is not lost at points that are gone
	rest                  float64
	atOnce                int
}

func (r *Report) slot(k int, gone []*Point, cores int) *slotAccount {
	s := &slotAccount{stays: 1}
	running, lost := 0.0, 0.0
	for i := range r.Timeline.Threads {
		t := &r.Timeline.Threads[i].Slots[k]
		s.work = append(s.work, t.Useful+t.Collecting)
		s.aborted = append(s.aborted, t.Aborted)
		s.paused = append(s.paused, t.Paused)
		running += t.Useful + t.Collecting + t.Aborted
		lost += t.Aborted + t.Paused
		if t.Total()-t.Idle > 0.05*r.Timeline.Slot {
			s.atOnce++
		}
	}
	if have := float64(cores) * r.Timeline.Slot; running > have {
		for i := range s.work {
			s.work[i] *= have / running
			s.aborted[i] *= have / running
		}
	}
	s.rest = max(0, r.Timeline.Slot-s.lasts(cores, 1, false))
	if lost > 0 {
		for _, p := range gone {
			s.stays -= p.Line[k] / lost
		}
		s.stays = max(0, s.stays)
	}
	return s
}

// lasts is how long the slot is on so many cores, with so many times the loss.
func (s *slotAccount) lasts(cores int, more float64, without bool) float64 {
	if without {
		more *= s.stays
	}
	longest, running := 0.0, 0.0
	for i := range s.work {
		run := s.work[i] + more*s.aborted[i]
		running += run
		longest = max(longest, run+more*s.paused[i])
	}
	return s.rest + max(longest, running/float64(max(cores, 1)))
}

func largest(list []float64) (m float64) {
	for _, x := range list {
		m = max(m, x)
	}
	return m
}

// WriteText writes the table.
func (w *WhatIf) WriteText(out io.Writer) {
	var b text
	b.line("what if · %s · recorded on %s, %.2f s wall", shorten(w.Program, 1), plural(w.Cores, "core"), w.Wall)
	b.line("work %.2f s · no number of cores needs less than %.2f s for it · calculated for the run as recorded %.2f s (%+.1f%%)",
		w.Work, w.Span, w.Check, 100*(w.Check/w.Wall-1))
	show := func(r Range) string {
		if r.AtWorst-r.AtBest < 0.01*r.AtWorst {
			return fmt.Sprintf("%.2f s", r.AtBest)
		}
		return fmt.Sprintf("%.2f–%.2f s", r.AtBest, r.AtWorst)
	}
	head := fmt.Sprintf("\n %5s  %-16s", "CORES", "AS IT IS")
	if len(w.Without) > 0 {
		head += fmt.Sprintf("  %-16s  %s", "WITHOUT", "FASTER")
	}
	b.line("%s", strings.TrimRight(head, " "))
	for _, p := range w.Rows {
		row := fmt.Sprintf(" %5d  %-16s", p.Cores, show(p.AsItIs))
		if len(w.Without) > 0 {
			row += fmt.Sprintf("  %-16s  %.2f×", show(p.Without), p.Gain)
		}
		b.line("%s", strings.TrimRight(row, " "))
	}
	if len(w.Without) > 0 {
		b.line("\n WITHOUT: nothing is lost at %s any more.", strings.Join(w.Without, ", "))
	}
	for _, n := range w.Notes {
		b.line(" %s", n)
	}
	b.line(" Calculated from who worked, lost and rested in each %.0f ms of the recording, not measured.", 1000*w.Wall/TimelineSlots)
	_, _ = io.WriteString(out, b.String())
}
