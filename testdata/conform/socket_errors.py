# What the calls of sockets refuse, and how.
import _socket
import array
import socket


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except BaseException as e:
        print(type(e).__module__, type(e).__name__, e.args, e)


s = socket.socket()
for address in None, "a", ("127.0.0.1",), ("127.0.0.1", 1, 2), ("127.0.0.1", 70000), ("127.0.0.1", -1), (5, 1), ("127.0.0.1", "1"), ("a\0b", 1), ("::1", 1):
    t(s.bind, address)
    t(s.connect_ex, address)
t(s.bind, ("<broadcast>", 70000))
for args in ("a", 1), (-1,), (1, "a"):
    t(s.recv, *args)
t(s.recv, 10)
t(s.send, "text")
t(s.send, b"x", "y")
t(s.sendall, None)
t(s.sendto, b"x", 0)
t(s.sendto, "x", ("127.0.0.1", 9))
t(s.recv_into, b"abc")
t(s.recv_into, bytearray(3), -1)
t(s.recv_into, bytearray(3), 4)
t(s.recvfrom_into, bytearray(3), 4)
t(s.recvfrom, -1)
t(s.recvmsg, -1)
t(s.recvmsg, 1, -1)
t(s.getpeername)
t(s.shutdown, socket.SHUT_RD)
t(s.settimeout, -1)
t(s.settimeout, "a")
t(s.settimeout, float("nan"))
for n in 1.5, 0, None, 2:
    s.settimeout(n)
    print(s.gettimeout(), s.timeout, s.getblocking())
t(s.setsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, None)
t(s.setsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, 1, 4)
t(s.setsockopt, socket.SOL_SOCKET, 12345, 1)
t(s.setsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, "a")
t(s.setsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
t(s.getsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR)
t(s.getsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, 4)
t(s.getsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, 2000)
t(s.getsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, -1)
t(s.setsockopt, socket.IPPROTO_TCP, socket.TCP_NODELAY, b"\1\0\0\0")
t(s.getsockopt, socket.IPPROTO_TCP, socket.TCP_NODELAY)
s.close()
for f in (s.recv, 1), (s.send, b"x"), (s.accept,), (s.listen,), (s.getsockname,), (s.settimeout, 1), (s.connect, ("127.0.0.1", 1)), (s.sendall, b""):
    t(*f)
print(s, s.fileno(), s.detach())

t(socket.socket, 12345)
t(socket.socket, socket.AF_INET, 77)
t(socket.socket, "a")
t(socket.socket, fileno=-2)
t(socket.socket, fileno=1.5)
t(socket.socket, fileno=99999)
t(_socket.socket, 1, 2, 3, 4, 5)
print(_socket.socket.__mro__, _socket.SocketType is _socket.socket)
print(repr(_socket.socket.__new__(_socket.socket)))
u = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
t(u.bind, "x" * 200)
t(u.connect, "/nowhere/at/all")
t(u.connect, 5)

print(socket.error is OSError, socket.timeout is TimeoutError, socket.gaierror.__mro__, socket.herror.__mro__)
for f in socket.htons, socket.ntohs, socket.htonl, socket.ntohl:
    for n in 1, 0x1234, 0xffff, 0x10000, 1 << 32, -1, "a", 1.5:
        t(f, n)
for text in "1.2.3.4", "127.1", "0x7f.1", "010.0.0.1", "1.2.3.256", "1.2.3", "1", "4294967295", "4294967296", "1.2.3.4.5", "", "a", " 1.2.3.4", "1.2.3.4 x", "1..2", "08", "1_0", "0b1", "-1", b"1.2.3.4", "1.2.3.4\n", "+1", "0x", "1.", "1.16777216", "1.16777215":
    t(socket.inet_aton, text)
    t(socket.inet_pton, socket.AF_INET, text)
for text in "::1", "::", "fe80::1", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "1:2", "::1%lo", "g::", "1::2::3", "1:2:3:4:5:6:1.2.3.4", "":
    t(socket.inet_pton, socket.AF_INET6, text)
for packed in b"\1\2\3\4", b"", b"12345", bytearray(4), memoryview(b"\x7f\0\0\1"), "abcd":
    t(socket.inet_ntoa, packed)
    t(socket.inet_ntop, socket.AF_INET, packed)
for packed in bytes(16), bytes(15) + b"\1", b"\xfe\x80" + bytes(13) + b"\1", bytes(10) + b"\xff\xff\1\2\3\4", bytes(range(16)), b"\0\1" * 8, bytes(12) + b"\1\2\3\4", bytes(4):
    t(socket.inet_ntop, socket.AF_INET6, packed)
t(socket.inet_ntop, 77, bytes(4))
t(socket.inet_pton, 77, "a")
for n in 0, 1, 4, 100, -1, 1 << 40:
    t(socket.CMSG_LEN, n)
    t(socket.CMSG_SPACE, n)

a, b = socket.socketpair()
t(a.sendmsg, [b"x"], [(1, 2)])
t(a.sendmsg, 5)
t(a.sendmsg, ["a"])
t(a.sendmsg, [], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [99999]))])
t(socket.setdefaulttimeout, -1)
t(socket.setdefaulttimeout, "a")
socket.setdefaulttimeout(3)
print(socket.getdefaulttimeout(), socket.socket().gettimeout(), [x.gettimeout() for x in socket.socketpair()])
socket.setdefaulttimeout(None)
print(socket.getdefaulttimeout())
