# An error inside a decorator, while the function is made.
def check(limit):
    def deco(f):
        if f.__code__.co_argcount > limit:
            raise TypeError(f"{f.__name__} has too many parameters")
        return f
    return deco
@check(2)
def fine(a, b): pass
@check(1)
def wrong(a,
          b):
    pass
