def f(a, b):
    f(g(a), h(b + 1).m(a, k=b), *a, **b)
    f(*a)
    a.b.c(1)(2)
    return super().m(a)
class C(B, metaclass=M):
    "doc"
    x: int = 1
    def m(self, y=1, *, z=2):
        self.a = super().m(y)
        return __class__
@d(1)
@e
def g(): pass
