# Two esoteric interpreters: a tape machine compiled to closures, and Forth.
class BF:
    def __init__(self, src):
        self.ops, stack = [], []
        for c in src:
            if c in "+-" or c in "<>":
                kind, d = ("add" if c in "+-" else "move"), 1 if c in "+>" else -1
                if self.ops and self.ops[-1][0] == kind: self.ops[-1][1] += d
                else: self.ops.append([kind, d])
            elif c in ".,": self.ops.append([{".": "out", ",": "in"}[c], 0])
            elif c == "[": stack.append(len(self.ops)); self.ops.append(["jz", 0])
            elif c == "]":
                if not stack: raise SyntaxError("unmatched ]")
                j = stack.pop()
                if self.ops[j + 1:] == [["add", -1]]: self.ops[j:] = [["clear", 0]]
                else: self.ops[j][1] = len(self.ops); self.ops.append(["jnz", j])
        if stack: raise SyntaxError("unmatched [")
    def run(self, inp="", limit=10**6):
        tape, p, i, out, n, src = {}, 0, 0, [], 0, iter(inp)
        ops = self.ops
        while i < len(ops):
            op, k = ops[i]; n += 1
            if n > limit: raise TimeoutError(f"{n} steps")
            if op == "add": tape[p] = (tape.get(p, 0) + k) & 255
            elif op == "move": p += k
            elif op == "clear": tape[p] = 0
            elif op == "out": out.append(chr(tape.get(p, 0)))
            elif op == "in": tape[p] = ord(next(src, "\0"))
            elif op == "jz" and not tape.get(p, 0): i = k
            elif op == "jnz" and tape.get(p, 0): i = k
            i += 1
        return "".join(out), n
print(BF("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.").run())
print(BF(",[.,]").run("echo"), BF("+++[->+++<]>.").run()[0].encode(), BF(">,>,<[->[->+>+<<]>>[-<<+>>]<<<]>>.").run("\5\7")[0].encode(), len(BF("[-]+++").ops))
for bad in ("[", "]", "[[]"):
    try: BF(bad)
    except SyntaxError as e: print(bad, e)
try: BF("+[]").run(limit=100)
except TimeoutError as e: print(e)
class Forth:
    def __init__(self):
        self.s, self.words, self.out = [], {}, []
        p, s = self.pop, self.s
        self.prims = {"+": lambda: s.append(p() + p()), "*": lambda: s.append(p() * p()), "-": lambda: s.append(-p() + p()), "/": self.div, "dup": lambda: s.append(s[-1]), "drop": p, "swap": lambda: s.extend([p(), p()]), "over": lambda: s.append(s[-2]), ".": lambda: self.out.append(str(p())), "=": lambda: s.append(-(p() == p())), "<": lambda: s.append(-(p() > p())), "rot": lambda: s.append(s.pop(-3)), "mod": lambda: s.append((lambda b, a: a % b)(p(), p())), "emit": lambda: self.out.append(chr(p())), "cr": lambda: self.out.append("\n")}
    def pop(self):
        if not self.s: raise IndexError("stack underflow")
        return self.s.pop()
    def div(self):
        b, a = self.pop(), self.pop()
        if b == 0: raise ZeroDivisionError(f"{a} 0 /")
        self.s.append(a // b)
    def compile(self, toks, i=0, until=()):
        code = []
        while i < len(toks):
            t = toks[i].lower(); i += 1
            if t in until: return code, i, t
            if t == ":":
                name = toks[i].lower(); body, i, _ = self.compile(toks, i + 1, (";",)); self.words[name] = body
            elif t == "if":
                a, i, end = self.compile(toks, i, ("then", "else")); b = []
                if end == "else": b, i, _ = self.compile(toks, i, ("then",))
                code.append(("if", a, b))
            elif t == "begin": body, i, _ = self.compile(toks, i, ("until",)); code.append(("until", body))
            elif t == "do": body, i, _ = self.compile(toks, i, ("loop",)); code.append(("do", body))
            elif t.lstrip("-").isdigit(): code.append(("push", int(t)))
            else: code.append(("call", t))
        if until: raise SyntaxError(f"missing {' or '.join(until)}")
        return code, i, None
    def run(self, code, loop=()):
        for op, *a in code:
            match op:
                case "push": self.s.append(a[0])
                case "if": self.run(a[0] if self.pop() else a[1], loop)
                case "until":
                    while True:
                        self.run(a[0], loop)
                        if self.pop(): break
                case "do":
                    start, end = self.pop(), self.pop()
                    for i in range(start, end): self.run(a[0], (i, *loop))
                case "call":
                    w = a[0]
                    if w in ("i", "j"): self.s.append(loop["ij".index(w)])
                    elif w in self.words: self.run(self.words[w], loop)
                    elif w in self.prims: self.prims[w]()
                    else: raise NameError(f"{w} ?")
    def __call__(self, text):
        try: self.run(self.compile(text.split())[0])
        except Exception as e: self.out.append(f"<{type(e).__name__}: {e}>"); self.s.clear()
        r = " ".join(self.out); self.out.clear(); return r, self.s[:]
f = Forth()
for line in ("1 2 + .", ": sq dup * ; 7 sq .", ": fact dup 1 < if drop 1 else dup 1 - fact * then ; 10 fact . 25 fact .", "5 0 do i sq . loop", "3 0 do 2 0 do j 10 * i + . loop loop", ": gcd begin swap over mod dup 0 = until drop ; 48 18 gcd .", "1 0 /", "+", "1 2 3 rot", "foo", "drop drop drop", ": bad if 1 ;", "10 begin dup . 3 - dup 0 < until", "72 emit 105 emit", "2 3 < 3 2 < . ."): print(line, "->", *f(line))
