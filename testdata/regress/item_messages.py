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
