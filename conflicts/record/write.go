package record

import "io"

// Write writes a whole log, as a Collector would have written it bit by bit.
func Write(w io.Writer, l *Log) error {
	if _, err := w.Write(fileHeader()); err != nil {
		return err
	}
	var failed error
	out := chunks{target: chunkTarget, put: func(kind byte, payload []byte) {
		if failed == nil {
			_, failed = w.Write(frame(kind, payload))
		}
	}}
	var meta encoder
	meta.meta(&l.Meta)
	out.put(chunkMeta, meta.b)
	for file, text := range l.Sources {
		out.source(file, text)
	}
	out.places(l.Places[1:])
	out.stacks(l.Stacks[1:])
	out.subjects(l.Subjects[1:])
	out.threads(l.Threads)
	out.blocks(l.Blocks[1:])
	for i := range l.Intervals {
		out.interval(&l.Intervals[i])
	}
	out.events(l.Events)
	out.counts(l.Blocks)
	if l.End != nil {
		var e encoder
		e.end(l.End)
		out.put(chunkEnd, e.b)
	}
	return failed
}
