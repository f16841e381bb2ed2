package socket

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// numberFunctions convert numbers and addresses.
var numberFunctions = []Method{
	{Name: "htons", Sig: "(integer, /)", Fn: swapped16, Doc: "Convert a 16-bit unsigned integer from host to network byte order."},
	{Name: "ntohs", Sig: "(integer, /)", Fn: swapped16, Doc: "Convert a 16-bit unsigned integer from network to host byte order."},
	{Name: "htonl", Sig: "(integer, /)", Fn: swapped32, Doc: "Convert a 32-bit unsigned integer from host to network byte order."},
	{Name: "ntohl", Sig: "(integer, /)", Fn: swapped32, Doc: "Convert a 32-bit unsigned integer from network to host byte order."},
	{Name: "inet_aton", Sig: "(ip_addr, /)", Fn: inetAton, Doc: "Convert an IP address in string format (123.45.67.89) to the 32-bit packed binary format used in low-level network functions."},
	{Name: "inet_ntoa", Sig: "(packed_ip, /)", Fn: inetNtoa, Doc: "Convert an IP address from 32-bit packed binary format to string format."},
	{Name: "inet_pton", Sig: "(af, ip, /)", Fn: inetPton, Doc: "inet_pton(af, ip) -> packed IP address string\n\nConvert an IP address from string format to a packed string suitable\nfor use with low-level network functions."},
	{Name: "inet_ntop", Sig: "(af, packed_ip, /)", Fn: inetNtop, Doc: "inet_ntop(af, packed_ip) -> string formatted IP address\n\nConvert a packed IP address of the given family to string format."},
	{Name: "if_nametoindex", Sig: "(oname, /)", Fn: nameToIndex, Flags: IO, Doc: "Returns the interface index corresponding to the interface name if_name."},
	{Name: "if_indextoname", Sig: "(if_index, /)", Fn: indexToName, Flags: IO, Doc: "Returns the interface name corresponding to the interface index if_index."},
}

// bigEndian: the machine has the order of the network.
var bigEndian = binary.NativeEndian.Uint16([]byte{0, 1}) == 1

// unsignedArg reads a number without a sign of so many bits.
func unsignedArg(t *Thread, v Value, size int) (n int64, ok bool) {
	v, ok = IntLike(t, v)
	if !ok {
		return 0, false
	}
	n, fits := AsInt64(v)
	switch {
	case IntSign(v) < 0:
		ValueErrorf(t, "Cannot convert negative int")
	case !fits || n>>size != 0:
		OverflowErrorf(t, "Python int too large for C uint%d_t", size)
	default:
		return n, true
	}
	return 0, false
}

func swapped16(t *Thread, args []Value) Value {
	n, ok := unsignedArg(t, args[0], 16)
	switch {
	case !ok:
		return Null
	case bigEndian:
		return gc.MakeInt(n)
	}
	return gc.MakeInt(int64(bits.ReverseBytes16(uint16(n))))
}

func swapped32(t *Thread, args []Value) Value {
	n, ok := unsignedArg(t, args[0], 32)
	switch {
	case !ok:
		return Null
	case bigEndian:
		return gc.MakeInt(n)
	}
	return gc.MakeInt(int64(bits.ReverseBytes32(uint32(n))))
}

// parseLoose reads an address as inet_aton(3) does: up to four numbers, also octal and
// hexadecimal ones, the last of which fills what is left. Text behind a space is
// not looked at.
func parseLoose(text string) (ip netip.Addr, ok bool) {
	if i := strings.IndexAny(text, " \t\n\v\f\r"); i >= 0 {
		text = text[:i]
	}
	parts := strings.Split(text, ".")
	if len(parts) > 4 {
		return ip, false
	}
	var whole uint32
	for i, part := range parts {
		if part == "" || part[0] < '0' || part[0] > '9' || strings.ContainsAny(part, "_oObB") && !strings.HasPrefix(strings.ToLower(part), "0x") || strings.Contains(part, "_") {
			return ip, false
		}
		n, err := strconv.ParseUint(part, 0, 32)
		width := 8
		if i == len(parts)-1 {
			width = 32 - 8*i
		}
		if err != nil || n>>width != 0 {
			return ip, false
		}
		if width == 8 {
			whole |= uint32(n) << (24 - 8*i)
		} else {
			whole |= uint32(n)
		}
	}
	return netip.AddrFrom4([4]byte(binary.BigEndian.AppendUint32(nil, whole))), true
}

// parseStrict reads an address as inet_pton(3) does.
func parseStrict(text string, family int) (ip netip.Addr, ok bool) {
	ip, err := netip.ParseAddr(text)
	if err != nil || ip.Zone() != "" || ip.Is4() != (family == unix.AF_INET) {
		return ip, false
	}
	return ip, true
}

// textArg reads an argument that is a str.
func textArg(t *Thread, function string, number int, v Value) (string, bool) {
	if !IsStr(v) {
		TypeErrorf(t, "%s() argument %d must be str, not %s", function, number, TypeName(v))
		return "", false
	}
	return strings.Clone(StrOf(v)), true
}

func inetAton(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "inet_aton() argument must be str, not %s", TypeName(args[0]))
	}
	ip, ok := parseLoose(StrOf(args[0]))
	if !ok {
		return Raise(t, OSErrorType, "illegal IP address string passed to inet_aton")
	}
	return NewBytes(t, ip.AsSlice())
}

func inetNtoa(t *Thread, args []Value) Value {
	b, ok := BufferBytes(t, args[0])
	switch {
	case !ok:
		return Null
	case len(b) != 4:
		return Raise(t, OSErrorType, "packed IP wrong length for inet_ntoa")
	}
	return NewStr(t, netip.AddrFrom4([4]byte(b)).String())
}

func inetPton(t *Thread, args []Value) Value {
	family, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	text, ok := textArg(t, "inet_pton", 2, args[1])
	if !ok {
		return Null
	}
	if family != unix.AF_INET && family != unix.AF_INET6 {
		return OSErrorFrom(t, unix.EAFNOSUPPORT, Null)
	}
	ip, ok := parseStrict(text, family)
	if !ok {
		return Raise(t, OSErrorType, "illegal IP address string passed to inet_pton")
	}
	return NewBytes(t, ip.AsSlice())
}

func inetNtop(t *Thread, args []Value) Value {
	family, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	b, ok := BufferBytes(t, args[1])
	if !ok {
		return Null
	}
	want := map[int]int{unix.AF_INET: 4, unix.AF_INET6: 16}[family]
	switch {
	case want == 0:
		return ValueErrorf(t, "unknown address family %d", family)
	case len(b) != want:
		return ValueErrorf(t, "invalid length of packed IP address string")
	}
	ip, _ := netip.AddrFromSlice(b)
	return NewStr(t, ipText(ip))
}

func nameToIndex(t *Thread, args []Value) Value {
	name, ok := FSPath(t, args[0])
	if !ok {
		return Null
	}
	index, err := interfaceIndex(name)
	if err != nil {
		return fail(t, err)
	}
	return gc.MakeInt(int64(index))
}

func indexToName(t *Thread, args []Value) Value {
	index, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	name, err := interfaceName(index)
	if err != nil {
		return fail(t, err)
	}
	return NewStr(t, FSDecode(name))
}

// zoneIndex is the number of the interface that an address names, 0 if none.
func zoneIndex(zone string) uint32 {
	if zone == "" {
		return 0
	}
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	index, err := interfaceIndex(zone)
	if err != nil {
		return 0
	}
	return uint32(index)
}
