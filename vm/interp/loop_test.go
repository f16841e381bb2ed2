package interp

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestLoopCalls looks at the machine code of the loops: they call nothing but
// what says where to go on. Any other call would have Go spill the loop's
// variables before each instruction.
func TestLoopCalls(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	allowed := regexp.MustCompile(`interp\.(slow_|poll\(|seenSlow\(|own(Card|Object|Span)\(|badOpcode\()|runtime\.morestack`)
	for _, loop := range []string{"runSolo", "runTx"} {
		out, err := exec.Command("go", "tool", "objdump", "-s", `interp\.`+loop+"$", exe).Output()
		if err != nil {
			t.Skip("no disassembler: ", err)
		}
		lines := strings.Split(string(out), "\n")
		if len(lines) < 1000 {
			t.Fatalf("%s: %d lines of machine code", loop, len(lines))
		}
		for _, line := range lines {
			if strings.Contains(line, "CALL ") && !allowed.MatchString(line) {
				t.Errorf("%s: %s", loop, line)
			}
		}
	}
}
