# Which operands are evaluated, in every construct that stops early.
log = []
def t(n, v=True): log.append(n); return v
def show(r): print(r, log); log.clear()
show(t(1) and t(2)); show(t(1, 0) and t(2)); show(t(1) or t(2)); show(t(1, "") or t(2, [])); show(t(1) and t(2, 0) or t(3)); show(not t(1, 0) and t(2)); show(t(1, 1) < t(2, 0) < t(3, 5)); show(t(1, 1) < t(2, 2) < t(3, 3)); show(t(1, 5) == t(2, 5) != t(3, 6) > t(4, 1)); show(t("a") if t("c", 0) else t("b"))
show(any(t(i, i == 2) for i in range(5))); show(all(t(i, i < 2) for i in range(5))); show(next((i for i in range(9) if t(i, i > 2)), None)); show(5 in (t(i, i * 5) for i in range(4))); show([x for x in range(3) if t(x, x % 2) and t(x + 10, 1)])
show((t(1, 0) or t(2, 0)) and t(3) or t(4)); show(t(1) and (t(2, 0) or t(3, 0)) or t(4, "end")); show({t("k"): t("v")}); show([t(1), *[t(2)], t(3)]); show(f"{t(1)}{t(2)}"); show(t(1, [0, 9])[t(2, 1)]); show((lambda a=t("default"): a)())
def f(*a, **k): return len(a) + len(k)
show(f(t(1), *[t(2)], k=t(3), **{"z": t(4)})); show(t(1, f)(t(2))); show(t(2, 8) - t(3, 3) * t(4, 2)); show(t(1, 2) ** t(2, 3) ** t(3, 0)); show(-t(1, 5)); show((t(1), t(2))[0]); x = [0, 0]; x[t("i", 1)] = t("v", 7); show(x); x[t("i", 0)] += t("v", 2); show(x)
a = b = t("once"); show(a is b); c, d = t(1), t(2); show((c, d)); del x[t("del", 0)]; show(x)
try: assert t("cond", False), t("msg", "m")
except AssertionError as e: show(str(e))
assert t("ok"), t("never"); show("passed")
while t("w", len(log) < 2): t("body")
show("loop")
match t("subject", 3):
    case 1 if t("no"): pass
    case 3 if t("g1", 0): pass
    case n if t("g2"): show(n)
with __import__("io").StringIO(t("s", "x")) as h: show(h.read())
for v in t("iter", [1, 2]): t(v)
show("for"); print(0 or None or [] or "last", 1 and "a" and {}, None and 1 / 0, not [] or 1 / 0, (0 and 1) == 0)
