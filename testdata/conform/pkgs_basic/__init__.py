"""A package for the tests of import."""
print("init of", __name__)
VALUE = 42
_hidden = 1
__all__ = ["VALUE", "helper", "sub"]
def helper(x): return x * VALUE
