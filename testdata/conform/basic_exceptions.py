# Exceptions: raise, handlers, finally.
def div(a, b):
    try: return a / b
    except ZeroDivisionError as e:
        print("caught", e)
        return None
    finally: print("finally")
print(div(1, 2), div(1, 0))
class MyError(Exception): pass
try: raise MyError("mine", 5)
except (KeyError, MyError) as e: print(type(e).__name__, e.args)
for f in (lambda: [][1], lambda: {}["k"], lambda: int("x"), lambda: undefined, lambda: None.x, lambda: 1 + "a"):
    try: f()
    except Exception as e: print(type(e).__name__, "-", e)
try:
    try: raise ValueError("inner")
    finally: print("cleanup")
except ValueError as e: print("outer", e)
else: print("never")
