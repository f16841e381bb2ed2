package vm

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"gorgon/jit"
)

// -X jitlog=FILE and -X jithtml=FILE: what the JIT does, as a log that grows
// and as a page at the end.

// openJournal makes the log; html is the name of the page.
func openJournal(c *Config) (log io.WriteCloser, html string, err error) {
	name, logged := c.X["jitlog"]
	html = c.X["jithtml"]
	if (logged || html != "") && jitMode == nil {
		return nil, "", errors.New("-X jitlog, -X jithtml: there is no JIT")
	}
	if !logged {
		return nil, html, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, "", fmt.Errorf("-X jitlog: %w", err)
	}
	return f, html, nil
}

// completeJournal completes the log and writes the page.
func completeJournal(e *jit.Engine, c *Config, log io.Closer, html string) error {
	err := e.CompleteJournal()
	if log != nil {
		err = errors.Join(err, log.Close())
	}
	if html == "" {
		return err
	}
	program := c.Script
	switch {
	case c.HasCommand:
		program = "-c"
	case c.HasModule:
		program = "-m " + c.Module
	}
	read := func(name string) ([]byte, error) {
		if name == "<string>" && c.HasCommand {
			return []byte(c.Command), nil
		}
		return os.ReadFile(name)
	}
	return errors.Join(err, writeTo(html, func(w io.Writer) error { return e.Journal.HTML(w, program, read) }))
}

// writeTo writes a file.
func writeTo(name string, write func(w io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	if err = write(b); err == nil {
		err = b.Flush()
	}
	return errors.Join(err, f.Close())
}
