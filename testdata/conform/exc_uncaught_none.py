# from None hides the context.
def convert(s):
    try:
        return int(s)
    except ValueError:
        raise TypeError("not a number: " + s) from None
print(convert("12"))
print([convert(x) for x in ("1", "zwei")])
