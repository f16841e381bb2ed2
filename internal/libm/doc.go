// Package libm is the elementary functions of floats, as accurate as a good C
// library has them: the result is the float nearest to the exact value but for
// about one argument in many thousands. Go's own are some units worse in the
// last place, and Python programs print all digits.
//
// In: nothing. Out: float64 to float64, without errors: NaN and infinity as in
// IEEE 754. Main invariant: intermediate results are unevaluated sums of two
// floats (dd) whose relative error is below 2**-65, and are rounded once.
//
// vm/object and lib may import it.
package libm
