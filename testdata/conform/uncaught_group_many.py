# Wide and deep groups are cut.
def nest(n): return ExceptionGroup(f"level {n}", [nest(n - 1)] if n else [ValueError("leaf")])
wide = ExceptionGroup("wide", [ValueError(i) for i in range(20)])
raise ExceptionGroup("both", [nest(12), wide])
