# Exceptions whose __str__ is empty, long, or fails.
class Quiet(Exception):
    def __str__(self): return ""
class Broken(Exception):
    def __str__(self): raise ValueError("no text")
class Multi(Exception):
    def __str__(self): return "first\n  second\nthird"
try:
    try: raise Quiet("args")
    except Quiet as e: raise Multi() from e
except Multi:
    raise Broken(1, 2)
