# Signals end the waits of the main thread, or only interrupt them (PEP 475).
import os
import signal
import socket
import threading
import time


def later(seconds, f, *args):
    threading.Timer(seconds, f, args).start()


a, b = socket.socketpair()
server = socket.create_server(("127.0.0.1", 0))
datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.bind(("127.0.0.1", 0))


def fill():
    while True:
        a.sendall(b"x" * 100000)


for f in (
    lambda: b.recv(1), server.accept, fill, lambda: a.send(b"x" * 10), lambda: datagrams.recvfrom(10), lambda: datagrams.recvmsg(10),
    lambda: datagrams.recv_into(bytearray(3)), lambda: socket.create_server(("127.0.0.1", 0)).accept(),
):
    later(0.1, os.kill, os.getpid(), signal.SIGINT)
    began = time.monotonic()
    try:
        print("not interrupted", f())
    except KeyboardInterrupt:
        print("interrupted", time.monotonic() - began < 5)

signal.signal(signal.SIGUSR1, lambda *args: print("handled"))
a, b = socket.socketpair()
later(0.1, os.kill, os.getpid(), signal.SIGUSR1)
later(0.3, a.send, b"done")
print(b.recv(10))
later(0.1, os.kill, os.getpid(), signal.SIGUSR1)
b.settimeout(0.3)
began = time.monotonic()
try:
    b.recv(10)
except TimeoutError as e:
    print(e, 0.25 < time.monotonic() - began < 5)


# A handler that raises something else, and a descriptor that is told of signals.
class Stop(Exception):
    pass


def stop(*args):
    raise Stop


signal.signal(signal.SIGUSR1, stop)
later(0.1, os.kill, os.getpid(), signal.SIGUSR1)
b.settimeout(None)
try:
    b.recv(1)
except Stop:
    print("stopped")
signal.signal(signal.SIGUSR1, lambda *args: None)
a.setblocking(False)
print(signal.set_wakeup_fd(a.fileno()))
later(0.1, os.kill, os.getpid(), signal.SIGUSR1)
print(b.recv(1) == bytes([signal.SIGUSR1]), signal.set_wakeup_fd(-1) == a.fileno())
