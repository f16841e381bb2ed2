package vm

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Config is a parsed command line, with what the environment adds to it.
type Config struct {
	Command    string // -c
	HasCommand bool
	Module     string // -m
	HasModule  bool
	Script     string
	Args       []string // sys.argv[1:]
	OrigArgv   []string
	Debug      int
	Optimize   int
	Inspect    int
	Interact   int // -i
	Isolated   bool
	NoSite     bool
	NoUserSite bool
	IgnoreEnv  bool
	SafePath   bool
	Unbuffered bool
	Quiet      int
	Verbose    int
	BytesWarn  int
	DontWrite  bool
	SkipFirst  bool
	DevMode    bool
	Warnings   []string // sys.warnoptions, the weakest first
	X          map[string]string
	XOrder     []string // keys of X in the order of the command line
	Version    int      // -V: 1, -VV: 2
	Help       string   // "", "help", "env", "xoptions" or "all"
	HashRandom bool
	IntDigits  int
	// SwitchDebug are the settings of sys.flags that only -X makes.
	EncodingWarning, InheritContext, ContextWarnings bool

	xBare map[string]bool // -X options without a value: True in sys._xoptions
}

// usageError is a mistake in the command line: exit status 2.
type usageError string

func (e usageError) Error() string { return string(e) }

// fatalError is a value that an option cannot have: exit status 1.
type fatalError string

func (e fatalError) Error() string { return string(e) }

