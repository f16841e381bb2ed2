# sys.exit in the main thread waits for the others; the code is kept.
import threading, sys
ready, go = threading.Event(), threading.Event()
def work():
    ready.set(); go.wait(); print("worker finished")
threading.Thread(target=work).start(); ready.wait()
try:
    print("exiting"); go.set(); sys.exit(7)
finally:
    print("finally of main" if False else "", end="")
