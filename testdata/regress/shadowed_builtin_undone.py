# A name put in front of a builtin, looked up by the same transaction and undone:
# the look-up must not be remembered as a constant.
def show(v):
    return len(v)


def shadow(i):
    globals()["len"] = lambda v: -i


for i in range(300):
    print(show("abc"), end=" ")
    shadow(i)
    print(show("abc"), end=" ")
    del globals()["len"]
    print(show("abc"))
