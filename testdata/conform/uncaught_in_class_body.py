# An error while a class body runs.
class Settings:
    base = 10
    limits = {n: base * n for n in range(2)} if False else {}
    size = base / len(limits)
    def never(self): pass
