package vm_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"gorgon/vm"
)

// commandLine is a way of starting the interpreter.
type commandLine struct {
	args  string // separated by blanks; those of -c and -m stand in text
	text  string // the last argument, if not ""
	stdin string
	env   []string
}

// files are what the command lines find in their directory.
var files = map[string]string{
	"hello.py":            "import sys\nprint('hello', sys.argv, __name__, __file__, __spec__)\n",
	"fails.py":            "def f():\n    return 1 / 0\n\nf()\n",
	"exits.py":            "import sys\nsys.exit('sorry')\n",
	"broken.py":           "def f(:\n    pass\n",
	"prints.py":           "print(__debug__)\nassert False, 'no'\n",
	"docs.py":             "'doc of the module'\ndef f():\n    'doc of f'\nprint(__doc__, f.__doc__)\n",
	"dos.py":              "this is not python\nprint('second line')\nraise SystemExit(2)\n",
	"warns.py":            "x = 1\nprint(x is 1)\n",
	"deprecated.py":       "import warnings\nwarnings.warn('old', DeprecationWarning)\nwarnings.warn('odd')\nprint('done')\n",
	"path.py":             "import sys, os\nprint(sys.path[0] == os.getcwd(), sys.flags.optimize, sys.flags.interactive)\n",
	"pkg/__init__.py":     "print('package', __name__)\n",
	"pkg/__main__.py":     "import sys\nprint('main of', __package__, __name__, __spec__.name, sys.argv[1:])\n",
	"pkg/mod.py":          "from . import other\nprint('mod', __name__, __package__, other.x)\n",
	"pkg/other.py":        "x = 'other'\n",
	"plain/__init__.py":   "",
	"plain/bad.py":        "import missing_thing\n",
	"folder/__main__.py":  "import sys\nprint('folder', __name__, __package__, sys.path[0].endswith('folder'))\n1 / 0\n",
	"empty/readme":        "",
	"hook.py":             "import sys\nsys.excepthook = lambda t, v, tb: print('hook', t.__name__, v)\nint('x')\n",
	"hook_bad.py":         "import sys\ndef hook(t, v, tb): raise KeyError('in hook')\nsys.excepthook = hook\nint('x')\n",
	"limit.py":            "import sys\nsys.tracebacklimit = 1\ndef f(): g()\ndef g(): 1 / 0\nf()\n",
	"recursion.py":        "def f(n): return f(n + 1)\nf(0)\n",
	"group.py":            "raise ExceptionGroup('several', [ValueError(1), ExceptionGroup('inner', [KeyError('k'), TypeError()])])\n",
	"chain.py":            "try:\n    try:\n        {}['a']\n    except KeyError as e:\n        raise ValueError('v') from e\nexcept ValueError:\n    raise TypeError('t')\n",
	"notes.py":            "e = ValueError('x')\ne.add_note('first\\nsecond')\nraise e\n",
	"latin.py":            "# -*- coding: latin-1 -*-\nprint('\\xe9'.encode())\n",
	"unicode_error.py":    "äöü = 1\nprint(äöü +  (äöü / 0))\n",
	"flush.py":            "import sys\nsys.stdout.write('no newline')\nraise ValueError\n",
	"exit_in_finally.py":  "try:\n    1 / 0\nfinally:\n    raise SystemExit(3)\n",
	"interrupt.py":        "raise KeyboardInterrupt\n",
	"atexit_error.py":     "import atexit\ndef bye(): 1 / 0\natexit.register(print, 'bye')\natexit.register(bye)\nprint('end')\n",
	"deep/down/script.py": "import sys\nprint(sys.path[0].endswith('deep/down'), sys.argv)\n",
	"stdin.py":            "import sys\nprint(sys.stdin.read().upper())\n",
	"subclass.py":         "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd\n",
	"module_exc.py":       "class Outer:\n    class Inner(Exception): pass\nraise Outer.Inner('x', 2)\n",
	"no_message.py":       "def f():\n    x = [1,\n         2,\n         undefined_name,\n         4]\nf()\n",
}

