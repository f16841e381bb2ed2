// Package sys is the module sys.
//
// In: what vm knows of the command line (Setup). Out: the module. Main
// invariant: everything a program may change lives in the module's namespace;
// nothing is cached here. vm imports it.
package sys
