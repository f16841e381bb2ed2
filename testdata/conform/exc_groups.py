# Exception groups: split, subgroup, derive, except*.
EG, BEG = ExceptionGroup, BaseExceptionGroup
g = EG("top", [ValueError(1), EG("in", [KeyError("k"), ValueError(2)]), OSError("o")])
print(repr(g), str(g), g.message, len(g.exceptions), g.args[0], g.exceptions[1].exceptions)
print(g.subgroup(ValueError), repr(g.subgroup(ValueError)), g.subgroup(TypeError), repr(g.split(KeyError)), repr(g.subgroup(lambda e: "k" in str(e))), repr(g.split((OSError, KeyError))[1]), g.split(Exception)[1], repr(g.derive([ValueError(9)])))
for src in ("EG('x', [])", "EG('x', [1])", "EG('x')", "EG(5, [ValueError()])", "EG('x', ValueError())", "EG('x', [KeyboardInterrupt()])", "EG('x', [ValueError])", "g.subgroup(5)", "g.split('x')", "EG('x', 5)"):
    try: print(src, repr(eval(src)))
    except (TypeError, ValueError) as e: print(src, type(e).__name__, e)
print(repr(BEG("b", [ValueError()])), repr(BEG("b", [KeyboardInterrupt()])), EG.__mro__[1].__name__, issubclass(EG, Exception))
def run(exc, handlers):
    try:
        try: raise exc
        except* ValueError as e: print("VE", repr(e), e.exceptions)
        except* (KeyError, OSError) as e: print("KO", repr(e))
        else: print("else")
        finally: print("finally")
    except BaseException as e: print("rest", repr(e), repr(e.__context__), repr(e.__cause__))
run(g, 0); run(ValueError("naked"), 0); run(TypeError("unmatched"), 0); run(EG("one", [TypeError("t"), ValueError("v")]), 0); run(BEG("b", [KeyboardInterrupt(), KeyError(1)]), 0)
try:
    try: pass
    except* ValueError: print("no")
    else: print("else ran")
finally: print("fin")
def raising():
    try: raise EG("g", [ValueError(1), KeyError(2)])
    except* ValueError: raise RuntimeError("new")
    except* KeyError as e: raise
try: raising()
except BaseException as e: print(repr(e), [repr(x.__context__) for x in e.exceptions])
try:
    try: raise EG("g", [ValueError(1), KeyError(2)])
    except* ValueError: raise TypeError("only") from None
    except* KeyError: pass
except BaseException as e: print(repr(e))
try:
    try: raise ValueError(1)
    except* EG: pass
except TypeError as e: print(e)
try:
    try: raise ValueError(1)
    except* 5: pass
except TypeError as e: print(e)
class My(EG):
    def __new__(cls, msg, excs, code=0): self = super().__new__(cls, msg, excs); self.code = code; return self
    def derive(self, excs): return My(self.message, excs, self.code)
m = My("mine", [ValueError(1), KeyError(2)], 42); a, b = m.split(ValueError); print(repr(a), a.code, repr(b), b.code, type(b))
g2 = EG("notes", [ValueError(1), TypeError(2)]); g2.add_note("n"); s = g2.subgroup(ValueError); print(s.__notes__, s is not g2, g2.subgroup(Exception) is g2)
for i in range(3):
    try:
        try: raise EG("l", [ValueError(i)])
        except* ValueError as e: print("loop", i, e.exceptions[0].args)
    finally: pass
def nest(n): return EG(str(n), [ValueError(n)] + ([nest(n - 1)] if n else []))
def leaves(e): return [x for s in e.exceptions for x in (leaves(s) if isinstance(s, EG) else [s])]
print([e.args[0] for e in leaves(nest(4))], repr(nest(1)))
for src in ("try: pass\nexcept* V: pass\nexcept K: pass", "try: pass\nexcept*: pass", "for x in y:\n try: pass\n except* V: break", "def f():\n try: pass\n except* V: return 1", "while 1:\n try: pass\n except* V: continue"):
    try: compile(src, "<s>", "exec"); print("ok")
    except SyntaxError as e: print(e.msg)