var commandLines = []commandLine{
	{args: "hello.py a -b --c"}, {args: "./hello.py"}, {args: "- x y", stdin: "import sys\nprint(sys.argv, __name__)\n"},
	{stdin: "print('from stdin')\n1/0\n"}, {args: "-c", text: "import sys; print(sys.argv, sys.path[0])"},
	{args: "-c", text: "  x = 1\n  print(x)\n  y"}, {args: "-c", text: "1/0"}, {args: "-c", text: "def f():\n  g()\nf()"},
	{args: "-c", text: "print("}, {args: "-c", text: "exec('1/0')"}, {args: "-c", text: "import sys; sys.exit(257)"},
	{args: "-c", text: "import sys; sys.exit(-1)"}, {args: "-c", text: "raise SystemExit([1, 2])"}, {args: "-c", text: "raise SystemExit(None)"},
	{args: "-c", text: "raise SystemExit(2**70)"}, {args: "-c", text: "raise SystemExit(True)"}, {args: "-c", text: "exit()"}, {args: "-c", text: "quit(5)"},
	{args: "fails.py"}, {args: "exits.py"}, {args: "broken.py"}, {args: "nofile.py"}, {args: "empty"}, {args: "folder"}, {args: "-m pkg one two"},
	{args: "-m pkg.mod"}, {args: "-m pkg.none"}, {args: "-m none"}, {args: "-m none.at.all"}, {args: "-m plain"}, {args: "-m hello"}, {args: "-m hello.py"},
	{args: "-m pkg.mod.x"}, {args: "-m fails"}, {args: "prints.py"}, {args: "-O prints.py"}, {args: "-OO docs.py"}, {args: "docs.py"},
	{args: "prints.py", env: []string{"PYTHONOPTIMIZE=1"}}, {args: "-E prints.py", env: []string{"PYTHONOPTIMIZE=1"}},
	{args: "-x dos.py"}, {args: "dos.py"}, {args: "warns.py"}, {args: "-W error warns.py"}, {args: "-W ignore warns.py"},
	{args: "warns.py", env: []string{"PYTHONWARNINGS=error::SyntaxWarning"}}, {args: "-W error::DeprecationWarning warns.py"},
	{args: "path.py"}, {args: "-P path.py"}, {args: "-OO path.py"}, {args: "hook.py"}, {args: "hook_bad.py"}, {args: "limit.py"}, {args: "recursion.py"},
	{args: "group.py"}, {args: "chain.py"}, {args: "notes.py"}, {args: "latin.py"}, {args: "unicode_error.py"}, {args: "flush.py"},
	{args: "exit_in_finally.py"}, {args: "interrupt.py"}, {args: "deep/down/script.py z"}, {args: "stdin.py", stdin: "some text"},
	{args: "subclass.py"}, {args: "module_exc.py"}, {args: "no_message.py"},
	{args: "-z"}, {args: "--nope"}, {args: "-c"}, {args: "-m"}, {args: "-X"}, {args: "-W"}, {args: "--check-hash-based-pycs"}, {args: "--check-hash-based-pycs maybe"},
	{args: "-X int_max_str_digits=5", text: "hello.py"}, {args: "-Bsu hello.py"}, {args: "-IS -c", text: "import sys; print(sys.flags.isolated, sys.flags.no_site)"},
	{args: "-X a -X b=c -X a=2 -c", text: "import sys; print(sys._xoptions)"}, {args: "-W ignore -W error::UserWarning -c", text: "import sys; print(sys.warnoptions)"},
	{args: "-bb -d -q -c", text: "import sys; f = sys.flags; print(f.bytes_warning, f.debug, f.quiet, f.n_fields, len(f), f.gil is not None)"},
	{args: "-i -q", stdin: "1+1\nx=\n(1,\n2)\ndef f():\n  return 1\n\nf()\n1/0\nf(\n1)\nfoo bar\nreturn 1\nif 1:\n  print('a')\nelse:\n  print('b')\n\n'''abc\ndef'''\nexit(7)\n"},
	{args: "-i fails.py", stdin: "f\n_\nimport sys; sys.ps1 = '? '\nsys.last_exc\n"}, {args: "-i exits.py", stdin: "print('still here')\nraise SystemExit(4)\n"},
	{args: "-q -i", stdin: "raise SystemExit(9)\n1\n"}, {args: "-i -c", text: "x = 5", stdin: "x\n"},
	{args: "hello.py", stdin: "", env: []string{"PYTHONINSPECT=1"}},
}

