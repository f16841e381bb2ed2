# yield from: delegation of values, sends, throws, closes and results.
def inner():
    try:
        x = yield "i1"
        print("inner got", x)
        y = yield "i2"
        print("inner got", y)
    except ValueError as e:
        print("inner caught", e)
        yield "after"
    finally: print("inner finally")
    return "inner result"
def outer():
    r = yield from inner()
    print("outer received", r)
    r2 = yield from [1, 2]
    print("list result", r2)
    yield from "ab"
    return "done"
def run(it, *actions):
    try:
        for kind, v in actions:
            print(kind, v, "->", it.send(v) if kind == "send" else it.throw(v) if kind == "throw" else it.close())
        print("rest", list(it))
    except StopIteration as e: print("stop", e.value)
    except Exception as e: print("error", repr(e))
run(outer(), ("send", None), ("send", "A"), ("send", "B"))
run(outer(), ("send", None), ("throw", ValueError("V")))
run(outer(), ("send", None), ("throw", KeyError("K")))
run(outer(), ("send", None), ("close", None))
def tree(t):
    if isinstance(t, list):
        for e in t: yield from tree(e)
    else: yield t
print(list(tree([1, [2, [3, 4], 5], [[6]]])))
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration("it value")
        return self.n
def d(): r = yield from It(); print("r", r); return r
print(list(d()))
g = d(); next(g)
try: g.send(5)
except AttributeError as e: print(e)
class Th(It):
    def throw(self, e): print("throw called", repr(e)); return "thrown"
    def send(self, v): return ("sent", v)
    def close(self): print("close called")
g = d(); 
def dd(): yield from Th()
g = dd(); print(next(g), g.send(7), g.throw(ValueError("x"))); g.close()
def bad(): yield from 5
try: list(bad())
except TypeError as e: print(e)
def sub(): return 1; yield
def chain(*its):
    total = 0
    for i in its: total += (yield from i) or 0
    return total
def valued(n): yield n; return n * 10
g = chain(valued(1), valued(2), sub()); out = []
try:
    while True: out.append(next(g))
except StopIteration as e: print(out, e.value)
def rec(n):
    if n == 0: return "bottom"
    yield n
    return (yield from rec(n - 1)) + str(n)
def show():
    r = yield from rec(4)
    yield r
print(list(show()))
g = outer(); next(g); print(g.gi_yieldfrom.__name__); g.close()
def loop():
    while True:
        try: yield from inner()
        except KeyError: print("looped"); return
g = loop(); print(next(g)); 
try: g.throw(KeyError())
except StopIteration: print("ended")
def exc_in_sub(): yield 1; raise OSError("sub failed")
def catch():
    try: yield from exc_in_sub()
    except OSError as e: yield str(e)
print(list(catch()))
