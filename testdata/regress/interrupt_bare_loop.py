"""A KeyboardInterrupt in a loop without a body reaches the handler around it."""
import _thread
import signal
import threading
import time


def later(seconds):
    def fire():
        time.sleep(seconds)
        _thread.interrupt_main()
    threading.Thread(target=fire).start()


def in_function():
    try:
        later(0.05)
        while True:
            pass
    except KeyboardInterrupt:
        return "caught in a function"


try:
    later(0.05)
    while True: pass
except KeyboardInterrupt:
    print("caught in the module")
print(in_function())

try:
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    while True:
        continue
except KeyboardInterrupt:
    print("caught after a timer")


def nested():
    try:
        later(0.05)
        try:
            while 1: pass
        finally:
            print("finally")
    except KeyboardInterrupt as e:
        print("lines", e.__traceback__.tb_lineno - nested.__code__.co_firstlineno)


nested()
