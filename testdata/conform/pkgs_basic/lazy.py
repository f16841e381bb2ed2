import math
def __getattr__(name):
    if name in ("computed", "other"):
        print("module getattr", name)
        return name.upper()
    raise AttributeError(f"no {name} in {__name__}")
