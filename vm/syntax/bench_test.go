package syntax

import (
	"bytes"
	"os"
	"testing"

	"gorgon/internal/cpython"
)

// BenchmarkParse parses CPython's library; the metric lines/s is what start-up
// time depends on.
func BenchmarkParse(b *testing.B) {
	lib, err := cpython.Lib()
	if err != nil {
		b.Fatal(err)
	}
	var sources [][]byte
	size, lines := 0, 0
	for _, name := range []string{"argparse.py", "inspect.py", "typing.py", "threading.py", "enum.py", "ast.py", "datetime.py", "_pydecimal.py"} {
		src, err := os.ReadFile(lib + "/" + name)
		if err != nil {
			b.Fatal(err)
		}
		sources = append(sources, src)
		size += len(src)
		lines += bytes.Count(src, []byte("\n"))
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		for _, src := range sources {
			if _, err := Parse(src, "x", Exec); err != nil {
				b.Fatal(err)
			}
		}
		n += lines
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "lines/s")
}
