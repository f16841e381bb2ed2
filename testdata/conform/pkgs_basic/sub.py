print("running", __name__)
from . import VALUE
from .deep import leaf as nested_leaf
from .deep.leaf import where
nested = where()
def func(x): return x + VALUE
if __name__ == "__main__":
    print("never")
