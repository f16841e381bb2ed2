# A program that does not compile: missing colon.
print("never printed")
def f(x)
    return x
