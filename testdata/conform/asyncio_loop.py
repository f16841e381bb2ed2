# asyncio: what its event loop does with the system, and odds and ends.
import asyncio, contextvars, os, signal, socket, sys, tempfile, threading
def run(f, **k):
    print('==', f.__name__)
    try: asyncio.run(f(), **k)
    except BaseException as e: print(type(e).__name__, e)
async def debug():
    loop=asyncio.get_running_loop(); print(loop.get_debug()); await asyncio.sleep(0)
run(debug, debug=True)
async def sig():
    loop=asyncio.get_running_loop(); ev=asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, ev.set)
    loop.call_later(0.05, os.kill, os.getpid(), signal.SIGUSR1)
    await ev.wait(); print('signal', loop.remove_signal_handler(signal.SIGUSR1))
run(sig)
async def kbd():
    asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGINT)
    try: await asyncio.sleep(10)
    except asyncio.CancelledError: print('cancelled'); raise
run(kbd)
async def udp():
    loop=asyncio.get_running_loop(); done=loop.create_future()
    class S(asyncio.DatagramProtocol):
        def connection_made(self,t): self.t=t
        def datagram_received(self,d,a): self.t.sendto(d[::-1],a)
    class C(asyncio.DatagramProtocol):
        def connection_made(self,t): t.sendto(b'abc')
        def datagram_received(self,d,a): done.set_result(d)
    st,_=await loop.create_datagram_endpoint(S,local_addr=('127.0.0.1',0))
    ct,_=await loop.create_datagram_endpoint(C,remote_addr=st.get_extra_info('sockname'))
    print(await done); st.close(); ct.close()
run(udp)
async def unix():
    with tempfile.TemporaryDirectory() as d:
        async def h(r,w): w.write((await r.read(10)).upper()); w.close()
        s=await asyncio.start_unix_server(h,d+'/s')
        async with s:
            r,w=await asyncio.open_unix_connection(d+'/s'); w.write(b'hi'); print(await r.read()); w.close()
run(unix)
async def socks():
    loop=asyncio.get_running_loop()
    a,b=socket.socketpair(); a.setblocking(False); b.setblocking(False)
    t=asyncio.create_task(loop.sock_sendall(a,b'x'*1000000)); n=0
    while n<1000000: n+=len(await loop.sock_recv(b,65536))
    await t; print(n)
    print(sorted(await loop.getaddrinfo('127.0.0.1',80,type=socket.SOCK_STREAM)), await loop.getnameinfo(('127.0.0.1',80)))
    s=socket.create_server(('127.0.0.1',0)); s.setblocking(False)
    c=socket.socket(); c.setblocking(False)
    (x,_),_2=await asyncio.gather(loop.sock_accept(s), loop.sock_connect(c,s.getsockname()))
    with open(__file__,'rb') as f: print(await loop.sock_sendfile(c,f)==os.path.getsize(__file__)); 
run(socks)
async def threads():
    loop=asyncio.get_running_loop(); fut=loop.create_future()
    threading.Thread(target=lambda: loop.call_soon_threadsafe(fut.set_result,5)).start(); print(await fut)
    def f(): return asyncio.run_coroutine_threadsafe(asyncio.sleep(0.01,7),loop).result()
    print(await asyncio.to_thread(f))
    v=contextvars.ContextVar('v'); v.set(3); print(await asyncio.to_thread(v.get))
run(threads)
async def exc():
    async def bad(): 1/0
    loop=asyncio.get_running_loop(); loop.set_exception_handler(lambda l,c: print(c['message']))
    loop.call_soon(lambda: 1/0); await asyncio.sleep(0)
    r=await asyncio.gather(bad(),asyncio.sleep(0,1),return_exceptions=True); print(r)
    done,pend=await asyncio.wait([asyncio.create_task(asyncio.sleep(i*0.05,i)) for i in range(3)],return_when=asyncio.FIRST_COMPLETED); print(len(done),len(pend)); [p.cancel() for p in pend]
    for c in asyncio.as_completed([asyncio.sleep(0.02,2),asyncio.sleep(0.01,1)]): print(await c)
    async for c in asyncio.as_completed([asyncio.sleep(0.02,2),asyncio.sleep(0.01,1)]): print(await c)
    print(await asyncio.shield(asyncio.sleep(0,9)))
    b=asyncio.Barrier(2); print(sorted(await asyncio.gather(b.wait(),b.wait())))
    q=asyncio.PriorityQueue(); q.put_nowait(3); q.put_nowait(1); print(await q.get()); q.task_done(); q.shutdown()
    try: await q.put(1)
    except asyncio.QueueShutDown as e: print(repr(e))
    async def agen():
        for i in range(3): await asyncio.sleep(0); yield i
    print([x async for x in agen()])
    t=asyncio.current_task(); t.set_name('nm'); print(t.get_name(), t.get_coro().__name__, len(asyncio.all_tasks()))
run(exc)
async def sub():
    p=await asyncio.create_subprocess_exec(sys.executable,'-c','import sys,time; print(1,flush=True); time.sleep(10)',stdout=-1)
    print(await p.stdout.readline()); p.kill(); print(await p.wait())
    p=await asyncio.create_subprocess_exec('sleep','5')
    try: await asyncio.wait_for(p.wait(),0.1)
    except TimeoutError: p.terminate(); print(await p.wait())
run(sub)
async def pipes():
    loop=asyncio.get_running_loop(); r,w=os.pipe()
    rd=asyncio.StreamReader(); await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(rd), os.fdopen(r,'rb'))
    tr,_=await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(w,'wb')); tr.write(b'pipe\n'); print(await rd.readline()); tr.close(); print(await rd.read())
run(pipes)
async def eager():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    async def now(): return 1
    t=asyncio.create_task(now()); print(t.done(), await t)
run(eager)
with asyncio.Runner() as r: print(r.run(asyncio.sleep(0,1)), r.run(asyncio.sleep(0,2)))
async def never(): pass
try: asyncio.run(5)
except Exception as e: print(repr(e))
async def inner():
    coro = never()
    try: asyncio.run(coro)
    finally: coro.close()
run(inner)
async def main(): await asyncio.create_task(coro_a(), name='a')
async def coro_a(): await coro_b()
async def coro_b(): print([len(asyncio.capture_call_graph().awaited_by), asyncio.format_call_graph().count('coro_')])
run(main)
