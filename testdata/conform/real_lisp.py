# A small Lisp: reader, macros, closures, tail calls by a loop, printing.
class Sym(str): pass
class LispError(Exception): pass
class Proc:
    def __init__(self, params, body, env, name="lambda"): self.params, self.body, self.env, self.name = params, body, env, name
class Env(dict):
    def __init__(self, outer=None, **kw): super().__init__(**kw); self.outer = outer
    def find(self, k):
        e = self
        while e is not None:
            if k in e: return e
            e = e.outer
        raise LispError(f"unbound: {k}")
def read_all(src):
    toks = src.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()
    pos, out = 0, []
    def read():
        nonlocal pos
        if pos >= len(toks): raise LispError("unexpected end")
        t = toks[pos]; pos += 1
        if t == "(":
            l = []
            while True:
                if pos >= len(toks): raise LispError("missing )")
                if toks[pos] == ")": pos += 1; return l
                l.append(read())
        if t == ")": raise LispError("unexpected )")
        if t == "'": return [Sym("quote"), read()]
        for conv in (int, float):
            try: return conv(t)
            except ValueError: pass
        return {"#t": True, "#f": False}.get(t, Sym(t))
    while pos < len(toks): out.append(read())
    return out
def show(x):
    if x is True: return "#t"
    if x is False: return "#f"
    if isinstance(x, list): return "(" + " ".join(map(show, x)) + ")"
    if isinstance(x, Proc): return f"<{x.name}>"
    return "nil" if x is None else str(x)
def ev(x, env):
    while True:
        if isinstance(x, Sym): return env.find(x)[x]
        if not isinstance(x, list): return x
        if not x: return []
        head, *rest = x
        if head == "quote": return rest[0]
        if head == "if": x = rest[1] if ev(rest[0], env) is not False else (rest[2] if len(rest) > 2 else None); continue
        if head == "define":
            if isinstance(rest[0], list): name, params = rest[0][0], rest[0][1:]; env[name] = Proc(params, rest[1:], env, name); return name
            env[rest[0]] = ev(rest[1], env); return rest[0]
        if head == "set!": env.find(rest[0])[rest[0]] = ev(rest[1], env); return None
        if head == "lambda": return Proc(rest[0], rest[1:], env)
        if head == "begin":
            for e in rest[:-1]: ev(e, env)
            x = rest[-1]; continue
        if head == "let": x = [[Sym("lambda"), [b[0] for b in rest[0]], *rest[1:]], *[b[1] for b in rest[0]]]; continue
        if head == "cond":
            for test, val in rest:
                if test == "else" or ev(test, env) is not False: x = val; break
            else: return None
            continue
        f, args = ev(head, env), [ev(a, env) for a in rest]
        if isinstance(f, Proc):
            if len(args) != len(f.params): raise LispError(f"{f.name}: expected {len(f.params)} arguments, got {len(args)}")
            env = Env(f.env, **dict(zip(f.params, args)))
            for e in f.body[:-1]: ev(e, env)
            x = f.body[-1]; continue
        if not callable(f): raise LispError(f"not a function: {show(f)}")
        return f(*args)
import operator as op, functools
G = Env()
G.update({"+": lambda *a: sum(a), "*": lambda *a: functools.reduce(op.mul, a, 1), "-": lambda a, *b: a - sum(b) if b else -a, "/": op.truediv, "<": op.lt, "=": op.eq, ">": op.gt, "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a] + l, "list": lambda *a: list(a), "null?": lambda l: l == [], "apply": lambda f, l: ev([f, *[[Sym("quote"), a] for a in l]], G), "mod": op.mod, "not": lambda v: v is False, "length": len})
prog = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 30)
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(define (filter p l) (cond ((null? l) '()) ((p (car l)) (cons (car l) (filter p (cdr l)))) (else (filter p (cdr l)))))
(define (range a b) (if (< a b) (cons a (range (+ a 1) b)) '()))
(map (lambda (x) (* x x)) (range 1 8))
(filter (lambda (x) (= (mod x 3) 0)) (range 0 20))
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))
(loop 20000 0)
(define (counter) (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n))))
(define c (counter)) (c) (c) (c)
(let ((x 2) (y 3)) (* x (+ y 1.5)))
(apply + '(1 2 3 4))
'(a (b c) #t 2.5)
(define (compose f g) (lambda (x) (f (g x))))
((compose fact (lambda (x) (+ x 1))) 4)
(undefined 1) (car '()) (fact 1 2) ("5" 1) (1 2) (/ 1 0)
(length (range 0 50))
(if #f 1) (begin 1 2 3) (cond (#f 1)) c fact
"""
for form in read_all(prog):
    try: print(show(form)[:60], "=>", show(ev(form, G)))
    except (LispError, TypeError, IndexError, ZeroDivisionError) as e: print(show(form), "=> error", type(e).__name__, e)
for bad in ("(1 2", ")", "((a)"):
    try: read_all(bad)
    except LispError as e: print(bad, e)
