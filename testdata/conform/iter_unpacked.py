"""Loops that unpack what zip, enumerate and dict.items give."""
d={i:str(i) for i in range(5)}
for k,v in d.items(): print(k,v,end=' ')
for i,(k,v) in enumerate(d.items()): print(i,k,v,end=' ')
for a,b,c in zip(range(4),"abcd",[1,2,3,4,5]): print(a,b,c,end=' ')
a=b=None
for a,b in zip([1,2,3],[4,5]): pass
print(a,b)
try:
    for a,b in zip([1,2,3],[4,5],strict=True): pass
except ValueError as e: print(e,a,b)
try:
    for a,b in zip([1,2,3],[4,5],[1]): pass
except ValueError as e: print(e,a,b)
try:
    for k,v in d.items(): d[k+10]=1
except RuntimeError as e: print(e,k,v)
def gen():
    yield 1
    yield 2
    raise KeyError(5)
try:
    for a,b in zip(gen(), gen()): print(a,b)
except KeyError as e: print(repr(e),a,b)
for i,x in enumerate(gen(), 2**47-1):
    print(i,x)
    if i>2**47-1: break
for i,(x,y) in enumerate([(1,2),(3,4)]): print(i,x,y)
try:
    for i,x,y in enumerate([1]): pass
except ValueError as e: print(e)
for (a,b),c in zip([(1,2)],[3]): print(a,b,c)
print([k*v for k,v in {2:3,4:5}.items()], {k:v for k,v in zip("ab",[1,2])})
class E(enumerate):
    def __next__(self): return super().__next__()[::-1]
for a,b in E("xy"): print(a,b)
l=[0,0]
for l[0], l[1] in zip([1,2],[3,4]): print(l)

import threading

def f(n):
    s=0
    for _ in range(200):
        for k,v in d2.items(): s+=k*v
        for i,v in enumerate(d2): s+=i*v
        for x,y in zip(d2, d2.values()): s+=x-y
    out.append(s)
out=[]; d2={i:i*2 for i in range(100)}
ts=[threading.Thread(target=f,args=(i,)) for i in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]; print(out)
