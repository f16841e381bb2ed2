# Groups raised from except*, with causes and contexts inside.
def leaf(n):
    try:
        return {}[n]
    except KeyError as e:
        if n % 2: raise ValueError(f"odd {n}") from e
        raise
errors = []
for n in range(3):
    try: leaf(n)
    except Exception as e: errors.append(e)
try:
    raise ExceptionGroup("first", errors)
except* KeyError as g:
    raise ExceptionGroup("second", [RuntimeError("while handling"), g])
