def f(x):
    match x:
        case 1 | 'a' | None: return 0
        case [a, b, *_, c] if a > b: return c
        case {'k': v, **rest}: return v, rest
        case C(p, q=[1, _] as r) | D(p, r): return p, r
        case str(): return 1
        case [] | (): return 2
        case y: return y
