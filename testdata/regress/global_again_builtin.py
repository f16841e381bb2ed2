def f():
    return len
g = globals()
for i in range(5):
    g["len"] = 1
    g["len"] = 2
    f()
    g["len"] = 3
    f()
    del g["len"]
    f()
    f()
print("ok")
