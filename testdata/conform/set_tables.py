"""Random operations on sets of ints and of other things: contents and order."""
import random
import threading

OTHERS = [1, 2, 3, -1, -2, 0, True, False, 1.0, 2.5, (1,), (2, 3), 2**50,
          -2**60, 2.0**40, 2**40]
INTS = range(-5, 200)


def step(r, sets, number, out):
    a, b = r.randrange(6), r.randrange(6)
    s, other = sets[a], sets[b]
    mixed = 0.02 if number % 300 < 200 else 0.5
    x = r.choice(OTHERS if r.random() < mixed else INTS)
    match r.randrange(20):
        case 0: s.discard(x)
        case 1: sets[a] = s | other
        case 2: sets[a] = s & other
        case 3: sets[a] = s - other
        case 4: sets[a] = s ^ other
        case 5: s |= other
        case 6: s -= other
        case 7: s ^= {x, 7}
        case 8 if number % 4 == 0: s &= other
        case 9 if s: out.append(s.pop())
        case 10 if number % 16 == 0: s.clear()
        case 11: sets[a] = set(other)
        case 12: s.update({i: 1 for i in r.sample(INTS, 5)})
        case 13: s.update(r.sample(INTS, 3))
        case 14: out.append((x in s, s <= other, s == other, s.isdisjoint(other)))
        case _: s.add(x)


def play(seed, out):
    r = random.Random(seed)
    sets = [set() for _ in range(6)]
    for number in range(2500):
        step(r, sets, number, out)
        if number % 50 == 0:
            out.append([list(s) for s in sets])


outs = [[] for _ in range(4)]
threads = [threading.Thread(target=play, args=(seed, outs[seed])) for seed in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
play(3, outs[3])
for out in outs:
    for x in out:
        print(x)
