package vm

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"gorgon/vm/bytecode"
	"gorgon/vm/compile"
	"gorgon/vm/syntax"
)

// dump prints stages of the pipeline for -X dump=STAGE[,STAGE…] and does not
// run the program.
func dump(c *Config, stages string) int {
	src, filename, err := sourceText(c)
	if err != nil {
		fmt.Fprintln(os.Stderr, "gorgon:", err)
		return 2
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, stage := range strings.Split(stages, ",") {
		if err := dumpStage(out, stage, src, filename, c); err != nil {
			out.Flush()
			if e, ok := err.(*syntax.SyntaxError); ok {
				fmt.Fprintf(os.Stderr, "  File \"%s\", line %d\n", filename, e.Line)
				if e.HasText {
					caret := syntaxCaret{e.Text, e.Col, e.EndCol, e.Col > 0, e.EndCol > 0, e.Line == e.EndLine}
					fmt.Fprint(os.Stderr, caret.String())
				}
				fmt.Fprintf(os.Stderr, "%s: %s\n", e.Kind, e.Msg)
			} else {
				fmt.Fprintln(os.Stderr, "gorgon:", err)
			}
			return 1
		}
	}
	return 0
}

func sourceText(c *Config) ([]byte, string, error) {
	if c.HasCommand {
		return []byte(c.Command), "<string>", nil
	}
	if c.Script == "" || c.Script == "-" {
		src, err := io.ReadAll(os.Stdin)
		return src, "<stdin>", err
	}
	src, err := os.ReadFile(c.Script)
	return src, c.Script, err
}

func dumpStage(out *bufio.Writer, stage string, src []byte, filename string, c *Config) error {
	if stage == "tokens" {
		return syntax.DumpTokens(out, src, filename)
	}
	tree, err := syntax.Parse(src, filename, syntax.Exec)
	if err != nil {
		return err
	}
	switch stage {
	case "ast":
		syntax.Dump(out, tree)
		out.WriteByte('\n')
		return nil
	case "bytecode":
		code, _, err := compile.Compile(tree, filename, compile.Options{Optimize: c.Optimize})
		if err != nil {
			return err
		}
		bytecode.Disassemble(out, code)
		return nil
	}
	return fmt.Errorf("-X dump: unknown stage %q (there are: tokens, ast, bytecode)", stage)
}
