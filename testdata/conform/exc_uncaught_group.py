# An uncaught group with notes and nested groups.
def fail(kind, *args):
    raise kind(*args)
def collect():
    errors = []
    for kind, args in ((ValueError, ("v", 1)), (KeyError, ("k",)), (ZeroDivisionError, ())):
        try:
            fail(kind, *args)
        except Exception as e:
            e.add_note(f"note for {kind.__name__}")
            errors.append(e)
    inner = ExceptionGroup("inner", [TypeError("never raised"), OSError(5, "io")])
    inner.add_note("line 1\nline 2")
    raise ExceptionGroup("outer", errors + [inner])
try:
    collect()
except* KeyError as g:
    print("handled", g.exceptions)
