package vm_test

import (
	"regexp"
	"strings"
	"testing"
)

const stacksProgram = `import faulthandler, os, signal, sys, threading, time

def waits():
    gate.wait()

def works():
    while not stop: pass

gate, stop = threading.Event(), []
threads = [threading.Thread(target=waits, name="waits"), threading.Thread(target=works, name="works")]
for t in threads: t.start()
time.sleep(0.05)
`

// shape drops from a dump what our own threading adds and where lines are.
func shape(dump string) string {
	var lines []string
	for _, line := range strings.Split(dump, "\n") {
		if !strings.Contains(line, "threading.py") {
			lines = append(lines, line)
		}
	}
	return regexp.MustCompile("0x[0-9a-f]+|line [0-9]+|0xADDRESS").ReplaceAllString(strings.Join(lines, "\n"), "_")
}

const wantStacks = `Thread _ [works] (most recent call first):
  File "<string>", _ in works

Thread _ [waits] (most recent call first):
  File "<string>", _ in waits

Thread _ [MainThread] (most recent call first):
  File "<string>", _ in <module>
`

func TestDumpStacks(t *testing.T) {
	end := "stop.append(1); gate.set()\nfor t in threads: t.join()\nprint('end')\n"
	quit := stacksProgram + "os.kill(os.getpid(), signal.SIGQUIT); time.sleep(0.3)\n" + end
	for _, c := range []struct{ name, program, option, want, stdout, status string }{
		{"quit", quit, "", wantStacks, "", "exit status 131"},
		{"option", quit, "-Xdumpstacks", wantStacks, "end\n", "exit status 0"},
		{"later", stacksProgram + "faulthandler.dump_traceback_later(0.05); time.sleep(0.3)\n" + end, "",
			"Timeout (0:00:00.050000)!\n" + wantStacks, "end\n", "exit status 0"},
		{"exit", stacksProgram + "faulthandler.dump_traceback_later(0.05, exit=True); time.sleep(5)\n" + end, "",
			"Timeout (0:00:00.050000)!\n" + wantStacks, "", "exit status 1"},
		{"cancelled", stacksProgram + "faulthandler.dump_traceback_later(0.1); faulthandler.cancel_dump_traceback_later(); time.sleep(0.3)\n" + end, "",
			"", "end\n", "exit status 0"},
		{"now", stacksProgram + "faulthandler.dump_traceback()\n" + end, "",
			strings.Replace(wantStacks, "Thread _ [Main", "Current thread _ [Main", 1), "end\n", "exit status 0"},
		{"handled", "import os, signal, time\nsignal.signal(signal.SIGQUIT, lambda *a: print('mine'))\nos.kill(os.getpid(), 3)\ntime.sleep(0.05)\n",
			"-Xdumpstacks", "", "mine\n", "exit status 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			args := []string{"-c", c.program}
			if c.option != "" {
				args = append([]string{c.option}, args...)
			}
			got := runIn(t, gorgonExe, t.TempDir(), "", nil, args...)
			if shape(got.stderr) != c.want || got.stdout != c.stdout || got.status != c.status {
				t.Errorf("%s, printed %q\n%s", got.status, got.stdout, shape(got.stderr))
			}
		})
	}
}

// TestNoFork checks that a program is told why there is no fork.
func TestNoFork(t *testing.T) {
	got := runIn(t, gorgonExe, t.TempDir(), "", nil, "-c", "import os\nprint(hasattr(os, 'fork'))\nos.fork()")
	if got.stdout != "False\n" || !strings.Contains(got.stderr, "AttributeError: module 'os' has no attribute 'fork': a process whose threads run in parallel cannot be copied; use threads, or subprocess") {
		t.Errorf("%q\n%s", got.stdout, got.stderr)
	}
}
