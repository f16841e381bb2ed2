// Package invariant holds the assertions of debug builds. With the build tag
// `invariant` Assert panics and Sometimes fires; without it both compile to
// nothing.
//
// In: conditions with the name of the invariant they guard. Out: a panic that
// names it. Everybody may import it; it imports nothing of this module.
package invariant
