# A spreadsheet: formulas, ranges, dependency order, cycles, recalculation, printing.
class CellError(Exception): pass
def name_to_rc(name):
    i = 0
    while i < len(name) and name[i].isalpha(): i += 1
    if not 0 < i < len(name) or not name[i:].isdigit(): raise CellError(f"bad reference {name}")
    col = 0
    for c in name[:i].upper(): col = col * 26 + ord(c) - 64
    return int(name[i:]) - 1, col - 1
def rc_to_name(r, c):
    s, c = "", c + 1
    while c: c, k = divmod(c - 1, 26); s = chr(65 + k) + s
    return f"{s}{r + 1}"
class Sheet:
    FUNCS = {"SUM": lambda *v: sum(v), "MAX": max, "MIN": min, "AVG": lambda *v: sum(v) / len(v), "COUNT": lambda *v: len(v), "IF": lambda c, a, b: a if c else b, "LEN": len, "ROUND": round}
    def __init__(self): self.raw, self.code, self.deps, self.users, self.vals, self.evals = {}, {}, {}, {}, {}, 0
    def __setitem__(self, name, text):
        key = name_to_rc(name); old = self.deps.get(key, set()); code, deps = self.compile(text)
        for d in old: self.users[d].discard(key)
        for d in deps: self.users.setdefault(d, set()).add(key)
        self.raw[key], self.code[key], self.deps[key] = text, code, deps
        for k in self.order(key): self.calc(k)
    def __getitem__(self, name): return self.vals.get(name_to_rc(name))
    def order(self, start):
        out, state = [], {}
        def visit(k):
            if state.get(k) == 1: return
            if k in state: return
            state[k] = 1
            for u in sorted(self.users.get(k, ())): visit(u)
            state[k] = 2; out.append(k)
        visit(start); return out[::-1]
    def compile(self, text):
        if not text.startswith("="):
            try: return int(text), set()
            except ValueError: pass
            try: return float(text), set()
            except ValueError: return text, set()
        src, out, deps, i = text[1:], [], set(), 0
        while i < len(src):
            c = src[i]
            if c.isalpha():
                j = i
                while j < len(src) and (src[j].isalnum() or src[j] == ":"): j += 1
                word = src[i:j].upper(); i = j
                if word in self.FUNCS: out.append(f"F[{word!r}]")
                elif ":" in word:
                    (r1, c1), (r2, c2) = map(name_to_rc, word.split(":", 1)); cells = [(r, k) for r in range(r1, r2 + 1) for k in range(c1, c2 + 1)]; deps |= set(cells); out.append(f"*R({cells})")
                else: key = name_to_rc(word); deps.add(key); out.append(f"V({key})")
            elif c == '"': j = src.index('"', i + 1); out.append(repr(src[i + 1:j])); i = j + 1
            else: out.append({"^": "**", "=": "=="}.get(c, c) if not (out and out[-1] in "<>!" and c == "=") else "="); i += 1
        return compile("".join(out), "<formula>", "eval"), deps
    def value(self, key):
        v = self.vals.get(key, 0)
        if isinstance(v, CellError): raise v
        return v
    def calc(self, key):
        self.evals += 1; code = self.code[key]
        if not hasattr(code, "co_code"): self.vals[key] = code; return
        seen, todo = set(), set(self.deps[key])
        while todo:
            d = todo.pop()
            if d == key: self.vals[key] = CellError("#CYCLE"); return
            if d not in seen: seen.add(d); todo |= self.deps.get(d, set())
        env = {"V": self.value, "R": lambda cells: [v for k in cells if isinstance(v := self.value(k), (int, float))], "F": self.FUNCS, "__builtins__": {}}
        try: self.vals[key] = eval(code, env)
        except CellError as e: self.vals[key] = e
        except ZeroDivisionError: self.vals[key] = CellError("#DIV/0")
        except Exception as e: self.vals[key] = CellError(f"#{type(e).__name__}")
    def __str__(self):
        rows, cols = max(r for r, _ in self.raw) + 1, max(c for _, c in self.raw) + 1
        text = lambda v: "" if v is None else f"{v:.2f}" if isinstance(v, float) else str(v)
        grid = [[text(self.vals.get((r, c))) for c in range(cols)] for r in range(rows)]; w = [max(map(len, col)) for col in zip(*grid)]
        return "\n".join(" | ".join(x.rjust(k) if x[-1:].isdigit() else x.ljust(k) for x, k in zip(row, w)).rstrip() for row in grid)
s = Sheet()
for name, text in {"A1": "item", "B1": "qty", "C1": "price", "D1": "total", "A2": "bolt", "B2": "10", "C2": "1.25", "D2": "=B2*C2", "A3": "nut", "B3": "40", "C3": "0.5", "D3": "=B3*C3", "A4": "sum", "B4": "=SUM(B2:B3)", "D4": "=SUM(D2:D3)", "D5": "=IF(D4>30,\"high\",\"low\")", "B5": "=AVG(B2:C3)", "C5": "=D4/B4", "A6": "=LEN(A2)+2^3", "B6": "=MAX(B2:D3)-MIN(C2,C3)"}.items(): s[name] = text
print(s, s.evals); s["B2"] = "0"; s["C3"] = "0.25"; print(s, s.evals); s["B3"] = "0"; print(repr(s["C5"]), s["D5"])
s["E1"] = "=E2"; s["E2"] = "=E3"; s["E3"] = "=E1+1"; print(repr(s["E1"]), repr(s["E3"])); s["E3"] = "5"; print(s["E1"], s["E2"]); s["E4"] = "=A1*B1+1"; s["E5"] = "=E4+1"; print(repr(s["E4"]), repr(s["E5"]), s["Z9"]); s["E6"] = "=E6"; print(repr(s["E6"]))
for name, text in (("5A", "1"), ("A", "1"), ("F1", "=FOO(1)"), ("F1", "=1+"), ("F1", "=A1:B")):
    try: s[name] = text; print(repr(s[name]))
    except (CellError, SyntaxError) as e: print(name, text, type(e).__name__, e if isinstance(e, CellError) else e.msg)
print([rc_to_name(0, c) for c in (0, 25, 26, 51, 701, 702)], all(rc_to_name(*name_to_rc(n)) == n for n in ("A1", "Z9", "AA10", "ZZ99")))
