# random: the generator bit for bit.
import random
r = random.Random(42)
print([r.random() for _ in range(5)], r.getrandbits(1), r.getrandbits(32), r.getrandbits(64), r.getrandbits(100), r.getrandbits(0))
print([r.randrange(10) for _ in range(10)], [r.randint(1, 6) for _ in range(10)], r.randrange(5, 100, 7), r.randrange(10**30), r.randint(-5, 5), r.randrange(2**32), r.randrange(1))
print(r.choice("abcdef"), r.choices("abc", k=5), r.choices([1, 2, 3], weights=[1, 0, 5], k=6), r.choices("xy", cum_weights=[1, 4], k=4), r.sample(range(100), 5), r.sample("abcdef", 3), r.sample([1, 2], counts=[3, 2], k=3), r.sample(range(10**9), 4))
l = list(range(10)); r.shuffle(l); print(l)
print(r.uniform(1, 10), r.triangular(0, 1, 0.5), r.triangular(), r.betavariate(2, 3), r.expovariate(1.5), r.gammavariate(2, 3), r.gammavariate(0.5, 1), r.gammavariate(1, 1), r.gauss(0, 1), r.gauss(0, 1), r.lognormvariate(0, 1), r.normalvariate(0, 1), r.vonmisesvariate(0, 4), r.paretovariate(3), r.weibullvariate(1, 1.5), r.binomialvariate(10, 0.3), r.binomialvariate(100, 0.5), r.randbytes(5))
for seed in (0, 1, -1, 2**100, "text", b"bytes", 3.5, bytearray(b"x"), True, "é"):
    print(repr(seed), random.Random(seed).random(), random.Random(seed).randrange(1000))
random.seed(7); a = [random.random() for _ in range(3)]; random.seed(7); print(a == [random.random() for _ in range(3)], a)
st = random.getstate(); x = random.random(); random.setstate(st); print(random.random() == x, st[0], len(st[1]), st[2])
random.seed("abc", version=2); print(random.random()); random.seed("abc", version=1); print(random.random())
for f in (lambda: r.randrange(0), lambda: r.randrange(5, 5), lambda: r.randint(5, 1), lambda: r.choice([]), lambda: r.sample([1], 2), lambda: r.sample({1}, 1), lambda: r.sample([1, 2], -1), lambda: r.shuffle(5), lambda: r.choices([], k=1), lambda: r.choices([1], weights=[1, 2]), lambda: r.choices([1], weights=[0]), lambda: r.randrange(1.5), lambda: r.randrange("a"), lambda: r.getrandbits(-1), lambda: random.Random([]), lambda: r.setstate(5), lambda: r.expovariate(0), lambda: r.choices([1], weights=[1], cum_weights=[1]), lambda: r.randrange(1, 10, 0), lambda: r.shuffle("abc"), lambda: r.binomialvariate(5, 2), lambda: r.gammavariate(-1, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class My(random.Random):
    def random(self): return 0.25
m = My(1); print(m.random(), m.randrange(10), m.choice("abcd"), m.uniform(0, 4))
big = random.Random(123); s = 0
for _ in range(2000): s = (s * 31 + big.getrandbits(32)) & 0xFFFFFFFFFFFF
print(s, sum(big.random() for _ in range(1000)))
