package math

import (
	"math"

	"gorgon/internal/libm"
)

// The gamma function by Lanczos' approximation, with the parameters that
// CPython uses (N = 13, g = 6.024680040776729583740234375), so that the digits
// agree: gamma(x) = (x+g-0.5)**(x-0.5) / exp(x+g-0.5) * S(x), where S is a
// quotient of polynomials.
const lanczosG = 6.024680040776729583740234375

var (
	lanczosNum = [13]float64{
		23531376880.410759688572007674451636754734846804940,
		42919803642.649098768957899047001988850926355848959,
		35711959237.355668049440185451547166705960488635843,
		17921034426.037209699919755754458931112671403265390,
		6039542586.3520280050642916443072979210699388420708,
		1439720407.3117216736632230727949123939715485786372,
		248874557.86205415651146038641322942321632125127801,
		31426415.585400194380614231628318205362874684987640,
		2876370.6289353724412254090516208496135991145378768,
		186056.26539522349504029498971604569928220784236328,
		8071.6720023658162106380029022722506138218516325024,
		210.82427775157934587250973392071336271166969580291,
		2.5066282746310002701649081771338373386264310793408,
	}
	lanczosDen = [13]float64{0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1}
	// smallGamma are the factorials that floats hold exactly.
	smallGamma = factorials()
)

func factorials() (f [23]float64) {
	f[0] = 1
	for i := 1; i < len(f); i++ {
		f[i] = f[i-1] * float64(i)
	}
	return f
}

// lanczosSum is S(x), evaluated from the end that does not overflow.
func lanczosSum(x float64) float64 {
	num, den := 0.0, 0.0
	if x < 5 {
		for i := len(lanczosNum) - 1; i >= 0; i-- {
			num = float64(num*x) + lanczosNum[i]
			den = float64(den*x) + lanczosDen[i]
		}
		return num / den
	}
	for i := range lanczosNum {
		num = num/x + lanczosNum[i]
		den = den/x + lanczosDen[i]
	}
	return num / den
}

// sinPi is sin(pi*x), accurate near the whole numbers.
func sinPi(x float64) float64 {
	y := math.Mod(math.Abs(x), 2)
	var r float64
	switch int(math.Round(2 * y)) {
	case 0:
		r = libm.Sin(math.Pi * y)
	case 1:
		r = libm.Cos(math.Pi * (y - 0.5))
	case 2:
		r = libm.Sin(math.Pi * (1 - y))
	case 3:
		r = -libm.Cos(math.Pi * (y - 1.5))
	case 4:
		r = libm.Sin(math.Pi * (y - 2))
	}
	return math.Copysign(1, x) * r
}

// gamma is NaN at the negative integers and minus infinity, infinite at zero.
func gamma(x float64) float64 {
	switch {
	case x != x || math.IsInf(x, 1):
		return x
	case math.IsInf(x, -1):
		return math.NaN()
	case x == 0:
		return math.Copysign(math.Inf(1), x)
	}
	if x == math.Floor(x) {
		if x < 0 {
			return math.NaN()
		}
		if x <= float64(len(smallGamma)) {
			return smallGamma[int(x)-1]
		}
	}
	a := math.Abs(x)
	switch {
	case a < 1e-20:
		return 1 / x
	case a > 200 && x < 0:
		return 0 / sinPi(x)
	case a > 200:
		return math.Inf(1)
	}
	y := a + (lanczosG - 0.5)
	// What rounding has taken from y, so that the power can be corrected.
	var z float64
	if a > lanczosG-0.5 {
		q := y - a
		z = q - (lanczosG - 0.5)
	} else {
		q := y - (lanczosG - 0.5)
		z = q - a
	}
	z = z * lanczosG / y
	var r float64
	if x < 0 {
		r = -math.Pi / sinPi(a) / a * libm.Exp(y) / lanczosSum(a)
		r -= z * r
		if a < 140 {
			return r / libm.Pow(y, a-0.5)
		}
		p := libm.Pow(y, a/2-0.25)
		return r / p / p
	}
	r = lanczosSum(a) / libm.Exp(y)
	r += z * r
	if a < 140 {
		return r * libm.Pow(y, a-0.5)
	}
	p := libm.Pow(y, a/2-0.25)
	return r * p * p
}

// lgamma is infinite at the poles.
func lgamma(x float64) float64 {
	switch {
	case x != x:
		return x
	case math.IsInf(x, 0):
		return math.Inf(1)
	}
	if x == math.Floor(x) && x <= 2 {
		if x <= 0 {
			return math.Inf(1)
		}
		return 0
	}
	a := math.Abs(x)
	if a < 1e-20 {
		return -libm.Log(a)
	}
	r := libm.Log(lanczosSum(a)) - lanczosG
	r += (a - 0.5) * (libm.Log(a+lanczosG-0.5) - 1)
	if x < 0 {
		r = libm.Log(math.Pi) - libm.Log(math.Abs(sinPi(a))) - libm.Log(a) - r
	}
	return r
}
