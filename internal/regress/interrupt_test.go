package regress

import (
	"bufio"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// computing is a program of which all threads compute; the main thread too.
const computing = `
import sys, threading

def work():
    n = 0
    while True:
        n = (n * 31 + 7) % 1000003

for _ in range(3):
    threading.Thread(target=work, daemon=True).start()
print("ready", flush=True)
work()
`

// promptly is how soon Ctrl-C must end a program that computes in all threads.
const promptly = 200 * time.Millisecond

// TestInterruptIsPrompt sends SIGINT to a program with four computing threads.
// A busy machine may delay some runs, not all of them.
func TestInterruptIsPrompt(t *testing.T) {
	r := runner(t)
	for _, args := range [][]string{nil, {"-X", "shake=abort"}} {
		best := time.Hour
		for tries := 0; tries < 20 && best > promptly; tries++ {
			if took := timeToInterrupt(t, r.Exe, args); took < best {
				best = took
			}
		}
		t.Logf("%v: %v", args, best)
		if best > promptly {
			t.Errorf("%v: ended %v after SIGINT, want %v", args, best, promptly)
		}
	}
}

func timeToInterrupt(t *testing.T, exe string, args []string) time.Duration {
	cmd := exec.Command(exe, append(args, "-c", computing)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	defer kill.Stop()
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond) // computing
	began := time.Now()
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	took := time.Since(began)
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGINT {
		t.Errorf("ended with %v, not by SIGINT", cmd.ProcessState)
	}
	return took
}
