# Containers that many threads change at once keep their inner order.
import threading, collections, sys
N=8; M=3000
def run(f):
    ts=[threading.Thread(target=f,args=(i,)) for i in range(N)]
    for t in ts: t.start()
    for t in ts: t.join()
# list append
l=[]
def f(i):
    for j in range(M): l.append(i*M+j)
run(f); print('append',len(l), sorted(l)==list(range(N*M)))
# dict distinct inserts
d={}
def f(i):
    for j in range(M): d[i*M+j]=j
run(f); print('dict',len(d), all(d[k]==k%M for k in d), sorted(d)==list(range(N*M)))
# dict str keys insert & delete
d={}
def f(i):
    for j in range(M):
        d[f'{i}-{j}']=j
        if j%3==0: del d[f'{i}-{j}']
run(f); print('dictdel',len(d), sum(1 for _ in d), len(d)==N*(M-M//3) )
# set
s=set()
def f(i):
    for j in range(M):
        s.add(j*N+i)
        if j%2: s.discard(j*N+i)
run(f); print('set',len(s), sorted(s)==sorted(j*N+i for j in range(0,M,2) for i in range(N)))
# deque queue
q=collections.deque(); out=[[] for _ in range(N)]
done=[0]*N
def f(i):
    if i%2==0:
        for j in range(M): q.append((i,j))
        done[i]=1
    else:
        n=0
        while True:
            try: out[i].append(q.popleft())
            except IndexError:
                if all(done[0::2]) and not q: break
run(f)
allitems=[x for o in out for x in o]
print('deque',len(allitems), len(set(allitems))==N//2*M, all([j for (k,j) in o if k==p]==sorted(j for (k,j) in o if k==p) for o in out for p in range(0,N,2)))
# list pop
l=list(range(N*M)); outs=[[] for _ in range(N)]
def f(i):
    while True:
        try: outs[i].append(l.pop())
        except IndexError: break
run(f); print('pop', sorted(x for o in outs for x in o)==list(range(N*M)), len(l))
# item assignment in different cells
l=[0]*(N*64)
def f(i):
    for r in range(200):
        for j in range(64): l[i*64+j]+=1
run(f); print('cells', l==[200]*(N*64))
# counters
c=collections.Counter(); lock=threading.Lock()
def f(i):
    for j in range(M//4):
        with lock: c[j%10]+=1
run(f); print('counter', c.total()==N*(M//4))
dd=collections.defaultdict(list)
def f(i):
    for j in range(M//4): dd[j%20].append(i)
run(f); print('dd', sum(map(len,dd.values())), len(dd))
od=collections.OrderedDict()
def f(i):
    for j in range(M//4):
        od[(i,j)]=1
        if j%2: od.move_to_end((i,j))
        if j%3==0: del od[(i,j)]
run(f); print('od', len(od)==len(list(od)))
# iteration while others write values
d={k:0 for k in range(100)}
errs=[]
def f(i):
    for r in range(50):
        if i%2:
            for k in d: d[k]+=1
        else:
            if len(list(d.items()))!=100: errs.append(1)
run(f); print('iter',errs, len(d))
# sort
l=list(range(1000))
def f(i):
    for r in range(10):
        if i%2: l.sort(reverse=bool(r%2))
        elif sum(l)!=499500: errs.append(sum(l))
run(f); print('sort',errs,sorted(l)==list(range(1000)))
l=[]
def f(i):
    for j in range(300):
        l.insert(0,j); l.extend([1,2,3]); del l[:2]; 
run(f); print('mixed', len(l)==N*300*2)
