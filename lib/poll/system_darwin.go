package poll

const pipeBuf = 512

// systemConstants are those that are not the same everywhere, as in poll.h.
var systemConstants = map[string]int64{"POLLWRNORM": 0x4, "POLLWRBAND": 0x100}
