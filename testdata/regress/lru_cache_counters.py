"""cache_info() counts each call once, even if the transaction of the call was run twice."""
import functools
import threading


@functools.lru_cache(maxsize=None)
def square(n):
    return n * n


@functools.lru_cache(maxsize=8)
def half(n):
    return n // 2


def work(k):
    for n in range(200):
        square(n % 20)
    with lock:
        for n in range(40):
            half(n % 10)


lock = threading.Lock()
for n in range(100):
    square(n % 20)
    half(n % 10)
print(square.cache_info(), half.cache_info())
threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
info = square.cache_info()
print(info.hits + info.misses, info.misses, info.currsize)
info = half.cache_info()
print(info.hits + info.misses, info.currsize)
