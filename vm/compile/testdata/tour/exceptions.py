def f(a):
    try:
        a()
    except E as e:
        print(e)
    except (F, G):
        raise
    else:
        b = 1
    finally:
        c = 2
    return b
def g(a):
    for x in a:
        with a as b, b:
            if x: break
            return x
    try:
        return a()
    finally:
        a = None
def h():
    try: pass
    except* E as e: print(e)
    except* F: pass
    del e
