# Messages of common mistakes.
class C:
    x = 1
    def method(self): pass
    def __init__(self): self.inst = 1
c = C()
import math, collections
cases = """1 + "a"
"a" + 1
[] + ()
None + 1
None.foo
c.nope
C.nope
c.method.nope
c[0]
c()
c.method(1)
len(5)
len(c)
int("x")
float("x")
[][0]
()[5]
{}["k"]
"abc"[10]
undefined
math.nope
int.nope
print.nope
for_loop
iter(5)
next(5)
next([])
abs("x")
sum(["a"])
sum(5)
max([])
max(5)
max(1, "a")
sorted([1, "a"])
sorted(5)
" ".join([1])
" ".join(5)
chr(-1)
ord("ab")
hash([])
{[]: 1}
{{}}
isinstance(1, "int")
range("a")
range()
open(5.5)
bool(1, 2)
int([])
str(1, 2, 3, 4)
list(1)
dict(1)
dict([1])
tuple(5)
set(5)
enumerate(5)
zip(5)
map(5)
map(5, 5)
filter(5)
reversed(5)
reversed({1})
round("x")
pow("a", 2)
divmod(1, "a")
divmod(1, 0)
1 // 0
1 % 0
1.0 / 0
0.0 ** -1
2 ** "a"
-"a"
~1.5
not_defined.attr
(1).foo
"a".foo
[].foo
{}.foo
().foo
(lambda: 0).foo
1 < "a"
[] < {}
None < None
c < c
"a" in 5
5 in "abc"
1 in 2
c in c
c.inst()
{}[[]]
getattr(c)
setattr(c, "x")
type(1, 2)
type()
object(1)
super().x
vars(5)
dir(1, 2)
id()
input(1, 2)
format(1, 2)
callable()
all(5)
any(None)
bin("a")
hex(1.5)
bytes("a")
bytes([300])
bytearray("a")
memoryview(5)
complex("x")
frozenset(5)
slice()
property(1, 2, 3, 4, 5)
staticmethod()
classmethod()
__import__(5)
exec(5)
eval(5)
compile("1")
math.sqrt(-1)
math.sqrt("x")
math.factorial(-1)
collections.deque(5)
[1, 2].index(9)
"abc".index("z")
[].pop()
{}.popitem()
set().pop()
[1].remove(2)
(x for x in 5)
[*5]
{**5}
(*5,)
print(*5)
print(**5)
print(nope=1)
print(sep=5)
len()
len(1, 2)
"%d" % "a"
"{} {}".format(1)
"{a}".format()
"a".split("")
b"a" + "b"
"a" + b"b"
b"abc".index(b"z")
1 @ 2
c @ 1
1 << -1
int("5", 99)
round(1.5, "a")
str.join(5)
str.upper(5)
list.append(5)
list.append([], 1, 2)
int.__add__("a", 1)
dict.get({})
(1).__add__()
C.method()
object.__new__()
object.__new__(5)
int.__new__(str)
c.__class__ = 5"""
for src in cases.splitlines():
    try:
        r = eval(src) if " = " not in src else exec(src)
        if src.startswith(("zip", "map", "filter")): list(r)
        print(src, "=> no error", type(r).__name__)
    except Exception as e:
        print(src, "=>", type(e).__name__, e)
