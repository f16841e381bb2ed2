# A bracket that is never closed.
x = [1,
     2,
print(x)
def g():
    pass
