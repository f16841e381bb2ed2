package socket

import (
	"unsafe"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

var messageMethods = []Method{
	{Name: "sendmsg", Sig: "(self, buffers, ancdata=?, flags=?, address=?, /)", Fn: sendMessage, Flags: Blocks, Doc: "sendmsg(buffers[, ancdata[, flags[, address]]]) -> count\n\nSend normal and ancillary data to the socket, gathering the\nnon-ancillary data from a series of buffers and concatenating it into\na single message."},
	{Name: "recvmsg", Sig: "(self, bufsize, ancbufsize=?, flags=?, /)", Fn: receiveMessage, Flags: Blocks, Doc: "recvmsg(bufsize[, ancbufsize[, flags]]) -> (data, ancdata, msg_flags, address)\n\nReceive normal data (up to bufsize bytes) and ancillary data from the\nsocket."},
	{Name: "recvmsg_into", Sig: "(self, buffers, ancbufsize=?, flags=?, /)", Fn: receiveMessageInto, Flags: Blocks, Doc: "recvmsg_into(buffers[, ancbufsize[, flags]]) -> (nbytes, ancdata, msg_flags, address)\n\nReceive normal data and ancillary data from the socket, scattering the\nnon-ancillary data into a series of buffers."},
}

// controlSize makes the function of a size that belongs to data of a length.
func controlSize(name string, size func(int) int) NativeFn {
	return func(t *Thread, args []Value) Value {
		n, ok := IndexInt(t, args[0])
		if !ok {
			return Null
		}
		if n < 0 || n > 1<<31-1-size(0) {
			return OverflowErrorf(t, "%s() argument out of range", name)
		}
		return gc.MakeInt(int64(size(n)))
	}
}

// message is what sendmsg(2) and recvmsg(2) carry.
type message struct {
	data    []byte
	control []byte
	addr    *address // nil: none
	flags   int      // those that have come
}

// call is one of the two system calls; it does not wait.
func (m *message) call(number uintptr, fd, flags int) (n int, err error) {
	vector := unix.Iovec{Base: unsafe.SliceData(m.data)}
	vector.SetLen(len(m.data))
	h := unix.Msghdr{Iov: &vector}
	h.SetIovlen(1)
	if len(m.control) > 0 {
		h.Control = unsafe.SliceData(m.control)
		h.SetControllen(len(m.control))
	}
	if m.addr != nil {
		h.Name, h.Namelen = (*byte)(unsafe.Pointer(&m.addr.raw)), m.addr.length
	}
	got, _, no := unix.Syscall(number, uintptr(fd), uintptr(unsafe.Pointer(&h)), uintptr(flags|dontWait))
	if no != 0 {
		return 0, no
	}
	if m.addr != nil {
		m.addr.length = h.Namelen
	}
	m.control, m.flags = m.control[:h.Controllen], int(h.Flags)
	return int(got), nil
}

// iterableArg collects the items of an argument; text is what is said of one that has none.
func iterableArg(t *Thread, text string, v Value) ([]Value, bool) {
	iterator := Iter(t, v)
	if iterator == Null {
		if ExcIs(t.Exc, TypeErrorType) {
			ClearExc(t)
			TypeErrorf(t, "%s", text)
		}
		return nil, false
	}
	return Collect(t, iterator)
}

func sendMessage(t *Thread, args []Value) Value {
	var m message
	var flags int
	if args[3] != Null && !intArgs(t, args[3:], &flags) {
		return Null
	}
	buffers, ok := iterableArg(t, "sendmsg() argument 1 must be an iterable", args[1])
	if !ok {
		return Null
	}
	for _, v := range buffers {
		b, ok := BufferBytes(t, v)
		if !ok {
			return Null
		}
		m.data = append(m.data, b...)
	}
	if args[2] != Null {
		if m.control, ok = controlArg(t, args[2]); !ok {
			return Null
		}
	}
	s := stateOf(args[0])
	if args[4] != Null && args[4] != None {
		addr, ok := s.addressArg(t, "sendmsg", args[4])
		if !ok {
			return Null
		}
		m.addr = &addr
	}
	p, n := s.patient(), 0
	err := p.do(t, unix.POLLOUT, func() (err error) {
		n, err = m.call(unix.SYS_SENDMSG, p.fd, flags)
		return err
	})
	if err != nil {
		return fail(t, err)
	}
	return gc.MakeInt(int64(n))
}

// controlArg reads ancillary data: triples of a level, a type and bytes.
func controlArg(t *Thread, v Value) (control []byte, ok bool) {
	items, ok := iterableArg(t, "sendmsg() argument 2 must be an iterable", v)
	if !ok {
		return nil, false
	}
	for _, item := range items {
		parts, ok := Collect(t, item)
		if !ok {
			return nil, false
		}
		if len(parts) != 3 {
			TypeErrorf(t, "[sendmsg() ancillary data items]() argument must be tuple of length 3, not %d", len(parts))
			return nil, false
		}
		var level, kind int
		if !intArgs(t, parts[:2], &level, &kind) {
			return nil, false
		}
		data, ok := BufferBytes(t, parts[2])
		if !ok {
			return nil, false
		}
		control = append(control, controlItem(level, kind, data)...)
	}
	return control, true
}

// controlItem is a piece of ancillary data in the system's form.
func controlItem(level, kind int, data []byte) []byte {
	b := make([]byte, unix.CmsgSpace(len(data)))
	h := (*unix.Cmsghdr)(unsafe.Pointer(unsafe.SliceData(b)))
	h.Level, h.Type = int32(level), int32(kind)
	h.SetLen(unix.CmsgLen(len(data)))
	copy(b[unix.CmsgLen(0):], data)
	return b
}

// controlValue is ancillary data as Python shows it. A piece that was cut off is
// shown as far as it has come.
func controlValue(t *Thread, b []byte) Value {
	list := NewList(t, nil)
	for len(b) >= unix.CmsgLen(0) {
		h := *(*unix.Cmsghdr)(unsafe.Pointer(unsafe.SliceData(b)))
		end := min(int(h.Len), len(b))
		if end < unix.CmsgLen(0) {
			break
		}
		ListAppend(t, list, NewTuple(t, NewInt(t, int64(h.Level)), NewInt(t, int64(h.Type)), NewBytes(t, b[unix.CmsgLen(0):end])))
		b = b[min(unix.CmsgSpace(int(h.Len)-unix.CmsgLen(0)), len(b)):]
	}
	return list
}

// receiveInto fills data, with room for so many bytes of ancillary data.
func (m *message) receiveInto(t *Thread, self, controlRoom, flagsArg Value) (n int, ok bool) {
	var room, flags int
	if !intArgs(t, []Value{controlRoom, flagsArg}, &room, &flags) {
		return 0, false
	}
	if room < 0 || room > 1<<31-1 {
		ValueErrorf(t, "invalid ancillary data buffer length")
		return 0, false
	}
	control := make([]byte, room)
	var addr address
	p := stateOf(self).patient()
	err := p.do(t, unix.POLLIN, func() (err error) {
		addr, m.control, m.addr = emptyAddress(), control, &addr
		n, err = m.call(unix.SYS_RECVMSG, p.fd, flags)
		return err
	})
	if err != nil {
		fail(t, err)
	}
	return n, err == nil
}

// result is what the methods return of a message, behind what has come.
func (m *message) result(t *Thread, data Value) Value {
	return NewTuple(t, data, controlValue(t, m.control), gc.MakeInt(int64(m.flags)), m.addr.value(t))
}

func receiveMessage(t *Thread, args []Value) Value {
	size, ok := IndexInt(t, args[1])
	if !ok {
		return Null
	}
	if size < 0 {
		return ValueErrorf(t, "negative buffer size in recvmsg()")
	}
	if !Room(t, size, 1) {
		return Null
	}
	return withBuffer(size, func(b []byte) Value {
		m := message{data: b}
		n, ok := m.receiveInto(t, args[0], args[2], args[3])
		if !ok {
			return Null
		}
		return m.result(t, NewBytes(t, b[:min(n, len(b))]))
	})
}

func receiveMessageInto(t *Thread, args []Value) Value {
	targets, ok := iterableArg(t, "recvmsg_into() argument 1 must be an iterable", args[1])
	if !ok {
		return Null
	}
	// What an iterator has made nobody else may hold while the thread waits.
	roots := len(t.Roots)
	t.Roots = append(t.Roots, targets...)
	defer func() { t.Roots = t.Roots[:roots] }()
	size := 0
	for _, v := range targets {
		b, ok := BufferWritable(t, v)
		if !ok {
			return Null
		}
		size += len(b)
	}
	return withBuffer(size, func(b []byte) Value {
		m := message{data: b}
		n, ok := m.receiveInto(t, args[0], args[2], args[3])
		if !ok {
			return Null
		}
		rest := b[:min(n, len(b))]
		for _, v := range targets {
			target, ok := BufferWritable(t, v)
			if !ok {
				return Null
			}
			rest = rest[copy(target, rest):]
		}
		return m.result(t, gc.MakeInt(int64(n)))
	})
}
