package socket

import (
	"bytes"
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

var transferMethods = []Method{
	{Name: "recv", Sig: "(self, buffersize, flags=?, /)", Fn: recv, Flags: Blocks, Doc: "recv(buffersize[, flags]) -> data\n\nReceive up to buffersize bytes from the socket."},
	{Name: "recv_into", Sig: "(self, buffer, nbytes=?, flags=?)", Fn: recvInto, Flags: Blocks, Doc: "recv_into(buffer, [nbytes[, flags]]) -> nbytes_read\n\nA version of recv() that stores its data into a buffer rather than creating\na new string."},
	{Name: "recvfrom", Sig: "(self, buffersize, flags=?, /)", Fn: recvFrom, Flags: Blocks, Doc: "recvfrom(buffersize[, flags]) -> (data, address info)\n\nLike recv(buffersize, flags) but also return the sender's address info."},
	{Name: "recvfrom_into", Sig: "(self, buffer, nbytes=?, flags=?)", Fn: recvFromInto, Flags: Blocks, Doc: "recvfrom_into(buffer[, nbytes[, flags]]) -> (nbytes, address info)\n\nLike recv_into(buffer[, nbytes[, flags]]) but also return the sender's address info."},
	{Name: "send", Sig: "(self, data, flags=?, /)", Fn: send, Flags: Blocks, Doc: "send(data[, flags]) -> count\n\nSend a data string to the socket."},
	{Name: "sendall", Sig: "(self, data, flags=?, /)", Fn: sendAll, Flags: Blocks, Doc: "sendall(data[, flags])\n\nSend a data string to the socket.  For the optional flags\nargument, see the Unix manual."},
	{Name: "sendto", Sig: "(self, data, flags_or_address, address=?, /)", Fn: sendTo, Flags: Blocks, Doc: "sendto(data, [flags, ]address) -> count\n\nLike send(data, flags) but allows specifying the destination address."},
}

// receive reads once and does not wait. from, unless nil, becomes the sender's address.
func receive(fd int, b []byte, flags int, from *address) (n int, err error) {
	var raw, length unsafe.Pointer
	if from != nil {
		*from = emptyAddress()
		raw, length = unsafe.Pointer(&from.raw), unsafe.Pointer(&from.length)
	}
	got, _, no := unix.Syscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), uintptr(flags|dontWait), uintptr(raw), uintptr(length))
	if no != 0 {
		return 0, no
	}
	return int(got), nil
}

// transmit writes once and does not wait. to is nil where the socket knows its peer.
func transmit(fd int, b []byte, flags int, to *address) (n int, err error) {
	var raw unsafe.Pointer
	var length uint32
	if to != nil {
		raw, length = unsafe.Pointer(&to.raw), to.length
	}
	got, _, no := unix.Syscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), uintptr(flags|dontWait), uintptr(raw), uintptr(length))
	if no != 0 {
		return 0, no
	}
	return int(got), nil
}

// pooled is the size of the buffers that are kept for the next call, in bytes:
// that of asyncio's reads.
const pooled = 256 << 10

var buffers = sync.Pool{New: func() any { return new([pooled]byte) }}

// withBuffer calls f with n bytes that are its own until it returns.
func withBuffer(n int, f func(b []byte) Value) Value {
	if n > pooled {
		return f(make([]byte, n))
	}
	b := buffers.Get().(*[pooled]byte)
	defer buffers.Put(b)
	return f(b[:n])
}

// receiveBytes is recv and recvfrom.
func receiveBytes(t *Thread, name string, args []Value, from *address) (data Value) {
	var n, flags int
	if !intArgs(t, args[1:], &n, &flags) {
		return Null
	}
	if n < 0 {
		return ValueErrorf(t, "negative buffersize in %s", name)
	}
	if !Room(t, n, 1) {
		return Null
	}
	p := stateOf(args[0]).patient()
	return withBuffer(n, func(b []byte) Value {
		err := p.do(t, unix.POLLIN, func() (err error) {
			n, err = receive(p.fd, b, flags, from)
			return err
		})
		if err != nil {
			return fail(t, err)
		}
		return NewBytes(t, b[:min(n, len(b))])
	})
}

func recv(t *Thread, args []Value) Value { return receiveBytes(t, "recv", args, nil) }

