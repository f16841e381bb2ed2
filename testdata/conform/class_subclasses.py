"""__subclasses__: the order, after other bases, and from many threads."""

import threading


class A:
    pass


class B:
    pass


names = lambda c: [s.__name__ for s in c.__subclasses__()]

for k in range(5):
    type(f"C{k}", (A,), {})
kept = [type(f"K{k}", (A,), {"n": k}) for k in range(20)]
print([n for n in names(A) if n[0] == "K"], names(B))

kept[3].__bases__ = (B,)
kept[7].__bases__ = (B, A)
print([n for n in names(A) if n[0] == "K"], names(B))
kept[3].__bases__ = (A,)
kept[7].__bases__ = (A, B)
print([n for n in names(A) if n[0] == "K"], names(B))
kept[3].n = 5
A.later = "seen"
print(kept[3].later, kept[3].n, kept[7].later)

made = [None] * 8


def work(me):
    made[me] = [type(f"T{me}_{k}", (B,), {}) for k in range(25)]


team = [threading.Thread(target=work, args=(k,)) for k in range(8)]
for t in team:
    t.start()
for t in team:
    t.join()
found = names(B)
print(len(found), sorted(found) == sorted([c.__name__ for m in made for c in m] + ["K7"]))
for me in range(8):
    mine = [n for n in found if n.startswith(f"T{me}_")]
    assert mine == [f"T{me}_{k}" for k in range(25)], mine
B.late = 1
print(all(c.late == 1 for m in made for c in m))
