package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"sort"
)

// result is a whole measurement: every run and what follows from the runs.
type result struct {
	Schema   int           `json:"schema"`
	Started  string        `json:"started"`
	System   string        `json:"system"`
	Scale    float64       `json:"size_scale"`
	Reps     int           `json:"reps"`
	RSSFloor int64         `json:"rss_floor_kib"`
	Variants []variant     `json:"variants"`
	Runs     []run         `json:"runs"`
	Programs []programStat `json:"programs"`
	Groups   []groupStat   `json:"groups"`
	Failures []string      `json:"failures"`
}

// programStat summarises the runs of one program. The maps are by variant and
// lack variants that failed.
type programStat struct {
	program
	Seconds  map[string]float64 `json:"seconds"`   // median
	Speed    map[string]float64 `json:"speed"`     // times the baseline's speed, median by round
	SpeedUp  map[string]float64 `json:"speedup"`   // over the same peer's one thread, median of pairs
	RSSRatio map[string]float64 `json:"rss_ratio"` // peak memory over the baseline's, median by round
}

// groupStat holds geometric means over the programs of a nature. A variant
// that lacks a program of the group has no mean, because it would not be
// comparable with the others.
type groupStat struct {
	Name     string             `json:"name"`
	Programs int                `json:"programs"`
	Speed    map[string]float64 `json:"speed"`
	SpeedUp  map[string]float64 `json:"speedup"`
	RSSRatio map[string]float64 `json:"rss_ratio"`
}

// median of a non-empty sample; the mean of the middle two of an even one.
func median(sample []float64) float64 {
	s := slices.Sorted(slices.Values(sample))
	n := len(s)
	if n == 0 {
		return math.NaN()
	}
	return (s[(n-1)/2] + s[n/2]) / 2
}

// geomean of a non-empty sample of positive numbers.
func geomean(sample []float64) float64 {
	sum := 0.0
	for _, x := range sample {
		sum += math.Log(x)
	}
	return math.Exp(sum / float64(len(sample)))
}

// summarise fills in Programs, Groups and Failures from Runs.
func (res *result) summarise(programs []program) {
	for _, p := range programs {
		var runs []run
		for _, one := range res.Runs {
			if one.Program == p.Name {
				runs = append(runs, one)
			}
		}
		res.Programs = append(res.Programs, summariseProgram(p, runs, res.Variants))
		res.Failures = append(res.Failures, findFailures(p, runs)...)
	}
	for _, nature := range natures {
		if g := summariseGroup(nature, res.Programs); g.Programs > 0 {
			res.Groups = append(res.Groups, g)
		}
	}
	if len(res.Groups) > 1 {
		res.Groups = append(res.Groups, summariseGroup("", res.Programs))
	}
}

// summariseProgram forms medians of the runs of one program.
func summariseProgram(p program, runs []run, variants []variant) programStat {
	st := programStat{
		program:  p,
		Seconds:  map[string]float64{},
		Speed:    map[string]float64{},
		SpeedUp:  map[string]float64{},
		RSSRatio: map[string]float64{},
	}
	byVariant := map[string]map[int]run{}
	for _, one := range runs {
		if one.Error != "" {
			continue
		}
		if byVariant[one.Variant] == nil {
			byVariant[one.Variant] = map[int]run{}
		}
		byVariant[one.Variant][one.Round] = one
	}
	seconds := func(r run) float64 { return r.Seconds }
	memory := func(r run) float64 { return float64(r.RSS) }
	base := byVariant[baseline]
	for _, v := range variants {
		own := byVariant[v.Name]
		if len(own) == 0 {
			continue
		}
		var all []float64
		for _, one := range own {
			all = append(all, one.Seconds)
		}
		st.Seconds[v.Name] = median(all)
		setMedianRatio(st.Speed, v.Name, base, own, seconds)
		setMedianRatio(st.SpeedUp, v.Name, byVariant[v.Solo], own, seconds)
		setMedianRatio(st.RSSRatio, v.Name, own, base, memory)
	}
	return st
}

// setMedianRatio stores the median over the rounds that both sides have of
// quantity(above) / quantity(below); nothing when there is no such round.
func setMedianRatio(into map[string]float64, name string, above, below map[int]run, quantity func(run) float64) {
	var ratios []float64
	for round, a := range above {
		b, ok := below[round]
		if ok && quantity(a) > 0 && quantity(b) > 0 {
			ratios = append(ratios, quantity(a)/quantity(b))
		}
	}
	if len(ratios) > 0 {
		into[name] = median(ratios)
	}
}

// summariseGroup forms the geometric means of a nature, or of all for "".
func summariseGroup(nature string, programs []programStat) groupStat {
	g := groupStat{Name: nature}
	var speeds, speedUps, memories []map[string]float64
	for _, p := range programs {
		if nature == "" || p.Nature == nature {
			speeds = append(speeds, p.Speed)
			speedUps = append(speedUps, p.SpeedUp)
			memories = append(memories, p.RSSRatio)
		}
	}
	if nature == "" {
		g.Name = "all"
	}
	g.Programs = len(speeds)
	g.Speed = geomeans(speeds)
	g.SpeedUp = geomeans(speedUps)
	g.RSSRatio = geomeans(memories)
	return g
}

// geomeans is the mean for each key that all maps have.
func geomeans(maps []map[string]float64) map[string]float64 {
	samples := map[string][]float64{}
	for _, m := range maps {
		for key, x := range m {
			samples[key] = append(samples[key], x)
		}
	}
	means := map[string]float64{}
	for key, sample := range samples {
		if len(sample) == len(maps) {
			means[key] = geomean(sample)
		}
	}
	return means
}

// findFailures names crashed runs and answers that differ from the baseline's
// first one, or from the first of any where the baseline has none.
func findFailures(p program, runs []run) []string {
	var failures []string
	reference := run{}
	for _, one := range runs {
		if one.Error != "" {
			failures = append(failures, fmt.Sprintf("%s on %s, round %d: %s", p.Name, one.Variant, one.Round+1, one.Error))
			continue
		}
		if reference.Check == "" || (one.Variant == baseline && reference.Variant != baseline) {
			reference = one
		}
	}
	for _, one := range runs {
		if one.Error == "" && one.Check != reference.Check {
			failures = append(failures, fmt.Sprintf("%s on %s, round %d: answer %q, but %s says %q",
				p.Name, one.Variant, one.Round+1, one.Check, reference.Variant, reference.Check))
		}
	}
	sort.Strings(failures)
	return failures
}

// writeJSON writes everything.
func (res *result) writeJSON(file string) error {
	text, err := json.MarshalIndent(res, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}
