package vm

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"gorgon/lib/signal"
	"gorgon/scheduler"
	"gorgon/vm/interp"
)

// Dumps of the Python stacks of all threads, in the form of faulthandler's. They
// are written by a goroutine that is no Python thread, so that they come however
// busy the main thread is.

const (
	maxDumpedThreads = 100
	maxDumpedFrames  = 100
)

// dumpStacks is set by -X dumpstacks: the program goes on after a dump.
var dumpStacks bool

// watchQuit makes SIGQUIT, as long as the program does not handle it, dump all
// stacks; those of Go too if the environment has GOTRACEBACK=all.
func watchQuit() {
	signal.OnDefault(syscall.SIGQUIT, func() {
		if dumpStacks {
			writeStacks(2, "")
			return
		}
		time.AfterFunc(quitLimit, quit) // whatever the threads do
		writeStacks(2, "")
		quit()
	})
}

// quitLimit is how long a program lives on at SIGQUIT.
const quitLimit = 3 * time.Second

// quit ends the program; where Go stands is shown if the environment asks for it.
func quit() {
	if os.Getenv("GOTRACEBACK") == "all" {
		text := make([]byte, 1<<20)
		writeText(2, "\n"+string(text[:runtime.Stack(text, true)]))
	}
	os.Exit(128 + int(syscall.SIGQUIT))
}

// writeStacks writes the stacks of all threads to a descriptor. No Python thread
// calls it.
func writeStacks(fd int, title string) {
	var text string
	scheduler.PauseAll(func() { text = title + allStacks(nil) })
	writeText(fd, text)
}

func writeText(fd int, text string) error {
	for len(text) > 0 {
		n, err := syscall.Write(fd, []byte(text))
		if err == syscall.EINTR || err == syscall.EAGAIN {
			time.Sleep(time.Millisecond)
			continue
		}
		if err != nil {
			return err
		}
		text = text[n:]
	}
	return nil
}

// allStacks describes where all threads are, the youngest first. The threads
// stand still.
func allStacks(current *Thread) string {
	var b strings.Builder
	threads := scheduler.Threads()
	slices.Reverse(threads)
	for i, t := range threads {
		if i == maxDumpedThreads {
			b.WriteString("...\n")
			break
		}
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(threadStack(t, t == current))
	}
	return b.String()
}

// threadStack describes where a thread is, the innermost frame first.
func threadStack(t *Thread, current bool) (text string) {
	var b strings.Builder
	kind := "Thread"
	if current {
		kind = "Current thread"
	}
	fmt.Fprintf(&b, "%s 0x%016x [%s] (most recent call first):\n", kind, t.ID, t.Name)
	defer func() {
		if recover() != nil {
			b.WriteString("  <the frames cannot be read>\n")
		}
		text = b.String()
	}()
	levels := interp.Stack(t)
	if len(levels) == 0 {
		b.WriteString("  <no Python frame>\n")
	}
	for i, l := range levels {
		if i == maxDumpedFrames {
			b.WriteString("  ...\n")
			break
		}
		fmt.Fprintf(&b, "  File \"%s\", line %d in %s\n", l.Code.Filename, l.Code.Code.PositionAt(l.Word).Line, l.Code.Name)
	}
	return
}

// watchdog is the timer of faulthandler.dump_traceback_later.
type watchdog struct{ cancel chan struct{} }

// watch dumps all stacks after a time, once or again and again.
func watch(after time.Duration, repeat bool, fd int, exit bool) *watchdog {
	w := &watchdog{make(chan struct{})}
	title := fmt.Sprintf("Timeout (%s)!\n", clockTime(after))
	go func() {
		for {
			select {
			case <-w.cancel:
				return
			case <-time.After(after):
			}
			writeStacks(fd, title)
			if exit {
				os.Exit(1)
			}
			if !repeat {
				return
			}
		}
	}()
	return w
}

// clockTime writes a duration as h:mm:ss, with microseconds if there are any.
func clockTime(d time.Duration) string {
	us := d.Microseconds()
	s := us / 1e6
	text := fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	if us %= 1e6; us != 0 {
		text += fmt.Sprintf(".%06d", us)
	}
	return text
}
