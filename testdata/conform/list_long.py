"""Long lists that grow, alone and with threads."""
import random
import threading

print(list(range(0)), list(range(5, 2)), list(range(10, 0, -3)), list(range(2**47 - 3, 2**47 - 1)))
print(list(range(2**47 - 2, 2**47 + 2)), list(range(-2**47, -2**47 + 2)), list(range(0, 2**60, 2**58)))
r = random.Random(3)
print(r.choices("abc", cum_weights=[1, 2.5, 4], k=10), r.choices([1], weights=[2], k=3), r.choices("ab", [1, 3], k=0))

ints, texts = [], []
for i in range(60000):
    ints.append(i)
    if i % 3 == 0:
        texts.append(str(i))
print(len(ints), sum(ints), len(texts), ints[-5:], texts[-3:])
ints.extend(range(10000))
ints[5:5] = list(range(7000))
print(len(ints), sum(ints), ints[:10], ints[-1])
for i in range(100):
    ints.insert(3, i)
print(ints[:5], sum(ints))
del ints[10:50000]
ints += ints
ints += ints
print(len(ints), sum(ints))


def work(k):
    for i in range(k, 30000, 3):
        ints.append(i)
        texts.append(i)


threads = [threading.Thread(target=work, args=(k,)) for k in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(ints), sum(ints), len(texts))
for i in range(40000):
    ints.append(i)
print(len(ints), sum(ints), ints[-3:], ints[1234], sum(x for x in texts if type(x) is int))
