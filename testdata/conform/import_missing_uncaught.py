# A missing module ends the program.
try:
    import pkgs_missing
except ModuleNotFoundError as e:
    print(e, e.name, e.path)
from pkgs_missing.sub import thing