func recvFrom(t *Thread, args []Value) Value {
	var from address
	data := receiveBytes(t, "recvfrom", args, &from)
	if data == Null {
		return Null
	}
	return NewTuple(t, data, from.value(t))
}

// writableArg is the memory of the first argument of a method.
func writableArg(t *Thread, name string, v Value) ([]byte, bool) {
	b, ok := BufferWritable(t, v)
	if !ok && ExcIs(t.Exc, TypeErrorType) {
		ClearExc(t)
		TypeErrorf(t, "%s() argument 1 must be read-write bytes-like object, not %s", name, TypeName(v))
	}
	return b, ok
}

// receiveInto is recv_into and recvfrom_into: what comes goes right into the
// buffer, which is looked up again after each wait.
func receiveInto(t *Thread, name, tooLong string, args []Value, from *address) (n int, ok bool) {
	var size, flags int
	if !intArgs(t, args[2:], &size, &flags) {
		return 0, false
	}
	b, ok := writableArg(t, name, args[1])
	switch {
	case !ok:
		return 0, false
	case size < 0:
		ValueErrorf(t, "negative buffersize in %s", name)
		return 0, false
	case size > len(b):
		ValueErrorf(t, "%s", tooLong)
		return 0, false
	}
	if size == 0 {
		size = len(b)
	}
	p := stateOf(args[0]).patient()
	err := p.do(t, unix.POLLIN, func() (err error) {
		if b, ok = writableArg(t, name, args[1]); !ok {
			return ErrPending
		}
		n, err = receive(p.fd, b[:min(size, len(b))], flags, from)
		return err
	})
	if err != nil {
		fail(t, err)
	}
	return n, err == nil
}

func recvInto(t *Thread, args []Value) Value {
	n, ok := receiveInto(t, "recv_into", "buffer too small for requested bytes", args, nil)
	if !ok {
		return Null
	}
	return gc.MakeInt(int64(n))
}

func recvFromInto(t *Thread, args []Value) Value {
	var from address
	n, ok := receiveInto(t, "recvfrom_into", "nbytes is greater than the length of the buffer", args, &from)
	if !ok {
		return Null
	}
	return NewTuple(t, gc.MakeInt(int64(n)), from.value(t))
}

// sendOnce is send and sendto.
func sendOnce(t *Thread, self, data Value, flags int, to *address) Value {
	p := stateOf(self).patient()
	n := 0
	err := p.do(t, unix.POLLOUT, func() error {
		b, ok := BufferBytes(t, data)
		if !ok {
			return ErrPending
		}
		var err error
		n, err = transmit(p.fd, b, flags, to)
		return err
	})
	if err != nil {
		return fail(t, err)
	}
	return gc.MakeInt(int64(n))
}

func send(t *Thread, args []Value) Value {
	var flags int
	if !intArgs(t, args[2:], &flags) {
		return Null
	}
	return sendOnce(t, args[0], args[1], flags, nil)
}

// sendAll sends a copy of what other threads may change while it waits. It polls
// after each part, also where the system takes all at once: signals and other
// threads wait for that.
func sendAll(t *Thread, args []Value) Value {
	var flags int
	if !intArgs(t, args[2:], &flags) {
		return Null
	}
	b, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	p := stateOf(args[0]).patient()
	own := IsBytes(args[1])
	for {
		n, err := transmit(p.fd, b, flags, nil)
		if err == nil && n == len(b) {
			return None
		}
		if err != nil && err != unix.EINTR && (err != unix.EAGAIN || p.limit == 0) {
			return fail(t, err)
		}
		if b = b[n:]; !own {
			b, own = bytes.Clone(b), true
		}
		if p.limit != 0 {
			if err := p.await(t, unix.POLLOUT); err != nil {
				return fail(t, err)
			}
		}
	}
}

func sendTo(t *Thread, args []Value) Value {
	var flags int
	to := args[2]
	if args[3] != Null {
		if !intArgs(t, args[2:], &flags) {
			return Null
		}
		to = args[3]
	}
	if _, ok := BufferBytes(t, args[1]); !ok {
		return Null
	}
	addr, ok := stateOf(args[0]).addressArg(t, "sendto", to)
	if !ok {
		return Null
	}
	return sendOnce(t, args[0], args[1], flags, &addr)
}
