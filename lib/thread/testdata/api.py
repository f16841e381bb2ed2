import stm, threading
class Box:
    def __init__(s): s.items=[]
a,b=Box(),Box()
def take(box):
    def f():
        box.items.append("x")
        box.items.pop()
        if not box.items: stm.retry()
        return box.items.pop(0)
    return f
got=[]
def consumer():
    for _ in range(40):
        v=stm.or_else(take(a),take(b))
        with stm.atomic: got.append(v)
ts=[threading.Thread(target=consumer) for _ in range(2)]
[t.start() for t in ts]
for i in range(40):
    with stm.atomic: a.items.append(i)
    with stm.atomic: b.items.append(100+i)
[t.join() for t in ts]
print(sorted(got)==sorted([*range(40),*range(100,140)]))
print(stm.or_else(take(a), lambda: "default"))
try: stm.or_else(take(a), take(b))
except RuntimeError as e: print(e)
with stm.atomic:
    a.items.append(5)
    def f():
        a.items.append(6); stm.retry()
    def g():
        return stm.or_else(f, lambda: (b.items.append(7), stm.retry()), lambda: list(a.items))
    print(g(), a.items, b.items)
def bad():
    a.items.append("kept"); raise ValueError("v")
try: stm.or_else(bad, print)
except ValueError as e: print(e, a.items)
with stm.atomic(rollback=True):
    stm.or_else(lambda: (a.items.clear(), stm.abort()), print)
print(a.items)
# parallel_for
log=[]; total=[0]
def body(i):
    total[0]+=i; log.append((i,total[0])); 
    if i%10==0: print("i",i)
stm.parallel_for(body, range(60), threads=3)
s=0; want=[]
for i in range(60): s+=i; want.append((i,s))
print(log==want)
log.clear()
def body(i):
    log.append(i)
    if i==17: raise KeyError(i)
try: stm.parallel_for(body, iter(range(50)), threads=4, grain=3)
except KeyError as e: print(e, log==list(range(18)))
stm.parallel_for(print, [])
grid=[0]*64
def chain(i): grid[i%64]=grid[(i*7+3)%64]+i
stm.parallel_for(chain, range(2000), threads=4)
g2=[0]*64
for i in range(2000): g2[i%64]=g2[(i*7+3)%64]+i
print(grid==g2)
# queue
q=stm.TransactionQueue(); seen=set(); 
def visit(n):
    seen.add(n)
    if n<1000:
        for m in (2*n,2*n+1): q.add(visit,m)
q.add(visit,1); q.run(); print(len(seen), q.number_of_transactions_executed())
def gen(k):
    for i in range(5):
        with stm.atomic: seen.add((k,i))
        yield
seen.clear()
for k in range(4): q.add_generator(gen(k))
q.run(3); print(len(seen), q.number_of_transactions_executed())
def fail(k):
    if k==3: raise ZeroDivisionError("z")
for k in range(2000): q.add(fail,k)
try: q.run(2)
except ZeroDivisionError as e: print(e, q.number_of_transactions_executed()<2000)
q.run()
print(q.number_of_transactions_executed())
try:
    with stm.atomic: q.run()
except stm.TransactionError as e: print(e)
q.add(lambda: q.run())
try: q.run()
except stm.TransactionError as e: print(e)
class C:
    x=stm.threadlocalproperty(list)
    y=stm.threadlocalproperty()
c=C(); c.x.append(1); c.y=5
def inn():
    print(c.x, hasattr(c,"y")); c.x.append(2); c.y=6; del c.y
t=threading.Thread(target=inn); t.start(); t.join(); print(c.x,c.y, [C().x for _ in range(200)][-1], type(C.x).__name__)
