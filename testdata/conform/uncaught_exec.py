# An exception in code of exec has no source lines.
code = """
def inner(x):
    return 10 / x
def outer():
    return inner(0)
"""
ns = {}
exec(compile(code, "<generated>", "exec"), ns)
ns["outer"]()
