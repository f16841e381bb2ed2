package socket

import (
	"net/netip"
	"slices"
	"strconv"

	"golang.org/x/sys/unix"

	. "gorgon/vm/object"
)

// gaiError is why a name has no address: a number of getaddrinfo(3).
type gaiError int

func (e gaiError) Error() string { return gaiTexts[e] }

// gaiTexts are gai_strerror(3).
var gaiTexts = map[gaiError]string{
	eaiBadFlags: "Bad value for ai_flags", eaiNoName: noNameText, eaiAgain: "Temporary failure in name resolution",
	eaiFail: "Non-recoverable failure in name resolution", eaiNoData: "No address associated with hostname",
	eaiFamily: "ai_family not supported", eaiSockType: "ai_socktype not supported", eaiService: "Servname not supported for ai_socktype",
	eaiAddrFamily: "Address family for hostname not supported",
}

// unknownHost is HOST_NOT_FOUND of h_errno.
const unknownHost = 1

// failResolving raises what looking up a name has failed with.
func failResolving(t *Thread, err error) Value {
	if e, ok := err.(gaiError); ok {
		return RaiseNew(t, gaiErrorType, NewInt(t, int64(e)), NewStr(t, e.Error()))
	}
	return Raise(t, OSErrorType, "%s", err.Error())
}

// parseNumeric reads an address that is no name, in any form that getaddrinfo takes.
func parseNumeric(name string) (ip netip.Addr, ok bool) {
	if ip, ok := parseLoose(name); ok {
		return ip, true
	}
	ip, err := netip.ParseAddr(name)
	return ip, err == nil
}

// lookUp finds the addresses of a name that is no number: in /etc/hosts, else name
// servers are asked, while other threads run.
func lookUp(t *Thread, name string, family int) (found host, err error) {
	err = waiting(t, func() (err error) {
		if found = listedHost(name, family); found.names == nil {
			found, err = askHost(name, family)
		}
		return err
	})
	if err == nil {
		found.addresses = inOrder(found.addresses)
	}
	return found, err
}

// inOrder puts those first that the machine has a route to, and of these the newer
// family, which is what is left of RFC 6724 on machines with one interface.
func inOrder(ips []netip.Addr) []netip.Addr {
	rank := map[netip.Addr]int{}
	for _, ip := range ips {
		switch {
		case !hasRoute(ip):
			rank[ip] = 2
		case ip.Is4():
			rank[ip] = 1
		}
	}
	slices.SortStableFunc(ips, func(a, b netip.Addr) int { return rank[a] - rank[b] })
	return ips
}

// hasRoute asks the system for a way to a machine; nothing is sent.
func hasRoute(ip netip.Addr) bool {
	const discard = 9 // a port that is not 0
	addr := internetAddress(ip, discard, 0, zoneIndex(ip.Zone()))
	fd, err := open(addr.family(), unix.SOCK_DGRAM, 0)
	if err != nil {
		return false
	}
	defer unix.Close(fd)
	return connectTo(fd, &addr) == nil
}

// resolveOne is the address that a method of a socket is to use for a host.
func resolveOne(t *Thread, name string, family int) (ip netip.Addr, err error) {
	switch name {
	case "":
		if family == unix.AF_INET {
			return netip.IPv4Unspecified(), nil
		}
		return netip.IPv6Unspecified(), nil
	case "<broadcast>", "255.255.255.255":
		if family != unix.AF_INET {
			return ip, errMismatch
		}
		return netip.AddrFrom4([4]byte{255, 255, 255, 255}), nil
	}
	if ip, ok := parseNumeric(name); ok {
		if !isFamily(ip, family) {
			return ip, eaiAddrFamily
		}
		return ip, nil
	}
	found, err := lookUp(t, name, family)
	if err != nil {
		return ip, err
	}
	return found.addresses[0], nil
}

// transport is a way to use an address, as getaddrinfo lists them.
type transport struct {
	kind, proto int
	service     string // the protocol in /etc/services, empty: none
	listed      bool   // also where nobody asks for it
}

