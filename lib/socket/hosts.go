package socket

import (
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// lines are the fields of the lines of a file of the system, comments left out; none where
// there is no such file.
func lines(file string) (all [][]string) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if fields := strings.Fields(line); len(fields) > 1 {
			all = append(all, fields)
		}
	}
	return all
}

// host is a line of /etc/hosts, or what a name server has said.
type host struct {
	names     []string // the official one first
	addresses []netip.Addr
}

// isFamily says whether an address is of a family; all are of AF_UNSPEC.
func isFamily(ip netip.Addr, family int) bool {
	return family == unix.AF_UNSPEC || ip.Is4() == (family == unix.AF_INET)
}

// listedHost is what /etc/hosts knows of a name.
func listedHost(name string, family int) (found host) {
	for _, fields := range lines("/etc/hosts") {
		ip, err := netip.ParseAddr(fields[0])
		if err != nil || !isFamily(ip, family) || !slices.ContainsFunc(fields[1:], func(n string) bool { return strings.EqualFold(n, name) }) {
			continue
		}
		if found.names == nil {
			found.names = fields[1:]
		}
		found.addresses = append(found.addresses, ip)
	}
	return found
}

// listedNames is what /etc/hosts knows of an address.
func listedNames(ip netip.Addr) []string {
	for _, fields := range lines("/etc/hosts") {
		if listed, err := netip.ParseAddr(fields[0]); err == nil && listed == ip {
			return fields[1:]
		}
	}
	return nil
}

// service is a line of /etc/services.
type service struct {
	name, proto string
	port        int
}

// findService finds one that is wanted; an empty protocol is any.
func findService(proto string, want func(port int, names []string) bool) (s service, ok bool) {
	for _, fields := range lines("/etc/services") {
		number, kind, _ := strings.Cut(fields[1], "/")
		port, err := strconv.Atoi(number)
		names := append([]string{fields[0]}, fields[2:]...)
		if err == nil && (proto == "" || proto == kind) && want(port, names) {
			return service{fields[0], kind, port}, true
		}
	}
	return s, false
}

// servicePort is the port of a service.
func servicePort(name, proto string) (port int, ok bool) {
	s, ok := findService(proto, func(_ int, names []string) bool { return slices.Contains(names, name) })
	return s.port, ok
}

// protocolNumber is what /etc/protocols says.
func protocolNumber(name string) (number int, ok bool) {
	for _, fields := range lines("/etc/protocols") {
		if names := append([]string{fields[0]}, fields[2:]...); slices.Contains(names, name) {
			if number, err := strconv.Atoi(fields[1]); err == nil {
				return number, true
			}
		}
	}
	return 0, false
}
