# try, except, else, finally: flow and binding.
def run(f):
    print("--", f.__name__)
    try: print("result", f())
    except BaseException as e: print("escaped", repr(e))
@run
def plain():
    try: print("body")
    except ValueError: print("no")
    else: print("else")
    finally: print("finally")
@run
def caught():
    try: raise ValueError("v", 1)
    except (KeyError, ValueError) as e: print(e, e.args, type(e))
    else: print("no")
    finally: print("finally")
@run
def uncaught():
    try: raise KeyError("k")
    except ValueError: print("no")
    finally: print("finally")
@run
def override():
    try: raise ValueError("first")
    except ValueError as e: raise TypeError("second")
    finally: print("finally")
@run
def ret_finally():
    def f():
        try: return "try"
        finally: print("in finally")
    return f()
@run
def nested():
    try:
        try: 1 / 0
        finally: print("inner finally")
    except ZeroDivisionError as e: print("outer", e)
    try:
        try: raise KeyError(1)
        except KeyError: raise
    except KeyError as e: return repr(e)
@run
def reraise_same():
    try: raise ValueError("x")
    except ValueError as e:
        try: raise e
        except ValueError as f: return e is f, f.__context__
@run
def unbind():
    e = "before"
    try: raise ValueError
    except ValueError as e: pass
    try: return e
    except UnboundLocalError as err: return str(err)
@run
def in_loop():
    out = []
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            if i == 2: raise ValueError(i)
            out.append(("ok", i))
        except ValueError as e: out.append(("err", e.args)); continue
        else: out.append(("else", i))
        finally: out.append(("fin", i))
    return out
@run
def bare():
    try: raise KeyboardInterrupt
    except: return "bare caught"
@run
def hierarchy():
    try: [][1]
    except LookupError as e: print(type(e).__name__)
    try: {}["x"]
    except Exception as e: print(type(e).__name__, e)
    try: raise Exception
    except ValueError: return "no"
    except Exception as e: return repr(e), str(e), e.args
@run
def bad_raise():
    for v in (5, "text", None, int, object()):
        try: raise v
        except TypeError as e: print(e)
    try: raise
    except RuntimeError as e: print(e)
    try: raise ValueError from 5
    except TypeError as e: print(e)
@run
def bad_except():
    try:
        try: raise ValueError("orig")
        except 5: print("no")
    except TypeError as e: print(e, repr(e.__context__))
    try:
        try: raise ValueError("orig")
        except (KeyError, "x"): print("no")
    except TypeError as e: return str(e)
@run
def else_raises():
    try:
        try: pass
        except ValueError: print("no")
        else: raise ValueError("from else")
    except ValueError as e: return str(e)
@run
def parens_free():
    try: raise KeyError("q")
    except ValueError, KeyError: return "no parens"
