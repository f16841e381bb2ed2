package socket

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"gorgon/gc"
	. "gorgon/vm/object"
)

// nameFunctions look up names of machines, services and protocols.
var nameFunctions = []Method{
	{Name: "gethostname", Sig: "()", Fn: getHostName, Flags: IO, Doc: "gethostname() -> string\n\nReturn the current host name."},
	{Name: "gethostbyname", Sig: "(host, /)", Fn: getHostByName, Flags: Blocks, Doc: "gethostbyname(host) -> address\n\nReturn the IP address (a string of the form '255.255.255.255') for a host."},
	{Name: "gethostbyname_ex", Sig: "(host, /)", Fn: getHostByNameEx, Flags: Blocks, Doc: "gethostbyname_ex(host) -> (name, aliaslist, addresslist)\n\nReturn the true host name, a list of aliases, and a list of IP addresses,\nfor a host.  The host argument is a string giving a host name or IP number."},
	{Name: "gethostbyaddr", Sig: "(host, /)", Fn: getHostByAddr, Flags: Blocks, Doc: "gethostbyaddr(host) -> (name, aliaslist, addresslist)\n\nReturn the true host name, a list of aliases, and a list of IP addresses,\nfor a host.  The host argument is a string giving a host name or IP number."},
	{Name: "getaddrinfo", Sig: "(host, port, family=?, type=?, proto=?, flags=?)", Fn: getAddrInfo, Flags: Blocks, Doc: "getaddrinfo(host, port [, family, type, proto, flags])\n    -> list of (family, type, proto, canonname, sockaddr)\n\nResolve host and port into addrinfo struct."},
	{Name: "getnameinfo", Sig: "(sockaddr, flags, /)", Fn: getNameInfo, Flags: Blocks, Doc: "getnameinfo(sockaddr, flags) --> (host, port)\n\nGet host and port for a sockaddr."},
	{Name: "getservbyname", Sig: "(servicename, protocolname=?, /)", Fn: getServiceByName, Flags: IO, Doc: "getservbyname(servicename[, protocolname]) -> integer\n\nReturn a port number from a service name and protocol name.\nThe optional protocol name, if given, should be 'tcp' or 'udp',\notherwise any protocol will match."},
	{Name: "getservbyport", Sig: "(port, protocolname=?, /)", Fn: getServiceByPort, Flags: IO, Doc: "getservbyport(port[, protocolname]) -> string\n\nReturn the service name from a port number and protocol name.\nThe optional protocol name, if given, should be 'tcp' or 'udp',\notherwise any protocol will match."},
	{Name: "getprotobyname", Sig: "(name, /)", Fn: getProtocol, Flags: IO, Doc: "getprotobyname(name) -> integer\n\nReturn the protocol number for the named protocol.  (Rarely used.)"},
}

var (
	errMismatch  = errors.New("address family mismatched")
	errAmbiguous = errors.New("sockaddr resolved to multiple addresses")
)

func getHostName(t *Thread, _ []Value) Value {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return fail(t, err)
	}
	return NewStr(t, FSDecode(unix.ByteSliceToString(u.Nodename[:])))
}

func getHostByName(t *Thread, args []Value) Value {
	name, ok := hostArg(t, args[0])
	if !ok {
		return Null
	}
	ip, err := resolveOne(t, name, unix.AF_INET)
	if err != nil {
		return failResolving(t, err)
	}
	return NewStr(t, ip.String())
}

// hostTriple is what functions about a host return.
func hostTriple(t *Thread, names []string, ips []netip.Addr) Value {
	aliases, texts := NewList(t, nil), NewList(t, nil)
	for _, name := range names[1:] {
		ListAppend(t, aliases, NewStr(t, name))
	}
	for _, ip := range ips {
		ListAppend(t, texts, NewStr(t, ip.String()))
	}
	return NewTuple(t, NewStr(t, names[0]), aliases, texts)
}

func failHost(t *Thread) Value {
	return RaiseNew(t, hostErrorType, gc.MakeInt(unknownHost), NewStr(t, "Unknown host"))
}

func getHostByNameEx(t *Thread, args []Value) Value {
	name, ok := hostArg(t, args[0])
	if !ok {
		return Null
	}
	if ip, ok := parseNumeric(name); ok && ip.Is4() {
		return hostTriple(t, []string{name}, []netip.Addr{ip})
	}
	found, err := lookUp(t, name, unix.AF_INET)
	if err != nil {
		return failResolving(t, err)
	}
	return hostTriple(t, found.names, found.addresses)
}

func getHostByAddr(t *Thread, args []Value) Value {
	name, ok := hostArg(t, args[0])
	if !ok {
		return Null
	}
	ip, ok := parseNumeric(name)
	if !ok {
		found, err := lookUp(t, name, unix.AF_UNSPEC)
		if err != nil {
			return failResolving(t, err)
		}
		ip = found.addresses[0]
	}
	names := namesOf(t, ip)
	if names == nil {
		return failHost(t)
	}
	return hostTriple(t, names, []netip.Addr{ip})
}

// namesOf are the names of a machine; nil: it has none.
func namesOf(t *Thread, ip netip.Addr) (names []string) {
	waiting(t, func() error {
		if names = listedNames(ip); names == nil {
			names = askNames(ip)
		}
		return nil
	})
	return names
}

