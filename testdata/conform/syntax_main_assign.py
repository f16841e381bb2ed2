# Assignment to what cannot be assigned.
def f(): pass
f() = 5
