"""What a loop counts in its own frame is counted once, whatever becomes of the
transactions that begin in the functions it calls."""
import random
import threading


class Forest:
    def __init__(self, count):
        self.parent = list(range(count))
        self.size = [1] * count
        self.lock = threading.Lock()

    def find(self, v):
        parent = self.parent
        while parent[v] != v:
            parent[v] = v = parent[parent[v]]
        return v

    def union(self, a, b):
        with self.lock:
            a = self.find(a)
            b = self.find(b)
            if a == b:
                return False
            if self.size[a] < self.size[b]:
                a, b = b, a
            self.parent[b] = a
            self.size[a] += self.size[b]
            return True


def parse(line):
    source, target, weight = line.split("\t")
    return int(source), int(target), float(weight)


class Loader:
    def __init__(self, threads):
        rng = random.Random(1)
        self.forest = Forest(800)
        self.lines = []
        for i in range(800):
            a = rng.randrange(800)
            b = a + rng.randrange(1, 20) if i % 50 else rng.randrange(800)
            self.lines.append(f"{a}\t{b % 800}\t{rng.randrange(100) / 100:.3f}")
        self.threads = threads
        self.joined = [0] * threads
        self.skipped = [0] * threads

    def work(self, k):
        joined = skipped = 0
        n = len(self.lines) // self.threads
        for line in self.lines[k * n:k * n + n]:
            source, target, weight = parse(line)
            if weight < 0.25:
                skipped += 1
            elif self.forest.union(source, target):
                joined += 1
        self.joined[k] = joined
        self.skipped[k] = skipped


counts = set()
for _ in range(2):
    loader = Loader(4)
    threads = [threading.Thread(target=loader.work, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts.add((sum(loader.joined), sum(loader.skipped)))
print(counts)
