# exec, eval, compile with namespaces, and the code objects.
x = "global"
print(eval("x"), eval("1 + 2 * 3"), eval("x", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}), eval("  1"), eval("(1,\n2)"), eval(b"1+1"), eval("[i for i in range(3)]"), eval("lambda a: a + 1")(2))
ns = {}
exec("a = 1\ndef f(): return a + 1\nclass C: v = a\nfor i in range(3): pass", ns); print(ns["a"], ns["f"](), ns["C"].v, ns["i"], "__builtins__" in ns, exec("1"))
exec("y = 5"); print(y)
def local():
    z = 1
    exec("z = 2; w = 3")
    loc = {}
    exec("z = 4; q = z", {}, loc)
    return z, loc, "w" in locals(), eval("z"), eval("z", {"z": 9})
print(local())
c = compile("p + q", "<expr>", "eval"); print(eval(c, {"p": 1, "q": 2}), c.co_names, c.co_filename, c.co_name, type(c).__name__)
c = compile("r = 10\nprint('in exec', r)", "file.py", "exec"); exec(c, d := {}); print(d["r"])
c = compile("5 + 5\n", "<s>", "single"); exec(c); exec(compile("x = 3", "<s>", "single")); exec(compile("None", "<s>", "single")); exec(compile("if 1: 'shown'\n", "<s>", "single"))
for f in (lambda: eval("x ="), lambda: eval("x = 1"), lambda: eval(""), lambda: eval("1; 2"), lambda: eval("import os"), lambda: exec("1 +"), lambda: eval(5), lambda: exec(5), lambda: eval("undefined_x"), lambda: eval("1", 5), lambda: eval("1", {}, 5), lambda: compile("1", "f", "bad"), lambda: compile(5, "f", "exec"), lambda: eval("\x00"), lambda: exec("raise KeyError('in exec')"), lambda: compile("1"), lambda: eval("1/0"), lambda: exec("return 5"), lambda: exec("def f(:"), lambda: eval("x", {"x": 1}, [1]), lambda: exec(compile("yield 1", "", "exec")), lambda: eval(compile("a=1", "", "exec"))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Map(dict):
    def __missing__(self, k): return f"<{k}>"
    def __setitem__(self, k, v): print("store", k); super().__setitem__(k, v)
print(eval("a + b", {}, Map())); exec("v = undefined; del v", {}, Map())
exec("""
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
g = outer()
print(g(), g())
""")
g = {"__builtins__": {"len": len}}
print(eval("len([1])", g))
try: eval("print(1)", g)
except NameError as e: print(e)
try: eval("open", {"__builtins__": {}})
except NameError as e: print(e)
code = compile("def f(a, b=2, *c, d, **e):\n  'doc'\n  x = a\n  return lambda: x", "<c>", "exec")
fc = code.co_consts[0] if hasattr(code.co_consts[0], "co_name") else [k for k in code.co_consts if hasattr(k, "co_name")][0]
print(fc.co_name, fc.co_argcount, fc.co_kwonlyargcount, fc.co_varnames[:5], fc.co_cellvars, fc.co_flags & 12, fc.co_firstlineno, fc.co_qualname, fc == fc, [l for *_, l in fc.co_lines()][-1])
try: exec("a = 1\nb = a / 0\n", {})
except ZeroDivisionError as e: print(e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_frame.f_code.co_filename)
f = eval("lambda: (yield)"); print(type(f()).__name__, eval("(i for i in (1, 2))").__next__(), eval("f'{x}'", {"x": 8}), eval("[(j := k) for k in (1, 2)]", n2 := {}), n2["j"])
def closure_eval():
    v = 10
    return (lambda: v)() + eval("v")
print(closure_eval(), eval("__name__"), exec("global gx; gx = 1") or gx, globals is eval("globals"))
exec("def func_with_error():\n    return undefined_in_exec\n")
try: func_with_error()
except NameError as e: print(e, e.__traceback__.tb_next.tb_frame.f_code.co_filename)
