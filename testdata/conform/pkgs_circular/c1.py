import pkgs_circular.c2 as c2
def f(): return c2.g()
print(c2.late())