// ParseArgs reads a command line as python does: options, then -c, -m or a
// script, then the program's own arguments.
func ParseArgs(argv []string) (*Config, error) {
	c := &Config{X: map[string]string{}, xBare: map[string]bool{}, OrigArgv: argv, HashRandom: true, IntDigits: 4300}
	args := argv[1:]
	for len(args) > 0 {
		a := args[0]
		if a == "-" || !strings.HasPrefix(a, "-") {
			break
		}
		args = args[1:]
		if a == "--" {
			break
		}
		if strings.HasPrefix(a, "--") {
			if err := c.longOption(a, &args); err != nil {
				return c, err
			}
			continue
		}
		done, err := c.shortOptions(a[1:], &args)
		if err != nil {
			return c, err
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

func (c *Config) longOption(a string, args *[]string) error {
	switch a {
	case "--version":
		c.Version++
	case "--help":
		c.Help = "help"
	case "--help-all", "--help-env", "--help-xoptions":
		c.Help = a[len("--help-"):]
	case "--check-hash-based-pycs":
		if len(*args) == 0 {
			return usageError("Argument expected for the --check-hash-based-pycs options")
		}
		switch v := (*args)[0]; v {
		case "always", "default", "never":
		default:
			return usageError("--check-hash-based-pycs must be one of 'default', 'always', or 'never'")
		}
		*args = (*args)[1:]
	default:
		return usageError("Unknown option: " + a)
	}
	return nil
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
			c.HasModule = true
			c.Module, err = value(i)
			return true, err
		case 'X':
			v, err := value(i)
			if err == nil {
				c.setX(v)
			}
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

// setX keeps an -X option.
func (c *Config) setX(option string) {
	key, val, hasValue := strings.Cut(option, "=")
	if _, again := c.X[key]; !again {
		c.XOrder = append(c.XOrder, key)
	}
	c.X[key] = val
	c.xBare[key] = !hasValue
}

func (c *Config) flag(f byte) error {
	switch f {
	case 'O':
		c.Optimize++
	case 'i':
		c.Inspect++
		c.Interact++
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
		c.Quiet++
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
		c.Help = "help"
	case 'd':
		c.Debug++
	case 'R':
	default:
		return usageError(fmt.Sprintf("Unknown option: -%c", f))
	}
	return nil
}

// getenv returns a PYTHON… variable, "" if the environment is ignored.
func (c *Config) getenv(name string) string {
	if c.IgnoreEnv {
		return ""
	}
	return os.Getenv(name)
}

// applyEnvironment adds what the PYTHON… variables and the -X options say.
func (c *Config) applyEnvironment() error {
	if _, ok := c.X["dev"]; ok || c.getenv("PYTHONDEVMODE") != "" {
		c.DevMode = true
	}
	c.Unbuffered = c.Unbuffered || c.getenv("PYTHONUNBUFFERED") != ""
	c.DontWrite = c.DontWrite || c.getenv("PYTHONDONTWRITEBYTECODE") != ""
	c.SafePath = c.SafePath || c.getenv("PYTHONSAFEPATH") != ""
	c.NoUserSite = c.NoUserSite || c.getenv("PYTHONNOUSERSITE") != ""
	if c.getenv("PYTHONINSPECT") != "" {
		c.Inspect = max(c.Inspect, 1)
	}
	c.count("PYTHONOPTIMIZE", &c.Optimize)
	c.count("PYTHONDEBUG", &c.Debug)
	c.count("PYTHONVERBOSE", &c.Verbose)
	c.warnOptions()
	if v := c.getenv("GORGONCONFLICTS"); v != "" {
		if _, ok := c.X["conflicts"]; !ok {
			c.X["conflicts"] = v
		}
	}
	return c.limits()
}

// count raises a level to what a variable says: a number, or 1 for other text.
func (c *Config) count(name string, level *int) {
	v := c.getenv(name)
	if v == "" {
		return
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		n = 1
	}
	*level = max(*level, n)
}

// warnOptions puts the sources of warning filters in order: the later ones win.
func (c *Config) warnOptions() {
	var all []string
	if c.DevMode {
		all = append(all, "default")
	}
	if v := c.getenv("PYTHONWARNINGS"); v != "" {
		all = append(all, strings.Split(v, ",")...)
	}
	all = append(all, c.Warnings...)
	switch {
	case c.BytesWarn > 1:
		all = append(all, "error::BytesWarning")
	case c.BytesWarn == 1:
		all = append(all, "default::BytesWarning")
	}
	c.Warnings = nil
	for _, w := range all {
		if w != "" || len(c.Warnings) == 0 {
			c.Warnings = append(c.Warnings, w)
		}
	}
}

// limits reads the options whose value must make sense.
func (c *Config) limits() error {
	switch v := c.getenv("PYTHONHASHSEED"); v {
	case "", "random":
	default:
		n, err := strconv.ParseUint(v, 10, 64)
		if err != nil || n > 1<<32-1 {
			return fatalError("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]")
		}
		c.HashRandom = n != 0
	}
	text, option := c.getenv("PYTHONINTMAXSTRDIGITS"), "PYTHONINTMAXSTRDIGITS"
	if v, ok := c.X["int_max_str_digits"]; ok {
		text, option = v, "-X int_max_str_digits"
		if v == "" {
			text = "?"
		}
	}
	if text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n != 0 && n < 640 {
			return fatalError("Fatal Python error: config_init_int_max_str_digits: " + option + ": invalid limit; must be >= 640 or 0 for unlimited.")
		}
		c.IntDigits = n
	}
	if v, ok := c.X["gil"]; ok && v != "0" && v != "1" {
		return fatalError("Fatal Python error: config_read_gil: PYTHON_GIL / -X gil must be \"0\" or \"1\"")
	} else if v == "1" {
		return fatalError("Fatal Python error: config_read_gil: there is no GIL that could be enabled")
	}
	_, c.EncodingWarning = c.X["warn_default_encoding"]
	c.EncodingWarning = c.EncodingWarning || c.getenv("PYTHONWARNDEFAULTENCODING") != ""
	var err error
	if c.InheritContext, err = c.switchX("thread_inherit_context", "PYTHON_THREAD_INHERIT_CONTEXT"); err != nil {
		return err
	}
	c.ContextWarnings, err = c.switchX("context_aware_warnings", "PYTHON_CONTEXT_AWARE_WARNINGS")
	return err
}

// switchX reads an option that is 0 or 1.
func (c *Config) switchX(option, variable string) (bool, error) {
	v, ok := c.X[option]
	if !ok {
		if v = c.getenv(variable); v == "" {
			return false, nil
		}
	}
	if v != "0" && v != "1" {
		return false, fatalError("Fatal Python error: config_init_" + option + ": -X " + option + "=n: n is missing or invalid")
	}
	return v == "1", nil
}
