package conform

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Known reads dir/KNOWN.txt: the programs that do not pass yet, each with the
// reason. A line is a program's name, blanks, the reason; # starts a comment.
func Known(dir string) (map[string]string, error) {
	f, err := os.Open(filepath.Join(dir, "KNOWN.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]string{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	known := map[string]string{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		name, reason, _ := strings.Cut(line, " ")
		name = strings.TrimSuffix(name, ".py")
		if reason = strings.TrimSpace(reason); reason == "" {
			return nil, fmt.Errorf("KNOWN.txt:%d: %s has no reason", n, name)
		}
		if _, twice := known[name]; twice {
			return nil, fmt.Errorf("KNOWN.txt:%d: %s is listed twice", n, name)
		}
		known[name] = reason
	}
	return known, lines.Err()
}
