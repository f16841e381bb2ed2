# raise with classes, instances, from expressions, in one line with others.
def pick(n): return [KeyError, ValueError("inst"), lambda: None][n]
for n in (0, 1, 2):
    try: raise pick(n)
    except (KeyError, ValueError) as e: print(repr(e), e.__traceback__.tb_lineno)
    except TypeError as e: print(e)
x = 1; raise ValueError("semi") from KeyError("cause")
