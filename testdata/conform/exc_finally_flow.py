# return, break and exceptions meeting in finally.
src = '''
def f1():
    try: return 1
    finally: return 2
def f2():
    try: 1 / 0
    finally: return "swallowed"
def f3():
    for i in range(3):
        try: return i
        finally: continue
    return "loop end"
def f4():
    while True:
        try: 1 / 0
        finally: break
    return "broke"
def f5():
    x = 1
    try: return x
    finally: x = 2
def f6():
    l = []
    try: return l
    finally: l.append("added")
def f7():
    try:
        try: raise KeyError
        finally: 1 / 0
    except ZeroDivisionError as e: return repr(e.__context__)
def f8():
    r = []
    for i in range(3):
        try:
            try:
                if i == 1: continue
                r.append(i)
            finally: r.append("a")
        finally: r.append("b")
    return r
def f9():
    try:
        try: return "inner"
        finally: raise ValueError
    except ValueError: return "except"
    finally: pass
def f10():
    def g():
        try: yield 1; yield 2
        finally: r.append("gen finally")
    r = []
    for x in g():
        r.append(x)
        break
    return r[:1]
def f11():
    try: return (lambda: 1 / 0)()
    except ZeroDivisionError: return "e"
    else: return "never"
    finally: return "f" if False else "g"
'''
exec(src)
for n in range(1, 12):
    print(n, globals()[f"f{n}"]())
