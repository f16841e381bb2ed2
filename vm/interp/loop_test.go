package interp

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// TestLoopsCallNothing looks at the machine code: the loops call slow paths and
// nothing else, because a value that lives across a call costs a store to the
// stack in every instruction.
func TestLoopsCallNothing(t *testing.T) {
	object := filepath.Join(t.TempDir(), "interp.a")
	if out, err := exec.Command("go", "build", "-o", object, "gorgon/vm/interp").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	called := regexp.MustCompile(`R_CALL\w*:(\S+)`)
	allowed := regexp.MustCompile(`^(gorgon/vm/interp\.(slow_\w+|poll|enterTrace|seenSlow|own\w+|growUndo|badOpcode)|runtime\.(panic|morestack)\w*)(<\d>)?$`)
	for _, loop := range []string{"runSolo", "runTx"} {
		text, err := exec.Command("go", "tool", "objdump", "-s", `^gorgon/vm/interp\.`+loop+`$`, object).CombinedOutput()
		if err != nil {
			t.Fatalf("go tool objdump: %v\n%s", err, text)
		}
		calls := called.FindAllStringSubmatch(string(text), -1)
		for _, call := range calls {
			if !allowed.MatchString(call[1]) {
				t.Errorf("%s calls %s: it is not inlined", loop, call[1])
			}
		}
		if len(calls) == 0 {
			t.Errorf("no calls in the machine code of %s found", loop)
		}
	}
}
