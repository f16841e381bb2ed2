# The name of an exception class of a function and of a class.
class Outer:
    class Error(LookupError): pass
def make():
    class Local(ValueError): pass
    return Local
try: raise make()("local one")
except ValueError as e: raise Outer.Error("outer", 1) from e
