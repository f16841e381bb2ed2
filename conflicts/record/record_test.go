package record_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"gorgon/conflicts/event"
	"gorgon/conflicts/example"
	"gorgon/conflicts/record"
)

func written(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := record.Write(&b, example.Log()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRoundTrip(t *testing.T) {
	got, err := record.Read(bytes.NewReader(written(t)))
	if err != nil {
		t.Fatal(err)
	}
	want := example.Log()
	if !got.Meta.Started.Equal(want.Meta.Started) {
		t.Errorf("started %v, not %v", got.Meta.Started, want.Meta.Started)
	}
	got.Meta.Started = want.Meta.Started
	for _, pair := range [][2]any{{got.Meta, want.Meta}, {got.Places, want.Places}, {got.Subjects, want.Subjects}, {got.Threads, want.Threads},
		{got.Blocks, want.Blocks}, {got.Intervals, want.Intervals}, {got.Events, want.Events}, {got.Sources, want.Sources}, {got.End, want.End}, {got.Damage, want.Damage}} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("read\n%+v\nwritten\n%+v", pair[0], pair[1])
		}
	}
	if len(got.Stacks) != len(want.Stacks) || !reflect.DeepEqual(got.Stacks[1:], want.Stacks[1:]) {
		t.Errorf("stacks %v", got.Stacks)
	}
}

// TestCut: a log that ends anywhere opens up to its last whole chunk, or is
// refused if not even its start is there.
func TestCut(t *testing.T) {
	whole := written(t)
	opened, last := 0, 0
	for n := range whole {
		l, err := record.Read(bytes.NewReader(whole[:n]))
		if err != nil {
			if opened > 0 {
				t.Fatalf("%d bytes open, %d do not: %v", n-1, n, err)
			}
			continue
		}
		opened++
		if l.End != nil {
			t.Fatalf("cut off at %d of %d, and yet it ends in order", n, len(whole))
		}
		if d := l.Damage; d != nil && (d.Offset > int64(n) || !strings.Contains(d.What, "cut off")) {
			t.Fatalf("cut off at %d: %s", n, d)
		}
		if len(l.Intervals) < last {
			t.Fatalf("cut off at %d: fewer intervals than before", n)
		}
		last = len(l.Intervals)
	}
	if last != 40 {
		t.Errorf("%d intervals", last)
	}
}

// TestFlipped: each changed byte is noticed, where it is.
func TestFlipped(t *testing.T) {
	whole := written(t)
	for n := 0; n < len(whole); n += 1 + n/50 {
		bad := bytes.Clone(whole)
		bad[n] ^= 0x40
		l, err := record.Read(bytes.NewReader(bad))
		if err == nil && l.Damage == nil {
			t.Fatalf("byte %d changed, and nobody noticed", n)
		}
		if err == nil && l.Damage.Offset > int64(n) {
			t.Fatalf("byte %d changed, damage %s", n, l.Damage)
		}
	}
}

func TestRefused(t *testing.T) {
	whole := written(t)
	newer := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(newer[8:], 99)
	binary.LittleEndian.PutUint32(newer[12:], crc32.Checksum(newer[:12], crc32.MakeTable(crc32.Castagnoli)))
	for _, c := range []struct {
		name, want string
		data       []byte
	}{
		{"foreign", "not a conflict log", []byte("#!/usr/bin/env python3\nprint('hello, world')\n")},
		{"empty", "not a conflict log", nil},
		{"header", "header is cut off", whole[:12]},
		{"checksum", "header's checksum", append(append([]byte{}, whole[:13]...), 0, 0, 0)},
		{"newer", "version 99; this tool reads version 1", newer},
		{"started", "the recording ended before anything was written", whole[:16]},
		{"meta", "damaged at offset 16", whole[:20]},
	} {
		file := filepath.Join(t.TempDir(), c.name+".cfl")
		if err := os.WriteFile(file, c.data, 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := record.Open(file)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v; want %q", c.name, err, c.want)
		}
	}
	if _, err := record.Open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "not a file") {
		t.Errorf("a folder: %v", err)
	}
}

// FuzzRead: whatever the bytes are, reading ends without a panic, and what it
// returns makes sense.
func FuzzRead(f *testing.F) {
	l := example.Log()
	l.Intervals, l.Events = l.Intervals[:2], l.Events[:2] // small seeds are tried more often
	var b bytes.Buffer
	if err := record.Write(&b, l); err != nil {
		f.Fatal(err)
	}
	whole := b.Bytes()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		check(t, data)
		check(t, resum(data)) // mistakes behind good checksums
	})
}

func check(t *testing.T, data []byte) {
	l, err := record.Read(bytes.NewReader(data))
	if err != nil {
		return
	}
	for _, s := range l.Stacks {
		for _, p := range s {
			_ = l.Places[p]
		}
	}
	for _, v := range l.Intervals {
		for _, c := range v.Cells {
			_, _, _, _, _ = l.Top(c.Site), l.Top(c.Cause), l.Top(c.Born), l.Subjects[c.Subject], l.Blocks[c.Block]
			_, _ = l.Subjects[c.Why], c.Kind.String()
		}
	}
	for _, b := range l.Blocks {
		_, _ = l.Subjects[b.Name], l.Top(b.Site)
	}
}

