from dataclasses import dataclass
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f'P({self.x}, {self.y})'
class Color:
    RED = 1
def m(v):
    match v:
        case 0 | 1 | -1: return 'small', v
        case 2.5 | 1 + 2j: return 'num'
        case 'a' | b'b': return 'str'
        case None: return 'none'
        case True | False: return 'bool'
        case []: return 'empty'
        case [x]: return 'one', x
        case [1, x, *rest]: return 'starts with 1', x, rest
        case [*_, 9]: return 'ends with 9'
        case [2, *mid, 2] if mid: return 'twos', mid
        case (a, (b, c)) if a == b: return 'nested', a, b, c
        case [P(x=0) as p, *_] | [_, P(x=0) as p]: return 'p in list', p
        case {'k': 1}: return 'k1'
        case {'k': [a, *_], 'z': z}: return 'k list', a, z
        case {'t': t, **rest}: return 't', t, rest
        case {}: return 'some dict'
        case P(0, 0): return 'origin'
        case P(0, y=y) | P(y, 0): return 'axis', y
        case P(x, P(q, r)): return 'deep', x, q, r
        case str(s): return 'other str', s
        case int(n) | float(n) if n > 100: return 'big', n
        case int() | float(): return 'number'
        case Color.RED: return 'red'
        case other: return 'other', type(other).__name__
for v in (0, -1, 2.5, 1 + 2j, 'a', b'b', None, True, False, [], [5], [1, 2], [1, 2, 3, 4], [3, 4, 9], [2, 3, 2], [2, 2],
          (1, (1, 2)), [P(0, 3), 1], [7, P(0, 1)], {'k': 1}, {'k': [4, 5], 'z': 6}, {'t': 1, 'u': 2}, {}, {'q': 1},
          P(0, 0), P(0, 5), P(6, 0), P(1, P(2, 3)), P(1, 2), 'zz', 1000, 50, 2.0, {1, 2}, range(3), (3, (4, 5))):
    print(v, '->', m(v))
def captures(x):
    match x:
        case [a, b] | {'a': a, 'b': b} | P(a, b): pass
        case {'n': {'m': [_, (a)]}}: b = 'nested'
        case _: a = b = None
    return a, b
print(captures([1, 2]), captures({'b': 3, 'a': 4}), captures(P(5, 6)), captures({'n': {'m': [0, 7]}}), captures(8))
def rebinding(x):
    match x:
        case [x, y] if x > 3: return 'first', x, y
        case [y, x]: return 'second', x, y
        case x: return 'third', x
print(rebinding([5, 1]), rebinding([1, 5]), rebinding(3))
def guards(x):
    log = []
    match x:
        case n if log.append(n) or False: pass
        case n if n := n + 1: log.append(n)
    return log
print(guards(1))
def control():
    out = []
    for v in [1, 'a', None, [1, 2], 5]:
        match v:
            case None: continue
            case [*xs]:
                for x in xs:
                    if x == 2: break
                    out.append(x)
            case 5: break
            case _: out.append(v)
    else: out.append('never')
    return out
print(control())
match (1, 2, 3):
    case a, *b: print(a, b)
match {'x': 1, 'y': 2}:
    case {'x': v, **others}: print(v, others)
@dataclass
class D:
    a: int
    b: str = 'b'
match D(1):
    case D(a, b): print(a, b)
def none_match(x):
    match x:
        case 1: return 1
    return 'fell through'
print(none_match(2))
