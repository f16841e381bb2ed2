# __exit__ raises while an exception is on its way.
class Guard:
    def __enter__(self): return self
    def __exit__(self, kind, value, tb):
        print("exit", kind.__name__)
        raise RuntimeError("while closing")
def use():
    with Guard() as g, \
         Guard() as h:
        raise ValueError("in the body")
use()
