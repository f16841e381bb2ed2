"""Loops inside loops that mostly have nothing to do, and ends that come early."""


def first(links, key):
    node = 0
    for level in range(3, -1, -1):
        ahead = links[node][level]
        while ahead is not None and ahead < key:
            node = ahead
            ahead = links[node][level]
    return node


def roots(parent, wanted):
    found = []
    for v in wanted:
        while parent[v] != v:
            v = parent[v]
        found.append(v)
    return found


def sieve(n):
    prime = [True] * n
    out = []
    for i in range(2, n):
        if prime[i]:
            out.append(i)
            for k in range(i * i, n, i):
                prime[k] = False
    return out


def grid(rows):
    total = 0
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            while cell:
                cell -= 1
                if cell == 2:
                    break
                total += x * y
            else:
                total += 1
        if total % 7 == 3:
            continue
        for cell in row[:y % 3]:
            total -= cell
    return total


def waits(jobs):
    clock, done = 0, []
    while jobs:
        job = jobs.pop()
        while job > 3:
            job -= 2
            clock += 1
            for k in range(job % 2):
                clock += k + 1
        done.append((job, clock))
    return done


def main():
    n = 64
    links = [[None] * 4 for _ in range(n)]
    for level in range(4):
        last = 0
        for k in range(1, n):
            if k % (2 << level) == 0 or level == 0:
                links[last][level] = k
                last = k
    print([first(links, k) for k in range(n)])
    parent = [max(0, v - 1 - v % 5) if v % 4 else v for v in range(80)]
    print(roots(parent, range(80)))
    print(sieve(200))
    print(grid([[(x * y) % 5 for x in range(y % 6)] for y in range(40)]))
    print(waits([k * 7 % 11 for k in range(60)])[-8:])


main()
