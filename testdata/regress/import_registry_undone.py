# The registry of codecs was made by a transaction that imported _codecs and was
# undone: it stayed, with a function of which nothing was left.
import threading


def look():
    start.wait()
    for _ in range(5):
        for name in "nosuch", "rot13", "cp437":
            try:
                "a".encode(name)
            except LookupError:
                pass


for _ in range(2):
    start = threading.Barrier(8)
    threads = [threading.Thread(target=look) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
print("a".encode("cp437"))
