package socket

import "golang.org/x/sys/unix"

// The errors of getaddrinfo(3).
const (
	eaiAddrFamily gaiError = -9
	eaiAgain      gaiError = -3
	eaiBadFlags   gaiError = -1
	eaiFail       gaiError = -4
	eaiFamily     gaiError = -6
	eaiNoData     gaiError = -5
	eaiNoName     gaiError = -2
	eaiService    gaiError = -8
	eaiSockType   gaiError = -7
)

// The flags of getaddrinfo(3) and getnameinfo(3).
const (
	aiPassive     = 0x1
	aiCanonName   = 0x2
	aiNumericHost = 0x4
	aiV4Mapped    = 0x8
	aiNumericServ = 0x400
	aiKnown       = aiPassive | aiCanonName | aiNumericHost | aiV4Mapped | aiNumericServ | 0x30 // and what makes no difference here

	niNumericHost  = 0x1
	niNumericServ  = 0x2
	niNameRequired = 0x8
	niDatagram     = 0x10
)

// systemTransports are those that are used only where somebody asks for them.
var systemTransports = []transport{
	{unix.SOCK_DGRAM, unix.IPPROTO_UDPLITE, "udplite", false},
	{unix.SOCK_STREAM, unix.IPPROTO_SCTP, "sctp", false},
	{unix.SOCK_SEQPACKET, unix.IPPROTO_SCTP, "sctp", false},
}

// noNameText is what gai_strerror(3) says of a name that is not known.
const noNameText = "Name or service not known"

// systemConstants are those of Linux, but for families whose addresses cannot be given.
var systemConstants = map[string]int64{
	"AF_ASH": unix.AF_ASH, "AF_ATMPVC": unix.AF_ATMPVC, "AF_ATMSVC": unix.AF_ATMSVC, "AF_AX25": unix.AF_AX25, "AF_BRIDGE": unix.AF_BRIDGE,
	"AF_ECONET": unix.AF_ECONET, "AF_IRDA": unix.AF_IRDA, "AF_KEY": unix.AF_KEY, "AF_LLC": unix.AF_LLC, "AF_NETBEUI": unix.AF_NETBEUI,
	"AF_NETLINK": unix.AF_NETLINK, "AF_NETROM": unix.AF_NETROM, "AF_PPPOX": unix.AF_PPPOX, "AF_RDS": unix.AF_RDS, "AF_ROSE": unix.AF_ROSE,
	"AF_SECURITY": unix.AF_SECURITY, "AF_WANPIPE": unix.AF_WANPIPE, "AF_X25": unix.AF_X25, "IPPROTO_UDPLITE": unix.IPPROTO_UDPLITE,
	"IPV6_RECVERR": unix.IPV6_RECVERR, "IP_FREEBIND": unix.IP_FREEBIND, "IP_RECVERR": unix.IP_RECVERR, "IP_RECVORIGDSTADDR": unix.IP_RECVORIGDSTADDR,
	"IP_TRANSPARENT": unix.IP_TRANSPARENT, "MSG_CMSG_CLOEXEC": unix.MSG_CMSG_CLOEXEC, "MSG_CONFIRM": unix.MSG_CONFIRM, "MSG_ERRQUEUE": unix.MSG_ERRQUEUE,
	"MSG_FASTOPEN": unix.MSG_FASTOPEN, "MSG_MORE": unix.MSG_MORE, "NETLINK_DNRTMSG": unix.NETLINK_DNRTMSG, "NETLINK_FIREWALL": unix.NETLINK_FIREWALL,
	"NETLINK_IP6_FW": unix.NETLINK_IP6_FW, "NETLINK_NFLOG": unix.NETLINK_NFLOG, "NETLINK_ROUTE": unix.NETLINK_ROUTE,
	"NETLINK_USERSOCK": unix.NETLINK_USERSOCK, "NETLINK_XFRM": unix.NETLINK_XFRM, "SCM_CREDENTIALS": unix.SCM_CREDENTIALS,
	"SOCK_CLOEXEC": unix.SOCK_CLOEXEC, "SOCK_NONBLOCK": unix.SOCK_NONBLOCK, "SOL_IP": unix.SOL_IP, "SOL_TCP": unix.SOL_TCP, "SOL_UDP": unix.SOL_UDP,
	"SO_BINDTODEVICE": unix.SO_BINDTODEVICE, "SO_DOMAIN": unix.SO_DOMAIN, "SO_MARK": unix.SO_MARK, "SO_PASSCRED": unix.SO_PASSCRED,
	"SO_PASSSEC": unix.SO_PASSSEC, "SO_PEERCRED": unix.SO_PEERCRED, "SO_PEERSEC": unix.SO_PEERSEC, "SO_PRIORITY": unix.SO_PRIORITY,
	"SO_PROTOCOL": unix.SO_PROTOCOL, "TCP_CONGESTION": unix.TCP_CONGESTION, "TCP_CORK": unix.TCP_CORK, "TCP_DEFER_ACCEPT": unix.TCP_DEFER_ACCEPT,
	"TCP_INFO": unix.TCP_INFO, "TCP_KEEPIDLE": unix.TCP_KEEPIDLE, "TCP_LINGER2": unix.TCP_LINGER2, "TCP_MD5SIG": unix.TCP_MD5SIG,
	"TCP_QUEUE_SEQ": unix.TCP_QUEUE_SEQ, "TCP_QUICKACK": unix.TCP_QUICKACK, "TCP_REPAIR": unix.TCP_REPAIR, "TCP_REPAIR_OPTIONS": unix.TCP_REPAIR_OPTIONS,
	"TCP_REPAIR_QUEUE": unix.TCP_REPAIR_QUEUE, "TCP_SYNCNT": unix.TCP_SYNCNT, "TCP_THIN_DUPACK": unix.TCP_THIN_DUPACK,
	"TCP_THIN_LINEAR_TIMEOUTS": unix.TCP_THIN_LINEAR_TIMEOUTS, "TCP_TIMESTAMP": unix.TCP_TIMESTAMP, "TCP_USER_TIMEOUT": unix.TCP_USER_TIMEOUT,
	"TCP_WINDOW_CLAMP": unix.TCP_WINDOW_CLAMP,

	// Not in x/sys.
	"UDPLITE_RECV_CSCOV": 11, "UDPLITE_SEND_CSCOV": 10,

	// netdb.h
	"EAI_ADDRFAMILY": int64(eaiAddrFamily), "EAI_AGAIN": int64(eaiAgain), "EAI_BADFLAGS": int64(eaiBadFlags), "EAI_FAIL": int64(eaiFail),
	"EAI_FAMILY": int64(eaiFamily), "EAI_MEMORY": -10, "EAI_NODATA": int64(eaiNoData), "EAI_NONAME": int64(eaiNoName), "EAI_OVERFLOW": -12,
	"EAI_SERVICE": int64(eaiService), "EAI_SOCKTYPE": int64(eaiSockType), "EAI_SYSTEM": -11, "AI_PASSIVE": aiPassive, "AI_CANONNAME": aiCanonName,
	"AI_NUMERICHOST": aiNumericHost, "AI_V4MAPPED": aiV4Mapped, "AI_ALL": 0x10, "AI_ADDRCONFIG": 0x20, "AI_NUMERICSERV": aiNumericServ,
	"NI_NUMERICHOST": niNumericHost, "NI_NUMERICSERV": niNumericServ, "NI_NOFQDN": 4, "NI_NAMEREQD": niNameRequired, "NI_DGRAM": niDatagram, "NI_IDN": 32,
	"NI_MAXHOST": 1025, "NI_MAXSERV": 32,
}
