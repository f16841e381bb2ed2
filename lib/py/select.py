# select(), poll() and, on Linux, epoll() over the native waits. There is no
# kqueue(): selectors falls back to poll.

import _poll
from _poll import *

error = OSError


def _descriptor(file):
    if isinstance(file, int):
        fd = int(file)
    else:
        try:
            fileno = file.fileno
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
        fd = fileno()
        if not isinstance(fd, int):
            raise TypeError("fileno() returned a non-integer")
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd


def _mask(events):
    if not hasattr(events, "__index__"):
        raise TypeError(f"'{type(events).__name__}' object cannot be interpreted as an integer")
    events = events.__index__()
    if events < 0:
        raise ValueError("Cannot convert negative int")
    if events > 0xFFFF:
        raise OverflowError("Python int too large for C unsigned short")
    return events


class poll:
    __module__ = "select"

    def __init__(self):
        self._events = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._events[_descriptor(fd)] = _mask(eventmask)

    def modify(self, fd, eventmask, /):
        fd = _descriptor(fd)
        if fd not in self._events:
            raise FileNotFoundError(2, "No such file or directory")
        self._events[fd] = _mask(eventmask)

    def unregister(self, fd, /):
        del self._events[_descriptor(fd)]

    def poll(self, timeout=None, /):
        if timeout is None:
            return _poll.wait(self._events, None)
        try:
            timeout = timeout if isinstance(timeout, float) else timeout.__index__()
        except AttributeError:
            raise TypeError("timeout must be an integer or None") from None
        return _poll.wait(self._events, None if timeout < 0 else timeout / 1000)


def select(rlist, wlist, xlist, timeout=None, /):
    if timeout is not None:
        if not isinstance(timeout, (int, float)) and not hasattr(timeout, "__index__") and not hasattr(timeout, "__float__"):
            raise TypeError("timeout must be a float or None")
        timeout = float(timeout)
        if timeout < 0:
            raise ValueError("timeout must be non-negative")
    events, lists = {}, []
    for files, mask in (rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLPRI):
        try:
            files = [(file, _descriptor(file)) for file in iter(files)]
        except TypeError as e:
            if hasattr(files, "__iter__"):
                raise
            raise TypeError("arguments 1-3 must be sequences") from None
        for _, fd in files:
            events[fd] = events.get(fd, 0) | mask
        lists.append(files)
    ready = dict(_poll.wait(events, timeout))
    for fd, got in ready.items():
        if got & POLLNVAL:
            raise OSError(9, "Bad file descriptor")
    wanted = POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI
    return tuple([file for file, fd in files if ready.get(fd, 0) & mask] for files, mask in zip(lists, wanted))


try:
    import _epoll
except ImportError:
    pass
else:
    import posix as _posix
    from _epoll import EPOLLERR, EPOLLET, EPOLLHUP, EPOLLIN, EPOLLMSG, EPOLLONESHOT, EPOLLOUT, EPOLLPRI, EPOLLRDBAND, EPOLLRDHUP, \
        EPOLLRDNORM, EPOLLWAKEUP, EPOLLWRBAND, EPOLLWRNORM, EPOLL_CLOEXEC

    def _events(events):
        if not hasattr(events, "__index__"):
            raise TypeError(f"'{type(events).__name__}' object cannot be interpreted as an integer")
        return events.__index__() & 0xFFFFFFFF

    class epoll:
        """select.epoll(sizehint=-1, flags=0)

Returns an epolling object"""

        __module__ = "select"
        _fd = -1

        def __init__(self, sizehint=-1, flags=0):
            if sizehint.__index__() < -1 or sizehint == 0:
                raise ValueError("negative sizehint")
            if flags and flags != EPOLL_CLOEXEC:
                raise OSError("invalid flags")
            self._fd = _epoll.create()

        @classmethod
        def fromfd(cls, fd, /):
            self = cls.__new__(cls)
            self._fd = _descriptor(fd)
            return self

        def close(self):
            fd, self._fd = self._fd, -1
            if fd >= 0:
                _posix.close(fd)

        __del__ = close

        @property
        def closed(self):
            return self._fd < 0

        def fileno(self):
            if self._fd < 0:
                raise ValueError("I/O operation on closed epoll object")
            return self._fd

        def __enter__(self):
            self.fileno()
            return self

        def __exit__(self, *exc):
            self.close()

        def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
            _epoll.add(self.fileno(), _descriptor(fd), _events(eventmask))

        def modify(self, fd, eventmask):
            _epoll.change(self.fileno(), _descriptor(fd), _events(eventmask))

        def unregister(self, fd):
            _epoll.remove(self.fileno(), _descriptor(fd), 0)

        def poll(self, timeout=None, maxevents=-1):
            fd = self.fileno()
            if timeout is not None:
                if not isinstance(timeout, (int, float)) and not hasattr(timeout, "__index__") and not hasattr(timeout, "__float__"):
                    raise TypeError("timeout must be an integer or None")
                if timeout < 0:
                    timeout = None
            if maxevents == -1:
                maxevents = 1023  # FD_SETSIZE - 1
            elif maxevents < 1:
                raise ValueError(f"maxevents must be greater than 0, got {maxevents}")
            return _epoll.await_events(fd, timeout, maxevents)
