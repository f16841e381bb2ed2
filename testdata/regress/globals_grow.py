"""The table of globals is replaced while threads count in one of them: no count is lost."""
import threading

source = """
n = 0
lock = threading.Lock()

def add(count):
    global n
    for _ in range(count):
        with lock:
            n += 1

def grow(count):
    names = globals()
    for i in range(count):
        names["v%d" % i] = i
"""
lost = 0
for number in range(10):
    space = {"threading": threading}
    exec(source, space)
    work = [(space["add"], 40)] * 3 + [(space["grow"], 60)]
    threads = [threading.Thread(target=f, args=(count,)) for f, count in work]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    lost += 120 - space["n"]
print(lost)
