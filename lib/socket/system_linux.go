package socket

import (
	"encoding/binary"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

const (
	// kindFlags are the flags that a socket's type may carry, nonblockFlag one of them.
	kindFlags    = unix.SOCK_CLOEXEC | unix.SOCK_NONBLOCK
	nonblockFlag = unix.SOCK_NONBLOCK
	// dontWait is the flag of transfers that do not wait whatever the descriptor says.
	dontWait = unix.MSG_DONTWAIT
	// abstractNames: sockets of a machine may have names that are no files.
	abstractNames = true
	// failureStays: the first connect after one that failed while nobody waited in
	// the system fails, too.
	failureStays = true
)

func (a *address) setFamily(family, _ int) { a.raw.Addr.Family = uint16(family) }

// open makes a socket that other programs do not inherit.
func open(family, kind, proto int) (int, error) {
	return unix.Socket(family, kind|unix.SOCK_CLOEXEC, proto)
}

func openPair(family, kind, proto int) ([2]int, error) {
	return unix.Socketpair(family, kind|unix.SOCK_CLOEXEC, proto)
}

func acceptFrom(fd int) (n int, from address, err error) {
	from = emptyAddress()
	got, _, no := unix.Syscall6(unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&from.raw)), uintptr(unsafe.Pointer(&from.length)), unix.SOCK_CLOEXEC, 0, 0)
	if no != 0 {
		return -1, from, no
	}
	return int(got), from, nil
}

func protocolOf(fd int) (int, error) {
	return unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_PROTOCOL)
}

// otherArg reads an address of a family that only this system has.
func otherArg(t *Thread, caller string, family int, v Value) (a address, known, ok bool) {
	if family != unix.AF_NETLINK {
		return a, false, false
	}
	if !IsTuple(v) {
		TypeErrorf(t, "%s(): AF_NETLINK address must be tuple, not %s", caller, TypeName(v))
		return a, true, false
	}
	items := TupleItems(v)
	if len(items) != 2 {
		TypeErrorf(t, "AF_NETLINK address must be a pair (pid, groups)")
		return a, true, false
	}
	var pid, groups int
	if !intArgs(t, items, &pid, &groups) {
		return a, true, false
	}
	b := a.begin(family, unix.SizeofSockaddrNetlink)
	binary.NativeEndian.PutUint32(b[4:], uint32(pid))
	binary.NativeEndian.PutUint32(b[8:], uint32(groups))
	return a, true, true
}

// otherValue shows an address of such a family, or the bytes of an unknown one.
func (a *address) otherValue(t *Thread, b []byte) Value {
	if a.family() == unix.AF_NETLINK {
		return NewTuple(t, gc.MakeInt(int64(binary.NativeEndian.Uint32(b[4:]))), gc.MakeInt(int64(binary.NativeEndian.Uint32(b[8:]))))
	}
	return NewTuple(t, gc.MakeInt(int64(a.family())), NewBytes(t, b[min(2, len(b)):]))
}

var systemFunctions = []Method{
	{Name: "sethostname", Sig: "(name, /)", Fn: setHostName, Flags: IO, Doc: "sethostname(name)\n\nSets the hostname to name."},
	{Name: "if_nameindex", Sig: "()", Fn: interfaces, Flags: IO, Doc: "Returns a list of network interface information (index, name) tuples."},
}

func setHostName(t *Thread, args []Value) Value {
	name, ok := FSPath(t, args[0])
	if !ok {
		return Null
	}
	return done(t, unix.Sethostname([]byte(name)))
}

// ifreq is the request of the ioctls that name interfaces.
type ifreq struct {
	name  [unix.IFNAMSIZ]byte
	index int32
	_     [20]byte
}

// ask sends the request on a socket that is made for it.
func (r *ifreq) ask(request uintptr) error {
	fd, err := open(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	return errno(unix.Syscall(unix.SYS_IOCTL, uintptr(fd), request, uintptr(unsafe.Pointer(r))))
}

func interfaceName(index int) (string, error) {
	r := ifreq{index: int32(index)}
	if err := r.ask(unix.SIOCGIFNAME); err != nil {
		return "", unix.ENXIO
	}
	return unix.ByteSliceToString(r.name[:]), nil
}

func interfaceIndex(name string) (int, error) {
	var r ifreq
	if len(name) >= len(r.name) {
		return 0, unix.ENODEV
	}
	copy(r.name[:], name)
	if err := r.ask(unix.SIOCGIFINDEX); err != nil {
		return 0, err
	}
	return int(r.index), nil
}

// interfaces asks the kernel for its table.
func interfaces(t *Thread, _ []Value) Value {
	table, err := syscall.NetlinkRIB(syscall.RTM_GETLINK, syscall.AF_UNSPEC)
	if err != nil {
		return fail(t, err)
	}
	messages, err := syscall.ParseNetlinkMessage(table)
	if err != nil {
		return fail(t, err)
	}
	list := NewList(t, nil)
	for i := range messages {
		m := &messages[i]
		if m.Header.Type != syscall.RTM_NEWLINK {
			continue
		}
		index := (*syscall.IfInfomsg)(unsafe.Pointer(&m.Data[0])).Index
		attributes, err := syscall.ParseNetlinkRouteAttr(m)
		if err != nil {
			return fail(t, err)
		}
		for _, a := range attributes {
			if a.Attr.Type == syscall.IFLA_IFNAME {
				ListAppend(t, list, NewTuple(t, gc.MakeInt(int64(index)), NewStr(t, unix.ByteSliceToString(a.Value))))
			}
		}
	}
	return list
}
