import stm, threading, time, queue
# nested rollback in every mixture
def check(name):
    d = {"a": 1}; l=[1]; 
    class O: pass
    o=O(); o.x=1
    with stm.atomic:
        fresh = {}
        d["b"]=2; l.append(2)
        with stm.atomic(rollback=True):
            stm.on_abort(lambda: print("inner aborted", d))
            stm.on_commit(lambda: print("never"))
            fresh["n"]=1; d["c"]=3; l.append(3); o.x=2; o.y=1
            with stm.atomic("plain"):
                l.append(4)
                try:
                    with stm.atomic(rollback=True):
                        l.append(5); o.x=3
                        raise KeyError("k")
                except KeyError as e: print("caught", e, l, o.x)
            print("gone")
            stm.abort()
        print(name, fresh, d, l, vars(o))
        with stm.atomic(rollback=True):
            fresh["m"]=1; d["d"]=4; o.x=9
        stm.on_commit(lambda: print("committed", d))
    print(name, fresh, d, l, vars(o), stm.is_atomic())
    with stm.atomic(rollback=True):
        l.append(9)
        try:
            with stm.atomic(rollback=True):
                l.append(10); raise ValueError
        except ValueError: print(l)
        stm.abort()
    print(l)
check("solo")
t=threading.Thread(target=check,args=("thread",)); t.start(); t.join()
# many, with other threads
acc=[0]*50
def work(k):
    for i in range(200):
        with stm.atomic:
            acc[(i*7+k)%50]+=1
            for j in range(3):
                with stm.atomic(rollback=True):
                    acc[(i+j)%50]+=100
                    tmp=[acc[0]]
                    stm.abort()
            acc[(i*3+k)%50]-=1
ts=[threading.Thread(target=work,args=(k,)) for k in range(4)]
[t.start() for t in ts];[t.join() for t in ts]
print(sum(acc))
def key(x):
    with stm.atomic(rollback=True):
        acc[0]=99
        if x==2: stm.abort()
    return -x
try: print(sorted([1,2,3],key=key), acc[0])
except RuntimeError as e: print(e)
# queue in atomic
q=queue.Queue(); out=[]
def getter():
    for _ in range(50):
        with stm.atomic:
            x=q.get(); out.append(x)
ts=[threading.Thread(target=getter) for k in range(2)]
[t.start() for t in ts]
for i in range(100):
    with stm.atomic: q.put(i)
[t.join() for t in ts]
print(sorted(out)==list(range(100)))
ev=threading.Event()
def w():
    with stm.atomic: ev.wait(); out.append("ev")
    t0=time.time()
    e2=threading.Event()
    with stm.atomic: print(e2.wait(0.05), e2.wait(0.05))
    print(0.09<time.time()-t0<0.4)
    lk.acquire()
    with stm.atomic: print(lk.acquire(timeout=0.05), lk.acquire(False))
lk=threading.Lock()
t=threading.Thread(target=w); t.start(); time.sleep(0.02); ev.set(); t.join(); print(out[-1])
with stm.atomic:
    t=threading.Thread(target=print,args=("started",)); t.start()
    print("before", t.is_alive(), t.ident is not None)
    try: t.join()
    except RuntimeError as e: print(e)
t.join(); print(t.is_alive())
def inthread():
    with stm.atomic:
        t=threading.Thread(target=print,args=("started",)); t.start()
        print("before")
    t.join()
t=threading.Thread(target=inthread); t.start(); t.join()
