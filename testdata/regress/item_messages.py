# What objects without items, or with some of the special methods, say.


class A:
    def __setitem__(self, k, v):
        pass
class B(list):
    pass
class C:
    def __getitem__(self, k):
        return 1
class D(dict):
    pass
class E:
    pass
class F:
    def __delitem__(self, k):
        pass
class G(tuple):
    pass
class H(str):
    pass
for o in (A(),C(),E(),F(),G(),H(),(),'a',b'a',{1},1,range(3),memoryview(b'a'),memoryview(bytearray(b'a'))):
    for f in ('del o[0]','o[0]=1','o[0]','del o["a"]', 'o["a"]=1','o["a"]','del o[0:1]','o[0:1]=[1]'):
        try: exec(f)
        except Exception as e: print(type(o).__name__, f, type(e).__name__,e)


class OnlySet:
    def __set__(self, o, v):
        pass


class Holder:
    x = OnlySet()


try:
    del Holder().x
except AttributeError as e:
    print(e)


def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


class Plain:
    pass


def assign(o, k):
    o[k] = 1


def delete(o, k):
    del o[k]


def reclass(o):
    o.__class__ = type(o)
    print("reclassed")


for o in ((1,), "a", b"a", 1, 1.5, None, {1}, range(3), Plain(), len):
    attempt(lambda: assign(o, 1 << 64))
    attempt(lambda: delete(o, 1 << 64))
    attempt(lambda: reclass(o))
for o in ("abc", b"abc", bytearray(b"abc"), [1, 2], (1, 2)):
    attempt(lambda: o * ((1 << 63) - 1))
