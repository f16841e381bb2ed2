# State machines: a traffic light, a vending machine, a protocol parser made from decorators.
class Machine:
    states, start = {}, None
    def __init_subclass__(cls):
        cls.states = {}
        for name, f in vars(cls).items():
            for state, event in getattr(f, "_on", ()): cls.states.setdefault(state, {})[event] = name
    def __init__(self): self.state, self.trace = self.start, []
    def fire(self, event, *args):
        table = self.states.get(self.state, {})
        name = table.get(event, table.get("*"))
        if name is None: raise ValueError(f"{type(self).__name__}: no {event!r} in state {self.state!r}")
        old, new = self.state, getattr(self, name)(*args)
        if new is not None: self.state = new
        self.trace.append(f"{old}-{event}->{self.state}")
        return self.state
def on(state, event):
    def deco(f): f._on = (*getattr(f, "_on", ()), (state, event)); return f
    return deco
class Light(Machine):
    start = "red"
    @on("red", "timer")
    def go(self): return "green"
    @on("green", "timer")
    def slow(self): return "yellow"
    @on("yellow", "timer")
    def stop(self): return "red"
    @on("red", "power")
    @on("green", "power")
    @on("yellow", "power")
    def off(self): return "dark"
    @on("dark", "*")
    def nothing(self, *a): pass
class Vending(Machine):
    start = "idle"
    prices = {"tea": 120, "cola": 200}
    def __init__(self): super().__init__(); self.credit, self.out, self.stock = 0, [], {"tea": 2, "cola": 1}
    @on("idle", "coin")
    @on("paid", "coin")
    def coin(self, n):
        if n not in (10, 50, 100): self.out.append(f"returned {n}"); return
        self.credit += n; return "paid"
    @on("paid", "select")
    def select(self, what):
        if not self.stock.get(what): self.out.append(f"no {what}"); return
        if self.credit < self.prices[what]: self.out.append(f"{what} costs {self.prices[what]}"); return
        self.stock[what] -= 1; self.credit -= self.prices[what]; self.out.append(what)
        return self.change()
    @on("paid", "cancel")
    def change(self):
        for c in (100, 50, 10):
            n, self.credit = divmod(self.credit, c); self.out += [c] * n
        return "idle"
l = Light()
print([l.fire("timer") for _ in range(5)], l.fire("power"), l.fire("timer"), l.fire("x", 1, 2), l.trace[-1], Light.states)
v = Vending()
for e in (("coin", 100), ("coin", 25), ("select", "tea"), ("coin", 50), ("select", "tea"), ("select", "tea"), ("coin", 100), ("coin", 100), ("coin", 50), ("select", "water"), ("select", "cola"), ("coin", 10), ("select", "cola"), ("cancel",)):
    try: print(e, v.fire(*e), v.credit, v.out); v.out.clear()
    except ValueError as x: print(e, x)
print(v.trace)
def frames(data):
    """A generator machine: STX len payload sum, resynchronising after garbage."""
    state, need, buf, good, bad = "sync", 0, bytearray(), [], 0
    for b in data:
        if state == "sync":
            if b == 2: state = "len"
            else: bad += 1
        elif state == "len": need, state = b, "body" if b else "sum"; buf.clear()
        elif state == "body":
            buf.append(b); need -= 1
            if not need: state = "sum"
        else:
            if sum(buf) & 0xFF == b: good.append(bytes(buf))
            else: bad += len(buf) + 3
            state = "sync"
    return good, bad, state
def frame(p): return bytes([2, len(p)]) + p + bytes([sum(p) & 0xFF])
stream = b"junk" + frame(b"hello") + frame(b"") + b"\xff" + frame(bytes(range(10)))[:-1] + b"\x00" + frame(b"again") + b"\x02\x05par"
print(frames(stream), frames(b""), frames(b"\x02"))
def gen_machine():
    state, words = "out", []
    while True:
        c = yield state, len(words)
        if c is None: return words
        if state == "out" and c.isalpha(): state = "in"; words.append(c)
        elif state == "in" and c.isalpha(): words[-1] += c
        else: state = "out"
g = gen_machine(); next(g); print([g.send(c) for c in "ab c, d"])
try: g.send(None)
except StopIteration as e: print(e.value)
