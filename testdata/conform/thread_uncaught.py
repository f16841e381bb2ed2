# The text that an uncaught exception of a thread prints; the program goes on.
import threading
def deep(n):
    if n == 0:
        return {}["missing"]
    return deep(n - 1)
def work():
    try:
        deep(2)
    except KeyError as e:
        raise RuntimeError("worker failed") from e
t = threading.Thread(target=work, name="worker-7")
t.start()
t.join()
print("main goes on", t.is_alive())
