# All forms of SystemExit that can be seen from inside.
import sys, builtins
for args in ((), (0,), (None,), ("text",), ((1, 2),), (True,), (2.5,), (-1,), ([],), (ValueError("v"),)):
    try: sys.exit(*args)
    except SystemExit as e: print(args, repr(e), repr(e.code), e.args)
try: sys.exit(1, 2)
except TypeError as e: print(e)
try: raise SystemExit
except SystemExit as e: print(repr(e), e.code)
try: exit(4)
except SystemExit as e: print(repr(e))
try: quit()
except SystemExit as e: print(repr(e))
print(exit, quit, issubclass(SystemExit, Exception))
def g():
    try: yield 1
    finally: print("generator closed")
it = g(); next(it)
class Weird(SystemExit): pass
try: raise Weird(5)
except SystemExit as e: print(type(e).__name__, e.code)
it.close()
raise SystemExit((1, "tuple"))