// TestCommandLine starts Gorgon as python is started, and compares all that
// can be seen.
func TestCommandLine(t *testing.T) {
	oracle := python(t)
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for i, c := range commandLines {
		if testing.Short() && i%4 != 0 {
			continue
		}
		args := strings.Fields(c.args)
		if c.text != "" {
			args = append(args, c.text)
		}
		name := strings.Join(append(append([]string{}, c.env...), args...), " ")
		if name == "" {
			name = "stdin"
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := runIn(t, oracle, dir, c.stdin, c.env, args...)
			got := runIn(t, gorgonExe, dir, c.stdin, c.env, args...)
			if got.stdout != want.stdout {
				t.Errorf("stdout:\n%s\nwant:\n%s", got.stdout, want.stdout)
			}
			if got.stderr != want.stderr {
				t.Errorf("stderr:\n%s\nwant:\n%s", got.stderr, want.stderr)
			}
			if got.status != want.status {
				t.Errorf("%s, want %s", got.status, want.status)
			}
		})
	}
}

// TestInterrupt checks that Ctrl-C ends a busy program by the signal, after its
// finally blocks.
func TestInterrupt(t *testing.T) {
	programs := map[string]string{
		"busy":    "try:\n    print('ready', flush=True)\n    while True: pass\nfinally:\n    print('cleaned', flush=True)\n",
		"sleeps":  "import time\ntry:\n    print('ready', flush=True)\n    time.sleep(30)\nfinally:\n    print('cleaned', flush=True)\n",
		"catches": "try:\n    print('ready', flush=True)\n    while True: pass\nexcept KeyboardInterrupt:\n    print('caught', flush=True)\n    raise SystemExit(3)\n",
	}
	for name, text := range programs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(gorgonExe, "-c", text)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			guard := time.AfterFunc(20*time.Second, func() { cmd.Process.Kill() })
			defer guard.Stop()
			buf := make([]byte, 100)
			if n, _ := out.Read(buf); string(buf[:n]) != "ready\n" {
				t.Errorf("first line %q", buf[:n])
			}
			cmd.Process.Signal(os.Interrupt)
			n, _ := out.Read(buf)
			cmd.Wait()
			status := cmd.ProcessState.Sys().(syscall.WaitStatus)
			if name == "catches" {
				if string(buf[:n]) != "caught\n" || status.ExitStatus() != 3 {
					t.Errorf("printed %q, status %v", buf[:n], cmd.ProcessState)
				}
				return
			}
			if string(buf[:n]) != "cleaned\n" || !status.Signaled() || status.Signal() != syscall.SIGINT {
				t.Errorf("printed %q, status %v", buf[:n], cmd.ProcessState)
			}
		})
	}
}

// TestBrokenPipe checks what happens if nobody reads what a program prints.
func TestBrokenPipe(t *testing.T) {
	oracle := python(t)
	run := func(exe string) (string, string) {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		cmd := exec.Command(exe, "-c", "print('x' * 100)")
		var stderr strings.Builder
		cmd.Stdout, cmd.Stderr = w, &stderr
		cmd.Env = append(os.Environ(), "PYTHONUNBUFFERED=")
		cmd.Run()
		w.Close()
		return stderr.String(), cmd.ProcessState.String()
	}
	wantErr, wantStatus := run(oracle)
	gotErr, gotStatus := run(gorgonExe)
	if gotErr != wantErr || gotStatus != wantStatus {
		t.Errorf("%s\n%s\nwant %s\n%s", gotStatus, gotErr, wantStatus, wantErr)
	}
}

// TestFault checks that a fault of the runtime ends in a report.
func TestFault(t *testing.T) {
	programs := map[string]string{
		"memory": "import faulthandler\ndef f():\n  faulthandler._sigsegv()\nf()",
		"panic":  "import faulthandler\ndef f():\n  faulthandler._fatal_error(b'out of order')\nf()",
		"thread": "import faulthandler, _thread, time\ndef f():\n  faulthandler._sigsegv()\n_thread.start_new_thread(f, ())\ntime.sleep(20)",
	}
	for name, text := range programs {
		got := runIn(t, gorgonExe, "", "", nil, "-X", "stm=on", "-c", text)
		if got.status != "exit status 70" {
			t.Errorf("%s: %s", name, got.status)
		}
		for _, want := range []string{"gorgon: internal error: ", "Please send this report", "Gorgon " + vm.Version, "stm=on", "line 3, in f", "Go stack:", "goroutine"} {
			if !strings.Contains(got.stderr, want) {
				t.Errorf("%s: no %q in the report:\n%s", name, want, got.stderr)
			}
		}
	}
}
