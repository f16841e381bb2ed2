# random: the numbers that each method draws from a seed, and its errors.
import random
for s in (42, "abc", b"xyz", None, 1.5, bytearray(b"q")):
    if s is None: continue
    random.seed(s) if s != 1.5 else random.seed(7)
    print([random.random() for i in range(3)], random.randint(1,100), random.randrange(5, 50, 3), random.choice("hello"), random.uniform(1,2), random.getrandbits(70))
    l=list(range(20)); random.shuffle(l); print(l)
    print(random.sample(range(1000),10), random.sample("abcdef",3), random.sample(range(30), 25), random.sample(['a','b'],counts=[3,4],k=5))
    print(random.choices("abc",k=5), random.choices("abc",weights=[1,2,3],k=5), random.choices([1,2],cum_weights=[1.5,3],k=3))
    print(random.gauss(), random.gauss(1,2), random.normalvariate(), random.expovariate(2), random.betavariate(2,3), random.gammavariate(0.5,1), random.gammavariate(2,3), random.lognormvariate(0,1), random.vonmisesvariate(1,2), random.paretovariate(3), random.weibullvariate(1,2), random.triangular(1,5,2), random.binomialvariate(100,0.3), random.binomialvariate(10,0.2), random.randbytes(7), random.randrange(10**30))
def T(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
T(lambda: random.randrange(0)); T(lambda: random.randrange(5,1)); T(lambda: random.randrange(1,5,0)); T(lambda: random.randint(5,1)); T(lambda: random.choice([])); T(lambda: random.sample({1,2},1)); T(lambda: random.sample([1],5)); T(lambda: random.choices([],k=1)); T(lambda: random.choices([1,2],[1])); T(lambda: random.choices([1],[0])); T(lambda: random.seed([])); T(lambda: random.getrandbits(-1)); T(lambda: random.randrange(1.5)); T(lambda: random.randrange(1,10,step=2)*0); T(lambda: random.randrange(5, step=2));T(lambda: random.choices([1,2],3))
class R(random.Random):
    def random(self): return 0.25
r=R(); print(r.randrange(100), r.choice("abcdefgh"), r.uniform(0,4), r.choices("abcd",k=3), r.sample(range(10),3))
class Q(random.Random):
    def getrandbits(self,k): return 3
q=Q(1); print(q.randrange(10), q.random())
s=random.SystemRandom(); print(0<=s.random()<1, s.randrange(10)<10, len(s.randbytes(5))); T(s.getstate)
st=random.getstate(); a=random.random(); random.setstate(st); print(a==random.random(), st[0], len(st[1]))
import copy
r=random.Random(5)
T(lambda: copy.copy(r).random()); print(r.random())
random.seed("x", version=1); print(random.random())
