package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gorgon/internal/conform"
)

// levels lists the files of the ladder: level n is levels[n-1].
var levels = [][]string{
	strings.Fields(`int_literal unary pow augassign binop compare iterlen exception_variations named_expressions
		keywordonlyarg subclassinit with decorators raise dictcomps grammar`),
	strings.Fields(`bool index int range slice tuple list set dict enumerate iter scope class super yield_from
		positional_only_arg`),
	strings.Fields(`fstring generators coroutines asyncgen exceptions except_star exception_group patma str bytes float
		builtin descr types syntax type_params`),
	strings.Fields(`itertools functools collections contextlib context re enum dataclasses typing weakref traceback
		ast struct pickle`),
}

// suiteDir returns the directory that holds the suite's package test.
func suiteDir() (string, error) {
	dir := os.Getenv("GORGON_TESTSUITE")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(home, ".cache", "gorgon-peers", "testsuite")
	}
	if _, err := os.Stat(filepath.Join(dir, "test", "test_grammar.py")); err != nil {
		return "", fmt.Errorf("CPython's test suite is not here: %w\n"+
			"It is the folder test of CPython 3.14's Lib (Debian: package libpython3.14-testsuite, which holds\n"+
			"usr/lib/python3.14/test). Put that folder into ~/.cache/gorgon-peers/testsuite, or set GORGON_TESTSUITE\n"+
			"to the directory that contains it", err)
	}
	return dir, nil
}

// repository places.
func driverDir() (string, error) { return inRepository("internal", "cpytest", "unittest_driver") }
func tagsDir() (string, error)   { return inRepository("testdata", "cpython_tags") }

func inRepository(parts ...string) (string, error) {
	root, err := conform.ModuleRoot()
	if err != nil {
		return "", err
	}
	return filepath.Join(append([]string{root}, parts...)...), nil
}

// fileNames returns the short names of the files to run: those given, or all
// of the level.
func fileNames(args []string, level int) ([]string, error) {
	if len(args) == 0 {
		if level < 1 || level > len(levels) {
			return nil, fmt.Errorf("no level %d: there are 1 to %d", level, len(levels))
		}
		return levels[level-1], nil
	}
	var names []string
	for _, arg := range args {
		name := strings.TrimSuffix(filepath.Base(arg), ".py")
		names = append(names, strings.TrimPrefix(name, "test_"))
	}
	return names, nil
}
