"""A list that has grown in the transaction that made it is whole for whoever gets it later."""
import threading

lock = threading.Lock()
box = [[0] * 3]
done = []
torn = []


def write(rounds):
    for i in range(rounds):
        grown = []
        for k in range(5):
            grown.append(i)
        with lock:
            for k in range(4):
                grown.append(i)
            box[0] = grown
            if i % 3 == 0:
                grown.append(i)
    done.append(True)


def read():
    while not done:
        with lock:
            got = box[0]
            if len(set(got)) != 1 or len(got) not in (3, 9, 10):
                torn.append(list(got))


threads = [threading.Thread(target=write, args=(20_000,))]
threads += [threading.Thread(target=read) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(torn[:1], len(box[0]))
