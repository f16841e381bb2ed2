import random
import threading
a=list(range(200000))
for s in [slice(5,9),slice(-3,None),slice(None,None,-1),slice(10,2,-3),slice(3,3),slice(100,50),slice(0,200000,7777),slice(199999,None,-50000),slice(None,-199995)]:
    print(a[s][:6], len(a[s]))
r=random.Random(1)
for _ in range(300):
    n=r.randrange(0,200); b=list(range(n))
    s=slice(r.choice([None,r.randrange(-220,220)]),r.choice([None,r.randrange(-220,220)]),r.choice([None,1,2,-1,-3,5]))
    assert b[s]==[b[i] for i in range(*s.indices(n))]
sums=[0,0]
def w(k):
    for i in range(2000): sums[k]+=sum(a[i*50:i*50+10])
ts=[threading.Thread(target=w,args=[k]) for k in range(2)]
for x in ts:x.start()
for x in ts:x.join()
print(sums)
