# 'Did you mean' in uncaught tracebacks (through the hook, several in one program).
import sys
import math, collections
class Shape:
    width = 1
    def __init__(self): self.height_of_it = 2
    def perimeter(self): return self.wdith
    def area(self):
        return hieght_of_it
    def own(self): return height_of_it
class Slots:
    __slots__ = ("alpha", "beta")
some_global = 1
def local():
    variable_one = 1
    return variable_won
def glob(): return some_globl
def builtin(): return lenn([1])
def attr(): Shape().perimeter()
def mod(): return math.sqroot(1)
def mod2(): return collections.dequee
def meth(): Shape().area()
def inst(): Shape().own()
def strm(): return "a".uper()
def lst(): [].apend(1)
def slots(): return Slots().alpa
def nothing(): return zzzzqqqq
def short(): return a
def imp(): from collections import dequue
def imp2(): from math import cosinus
def kw(): print("a", edn="")
def kw2(f=lambda color, size=1: 0): f(1, colour=2)
def kw3(f=lambda size=1: 0): f(sise=2)
def stdlib(): return random.random()
def stdlib2(): return functools.reduce
def dunder(): return [].__len
def case(): return SOME_GLOBAL
def nonelen(): return None.append
def nested():
    outer_name = 5
    def f(): return outer_nmae
    return f()
def del_attr(): del Shape().heigth_of_it
def typo_true(): return true
def typo_none(): return none
def inner_attr():
    class Wrap:
        def __init__(self): self.inner = Shape()
    return Wrap().width
for f in (local, glob, builtin, attr, mod, mod2, meth, inst, strm, lst, slots, nothing, short, imp, imp2, kw, kw2, kw3, stdlib, stdlib2, dunder, case, nonelen, nested, del_attr, typo_true, typo_none, inner_attr):
    try: f()
    except Exception as e:
        tb = e.__traceback__
        while tb.tb_next: tb = tb.tb_next
        sys.excepthook(type(e), e, tb)
