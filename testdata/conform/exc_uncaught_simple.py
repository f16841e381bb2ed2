# An uncaught exception ends the program with a traceback.
def third(items, key):
    return items[key]
def second(n):
    total = 0
    for i in range(n):
        total += third({"a": 1}, "a")
    return third({"a": 1},
                 "missing")
def first():
    return second(3) + 1
print("before")
first()
print("never")
