# math: rounding, powers, logarithms, special values and errors.
import math
print(math.pi, math.e, math.tau, math.inf, math.nan, math.sqrt(2), math.cbrt(27), math.exp(1), math.exp2(10), math.expm1(1e-10), math.log(10), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(1e-10), math.pow(2, 0.5), math.hypot(3, 4), math.hypot(1, 2, 3), math.hypot(), math.dist((0, 0), (3, 4)), math.log(2**1000), math.log2(2**2000), math.log10(10**500))
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.fabs(-3), math.fmod(7, 3), math.fmod(-7, 3), math.modf(3.25), math.modf(-3.25), math.frexp(10), math.ldexp(0.5, 4), math.copysign(1, -0.0), math.remainder(10, 3), math.remainder(11, 4), math.nextafter(1, 2), math.nextafter(1, 0), math.nextafter(0, 1, steps=3), math.ulp(1), math.ulp(0), math.fma(2, 3, 4), math.floor(10**30), math.isqrt(10**40), math.isqrt(17))
print(math.isfinite(1), math.isinf(math.inf), math.isnan(math.nan), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(1, 1.05, rel_tol=0.1), math.isclose(math.inf, math.inf), math.degrees(math.pi), math.radians(180), math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(1), math.atan(1), math.atan2(1, -1), math.atan2(-0.0, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5))
print(math.sqrt(0.0), math.sqrt(-0.0), math.exp(-1000), math.log(math.inf), math.pow(0, 0), math.pow(math.nan, 0), math.pow(1, math.nan), math.pow(-1, math.inf), math.atan(math.inf), math.fmod(5, math.inf), math.hypot(math.inf, math.nan), math.copysign(math.nan, 1), math.ceil(-0.5), math.floor(0.9999999999999999), math.gamma(5), math.gamma(0.5), math.lgamma(10), math.erf(1), math.erfc(1), math.gamma(-1.5), math.lgamma(0.5))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.log(1, 1), lambda: math.log(0.0), lambda: math.exp(1000), lambda: math.pow(-1, 0.5), lambda: math.pow(0, -1), lambda: math.pow(10, 400), lambda: math.acos(2), lambda: math.fmod(1, 0), lambda: math.fmod(math.inf, 1), lambda: math.gamma(0), lambda: math.gamma(-1), lambda: math.gamma(200), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.trunc("a"), lambda: math.sqrt("a"), lambda: math.sqrt(None), lambda: math.isqrt(-1), lambda: math.isqrt(1.0), lambda: math.ldexp(1, 5000), lambda: math.frexp("x"), lambda: math.dist((1,), (1, 2)), lambda: math.hypot("a"), lambda: math.atanh(1), lambda: math.acosh(0.5), lambda: math.sin(math.inf), lambda: math.isclose(1, 1, rel_tol=-1), lambda: math.remainder(1, 0), lambda: math.sinh(1000), lambda: math.sqrt(10**400), lambda: math.floor(), lambda: math.sqrt(1, 2), lambda: math.log(), lambda: math.fma(math.inf, 0, 1), lambda: math.log(-10**400), lambda: math.log10(0), lambda: math.expm1(1000), lambda: math.cosh(-1000), lambda: math.lgamma(0), lambda: math.sqrt(1j)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class F:
    def __float__(self): return 4.0
class I:
    def __index__(self): return 9
class Fl:
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
print(math.sqrt(F()), math.sqrt(I()), math.floor(Fl()), math.ceil(Fl()), math.trunc(Fl()), math.isqrt(I()), math.sqrt(True))
