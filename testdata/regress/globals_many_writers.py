"""Threads that write the same globals under a lock, and read many others meanwhile, do not wait for each other for ever."""
import threading

for number in range(12):
    exec(f"""
count_{number} = 0
other_{number} = 0
lock = threading.RLock()

def work():
    global count_{number}, other_{number}
    for _ in range(6):
        with lock:
            count_{number} += 1
            other_{number} = count_{number} + len(str(number))
            sorted([3, 1, 2], key=lambda v: -v)
            count_{number} += other_{number} - count_{number} - len(str(number))

threads = [threading.Thread(target=work) for _ in range(10)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(number, count_{number}, other_{number})
""")
