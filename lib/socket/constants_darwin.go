package socket

import "golang.org/x/sys/unix"

// The errors of getaddrinfo(3).
const (
	eaiAddrFamily gaiError = 1
	eaiAgain      gaiError = 2
	eaiBadFlags   gaiError = 3
	eaiFail       gaiError = 4
	eaiFamily     gaiError = 5
	eaiNoData     gaiError = 7
	eaiNoName     gaiError = 8
	eaiService    gaiError = 9
	eaiSockType   gaiError = 10
)

// The flags of getaddrinfo(3) and getnameinfo(3).
const (
	aiPassive     = 0x1
	aiCanonName   = 0x2
	aiNumericHost = 0x4
	aiV4Mapped    = 0x800
	aiNumericServ = 0x1000
	aiKnown       = aiPassive | aiCanonName | aiNumericHost | aiV4Mapped | aiNumericServ | 0x700 // and what makes no difference here

	niNumericHost  = 0x2
	niNumericServ  = 0x8
	niNameRequired = 0x4
	niDatagram     = 0x10
)

// systemTransports: there are no more than everywhere.
var systemTransports []transport

// noNameText is what gai_strerror(3) says of a name that is not known.
const noNameText = "nodename nor servname provided, or not known"

// systemConstants are those of macOS.
var systemConstants = map[string]int64{
	"SO_USELOOPBACK": unix.SO_USELOOPBACK, "LOCAL_PEERCRED": unix.LOCAL_PEERCRED, "SO_NOSIGPIPE": unix.SO_NOSIGPIPE, "TCP_KEEPALIVE": unix.TCP_KEEPALIVE,
	"TCP_CONNECTION_INFO": unix.TCP_CONNECTION_INFO, "AF_SYSTEM": unix.AF_SYSTEM, "AF_LINK": unix.AF_LINK, "MSG_EOF": unix.MSG_EOF,
	"IPPROTO_GGP": unix.IPPROTO_GGP, "IPPROTO_IPV4": unix.IPPROTO_IPV4, "IPPROTO_MAX": unix.IPPROTO_MAX, "IPPROTO_ND": unix.IPPROTO_ND,
	"IPPROTO_XTP": unix.IPPROTO_XTP, "IPPROTO_EON": unix.IPPROTO_EON, "SCM_CREDS": unix.SCM_CREDS,

	// netdb.h
	"EAI_ADDRFAMILY": int64(eaiAddrFamily), "EAI_AGAIN": int64(eaiAgain), "EAI_BADFLAGS": int64(eaiBadFlags), "EAI_FAIL": int64(eaiFail),
	"EAI_FAMILY": int64(eaiFamily), "EAI_MEMORY": 6, "EAI_NODATA": int64(eaiNoData), "EAI_NONAME": int64(eaiNoName), "EAI_SERVICE": int64(eaiService),
	"EAI_SOCKTYPE": int64(eaiSockType), "EAI_SYSTEM": 11, "EAI_BADHINTS": 12, "EAI_PROTOCOL": 13, "EAI_MAX": 15, "EAI_OVERFLOW": 14,
	"AI_PASSIVE": aiPassive, "AI_CANONNAME": aiCanonName, "AI_NUMERICHOST": aiNumericHost, "AI_NUMERICSERV": aiNumericServ, "AI_ALL": 0x100,
	"AI_V4MAPPED_CFG": 0x200, "AI_ADDRCONFIG": 0x400, "AI_V4MAPPED": aiV4Mapped, "AI_MASK": 0x1407, "AI_DEFAULT": 0x600, "NI_NOFQDN": 1,
	"NI_NUMERICHOST": niNumericHost, "NI_NAMEREQD": niNameRequired, "NI_NUMERICSERV": niNumericServ, "NI_DGRAM": niDatagram, "NI_MAXHOST": 1025,
	"NI_MAXSERV": 32,
}
