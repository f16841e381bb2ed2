from pkgs_circular.bad1 import x
y = 2
