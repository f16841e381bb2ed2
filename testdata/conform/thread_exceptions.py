# Exceptions in threads go to stderr and end only their thread.
import threading, sys
def fail(n): raise ValueError(f"in thread {n}")
caught = []
def hook(args): caught.append((args.exc_type.__name__, str(args.exc_value), args.thread.name, args.exc_traceback is not None))
threading.excepthook = hook
t = threading.Thread(target=fail, args=(1,), name="T1"); t.start(); t.join(); print(caught, t.is_alive())
def leave(): sys.exit(5)
t = threading.Thread(target=leave); t.start(); t.join(); print(len(caught))
def raise_system(): raise SystemExit("ignored")
t = threading.Thread(target=raise_system); t.start(); t.join(); print(len(caught))
t = threading.Thread(target=fail, args=(1, 2), name="T2"); t.start(); t.join(); print(caught[-1])
def safe(n, out):
    try: fail(n)
    except ValueError as e: out.append(str(e))
    finally: out.append("finally")
out = []; t = threading.Thread(target=safe, args=(3, out)); t.start(); t.join(); print(out)
def kb(): raise KeyboardInterrupt("kb")
t = threading.Thread(target=kb, name="KB"); t.start(); t.join(); print(caught[-1])
class Boom(threading.Thread):
    def run(self): {}["from run"]
b = Boom(name="Boom"); b.start(); b.join(); print(caught[-1])
threading.excepthook = threading.__excepthook__
