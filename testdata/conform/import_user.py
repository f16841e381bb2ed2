# Importing modules and packages of our own.
import sys
import pkgs_basic
print(pkgs_basic.__name__, pkgs_basic.VALUE, pkgs_basic.__package__, pkgs_basic.__doc__, hasattr(pkgs_basic, "sub"), pkgs_basic.__all__)
import pkgs_basic.sub as s
from pkgs_basic import sub, VALUE as V, helper
from pkgs_basic.sub import func, nested
import pkgs_basic.deep.leaf
print(s is sub is pkgs_basic.sub, V, helper(2), func(3), nested, pkgs_basic.deep.leaf.where(), pkgs_basic.deep.leaf.__name__, pkgs_basic.deep.__package__, pkgs_basic.deep.leaf.__package__)
ns = {}
exec("from pkgs_basic import *", ns); print(sorted(k for k in ns if not k.startswith("__")))
exec("from pkgs_basic.noall import *", ns2 := {}); print(sorted(k for k in ns2 if not k.startswith("__")))
import pkgs_basic as again
print(again is pkgs_basic, sys.modules["pkgs_basic"] is again, sorted(m for m in sys.modules if m.startswith("pkgs_basic")))
for src in ("import pkgs_none", "import pkgs_basic.none", "from pkgs_basic import none", "from pkgs_basic.sub import none", "import pkgs_basic.sub.x", "from . import x", "from .x import y", "import pkgs_basic.broken", "import pkgs_basic.badsyntax", "from pkgs_basic import deep, nope", "import sys.x", "from sys import x", "from pkgs_basic.deep import toofar"):
    try: exec(src, {"__name__": "__main__"}); print(src, "ok")
    except Exception as e: print(src, "->", type(e).__name__, str(e).replace(__file__.rpartition("/")[0], "DIR"), getattr(e, "name", None))
print("pkgs_basic.broken" in sys.modules, hasattr(pkgs_basic, "broken"))
from pkgs_basic import lazy
print(lazy.computed, lazy.other)
try: lazy.nothing
except AttributeError as e: print(e)
print(dir(lazy) if False else sorted(n for n in dir(lazy) if n[0] != "_"))
import pkgs_circular.a
print(pkgs_circular.a.value, pkgs_circular.b.value)
from pkgs_circular import c1
try: import pkgs_circular.bad1
except ImportError as e: print(str(e).replace(__file__.rpartition("/")[0], "DIR"))
import pkgs_ns.one, pkgs_ns.two
print(pkgs_ns.one.x + pkgs_ns.two.x, pkgs_ns.__file__ if hasattr(pkgs_ns, "__file__") else "no file", type(pkgs_ns.__path__).__name__)
m = __import__("pkgs_basic.sub"); print(m.__name__, __import__("pkgs_basic.sub", fromlist=["x"]).__name__)
print(__import__("sub", {"__package__": "pkgs_basic", "__name__": "pkgs_basic.x"}, {}, ["f"], 1).__name__)
sys.modules["fake_mod"] = type(sys)("fake_mod"); import fake_mod; print(fake_mod)
sys.modules["blocked"] = None
try: import blocked
except ImportError as e: print(type(e).__name__, e)
del sys.modules["pkgs_basic.sub"]; import pkgs_basic.sub as fresh; print(fresh is s, fresh.func(1))
import importlib
r = importlib.import_module(".sub", "pkgs_basic"); print(r is fresh, importlib.reload(r) is r)
def local():
    import pkgs_basic.deep as d
    from pkgs_basic import helper as h
    return d.__name__, h(1)
print(local(), "d" in globals())
print(pkgs_basic.__spec__.name, pkgs_basic.__spec__.submodule_search_locations is not None, sub.__spec__.parent, __name__, __spec__, __package__, pkgs_basic.sub.__file__.endswith("pkgs_basic/sub.py"))
