# Elevators, traffic, epidemics and queues: simulations with seeded random numbers of our own and of the library.
import random, itertools
from collections import deque, Counter
class Elevator:
    def __init__(self, floors, cap): self.floor, self.dir, self.floors, self.cap, self.inside, self.delivered, self.moves = 0, 1, floors, cap, [], [], 0
    def step(self, t, waiting):
        out = [p for p in self.inside if p[1] == self.floor]; self.inside = [p for p in self.inside if p[1] != self.floor]; self.delivered += [(p, t) for p in out]
        q = waiting[self.floor]
        while q and len(self.inside) < self.cap: self.inside.append(q.popleft())
        want = [p[1] for p in self.inside] + [f for f in range(self.floors) if waiting[f]]
        if not want: return
        if not any((f - self.floor) * self.dir > 0 for f in want): self.dir = -self.dir
        if any((f - self.floor) * self.dir > 0 for f in want): self.floor += self.dir; self.moves += 1
def elevators(seed, n, cap):
    r = random.Random(seed); waiting = [deque() for _ in range(10)]; cars = [Elevator(10, cap) for _ in range(n)]; total = 0
    for t in itertools.count():
        if t < 200 and r.random() < 0.3: a, b = r.sample(range(10), 2); waiting[a].append((a, b, t)); total += 1
        for c in cars: c.step(t, waiting)
        if t >= 200 and sum(len(c.delivered) for c in cars) == total: break
    times = sorted(t - p[2] for c in cars for p, t in c.delivered); return total, t, sum(times) / total, times[-1], [c.moves for c in cars]
for n in (1, 2, 3): print(n, elevators(42, n, 6))
def epidemic(seed, n, days):
    r = random.Random(seed); state = ["S"] * n; state[0] = "I"; age = [0] * n; hist = []
    for _ in range(days):
        for i in [i for i, s in enumerate(state) if s == "I"]:
            for j in r.sample(range(n), 4):
                if state[j] == "S" and r.random() < 0.15: state[j] = "I"
            age[i] += 1
            if age[i] > 5: state[i] = "R"
        hist.append(tuple(state.count(k) for k in "SIR"))
    return hist
h = epidemic(7, 150, 30); print(h[::5], max(i for _, i, _ in h))
def traffic(n, cars, vmax, p, steps, seed):
    r = random.Random(seed); pos = sorted(r.sample(range(n), cars)); v = [0] * cars; out = []
    for _ in range(steps):
        gaps = [(pos[(i + 1) % cars] - pos[i] - 1) % n for i in range(cars)]; v = [min(v[i] + 1, vmax, gaps[i]) for i in range(cars)]; v = [max(0, x - (r.random() < p)) for x in v]; pos = [(x + d) % n for x, d in zip(pos, v)]
        out.append("".join(str(v[pos.index(k)]) if k in pos else "." for k in range(n)))
    return out
print("\n".join(traffic(50, 14, 4, 0.3, 8, 3)))
r = random.Random(99); walk = list(itertools.accumulate(r.choice((-1, 1)) for _ in range(1000))); print(min(walk), max(walk), walk[-1], sum(a * b < 0 for a, b in zip(walk, walk[1:])), Counter(map(abs, walk)).most_common(3))
inside = sum(r.random() ** 2 + r.random() ** 2 < 1 for _ in range(5000)); print(4 * inside / 5000, Counter(sum(r.randint(1, 6) for _ in range(3)) for _ in range(1000)).most_common(4), [r.gauss(10, 2) for _ in range(3)], r.choices("abc", [5, 3, 1], k=12), sorted(r.sample(range(50), 8)))
def monty(switch, n, r):
    wins = 0
    for _ in range(n):
        car, pick = r.randrange(3), r.randrange(3); opened = next(d for d in range(3) if d not in (car, pick)); wins += (next(d for d in range(3) if d not in (pick, opened)) if switch else pick) == car
    return wins
print(monty(True, 1000, r), monty(False, 1000, r)); deck = [f"{v}{s}" for s in "SHDC" for v in "A23456789TJQK"]; r.shuffle(deck); print(deck[:13], r.getstate()[1][:3] == r.getstate()[1][:3])
def markov(text, n, r):
    table = {}
    for a, b in itertools.pairwise(text.split()): table.setdefault(a, []).append(b)
    w = "the"; out = [w]
    for _ in range(n): w = r.choice(table.get(w) or ["the"]); out.append(w)
    return " ".join(out)
print(markov("the cat sat on the mat and the dog sat on the cat and the mat was the end", 20, r))
