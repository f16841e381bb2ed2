import subprocess, os, sys, select, selectors, threading, time
def t(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e)
t(subprocess.run,['echo','hi'],capture_output=True,text=True)
t(subprocess.check_output,'echo $X; exit 0',shell=True,env={'X':'5','PATH':os.environ['PATH']})
t(subprocess.run,['nosuchprog'])
t(subprocess.run,['/bin/echo'],cwd='/nonexist')
t(subprocess.run,['/etc/passwd'])
t(subprocess.check_call,['false'])
t(subprocess.run,['cat'],input=b'x'*200000,stdout=subprocess.DEVNULL)
p=subprocess.Popen(['cat'],stdin=subprocess.PIPE,stdout=subprocess.PIPE); out,err=p.communicate(b'abc'*100000); print(len(out),err,p.returncode)
t(subprocess.run,['sleep','5'],timeout=0.2)
p=subprocess.Popen(['sleep','10']); p.terminate(); print(p.wait())

t(subprocess.run,['sh','-c','umask'],umask=0o77,capture_output=True); print(subprocess.getoutput('echo x y'))
t(subprocess.run,['sh','-c','pwd'],cwd='/',capture_output=True)
def go(i,res): res[i]=subprocess.run(['sh','-c',f'echo {i}'],capture_output=True,text=True).stdout
res={}
ts=[threading.Thread(target=go,args=(i,res)) for i in range(8)]
[x.start() for x in ts];[x.join() for x in ts]; print(sorted(res.items()))
p=select.poll(); closed=os.dup(1); os.close(closed)
t(p.unregister,5); t(p.modify,5,1); t(p.register,'a'); t(p.register,-1); t(p.poll,'a'); t(p.poll,0); t(select.select,1,[],[]); t(select.select,[],[],[],-1); t(select.select,['a'],[],[]); t(select.select,[],[],[],0); t(select.select,[-1],[],[],0); t(select.select,[closed],[],[],0); t(p.register,99,1); t(p.poll,0); t(p.register,1,-1); t(p.register,1,70000)
r,w=os.pipe(); os.write(w,b'x'); print(select.select([r],[w],[r],1)==([r],[w],[])) 
sel=selectors.PollSelector(); sel.register(r,selectors.EVENT_READ,'data'); print([(k.data,e) for k,e in sel.select(1)])
os.read(r,1); t0=time.time(); print(sel.select(0.1), 0.09<time.time()-t0<1)
threading.Timer(0.1,lambda: os.write(w,b'z')).start(); print(len(sel.select(5)), select.error)
r,w=os.pipe(); print(subprocess.run(['bash','-c',f'echo pass >&{w}'],pass_fds=[w]).returncode); os.close(w); print(os.read(r,10))
