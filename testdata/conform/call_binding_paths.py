def f(a,b=2,*c,d=4): return a,b,c,d
print(f(1),f(1,5),f(1,2,3,4),f(1,d=9),f(b=3,a=1))
def g(a,b=2,/,c=3,*,d=4,e): return a,b,c,d,e
print(g(1,e=3),g(1,2,e=5),g(1,2,9,d=1,e=5),g(1,c=9,d=1,e=5))
for k in [lambda: g(1), lambda: g(1,2,3,4,e=3), lambda: g(e=3), lambda: g(1,a=3,e=3), lambda: g(1,2,4,c=3,e=3),lambda: g(1,zz=3,e=3)]:
    try: k()
    except TypeError as e: print(e)
class A:
    def __init__(self, x, y=3): self.x=x; self.y=y
class B:
    def __init__(self, x): return 3
class C:
    def __init__(self, x): self.x = x
def h(y=1,*z): return y,z
print(h(),h(2),h(2,3,4))
for i in range(6):
    a=A(1); print(a.x,a.y, A(*(3,4)).y, C(i).x)
    try: B(1)
    except TypeError as e: print(e)
    try: C()
    except TypeError as e: print(e)
    if i==3:
        C.__init__ = lambda self, x: setattr(self,'x',-x)
    if i==4:
        C.__new__ = lambda cls, x: object.__new__(C)
