package vm

import (
	"fmt"
	"os"
	"strings"
)

// Config is a parsed command line.
type Config struct {
	Command    string // -c
	HasCommand bool
	Module     string // -m
	Script     string
	Args       []string // sys.argv[1:]
	OrigArgv   []string
	Optimize   int
	Inspect    bool
	Isolated   bool
	NoSite     bool
	NoUserSite bool
	IgnoreEnv  bool
	SafePath   bool
	Unbuffered bool
	Quiet      bool
	Verbose    int
	BytesWarn  int
	DontWrite  bool
	SkipFirst  bool
	Interact   bool
	Warnings   []string
	X          map[string]string // -X options, "" for those without a value
	Version    int               // -V: 1, -VV: 2
	Help       bool
}

// usageError is a mistake in the command line: exit status 2.
type usageError string

func (e usageError) Error() string { return string(e) }

// ParseArgs reads a command line as python does: options, then -c, -m or a
// script, then the program's own arguments.
func ParseArgs(argv []string) (*Config, error) {
	c := &Config{X: map[string]string{}, OrigArgv: argv}
	args := argv[1:]
	for len(args) > 0 {
		a := args[0]
		if a == "-" || !strings.HasPrefix(a, "-") {
			break
		}
		args = args[1:]
		if strings.HasPrefix(a, "--") {
			stop, err := c.longOption(a, &args)
			if err != nil || stop {
				return c, err
			}
			continue
		}
		done, err := c.shortOptions(a[1:], &args)
		if err != nil {
			return nil, err
		}
		if done {
			c.Args = args
			return c, nil
		}
	}
	if len(args) > 0 {
		c.Script, c.Args = args[0], args[1:]
	}
	return c, nil
}

func (c *Config) longOption(a string, args *[]string) (stop bool, err error) {
	switch a {
	case "--version":
		c.Version = 1
		return true, nil
	case "--help", "--help-all", "--help-env", "--help-xoptions":
		c.Help = true
		return true, nil
	case "--check-hash-based-pycs":
		if len(*args) > 0 {
			*args = (*args)[1:]
		}
		return false, nil
	}
	return true, usageError("unknown option " + a)
}

// shortOptions reads a group such as "Bu" or "cprint(1)". done: -c or -m ended
// the options.
func (c *Config) shortOptions(group string, args *[]string) (done bool, err error) {
	value := func(i int) (string, error) {
		if i+1 < len(group) {
			return group[i+1:], nil
		}
		if len(*args) == 0 {
			return "", usageError(fmt.Sprintf("Argument expected for the -%c option", group[i]))
		}
		v := (*args)[0]
		*args = (*args)[1:]
		return v, nil
	}
	for i := 0; i < len(group); i++ {
		switch group[i] {
		case 'c':
			c.HasCommand = true
			c.Command, err = value(i)
			return true, err
		case 'm':
			c.Module, err = value(i)
			return true, err
		case 'X':
			v, err := value(i)
			key, val, _ := strings.Cut(v, "=")
			c.X[key] = val
			return false, err
		case 'W':
			v, err := value(i)
			c.Warnings = append(c.Warnings, v)
			return false, err
		default:
			if err := c.flag(group[i]); err != nil {
				return false, err
			}
		}
	}
	return false, nil
}

func (c *Config) flag(f byte) error {
	switch f {
	case 'O':
		c.Optimize++
	case 'i':
		c.Inspect = true
	case 'I':
		c.Isolated, c.IgnoreEnv, c.NoUserSite, c.SafePath = true, true, true, true
	case 'E':
		c.IgnoreEnv = true
	case 's':
		c.NoUserSite = true
	case 'S':
		c.NoSite = true
	case 'P':
		c.SafePath = true
	case 'u':
		c.Unbuffered = true
	case 'q':
		c.Quiet = true
	case 'v':
		c.Verbose++
	case 'b':
		c.BytesWarn++
	case 'B':
		c.DontWrite = true
	case 'x':
		c.SkipFirst = true
	case 'V':
		c.Version++
	case 'h', '?':
		c.Help = true
	case 'd', 'R', 't':
	default:
		return usageError(fmt.Sprintf("Unknown option: -%c", f))
	}
	return nil
}

// applyEnvironment adds what the PYTHON… variables say.
func (c *Config) applyEnvironment() {
	if c.IgnoreEnv {
		return
	}
	if os.Getenv("PYTHONUNBUFFERED") != "" {
		c.Unbuffered = true
	}
	if os.Getenv("PYTHONINSPECT") != "" {
		c.Inspect = true
	}
	if v := os.Getenv("PYTHONOPTIMIZE"); v != "" && c.Optimize == 0 {
		c.Optimize = 1
		if v == "2" {
			c.Optimize = 2
		}
	}
	if os.Getenv("PYTHONDONTWRITEBYTECODE") != "" {
		c.DontWrite = true
	}
	if os.Getenv("PYTHONSAFEPATH") != "" {
		c.SafePath = true
	}
	if v := os.Getenv("GORGONCONFLICTS"); v != "" {
		if _, ok := c.X["conflicts"]; !ok {
			c.X["conflicts"] = v
		}
	}
}
