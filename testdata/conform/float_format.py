# Formatting of floats with the mini-language and with %.
specs = ["", "f", "F", "e", "E", "g", "G", "%", "n", ".0f", ".1f", ".2f", ".10f", ".0e", ".3e", ".0g", ".3g", ".10g", "10.2f", "<10.2f", "^10.2f", "010.2f", "+.1f",
         " .1f", ",", ",.2f", "_.3f", "#.0f", "#.3g", ".1%", "*>12.3f", "=+12.2f", ".17g", ".20f", "z.1f", "z.0f", "015,.2f", ".3", "10", ".0", ".1", "#g", "#.0e", ".2_f", ",.3_f"]
values = [0.0, -0.0, 1.0, -0.04, 3.14159, 1234567.891, 1e-10, 1e20, 2.5, 0.5, 1e100, float("inf"), float("-inf"), float("nan")]
for spec in specs:
    row = []
    for v in values:
        try:
            row.append(format(v, spec))
        except ValueError as e:
            row.append(f"{type(e).__name__}: {e}")
            break
    print(repr(spec), row)
for spec in ("d", "x", "s", "c", "b", ".f", "1.2.3", ",_", "q"):
    try:
        print(format(1.5, spec))
    except ValueError as e:
        print(spec, e)
print("%f|%.2f|%10.3f|%-10.1f|%+f|%e|%.1e|%E|%g|%G|%010.2f|% .3f|%#.0f|%.0f|%5.1f%%" % (1.5, 2.675, 3.14159, 2.5, 1.0, 12345.678, 0.00012, 1e10, 1e-5, 1e20, -3.14159, 2.0, 3.0, 2.5, 99.5))
print("%r %s %a" % (0.1, 0.1, 0.1), "%f" % 10**20, "%f %g" % (float("inf"), float("nan")), "%.3f" % True, "%5.2s|" % 1.234)
print([f"{x:.0f}" for x in (0.5, 1.5, 2.5, 3.5, -0.5)], [f"{x:.1f}" for x in (0.05, 0.15, 0.25, 0.35, 0.45)], f"{1e16:.3f} {123456789.123456789:.5f}")
