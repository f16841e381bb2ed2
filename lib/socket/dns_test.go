package socket

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// reply makes the message that answers a question with records whose name is the
// question's.
func reply(question []byte, records ...record) []byte {
	b := slices.Clone(question)
	binary.BigEndian.PutUint16(b[2:], isResponse|wantsRecurse)
	binary.BigEndian.PutUint16(b[6:], uint16(len(records)))
	for _, r := range records {
		b = append(b, 0xc0, dnsHeader)
		b = binary.BigEndian.AppendUint16(b, r.kind)
		b = binary.BigEndian.AppendUint16(b, classIN)
		b = append(b, 0, 0, 0, 60)
		b = binary.BigEndian.AppendUint16(b, uint16(len(r.data)))
		b = append(b, r.data...)
	}
	return b
}

func TestAnswers(t *testing.T) {
	question, ok := encodeQuestion("www.example.org", recordA)
	if !ok {
		t.Fatal("no question")
	}
	target := append([]byte("\x05other"), 0xc0, dnsHeader+4) // other.example.org
	message := reply(question, record{kind: recordCName, data: target}, record{kind: recordA, data: []byte{192, 0, 2, 1}})
	if !answers(message, question) {
		t.Error("an answer is taken for none")
	}
	records, err := decodeAnswers(message)
	if err != nil || len(records) != 2 {
		t.Fatal(records, err)
	}
	if r := records[0]; r.name != "www.example.org" || r.text != "other.example.org" {
		t.Errorf("%+v", r)
	}
	if r := records[1]; r.kind != recordA || !slices.Equal(r.data, []byte{192, 0, 2, 1}) {
		t.Errorf("%+v", r)
	}
	message[0]++
	if answers(message, question) {
		t.Error("an answer with another number is taken")
	}
}

// TestBroken: nothing that a server may send does more than fail.
func TestBroken(t *testing.T) {
	question, _ := encodeQuestion("a.b", recordAAAA)
	whole := reply(question, record{kind: recordPtr, data: []byte("\x01x\x01y\x00")})
	for n := dnsHeader; n < len(whole); n++ {
		if _, err := decodeAnswers(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes are a whole answer", n, len(whole))
		}
	}
	self := append(slices.Clone(question[:dnsHeader]), 0xc0, dnsHeader, 0, 1, 0, 1) // a name that points to itself
	if _, err := decodeAnswers(self); err == nil {
		t.Error("a name without an end is one")
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"192.0.2.1", "1.2.0.192.in-addr.arpa"},
		{"2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"},
	} {
		if got := reverseName(netip.MustParseAddr(c.address)); got != c.want {
			t.Errorf("%s: %s, want %s", c.address, got, c.want)
		}
	}
	c := servers{search: []string{"example.org"}, dots: 1}
	for name, want := range map[string][]string{
		"host": {"host.example.org", "host"}, "a.host": {"a.host", "a.host.example.org"}, "host.": {"host"},
	} {
		if got := c.candidates(name); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	if _, ok := encodeQuestion("a..b", recordA); ok {
		t.Error("an empty label is asked for")
	}
}

// TestConversation asks a server on this machine.
func TestConversation(t *testing.T) {
	fd, err := open(unix.AF_INET, unix.SOCK_DGRAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	loopback := internetAddress(netip.MustParseAddr("127.0.0.1"), 0, 0, 0)
	if err := bindTo(fd, &loopback); err != nil {
		t.Fatal(err)
	}
	where, err := getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		b := make([]byte, 512)
		n, from, err := unix.Recvfrom(fd, b, 0)
		if err != nil {
			return
		}
		forged := reply(b[:n], record{kind: recordA, data: []byte{1, 1, 1, 1}})
		forged[1]++
		unix.Sendto(fd, forged, 0, from)
		unix.Sendto(fd, reply(b[:n], record{kind: recordA, data: []byte{192, 0, 2, 7}}), 0, from)
	}()
	question, _ := encodeQuestion("example.org", recordA)
	message, err := exchange(where, question, 10*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	records, err := decodeAnswers(message)
	if err != nil || len(records) != 1 || !slices.Equal(records[0].data, []byte{192, 0, 2, 7}) {
		t.Error(records, err)
	}
}