// resum makes the checksums of a file's header and chunks right.
func resum(data []byte) []byte {
	data = bytes.Clone(data)
	table := crc32.MakeTable(crc32.Castagnoli)
	if len(data) < 16 {
		return data
	}
	binary.LittleEndian.PutUint32(data[12:], crc32.Checksum(data[:12], table))
	for at := 16; at+12 <= len(data); {
		size := int(binary.LittleEndian.Uint32(data[at+4:]))
		if size > len(data)-at-12 {
			break
		}
		sum := crc32.Update(crc32.Checksum(data[at:at+8], table), table, data[at+12:at+12+size])
		binary.LittleEndian.PutUint32(data[at+8:], sum)
		at += 12 + size
	}
	return data
}

// TestCollector: what threads record comes out of the file as it does of
// memory, and the file keeps to its size.
func TestCollector(t *testing.T) {
	file := filepath.Join(t.TempDir(), "run.cfl")
	began := time.Now()
	since := func() time.Duration { return time.Since(began) }
	resolver := record.Resolver{
		Place: func(f event.Frame) record.Place {
			return record.Place{File: "x.py", Line: int(f.PC), Function: "f"}
		},
		Source: func(string) string { return "a = 1\nb = 2\n" },
	}
	options := record.Options{File: file, Max: record.MinMax, Trace: true, Since: since}
	c, err := record.Start(record.Meta{Program: "x.py"}, resolver, options)
	if err != nil {
		t.Fatal(err)
	}
	const n = 30_000
	r := event.NewRecorder(5, int64(since()))
	r.SetName("worker")
	for i := range n {
		stack := r.StackOf([]event.Frame{{PC: uintptr(1 + i%7), Code: 1}})
		rec := event.Record{When: int64(since()), Lost: 1000, Site: stack, Cause: event.At(stack, 6), Thread: 5, Aborted: i%2 == 0,
			Subject: event.Intern(event.Subject{Type: "dict", Part: "key", Name: string(rune('a' + i%5000))}), Object: uint64(16 * i)}
		r.Add(&rec)
		if i%100 == 0 {
			time.Sleep(5 * time.Millisecond)
		}
	}
	r.Publish(&event.Times{Useful: 5e6, Commits: 77}, int64(since()), event.Runs)
	r.End()
	memory, err := c.Stop()
	if err != nil {
		t.Fatal(err)
	}
	disk, err := record.Open(file)
	if err != nil || disk.Damage != nil || disk.End == nil {
		t.Fatalf("%v, %v", err, disk)
	}
	if disk.Size > record.MinMax {
		t.Errorf("the file has %d bytes", disk.Size)
	}
	for _, l := range []*record.Log{memory, disk} {
		events, lost, commits := uint64(0), int64(0), int64(0)
		for _, v := range l.Intervals {
			for _, c := range v.Cells {
				events += c.Aborts + c.Waits
				lost += c.Aborted + c.Paused
			}
			for _, s := range v.Threads {
				commits += s.Commits
			}
		}
		if events+l.End.Dropped != n || lost+l.End.DroppedLost != n*1000 || commits != 77 || events < n/2 {
			t.Errorf("%d events, %d dropped, %d ns, %d commits", events, l.End.Dropped, lost, commits)
		}
		if l.Sources["x.py"] != "a = 1\nb = 2\n" || l.Threads[0].Name != "worker" {
			t.Errorf("sources %q, threads %v", l.Sources, l.Threads)
		}
	}
}

// TestNotOverwritten: a file that is something else stays as it is; an older
// log is replaced.
func TestNotOverwritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "important.txt")
	if err := os.WriteFile(file, []byte("important"), 0o666); err != nil {
		t.Fatal(err)
	}
	options := record.Options{File: file, Max: record.MinMax, Since: func() time.Duration { return 0 }}
	if _, err := record.Start(record.Meta{}, record.Resolver{}, options); err == nil || !strings.Contains(err.Error(), "not overwritten") {
		t.Errorf("%v", err)
	}
	if text, _ := os.ReadFile(file); string(text) != "important" {
		t.Errorf("the file is now %q", text)
	}
	options.File = filepath.Join(t.TempDir(), "run.cfl")
	if err := os.WriteFile(options.File, written(t), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := record.Start(record.Meta{Program: "second"}, record.Resolver{
		Place:  func(event.Frame) record.Place { return record.Place{} },
		Source: func(string) string { return "" },
	}, options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Stop(); err != nil {
		t.Fatal(err)
	}
	if l, err := record.Open(options.File); err != nil || l.Meta.Program != "second" {
		t.Errorf("%v %v", err, l)
	}
}
