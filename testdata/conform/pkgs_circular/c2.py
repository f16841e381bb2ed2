import pkgs_circular.c1 as c1
def g(): return "g"
def late(): return hasattr(c1, "f"), c1.__name__
