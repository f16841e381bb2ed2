# Data through pairs of sockets, streams and datagrams of the machine itself.
import array
import gc
import os
import socket
import tempfile
import threading
import time

a, b = socket.socketpair()
print(a.family, a.type, a.proto, a.gettimeout(), a.getblocking(), repr(a.getsockname()), repr(b.getpeername()))
a.sendall(b"hello")
print(b.recv(3), b.recv(100, socket.MSG_PEEK), b.recv(100))
a.sendall(bytearray(b"more"))
a.sendall(memoryview(b"0123456789")[2:5])
a.sendall(array.array("i", [1]))
print(b.recv(100))
buffer = bytearray(10)
a.send(b"12345")
print(b.recv_into(memoryview(buffer)[2:]), buffer)
a.send(b"12345")
print(b.recv_into(buffer, 2), b.recv_into(buffer, 0), buffer)
print(a.sendmsg([b"ab", bytearray(b"cd"), memoryview(b"ef")]), b.recvmsg(100))
parts = [bytearray(2), bytearray(3)]
print(a.sendmsg([b"abcdefg"]), b.recvmsg_into(parts), parts, b.recv(10))
r, w = os.pipe()
socket.send_fds(a, [b"pipe"], [w])
message, fds, flags, address = socket.recv_fds(b, 100, 1)
os.write(fds[0], b"through")
print(message, len(fds), flags, address, os.read(r, 100), os.get_inheritable(fds[0]))
a.shutdown(socket.SHUT_WR)
print(b.recv(1), b.recvmsg(1))
a.close()
try:
    b.send(b"x")
except BrokenPipeError as e:
    print(e)
try:
    b.sendall(b"x")
except BrokenPipeError as e:
    print(e)

# More than fits: both sides wait for each other.
a, b = socket.socketpair()
data = bytes(range(256)) * 8192
got = []


def read():
    n = 0
    while n < len(data):
        part = b.recv(100000)
        got.append(part)
        n += len(part)


thread = threading.Thread(target=read)
thread.start()
time.sleep(0.05)
a.sendall(data)
thread.join()
print(b"".join(got) == data)
thread = threading.Thread(target=a.sendall, args=(bytearray(data),))
thread.start()
n, big = 0, bytearray(len(data))
while n < len(data):
    n += b.recv_into(memoryview(big)[n:], 0, socket.MSG_WAITALL)
thread.join()
print(big == data)

# Nobody is there.
a.setblocking(False)
for f in (lambda: a.recv(1)), (lambda: a.recv_into(bytearray(1))), (lambda: a.recvfrom(1)), (lambda: a.recvmsg(1)):
    try:
        f()
    except BlockingIOError as e:
        print(e)
try:
    while True:
        a.send(data)
except BlockingIOError as e:
    print(e)
try:
    a.sendall(data)
except BlockingIOError as e:
    print(e)
a.settimeout(0.05)
for f in (lambda: a.recv(1)), (lambda: a.sendall(data)), (lambda: a.send(data)), (lambda: a.recvmsg_into([bytearray(1)])):
    began = time.monotonic()
    try:
        f()
    except TimeoutError as e:
        print(repr(e), 0.04 < time.monotonic() - began < 5)

# Streams.
server = socket.create_server(("127.0.0.1", 0))
server.settimeout(0.05)
try:
    server.accept()
except TimeoutError as e:
    print(repr(e))
server.settimeout(None)
where = server.getsockname()
seen = []


def echo():
    connection, peer = server.accept()
    with connection:
        seen.append((peer[0], connection.getsockname() == where, connection.gettimeout(), connection.get_inheritable()))
        while part := connection.recv(65536):
            connection.sendall(part[::-1])


for timeout in None, 5:
    thread = threading.Thread(target=echo)
    thread.start()
    client = socket.socket()
    client.settimeout(timeout)
    print(client.connect(where), client.getpeername() == where)
    client.sendall(b"backwards")
    print(client.recv(100))
    with client.makefile("rwb") as file:
        file.write(b"line\n")
        file.flush()
        print(file.read(5))
    client.shutdown(socket.SHUT_WR)
    print(client.recv(1))
    client.close()
    thread.join()
print(seen)
client = socket.socket()
client.setblocking(False)
print(client.connect_ex(where) in (0, 115))
connection, _ = server.accept()
print(client.connect_ex(where), client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
twin = client.dup()
client.close()
twin.setblocking(True)
twin.send(b"twin")
print(connection.recv(10), twin.family, twin.type, socket.socket(fileno=twin.detach()).type)
gc.collect()
free = server.getsockname()[1]
server.close()
client = socket.socket()
for call in client.connect_ex, client.connect:
    try:
        print(call(("127.0.0.1", free)))
    except OSError as e:
        print(repr(e))

# Datagrams.
one, two = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2)]
for s in one, two:
    s.bind(("127.0.0.1", 0))
print(one.sendto(b"datagram", two.getsockname()))
message, sender = two.recvfrom(100)
print(message, sender == one.getsockname())
two.sendto(b"", 0, sender)
print(one.recvfrom_into(buffer)[0])
print(one.sendmsg([b"x", b"y"], [], 0, two.getsockname()), two.recvmsg(1)[0], one.sendto(b"long", two.getsockname()), two.recvmsg(1)[2] == socket.MSG_TRUNC)
one.connect(two.getsockname())
one.send(b"connected")
print(two.recv(100))

# Names in the file system, and others.
with tempfile.TemporaryDirectory() as folder:
    path = folder + "/sock"
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(1)
    print(server.getsockname() == path, os.path.exists(path))
    client = socket.socket(socket.AF_UNIX)
    client.connect(path.encode())
    connection, peer = server.accept()
    print(repr(peer), client.getpeername() == path, connection.getpeername())
    client.send(b"path")
    print(connection.recv(10))
    one, two = [socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) for _ in range(2)]
    two.bind(path + "2")
    one.sendto(b"d", path + "2")
    print(two.recvfrom(10))
    with server:
        pass
    print(server)
server = socket.socket(socket.AF_UNIX)
name = b"\0abstract %d\0 name" % os.getpid()
server.bind(name)
server.listen()
print(server.getsockname() == name)
client = socket.socket(socket.AF_UNIX)
client.connect(name)
print(client.getpeername() == name)
for s in socket.socketpair(type=socket.SOCK_SEQPACKET):
    print(s.type)
