package poll

const pipeBuf = 4096

// systemConstants are those that are not the same everywhere, as in poll.h.
var systemConstants = map[string]int64{"POLLWRNORM": 0x100, "POLLWRBAND": 0x200, "POLLMSG": 0x400, "POLLRDHUP": 0x2000}
