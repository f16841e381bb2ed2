// Package layers holds the order in which the packages of this module may
// import each other, and the tests that keep it.
//
// In: the source files of the module. Out: nothing but failures of tests. Main
// invariant: Order is the whole truth: an import that it does not allow fails,
// and so does a package that it does not name. Nothing imports this package.
package layers
