# Warnings of the compiler come before the program runs.
print("start")
x = 5
if x is 5: print("is literal")
if x is not "a": print("is not literal")
assert (x, "always true")
y = "\d \q"
z = b"\w"
print(y, z, 1if x else 2, 0x1for x in [2])
def f():
    try: return 1
    finally: return 2
print((1, 2)(3) if False else "no call", [1, 2]["a"] if False else "no index", "abc"(1) if False else "", f())
t = ("a"
     (1)) if False else None
