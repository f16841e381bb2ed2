package object

import "fmt"

// WarnHook is warnings.warn for Go code: false means that the warning was made
// an exception. The module _warnings sets it; without it warnings are dropped.
var WarnHook func(t *Thread, category *Type, stackLevel int, message string) bool

// Warn issues a warning about the code stackLevel frames up (1: the running
// Python frame). False: an exception is pending.
func Warn(t *Thread, category *Type, stackLevel int, format string, args ...any) bool {
	if WarnHook == nil {
		return true
	}
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	return WarnHook(t, category, stackLevel, format)
}
