// Package thread is Python's modules _thread and _stm: threads, locks, thread
// locals and atomic blocks.
//
// In: the threads, locks and atomic blocks of scheduler. Out: the native types
// and functions under CPython's names, for the pure-Python threading, queue and
// concurrent.futures, and for stm (lib/py). Main invariant: a function that
// waits does so through scheduler.Thread, with its references in the frame.
//
// Only the composition root imports it, for its registration.
package thread
