// Package socket is the module _socket, on which CPython's socket.py stands.
//
// In: system calls, made with addresses in the system's own form, /etc/hosts,
// /etc/services, /etc/protocols and name servers (package net would bring in the C library). Out: the
// module, the class socket, and the errors gaierror and herror.
//
// Main invariant: no call waits in the kernel while the thread may touch the
// heap. A transfer is tried without waiting; where it would have to wait the thread
// blocks in poll(2), which signals interrupt on the main thread, and tries again. All
// that is seen from outside is flagged IO or Blocks; a descriptor made in
// a transaction that is rolled back is closed.
//
// Only the composition root imports it, for its registration.
package socket
