# Formatting of ints with the mini-language.
specs = ["", "d", "5", "<5", ">5", "^5", "05", "+", "-", " ", "+5", "=+6", "*^9", "x", "X", "o", "b", "#x", "#X", "#o", "#b", "#010x", "08b", ",", "_", "_x",
         "_b", "n", "c", "e", "f", "g", "%", ".2f", ".3e", "10.1f", ">+10,", "0>8", "<08", "=08", "020,", "012_x", "z.1f", "#_x"]
for spec in specs:
    for n in (0, 65, -65, 1234567):
        try:
            print(f"{spec!r:10} {n:8} [{format(n, spec)}]")
        except (ValueError, OverflowError) as e:
            print(f"{spec!r:10} {n:8} {type(e).__name__}: {e}")
for spec in ("s", "q", ".2", ".2d", ",x", "+c", "5z", "%%", "<<<", ",_", "_,", "0c", "#c", "ddd", "1.f", "_n", ",n", "9999999999999999999999", "z"):
    try:
        print(spec, format(65, spec))
    except (ValueError, OverflowError) as e:
        print(spec, type(e).__name__, e)
print(format(2**100, ","), format(2**100, "_x"), format(-2**100, "#b"), format(2**100, "e"), format(10**25, ".3g"), format(2**64, ">30"), format(10**30, "%"))
print("%d %5d %-5d| %05d %+d % d %x %X %#x %o %#o %i %u" % (1, 2, 3, 4, 5, 6, 255, 255, 255, 8, 8, 9, 10))
print("%.5d|%8.3d|%-8.3d|%+.3d|%x|%.4x" % (42, 42, 42, 42, -255, 10), "%d" % 3.99, "%d" % 2**70, "%x" % 2**70, "%e %g %f" % (12, 12, 12))
print(bin(10), bin(-10), oct(8), oct(-8), hex(255), hex(-255), hex(2**70), bin(0), oct(0), hex(0), bin(True))
print(str(10**50), repr(-10**50), f"{10**50!r:>60}", f"{7!s:>3}{7:>{3}}")
for f in (bin, oct, hex):
    try:
        f(1.5)
    except TypeError as e:
        print(e)
print(chr(65), "%c%c" % (65, "B"), ord("A"))