// serviceArg reads the port of getaddrinfo: a number, a name or nothing.
func serviceArg(t *Thread, v Value) (name string, none, ok bool) {
	switch {
	case v == None:
		return "", true, true
	case IsIntObj(v):
		n, ok := AsInt64(v)
		if !ok {
			OverflowErrorf(t, "Python int too large to convert to C long")
		}
		return strconv.FormatInt(n, 10), false, ok
	case IsStr(v):
		return strings.Clone(StrOf(v)), false, true
	case IsBytes(v):
		return string(BytesOf(v)), false, true
	}
	Raise(t, OSErrorType, "Int or String expected")
	return "", false, false
}

func getAddrInfo(t *Thread, args []Value) Value {
	var q query
	ok := true
	switch v := args[0]; {
	case v == None:
		q.noHost = true
	case IsStr(v) || IsBytes(v):
		q.host, ok = hostArg(t, v)
	default:
		TypeErrorf(t, "getaddrinfo() argument 1 must be string or None")
		return Null
	}
	if !ok || !intArgs(t, args[2:], &q.family, &q.kind, &q.protocol, &q.flags) {
		return Null
	}
	if q.service, q.noService, ok = serviceArg(t, args[1]); !ok {
		return Null
	}
	answers, official, err := q.resolve(t)
	if err != nil {
		return failResolving(t, err)
	}
	list := NewList(t, nil)
	for i, a := range answers {
		name := ""
		if i == 0 && q.flags&aiCanonName != 0 {
			name = official
		}
		ListAppend(t, list, NewTuple(t, gc.MakeInt(int64(a.addr.family())), gc.MakeInt(int64(a.kind)), gc.MakeInt(int64(a.proto)), NewStr(t, name), a.addr.value(t)))
	}
	return list
}

func getNameInfo(t *Thread, args []Value) Value {
	if !IsTuple(args[0]) {
		return TypeErrorf(t, "getnameinfo() argument 1 must be a tuple")
	}
	items := TupleItems(args[0])
	if len(items) < 2 || len(items) > 4 {
		return TypeErrorf(t, "getnameinfo() argument 1 must be a tuple of 2 to 4 items")
	}
	name, ok := textArg(t, "getnameinfo", 1, items[0])
	if !ok {
		return Null
	}
	var port, flow, scope, flags int
	if !intArgs(t, items[1:], []*int{&port, &flow, &scope}[:len(items)-1]...) || !intArgs(t, args[1:], &flags) {
		return Null
	}
	if flow < 0 || flow > 0xfffff {
		return OverflowErrorf(t, "getnameinfo(): flowinfo must be 0-1048575.")
	}
	q := query{host: name, service: strconv.Itoa(port), kind: unix.SOCK_DGRAM, flags: aiNumericHost}
	answers, _, err := q.resolve(t)
	if err != nil {
		return failResolving(t, err)
	}
	if len(answers) > 1 {
		return failResolving(t, errAmbiguous)
	}
	ip := answers[0].addr.ip()
	if ip.Is4() && len(items) != 2 {
		return Raise(t, OSErrorType, "IPv4 sockaddr must be 2 tuple")
	}
	host, err := shownHost(t, ip, uint32(scope), flags)
	if err != nil {
		return failResolving(t, err)
	}
	return NewTuple(t, NewStr(t, host), NewStr(t, shownService(answers[0].port, flags)))
}

// shownHost is the name of a machine, or its address.
func shownHost(t *Thread, ip netip.Addr, scope uint32, flags int) (string, error) {
	if flags&niNumericHost == 0 {
		if names := namesOf(t, ip); names != nil {
			return names[0], nil
		}
	}
	if flags&niNameRequired != 0 {
		return "", eaiNoName
	}
	return withZone(ip, scope), nil
}

// shownService is the name of a port, or its number.
func shownService(port, flags int) string {
	proto := "tcp"
	if flags&niDatagram != 0 {
		proto = "udp"
	}
	if flags&niNumericServ == 0 {
		if s, ok := findService(proto, func(n int, _ []string) bool { return n == port }); ok {
			return s.name
		}
	}
	return strconv.Itoa(port)
}

// protocolArg is the optional name of a protocol.
func protocolArg(t *Thread, function string, v Value) (string, bool) {
	if v == Null {
		return "", true
	}
	return textArg(t, function, 2, v)
}

func getServiceByName(t *Thread, args []Value) Value {
	name, ok := textArg(t, "getservbyname", 1, args[0])
	if !ok {
		return Null
	}
	proto, ok := protocolArg(t, "getservbyname", args[1])
	if !ok {
		return Null
	}
	port, ok := servicePort(name, proto)
	if !ok {
		return Raise(t, OSErrorType, "service/proto not found")
	}
	return gc.MakeInt(int64(port))
}

func getServiceByPort(t *Thread, args []Value) Value {
	port, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	proto, ok := protocolArg(t, "getservbyport", args[1])
	if !ok {
		return Null
	}
	if port < 0 || port > 0xffff {
		return OverflowErrorf(t, "getservbyport: port must be 0-65535.")
	}
	s, ok := findService(proto, func(n int, _ []string) bool { return n == port })
	if !ok {
		return Raise(t, OSErrorType, "port/proto not found")
	}
	return NewStr(t, s.name)
}

func getProtocol(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "getprotobyname() argument must be str, not %s", TypeName(args[0]))
	}
	number, ok := protocolNumber(StrOf(args[0]))
	if !ok {
		return Raise(t, OSErrorType, "protocol not found")
	}
	return gc.MakeInt(int64(number))
}
