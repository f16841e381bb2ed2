package conflicts

import (
	"path"
	"path/filepath"
	"strings"

	"gorgon/conflicts/record"
)

// fileNames shortens paths, and knows the lines of files.
type fileNames struct {
	short map[string]string
	lines map[string][]string
}

// learn chooses for each file the shortest end of its path that no other has.
func (f *fileNames) learn(places []record.Place) {
	f.short, f.lines = map[string]string{}, map[string][]string{}
	var files []string
	for i := range places {
		if file := places[i].File; file != "" && f.short[file] == "" {
			f.short[file] = shorten(file, 1)
			files = append(files, file)
		}
	}
	for n := 2; n < 8; n++ {
		seen := map[string]int{}
		for _, file := range files {
			seen[f.short[file]]++
		}
		again := false
		for _, file := range files {
			if seen[f.short[file]] > 1 {
				f.short[file] = shorten(file, n)
				again = true
			}
		}
		if !again {
			return
		}
	}
}

// shorten returns the last n elements of a path.
func shorten(file string, n int) string {
	parts := strings.Split(filepath.ToSlash(file), "/")
	return path.Join(parts[max(0, len(parts)-n):]...)
}

// of returns the lines of a file as it was when it was recorded.
func (f *fileNames) of(l *record.Log, file string) []string {
	lines, known := f.lines[file]
	if !known {
		text := strings.ReplaceAll(l.Sources[file], "\r\n", "\n")
		if text != "" {
			lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		}
		f.lines[file] = lines
	}
	return lines
}

// line is the text of a place.
func (f *fileNames) line(l *record.Log, p *record.Place) string {
	if lines := f.of(l, p.File); p.Line > 0 && p.Line <= len(lines) {
		return strings.TrimRight(lines[p.Line-1], " \t\r")
	}
	return ""
}

// Source returns the lines of a file as it was when it was recorded, nil if
// they were not kept.
func (r *Report) Source(file string) []string { return r.names.of(r.log, file) }

// Files returns the files whose places lose or cause something, by their short
// names.
func (r *Report) Files() map[string]string {
	all := map[string]string{}
	for _, p := range r.Points {
		for _, q := range []*Place{&p.Loses, &p.Causes} {
			if q.Known() {
				all[q.short] = q.File
			}
		}
	}
	return all
}
