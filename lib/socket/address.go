package socket

import (
	"encoding/binary"
	"net/netip"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// address is a socket's address as the system has it.
type address struct {
	raw    unix.RawSockaddrAny
	length uint32
}

// emptyAddress has room for any.
func emptyAddress() address { return address{length: unix.SizeofSockaddrAny} }

// Where the parts of addresses begin, in bytes. Families of the internet have the port
// and the address in the order of the network.
const (
	portOffset  = 2
	ip4Offset   = 4
	flowOffset  = 4
	ip6Offset   = 8
	scopeOffset = 24
	pathOffset  = 2
)

func (a *address) bytes() []byte {
	return (*[unix.SizeofSockaddrAny]byte)(unsafe.Pointer(&a.raw))[:]
}

func (a *address) family() int { return int(a.raw.Addr.Family) }

// begin makes the address an empty one of a family.
func (a *address) begin(family int, length int) []byte {
	*a = address{length: uint32(length)}
	a.setFamily(family, length)
	return a.bytes()
}

// internetAddress is the address of a port of a machine.
func internetAddress(ip netip.Addr, port uint16, flow, scope uint32) (a address) {
	if ip.Is4() {
		b := a.begin(unix.AF_INET, unix.SizeofSockaddrInet4)
		ip4 := ip.As4()
		copy(b[ip4Offset:], ip4[:])
		binary.BigEndian.PutUint16(b[portOffset:], port)
		return a
	}
	b := a.begin(unix.AF_INET6, unix.SizeofSockaddrInet6)
	ip6 := ip.As16()
	copy(b[ip6Offset:], ip6[:])
	binary.BigEndian.PutUint16(b[portOffset:], port)
	binary.BigEndian.PutUint32(b[flowOffset:], flow)
	binary.NativeEndian.PutUint32(b[scopeOffset:], scope)
	return a
}

// ip is the machine of an address of the internet.
func (a *address) ip() netip.Addr {
	b := a.bytes()
	if a.family() == unix.AF_INET {
		return netip.AddrFrom4([4]byte(b[ip4Offset:]))
	}
	return netip.AddrFrom16([16]byte(b[ip6Offset:]))
}

// value is the address as Python shows it.
func (a *address) value(t *Thread) Value {
	if a.length == 0 {
		return None
	}
	b := a.bytes()[:min(a.length, unix.SizeofSockaddrAny)]
	switch family := a.family(); family {
	case unix.AF_INET, unix.AF_INET6:
		port := gc.MakeInt(int64(binary.BigEndian.Uint16(b[portOffset:])))
		if family == unix.AF_INET {
			return NewTuple(t, NewStr(t, a.ip().String()), port)
		}
		scope := binary.NativeEndian.Uint32(b[scopeOffset:])
		return NewTuple(t, NewStr(t, withZone(a.ip(), scope)), port, gc.MakeInt(int64(binary.BigEndian.Uint32(b[flowOffset:]))), gc.MakeInt(int64(scope)))
	case unix.AF_UNIX:
		return pathValue(t, b[min(pathOffset, len(b)):])
	default:
		return a.otherValue(t, b)
	}
}

// withZone is the text of an address: the name of the interface only where the
// address means nothing without it.
func withZone(ip netip.Addr, scope uint32) string {
	if scope != 0 && (ip.IsLinkLocalUnicast() || ip.IsLinkLocalMulticast()) {
		if name, err := interfaceName(int(scope)); err == nil {
			return ip.WithZone(name).String()
		}
	}
	return ipText(ip)
}

// ipText is what inet_ntop(3) makes of an address, which shows the older
// one that a newer one is made of by adding zeros.
func ipText(ip netip.Addr) string {
	if b := ip.AsSlice(); len(b) == 16 && [12]byte(b) == [12]byte{} && b[12]|b[13] != 0 {
		return "::" + netip.AddrFrom4([4]byte(b[12:])).String()
	}
	return ip.String()
}

// pathValue is the path of a socket in the file system, or a name that begins with
// a zero byte, which stands in none.
func pathValue(t *Thread, path []byte) Value {
	if abstractNames && len(path) > 0 && path[0] == 0 {
		return NewBytes(t, path)
	}
	text, _, _ := strings.Cut(string(path), "\x00")
	return NewStr(t, FSDecode(text))
}

// addressArg reads the address that a method, whose name is caller, was given.
func (s *state) addressArg(t *Thread, caller string, v Value) (a address, ok bool) {
	switch s.family {
	case unix.AF_UNIX:
		return pathArg(t, v)
	case unix.AF_INET:
		return internetArg(t, caller, v, unix.AF_INET)
	case unix.AF_INET6:
		return internetArg(t, caller, v, unix.AF_INET6)
	}
	if a, known, ok := otherArg(t, caller, s.family, v); known {
		return a, ok
	}
	Raise(t, OSErrorType, "%s(): bad family", caller)
	return a, false
}

// pathArg reads the address of a socket in the file system.
func pathArg(t *Thread, v Value) (a address, ok bool) {
	var path string
	if IsStr(v) {
		path = FSEncode(StrOf(v))
	} else {
		b, ok := BufferBytes(t, v)
		if !ok {
			return a, false
		}
		path = string(b)
	}
	room := len(unix.RawSockaddrUnix{}.Path)
	abstract := abstractNames && strings.HasPrefix(path, "\x00")
	if len(path) > room || len(path) == room && !abstract {
		Raise(t, OSErrorType, "AF_UNIX path too long")
		return a, false
	}
	length := pathOffset + len(path)
	if !abstract && path != "" || !abstractNames {
		length++ // the zero byte behind
	}
	copy(a.begin(unix.AF_UNIX, length)[pathOffset:], path)
	return a, true
}

// internetArg reads a tuple of a host, a port and, in the newer family, more.
func internetArg(t *Thread, caller string, v Value, family int) (a address, ok bool) {
	name, most, form := "AF_INET", 2, "AF_INET address must be a pair (host, port)"
	if family == unix.AF_INET6 {
		name, most, form = "AF_INET6", 4, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"
	}
	if !IsTuple(v) {
		TypeErrorf(t, "%s(): %s address must be tuple, not %s", caller, name, TypeName(v))
		return a, false
	}
	items := TupleItems(v)
	if len(items) < 2 || len(items) > most {
		TypeErrorf(t, "%s", form)
		return a, false
	}
	host, ok := hostArg(t, items[0])
	if !ok {
		return a, false
	}
	var numbers [3]int // port, flow, scope
	for i, item := range items[1:] {
		if numbers[i], ok = IndexInt(t, item); !ok {
			return a, false
		}
	}
	ip, err := resolveOne(t, host, family)
	switch {
	case err != nil:
		failResolving(t, err)
	case numbers[0] < 0 || numbers[0] > 0xffff:
		OverflowErrorf(t, "%s(): port must be 0-65535.", caller)
	case numbers[1] < 0 || numbers[1] > 0xfffff:
		OverflowErrorf(t, "%s(): flowinfo must be 0-1048575.", caller)
	default:
		scope := uint32(numbers[2])
		if scope == 0 {
			scope = zoneIndex(ip.Zone())
		}
		return internetAddress(ip, uint16(numbers[0]), uint32(numbers[1]), scope), true
	}
	return a, false
}

// hostArg reads the name of a host: text goes through IDNA where it must.
func hostArg(t *Thread, v Value) (host string, ok bool) {
	switch {
	case IsStr(v) && IsASCII(v):
		host = StrOf(v)
	case IsStr(v):
		b := CallMethod(t, v, Intern("encode"), Intern("idna"))
		if b == Null || !IsBytes(b) {
			return "", false
		}
		host = string(BytesOf(b))
	case IsBytes(v) || IsInstance(v, ByteArrayType):
		b, ok := BufferBytes(t, v)
		if !ok {
			return "", false
		}
		host = string(b)
	default:
		TypeErrorf(t, "str, bytes or bytearray expected, not %s", TypeName(v))
		return "", false
	}
	if strings.IndexByte(host, 0) >= 0 {
		TypeErrorf(t, "host name must not contain null character")
		return "", false
	}
	return strings.Clone(host), true
}
