# Two instructions that read, call or write the same attribute of one class: a
# change of the class is seen by both.


class Point:
    def __init__(self):
        self.x = 1

    def name(self):
        return "old"


def read_first(p):
    return p.x


def read_second(p):
    return p.x


def call_first(p):
    return p.name()


def call_second(p):
    return p.name()


def write_first(p, v):
    p.x = v


def write_second(p, v):
    p.x = v


p = Point()
for _ in range(3):
    write_first(p, 5)
    write_second(p, 6)
    print(read_first(p), read_second(p), call_first(p), call_second(p))

Point.name = lambda self: "new"
print(call_first(p), call_second(p))

Point.x = property(lambda self: "property", lambda self, v: print("set", v))
print(read_first(p), read_second(p))
write_first(p, 7)
write_second(p, 8)

del Point.x
print(read_first(p), read_second(p))
write_first(p, 9)
print(read_second(p))
write_second(p, 10)
print(read_first(p))
