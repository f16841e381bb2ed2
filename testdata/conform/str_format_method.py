# str.format and format_map.
print("{} {}".format(1, 2), "{0} {1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{} {x}".format(1, x=2), "{{}} {}".format(1), "{0!r} {0!s} {0!a}".format("\u00e9"), "{:>5}|{:<5}|{:^5}|".format("a", "b", "c"))
print("{0[0]} {0[1]} {1[k]} {1[a b]}".format([1, 2], {"k": "v", "a b": 3}), "{0.real} {0.__class__.__name__}".format(5), "{a.x[0].y}".format(a=type("T", (), {"x": [type("U", (), {"y": 5})]})))
print("{:{}}|".format("a", 5), "{:{w}.{p}f}|".format(3.14159, w=10, p=2), "{0:{1}{2}}".format("x", ">", 4), "{:{fill}{align}{width}}".format("mid", fill="*", align="^", width=9))
cases = [("{", ()), ("}", ()), ("{0", ()), ("{}", ()), ("{1}", (1,)), ("{a}", ()), ("{0.foo}", (1,)), ("{0[5]}", ([1],)), ("{0[a]}", ({},)), ("{!x}", (1,)), ("{0!}", (1,)), ("{} {0}", (1,)), ("{0} {}", (1,)), ("{:d}", ("a",)), ("{0[}", (1,)), ("{a b}", ()), ("{0.}", (1,)),
         ("{0[]}", (1,)), ("{!r:}", (1,)), ("{0!rs}", (1,)), ("{0:{}}", (1, 2)), ("{:{:{}}}", (1, 2, 3)), ("{-1}", (1,)), ("{0[-1]}", ([1],)), ("{0[a]}", ([1],)), ("}{", ()), ("{0:}}", (1,)), ("{99999999999999999999}", ()), ("{0]}", (1,)), ("{:s}", (5,)), ("{:5}", ([],)), ("{:5}", (None,))]
for fmt, args in cases:
    try:
        print(repr(fmt), fmt.format(*args))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as e:
        print(repr(fmt), type(e).__name__, e)
class F:
    def __format__(self, spec): return f"<{spec}>"
print("{:abc} {} {0}".replace("{0}", "{!s:x}").format(F(), F(), 5).replace("5", "?") if False else "{:abc} {}".format(F(), F()), f"{F():a{1}b}", format(F(), "q"), format(F()))
class G:
    def __format__(self, spec): return 5
try:
    format(G())
except TypeError as e:
    print(e)
class H: pass
try:
    format(H(), "x")
except TypeError as e:
    print(e)
class M(dict):
    def __missing__(self, key): return f"[{key}]"
print("{a} {b}".format_map(M(a=1)), "{x[y]}".format_map({"x": {"y": 2}}))
s = "string"
for spec in ("", "s", "10", "<10", ">10s", "^10", "*^10", ".3", ".0", "10.3", "-^10.2s", "010", "\u00e9^9", "<3"):
    print(repr(spec), repr(format(s, spec)))
for spec in ("d", "+", ",", "=10", "f", " ", "#", "z", ".", "_", "05d", "x^"):
    try:
        print(format(s, spec))
    except ValueError as e:
        print(spec, e)
