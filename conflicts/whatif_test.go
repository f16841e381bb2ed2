package conflicts

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

// timed is a report of threads whose slots are all alike, with one point that
// has lost so much of each second.
func timed(cores int, threads []Times, lost float64) *Report {
	r := &Report{Program: "p.py", Cores: cores, Wall: TimelineSlots}
	r.Timeline.Slot = 1
	for _, t := range threads {
		line := ThreadTimeline{}
		for k := range line.Slots {
			line.Slots[k] = t
		}
		r.Timeline.Threads = append(r.Timeline.Threads, line)
	}
	p := &Point{ID: "C1", Line: make([]float64, TimelineSlots)}
	for k := range p.Line {
		p.Line[k] = lost
	}
	r.Points = []*Point{p}
	return r
}

func TestWhatIf(t *testing.T) {
	half := Times{Useful: 0.5, Paused: 0.5}
	cases := []struct {
		name    string
		report  *Report
		cores   int
		asItIs  [2]float64 // of a second of the recording, at best and at worst
		without [2]float64
	}{
		{"alone, no conflicts", timed(2, []Times{{Useful: 1}}, 0), 8, [2]float64{1, 1}, [2]float64{1, 1}},
		{"one core for two", timed(2, []Times{{Useful: 1}, {Useful: 1}}, 0), 1, [2]float64{2, 2}, [2]float64{2, 2}},
		{"four threads in line for two cores", timed(2, []Times{{Useful: 1}, {Useful: 1}, {Useful: 1}, {Useful: 1}}, 0), 4, [2]float64{0.5, 0.5}, [2]float64{0.5, 0.5}},
		{"half of the time paused", timed(2, []Times{half, half}, 1), 2, [2]float64{1, 1}, [2]float64{0.5, 0.5}},
		{"half of that at the point", timed(2, []Times{half, half}, 0.5), 2, [2]float64{1, 1}, [2]float64{0.75, 0.75}},
		{"who rests goes on resting", timed(2, []Times{{Useful: 0.2, Aborted: 0.3, Idle: 0.5}}, 0.3), 2, [2]float64{1, 1}, [2]float64{0.7, 0.7}},
		// Three others to meet instead of one: what is lost may be three times as much.
		{"more to meet", timed(2, []Times{{Useful: 0.4, Aborted: 0.1}, {Useful: 0.4, Aborted: 0.1}, {Useful: 0.4, Aborted: 0.1}, {Useful: 0.4, Aborted: 0.1}}, 0.4),
			4, [2]float64{0.5, 0.7}, [2]float64{0.4, 0.4}},
	}
	for _, c := range cases {
		w, err := c.report.WhatIf([]int{c.cores}, []string{"c1"})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(w.Check-w.Wall) > 1e-9 {
			t.Errorf("%s: the run as recorded gives %v, not %v", c.name, w.Check, w.Wall)
		}
		p := w.Rows[0]
		for i, got := range []float64{p.AsItIs.AtBest, p.AsItIs.AtWorst, p.Without.AtBest, p.Without.AtWorst} {
			want := []float64{c.asItIs[0], c.asItIs[1], c.without[0], c.without[1]}[i] * TimelineSlots
			if math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: time %d is %v, not %v", c.name, i, got, want)
			}
		}
	}
}

func TestWhatIfText(t *testing.T) {
	r := timed(2, []Times{{Useful: 0.5, Paused: 0.5}, {Useful: 0.5, Paused: 0.5}}, 1)
	w, err := r.WhatIf([]int{2, 16}, []string{"C1"})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w.WriteText(&b)
	for _, want := range []string{"2.00×", "No more than 2 threads worked at once", "nothing is lost at C1", "not measured"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	if _, err := r.WhatIf([]int{2}, []string{"C9"}); err == nil {
		t.Error("a point that is not there is taken away")
	}
	if _, err := r.WhatIf([]int{0}, nil); err == nil {
		t.Error("no cores are enough")
	}
}
