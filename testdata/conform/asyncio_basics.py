# asyncio: tasks, groups, queues, streams, threads, processes, timeouts.
import asyncio, time
async def sub(n):
    await asyncio.sleep(0.01*n); return n*n
async def t_gather(): print(await asyncio.gather(*[sub(i) for i in range(10)]))
async def t_tg():
    async with asyncio.TaskGroup() as tg:
        ts=[tg.create_task(sub(i)) for i in range(5)]
    print([t.result() for t in ts])
    try:
        async with asyncio.TaskGroup() as tg:
            async def bad(): raise ValueError('x')
            tg.create_task(bad()); tg.create_task(asyncio.sleep(10))
    except* ValueError as e: print(repr(e))
async def t_queue():
    q=asyncio.Queue(3)
    async def prod():
        for i in range(10): await q.put(i)
        await q.put(None)
    async def cons():
        r=[]
        while (x:=await q.get()) is not None: r.append(x)
        return r
    print((await asyncio.gather(prod(),cons()))[1])
async def t_streams():
    async def h(r,w):
        while d:=await r.readline(): w.write(d.upper()); await w.drain()
        w.close(); await w.wait_closed()
    s=await asyncio.start_server(h,'127.0.0.1',0)
    port=s.sockets[0].getsockname()[1]
    async def cl(i):
        r,w=await asyncio.open_connection('127.0.0.1',port)
        out=[]
        for j in range(3):
            w.write(b'line %d %d\n'%(i,j)); out.append(await r.readline())
        w.close(); await w.wait_closed(); return out
    print(await asyncio.gather(*[cl(i) for i in range(4)]))
    s.close(); await s.wait_closed()
async def t_exec():
    loop=asyncio.get_running_loop()
    print(await loop.run_in_executor(None, lambda: sum(range(1000))))
    print(await asyncio.gather(*[asyncio.to_thread(time.sleep,0.01) for _ in range(5)]))
async def t_process():
    p=await asyncio.create_subprocess_exec('cat',stdin=asyncio.subprocess.PIPE,stdout=asyncio.subprocess.PIPE)
    print(await p.communicate(b'hello'*1000)==(b'hello'*1000,None), p.returncode)
    p=await asyncio.create_subprocess_shell('echo out; echo err >&2; exit 3',stdout=asyncio.subprocess.PIPE,stderr=asyncio.subprocess.PIPE)
    print(await p.communicate(), p.returncode)
async def t_timeout():
    try:
        async with asyncio.timeout(0.05): await asyncio.sleep(5)
    except TimeoutError as e: print('to',repr(e))
    try: await asyncio.wait_for(asyncio.sleep(5),0.05)
    except TimeoutError: print('wf')
    t=asyncio.create_task(asyncio.sleep(5)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print('canc')
    l=asyncio.Lock(); e=asyncio.Event(); c=asyncio.Condition(); s=asyncio.Semaphore(2)
    async with l,c,s: e.set()
    await e.wait(); print(l.locked(),e.is_set())
for f in (t_gather,t_tg,t_queue,t_streams,t_exec,t_process,t_timeout):
    print(f.__name__); 
    try: asyncio.run(f())
    except BaseException as e:
        import traceback; traceback.print_exc()
