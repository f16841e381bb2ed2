# The guard, __main__ seen from inside, attributes of the main module.
import sys, os
print(__name__, __doc__, __spec__, __package__, __annotations__ if "__annotations__" in globals() else "no annotations", os.path.basename(__file__), __builtins__.__name__, __loader__ is not None)
main = sys.modules["__main__"]
print(main.__name__, main.__dict__ is globals(), sys.argv[1:], os.path.basename(sys.argv[0]), sys.path[0] == os.path.dirname(os.path.abspath(__file__)))
import __main__
print(__main__ is main); __main__.injected = 5; print(injected)
def run(): return "ran"
if __name__ == "__main__": print(run())
else: print("imported")
print(sorted(n for n in dir() if not n.startswith("__")))
