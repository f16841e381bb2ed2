// Package resource is the module resource: what the process has used of the
// system, and the limits that the system sets it.
//
// In: system calls. Out: the module. Main invariant: it keeps no state. Only the
// composition root imports it, for its registration.
package resource
