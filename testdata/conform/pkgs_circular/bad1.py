from pkgs_circular.bad2 import y
x = 1