var transports = []transport{
	{unix.SOCK_STREAM, unix.IPPROTO_TCP, "tcp", true},
	{unix.SOCK_DGRAM, unix.IPPROTO_UDP, "udp", true},
	{unix.SOCK_RAW, 0, "", true}, // with any protocol
}

// way is a transport with a port.
type way struct{ kind, proto, port int }

// waysTo are those of a service that the arguments allow.
func waysTo(service string, kind, proto, flags int) (ways []way, err error) {
	all := append(slices.Clone(transports), systemTransports...)
	asked := kind != 0 || proto != 0
	fits := func(p transport) bool {
		if !asked {
			return p.listed
		}
		return (kind == 0 || kind == p.kind) && (proto == 0 || p.kind == unix.SOCK_RAW || proto == p.proto)
	}
	known := slices.ContainsFunc(all, fits)
	if !known && kind != 0 {
		return nil, eaiSockType
	}
	port, err := strconv.Atoi(service)
	numeric := service == "" || err == nil
	if !known || !numeric && flags&aiNumericServ != 0 {
		if known {
			return nil, eaiNoName
		}
		return nil, eaiService
	}
	for _, p := range all {
		if !fits(p) {
			continue
		}
		w := way{p.kind, p.proto, port & 0xffff}
		if p.kind == unix.SOCK_RAW {
			w.proto = proto
		}
		if !numeric {
			var ok bool
			if w.port, ok = servicePort(service, p.service); p.service == "" || !ok {
				continue
			}
		}
		ways = append(ways, w)
		if asked && numeric {
			break
		}
	}
	if ways == nil {
		return nil, eaiService
	}
	return ways, nil
}

// query is what getaddrinfo was asked for.
type query struct {
	host, service                 string
	noHost, noService             bool
	family, kind, protocol, flags int
}

// answer is a part of what it returns.
type answer struct {
	way
	addr address
}

// resolve is getaddrinfo(3): official is the name that it was asked for by AI_CANONNAME.
func (q *query) resolve(t *Thread) (answers []answer, official string, err error) {
	switch {
	case q.flags&^aiKnown != 0 || q.flags&aiCanonName != 0 && q.noHost:
		return nil, "", eaiBadFlags
	case q.noHost && q.noService:
		return nil, "", eaiNoName
	case q.family != unix.AF_UNSPEC && q.family != unix.AF_INET && q.family != unix.AF_INET6:
		return nil, "", eaiFamily
	}
	ways, err := waysTo(q.service, q.kind, q.protocol, q.flags)
	if err != nil {
		return nil, "", err
	}
	ips, official, err := q.addresses(t)
	if err != nil {
		return nil, "", err
	}
	for _, ip := range ips {
		for _, w := range ways {
			answers = append(answers, answer{w, internetAddress(ip, uint16(w.port), 0, zoneIndex(ip.Zone()))})
		}
	}
	return answers, official, nil
}

// addresses are those of the host.
func (q *query) addresses(t *Thread) (ips []netip.Addr, official string, err error) {
	if q.noHost {
		ips = []netip.Addr{netip.IPv6Loopback(), netip.AddrFrom4([4]byte{127, 0, 0, 1})}
		if q.flags&aiPassive != 0 {
			ips = []netip.Addr{netip.IPv4Unspecified(), netip.IPv6Unspecified()}
		}
		return slices.DeleteFunc(ips, func(ip netip.Addr) bool { return !isFamily(ip, q.family) }), "", nil
	}
	if ip, ok := parseNumeric(q.host); ok {
		if q.family == unix.AF_INET6 && ip.Is4() && q.flags&aiV4Mapped != 0 {
			ip = netip.AddrFrom16(ip.As16())
		}
		if !isFamily(ip, q.family) {
			return nil, "", eaiAddrFamily
		}
		return []netip.Addr{ip}, q.host, nil
	}
	if q.flags&aiNumericHost != 0 {
		return nil, "", eaiNoName
	}
	found, err := lookUp(t, q.host, q.family)
	if err != nil {
		return nil, "", err
	}
	return found.addresses, found.names[0], nil
}
