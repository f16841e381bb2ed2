"""Operations on dicts and sets with keys that have a Python __eq__ call it as often as CPython does."""
calls = []


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 7

    def __eq__(self, other):
        calls.append((self.name, getattr(other, "name", other)))
        return isinstance(other, Key) and self.name[0] == other.name[0]

    def __repr__(self):
        return self.name


def show(what, f):
    calls.clear()
    try:
        r = f()
    except KeyError as e:
        r = e
    print(what, r, calls)


def delete(d, k):
    del d[k]


def store(d, k):
    d[k] = 1


def fresh():
    return {Key("a1"): 1, Key("b1"): 2}


show("del", lambda: delete(fresh(), Key("a2")))
show("del b", lambda: delete(fresh(), Key("b2")))
show("del missing", lambda: delete(fresh(), Key("c2")))
show("pop", lambda: fresh().pop(Key("a3")))
show("pop default", lambda: fresh().pop(Key("c3"), None))
show("get", lambda: fresh().get(Key("b3")))
show("in", lambda: Key("b4") in fresh())
show("store", lambda: store(fresh(), Key("b5")))
show("store new", lambda: store(fresh(), Key("n5")))
show("setdefault", lambda: fresh().setdefault(Key("b6"), 9))
show("setdefault new", lambda: fresh().setdefault(Key("m6"), 9))
show("item", lambda: fresh()[Key("b7")])
show("discard", lambda: {Key("x1"), Key("y1")}.discard(Key("x2")))
show("remove", lambda: {Key("x1"), Key("y1")}.remove(Key("y2")))
show("remove missing", lambda: {Key("x1")}.remove(Key("y2")))
show("add", lambda: {Key("x1")}.add(Key("x3")))
show("add new", lambda: {Key("x1")}.add(Key("z3")))
show("in set", lambda: Key("z4") in {Key("x1")})
d, s = fresh(), {Key("x1")}
show("old del", lambda: delete(d, Key("a2")))
show("old pop", lambda: d.pop(Key("b2")))
show("old store", lambda: store(d, Key("n5")))
show("old add", lambda: s.discard(Key("x5")))
