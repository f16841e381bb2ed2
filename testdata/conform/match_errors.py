# match: protocol of class patterns, errors, bindings that stay, order of evaluation.
class Base:
    def __init__(self, **k): self.__dict__.update(k)
class NoArgs(Base): pass
class BadType(Base): __match_args__ = 5
class BadElem(Base): __match_args__ = (1,)
class ListArgs(Base): __match_args__ = ["a"]
class Dup(Base): __match_args__ = ("a", "b")
def t(f):
    try: print(f.__name__, f())
    except Exception as e: print(f.__name__, type(e).__name__, e)
def too_many():
    match NoArgs(a=1):
        case NoArgs(1): return "m"
def too_many2():
    match Dup(a=1, b=2):
        case Dup(1, 2, 3): return "m"
def bad_type():
    match BadType():
        case BadType(1): return "m"
def bad_elem():
    match BadElem():
        case BadElem(1): return "m"
def list_args():
    match ListArgs(a=1):
        case ListArgs(1): return "m"
def dup():
    match Dup(a=1, b=2):
        case Dup(1, a=1): return "m"
def not_class():
    match 5:
        case print(): return "m"
def int_two():
    match 5:
        case int(5, 6): return "m"
def missing_attr():
    match Dup(a=1):
        case Dup(1, 2): return "matched"
    return "no match"
def none_fits():
    match 1:
        case 2: return "x"
def eq_raises():
    class E:
        def __eq__(self, o): raise ValueError("eq")
    match E():
        case 1: return "x"
for f in (too_many, too_many2, bad_type, bad_elem, list_args, dup, not_class, int_two, missing_attr, none_fits, eq_raises): t(f)
class Log:
    __match_args__ = ("a", "b")
    @property
    def a(self): print("get a", end=" "); return 1
    @property
    def b(self): print("get b", end=" "); return 2
match Log():
    case Log(9, 9): pass
    case Log(b=3): pass
    case Log(1, b=2): print("matched")
class Meta(type):
    def __instancecheck__(cls, o): print("instancecheck", end=" "); return o == 42
class Weird(metaclass=Meta): pass
match 42:
    case Weird(): print("weird")
match (1, 2, 3):
    case (a, b): pass
    case (a, 2, 9): pass
    case (_, _, c) if c == 99: pass
    case _: print({k: v for k, v in globals().items() if k in ("a", "b", "c")})
def subject(): print("subject once", end=" "); return 7
def guard(v): print("guard", v, end=" "); return False
match subject():
    case x if guard(1): pass
    case 7 | 8 if guard(2): pass
    case int() as y if not guard(3): print("y", y, "x", x)
class Seq:
    def __len__(self): print("len", end=" "); return 2
    def __getitem__(self, i): print("get", i, end=" "); return (0, 1)[i]
import collections.abc
collections.abc.Sequence.register(Seq)
match Seq():
    case [0, 1, 2]: print("three")
    case [0, 5]: print("no")
    case [a, b]: print("two", a, b)
class Map(dict):
    def get(self, k, d=None): print("get", k, end=" "); return super().get(k, d)
    def __getitem__(self, k): print("item", k, end=" "); return super().__getitem__(k)
match Map(a=1, b=2):
    case {"a": 5}: pass
    case {"a": 1, "z": _}: pass
    case {"a": 1, **r}: print(r)
match collections.defaultdict(list):
    case {"x": _}: print("made")
    case d: print("not made", dict(d))
for src in ("match x:\n case a, a: pass", "match x:\n case {'k': 1, 'k': 2}: pass", "match x:\n case [*a, *b]: pass", "match x:\n case A(b=1, b=2): pass", "match x:\n case a | 1: pass", "match x:\n case (a | a): pass", "match x:\n case 1 | [a]: pass", "match x:\n case {**_}: pass", "match x:\n case _ as y: pass\n case 1: pass", "match x:\n case f'{a}': pass", "match x:\n case 1 + 1: pass", "match x:\n case -a: pass", "match x:\n case a.b(): pass", "match x:\n case {a: 1}: pass", "match x:\n case A(1, b=2, 3): pass", "match x:\npass", "match x:\n pass", "match x: case 1: pass", "match x:\n case 1 as a.b: pass", "match x:\n case 1 as _: pass", "match (yield): pass", "match x:\n case (1, 2): pass\n else: pass", "match x, *y:\n case z: pass"):
    try: compile(src, "<s>", "exec"); print(repr(src), "ok")
    except SyntaxError as e: print(repr(src), e.msg)
