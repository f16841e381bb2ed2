package socket

import (
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Types of records, and codes of answers (RFC 1035, RFC 3596).
const (
	recordA      = 1
	recordCName  = 5
	recordPtr    = 12
	recordAAAA   = 28
	classIN      = 1
	wantsRecurse = 1 << 8
	isResponse   = 1 << 15
	isTruncated  = 1 << 9
	codeMask     = 0xf
	codeNoName   = 3
)

const (
	dnsHeader  = 12 // bytes
	dnsPort    = 53
	mostDNS    = 1 << 16 // bytes of a message
	mostLabels = 128     // of a name, so that one which points to itself ends
)

// servers is what /etc/resolv.conf says.
type servers struct {
	at       []netip.Addr
	search   []string
	dots     int // names with so many are tried as they are first
	timeout  time.Duration
	attempts int
}

func configuration() servers {
	c := servers{dots: 1, timeout: 5 * time.Second, attempts: 2}
	for _, fields := range lines("/etc/resolv.conf") {
		switch fields[0] {
		case "nameserver":
			if ip, err := netip.ParseAddr(fields[1]); err == nil {
				c.at = append(c.at, ip)
			}
		case "search", "domain":
			c.search = fields[1:]
		case "options":
			for _, option := range fields[1:] {
				name, text, _ := strings.Cut(option, ":")
				n, err := strconv.Atoi(text)
				switch {
				case err != nil || n < 0:
				case name == "ndots":
					c.dots = n
				case name == "timeout":
					c.timeout = time.Duration(max(n, 1)) * time.Second
				case name == "attempts":
					c.attempts = max(n, 1)
				}
			}
		}
	}
	if c.at == nil {
		c.at = []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1})}
	}
	return c
}

// candidates are the full names that a name may stand for.
func (c *servers) candidates(name string) (full []string) {
	if strings.HasSuffix(name, ".") {
		return []string{strings.TrimSuffix(name, ".")}
	}
	for _, domain := range c.search {
		full = append(full, name+"."+strings.Trim(domain, "."))
	}
	if strings.Count(name, ".") >= c.dots {
		return append([]string{name}, full...)
	}
	return append(full, name)
}

// record is one of an answer.
type record struct {
	name string
	kind uint16
	data []byte
	text string // the name that the data is
}

// askHost asks the name servers for the addresses of a name.
func askHost(name string, family int) (found host, err error) {
	kinds := []uint16{recordA, recordAAAA}
	switch family {
	case unix.AF_INET:
		kinds = kinds[:1]
	case unix.AF_INET6:
		kinds = kinds[1:]
	}
	c := configuration()
	for _, full := range c.candidates(name) {
		for _, kind := range kinds {
			records, failure := c.ask(full, kind)
			if failure != nil {
				err = failure
				continue
			}
			for _, r := range records {
				if ip, ok := netip.AddrFromSlice(r.data); ok && r.kind == kind {
					found.addresses = append(found.addresses, ip)
					found.names = []string{r.name}
				}
			}
		}
		if found.names != nil {
			return found, nil
		}
	}
	if err == nil {
		err = eaiNoData
	}
	return found, err
}

// askNames asks the name servers for the names of an address; nil: there is none.
func askNames(ip netip.Addr) (names []string) {
	c := configuration()
	records, err := c.ask(reverseName(ip), recordPtr)
	if err != nil {
		return nil
	}
	for _, r := range records {
		if r.kind == recordPtr && r.text != "" {
			names = append(names, r.text)
		}
	}
	return names
}

// reverseName is the name under which the names of an address are found.
func reverseName(ip netip.Addr) string {
	var parts []string
	if ip.Is4() {
		for _, b := range ip.AsSlice() {
			parts = append(parts, strconv.Itoa(int(b)))
		}
		slices.Reverse(parts)
		return strings.Join(parts, ".") + ".in-addr.arpa"
	}
	for _, b := range ip.AsSlice() {
		parts = append(parts, strconv.FormatUint(uint64(b>>4), 16), strconv.FormatUint(uint64(b&0xf), 16))
	}
	slices.Reverse(parts)
	return strings.Join(parts, ".") + ".ip6.arpa"
}

// ask asks one server after the other.
func (c *servers) ask(name string, kind uint16) ([]record, error) {
	question, ok := encodeQuestion(name, kind)
	if !ok {
		return nil, eaiNoName
	}
	for range c.attempts {
		for _, server := range c.at {
			reply, err := exchange(internetAddress(server, dnsPort, 0, zoneIndex(server.Zone())), question, c.timeout)
			if err != nil {
				continue
			}
			switch flags := binary.BigEndian.Uint16(reply[2:]); flags & codeMask {
			case 0:
				return decodeAnswers(reply)
			case codeNoName:
				return nil, eaiNoName
			}
		}
	}
	return nil, eaiAgain
}

// encodeQuestion makes the message that asks for records of a name; false: it
// cannot be one.
func encodeQuestion(name string, kind uint16) (b []byte, ok bool) {
	b = binary.BigEndian.AppendUint16(b, uint16(rand.Uint32()))
	for _, n := range []uint16{wantsRecurse, 1, 0, 0, 0} {
		b = binary.BigEndian.AppendUint16(b, n)
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 {
			return nil, false
		}
		b = append(append(b, byte(len(label))), label...)
	}
	b = append(b, 0)
	b = binary.BigEndian.AppendUint16(b, kind)
	return binary.BigEndian.AppendUint16(b, classIN), len(name) < 255
}

