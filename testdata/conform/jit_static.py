"""Static methods and functions of classes, called by objects and by classes in hot loops."""


class A:
    limit = 10

    def __init__(self, k):
        self.k = k

    @staticmethod
    def twice(x):
        return 2 * x

    @staticmethod
    def pair(x, y=3):
        return x, y

    @classmethod
    def make(cls, k):
        return cls(k)

    def plus(self, x):
        return self.k + x

    def run(self, n):
        total = 0
        for i in range(n):
            total += self.twice(i) + A.twice(i) + A.plus(self, i) + self.pair(i)[1] + self.limit
            total += A.make(i).plus(1)
        return total


class B(A):
    __slots__ = ()

    @staticmethod
    def twice(x):
        return x


class S:
    __slots__ = ("v",)

    @staticmethod
    def half(x):
        return x // 2

    def go(self, n):
        return sum(self.half(i) for i in range(n))


a, b = A(1), B(2)
print(a.run(2000), b.run(2000), S().go(3000))
for obj in (a, b, a, b) * 3:
    print(obj.run(100), end=" ")
print()
A.twice = staticmethod(lambda x: -x)
print(a.run(1000), b.run(1000))
del B.twice
print(a.run(1000), b.run(1000))
A.twice = lambda self, x=5: x
try:
    print(a.run(10))
except TypeError as error:
    print(error)
wrapped = staticmethod(max)
A.twice = wrapped


def swap(n):
    total = 0
    for i in range(n):
        total += a.twice(i, 7)
        if i == n // 2:
            wrapped.__init__(min)
    return total


print(swap(2000))
a.twice = lambda *args: 1
print(swap(500))
