// Package page writes HTML pages that are whole in themselves: data, style and
// script in one file, and a policy that forbids everything else.
//
// In: the parts of a page. Out: its text. Main invariant: no page asks the
// network for anything. It imports nothing of ours.
package page
