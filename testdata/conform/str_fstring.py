# f-strings: expressions, conversions, nested specs, debug form, nesting of quotes.
name, n, pi = "World", 42, 3.14159265
print(f"Hello {name}!", f"{n:5d}|{n:<5}|{n:^+7}|{n:#x}", f"{pi:.2f} {pi:10.3e}", f"{{literal}} {{{n}}}", f"{name!r} {name!s:>8} {name!a}", f"{'nested ' + f'{n + 1}'}", f'{"double"}', f"{n}" "plain {n}", rf"\d{n}\n", fr"{n}\t")
width, prec = 10, 3
print(f"{pi:{width}.{prec}}|{pi:{width}.{prec}f}|{name:{'*'}^{width}}|{n:{'0'}{6}}|{n:{'>' + str(width)}}")
print(f"{n=} {n = } {n=:>6} {name=!s} {name=} {n+1=} {n * 2 =:+d} {len(name)=} {pi=:.2f} {name = !a}")
print(f"{n if n > 3 else 'small'} {[i * i for i in range(4)]} {(lambda x: x * 2)(4)} { {'a': 1}['a'] } { {1, 2} } {n!r:>5} {n,} {(n, 1)} {*[1, 2],}")
print(f"{
    n
    + 1   # a comment
}", f"{'a' 'b'}", f"""{
    name
    :>10}""", f"{"same quotes"} {f"{f"{1}"}"}", f"{'\n'.join(['x', 'y'])!r}", f"{'\N{DIGIT TWO}'} \N{DIGIT ONE}")
print(f"{n:}{n!s:}", f"", f"{''}", f"{'{'}{'}'}", f"{':'}", f"{'!'}", f"{n != 3}", f"{n == 42}", f"{n >= 42}", f"{(x := 5)} {x}", f"{n:x}{n:X}{n:o}{n:b}{n:c}")
print(f"a{1}b{2}c" f"{3}" 'd{4}', f'{1}' "\x41" rf'\x41', f"{3.0} {1e10} {None} {True} {...}")
def f(x, *a, **k): return (x, a, k)
print(f"{f(1, *[2], k=3)}", f"{f(x=1)!r:>20}", f"{lambda_ if (lambda_ := 3) else 0}")
class A:
    def __format__(self, spec): return "fmt:" + spec
    def __repr__(self): return "repr"
    def __str__(self): return "str"
a = A()
print(f"{a} {a!r} {a!s} {a:spec} {a!r:>6} {a=} {a=:q} {a:{n}x{n}} {a:{{}}}" if False else f"{a} {a!r} {a!s} {a:spec} {a!r:>6} {a=} {a=:q} {a:{n}x{n}}")
for src in ("f'{}'", "f'{a b}'", "f'{'", "f'}'", "f'{a!x}'", "f'{a!}'", "f'{lambda x: 1}'", "f'{a:{b:{c:{d}}}}'", "f'{a'", "f'{*a}'", "f'{a = }'", "f'{!r}'", "f'{a $ b}'", "f'{1:{5!}}'", "f'{yield}'"):
    try:
        r = eval(src, {"a": 7, "b": 1, "c": 1, "d": 1})
        print(src, r)
    except Exception as e:
        print(src, type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
items = {"x": [1, 2, {"y": "deep"}]}
print(f"{items['x'][2]['y']:>10}|{items["x"][0]:03}", f"{'%s' % n:>5}", f"{n:,} {1234567:,} {1234567.891:_.2f}", f"{'a':\u00e9>3}")
try:
    f"{n:d}{name:d}"
except ValueError as e:
    print(e)
