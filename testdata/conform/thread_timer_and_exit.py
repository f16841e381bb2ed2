# Timer, atexit order with threads, and a thread that outlives the main code.
import threading, atexit, sys
out = []
t = threading.Timer(0.01, out.append, args=("timer",)); t.start(); t.join(); print(out, t.finished.is_set())
c = threading.Timer(30, out.append, args=("never",)); c.start(); c.cancel(); c.join(); print(out, c.is_alive())
atexit.register(print, "atexit first registered"); atexit.register(print, "atexit second")
gate = threading.Event()
def late():
    gate.wait()
    print("non-daemon thread ends before atexit")
threading.Thread(target=late).start()
def forever():
    threading.Event().wait()
threading.Thread(target=forever, daemon=True).start()
print("main ends"); gate.set()
