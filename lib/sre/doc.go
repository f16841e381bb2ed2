// Package sre matches regular expressions: it is the module _sre, under the
// module re of the standard library, which parses patterns.
//
// In: the codes that re's compiler makes (SRE opcodes). Out: the types
// re.Pattern and re.Match. A pattern's codes are translated once into a program
// (program.go) that a backtracking machine (machine.go) runs over the bytes of
// the text: UTF-8 of strs, or single bytes. Main invariant: positions are byte
// offsets inside this package and character numbers outside it; everything that
// a step of the machine changes has an entry on the backtrack stack that undoes
// it. vm imports it for its registration.
package sre