var errFormat = errors.New("malformed answer of a name server")

// exchange sends a question and returns the answer to it, by the second protocol
// where the first one has no room for it.
func exchange(server address, question []byte, timeout time.Duration) (reply []byte, err error) {
	deadline := time.Now().Add(timeout)
	c, err := dial(server, unix.SOCK_DGRAM, deadline)
	if err != nil {
		return nil, err
	}
	defer unix.Close(c.fd)
	if err := c.write(question); err != nil {
		return nil, err
	}
	buffer := make([]byte, mostDNS)
	for {
		n, err := c.read(buffer)
		if err != nil {
			return nil, err
		}
		if reply = buffer[:n]; !answers(reply, question) {
			continue // it is late, or forged
		}
		if binary.BigEndian.Uint16(reply[2:])&isTruncated != 0 {
			return exchangeStream(server, question, deadline)
		}
		return reply, nil
	}
}

// answers says whether the message answers the question: its number and the
// question itself come back.
func answers(reply, question []byte) bool {
	return len(reply) >= len(question) && reply[0] == question[0] && reply[1] == question[1] && reply[2]&(isResponse>>8) != 0 &&
		strings.EqualFold(string(reply[dnsHeader:len(question)]), string(question[dnsHeader:]))
}

// exchangeStream is exchange over a stream, where lengths stand before messages.
func exchangeStream(server address, question []byte, deadline time.Time) ([]byte, error) {
	c, err := dial(server, unix.SOCK_STREAM, deadline)
	if err != nil {
		return nil, err
	}
	defer unix.Close(c.fd)
	if err := c.write(append(binary.BigEndian.AppendUint16(nil, uint16(len(question))), question...)); err != nil {
		return nil, err
	}
	length := make([]byte, 2)
	if err := c.readFull(length); err != nil {
		return nil, err
	}
	reply := make([]byte, binary.BigEndian.Uint16(length))
	if err := c.readFull(reply); err != nil {
		return nil, err
	}
	if !answers(reply, question) {
		return nil, errFormat
	}
	return reply, nil
}

// conversation is a connection to a name server.
type conversation struct {
	fd       int
	deadline time.Time
}

func dial(server address, kind int, deadline time.Time) (c conversation, err error) {
	fd, err := open(server.family(), kind, 0)
	if err != nil {
		return c, err
	}
	c = conversation{fd, deadline}
	if err = unix.SetNonblock(fd, true); err == nil {
		if err = connectTo(fd, &server); err == unix.EINPROGRESS {
			err = c.await(unix.POLLOUT)
		}
	}
	if err != nil {
		unix.Close(fd)
	}
	return c, err
}

func (c *conversation) await(events int16) error {
	for {
		left := time.Until(c.deadline)
		if left <= 0 {
			return errTimeout
		}
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(c.fd), Events: events}}, int(left.Milliseconds())+1)
		if err != unix.EINTR && (err != nil || n > 0) {
			return err
		}
	}
}

// write sends a question, which fits into what the system keeps for a socket.
func (c *conversation) write(b []byte) error {
	if err := c.await(unix.POLLOUT); err != nil {
		return err
	}
	_, err := unix.Write(c.fd, b)
	return err
}

func (c *conversation) read(b []byte) (int, error) {
	if err := c.await(unix.POLLIN); err != nil {
		return 0, err
	}
	return unix.Read(c.fd, b)
}

func (c *conversation) readFull(b []byte) error {
	for len(b) > 0 {
		n, err := c.read(b)
		if err != nil {
			return err
		}
		if n == 0 {
			return errFormat
		}
		b = b[n:]
	}
	return nil
}

// decodeName reads a name that begins somewhere in a message; next is behind it, 0:
// there is none.
func decodeName(message []byte, at int) (name string, next int) {
	var labels []string
	for range mostLabels {
		if at >= len(message) {
			return "", 0
		}
		n := int(message[at])
		switch {
		case n == 0:
			if next == 0 {
				next = at + 1
			}
			return strings.Join(labels, "."), next
		case n&0xc0 == 0xc0: // the rest stands elsewhere
			if at+1 >= len(message) {
				return "", 0
			}
			if next == 0 {
				next = at + 2
			}
			at = n&0x3f<<8 | int(message[at+1])
		case at+1+n > len(message):
			return "", 0
		default:
			labels = append(labels, string(message[at+1:at+1+n]))
			at += 1 + n
		}
	}
	return "", 0
}

// decodeAnswers reads the records of an answer.
func decodeAnswers(message []byte) (records []record, err error) {
	at := dnsHeader
	for range binary.BigEndian.Uint16(message[4:]) {
		_, next := decodeName(message, at)
		if next == 0 {
			return nil, errFormat
		}
		at = next + 4
	}
	for range binary.BigEndian.Uint16(message[6:]) {
		name, next := decodeName(message, at)
		if next == 0 || next+10 > len(message) {
			return nil, errFormat
		}
		r := record{name: name, kind: binary.BigEndian.Uint16(message[next:])}
		start := next + 10
		at = start + int(binary.BigEndian.Uint16(message[next+8:]))
		if at > len(message) {
			return nil, errFormat
		}
		r.data = message[start:at]
		if r.kind == recordPtr || r.kind == recordCName {
			r.text, _ = decodeName(message, start)
		}
		records = append(records, r)
	}
	return records, nil
}
