# __class_getitem__, generic aliases, unions.
print(list[int], dict[str, int], tuple[int, ...], list[list[int]], type[int], set["x"], list[int].__origin__, list[int].__args__, dict[str, int].__args__, list[int]([1, 2]), list[int] == list[int], hash(list[int]) == hash(list[int]), isinstance(list[int], type), type(list[int]).__name__, list[int].__parameters__, tuple[()], list[int].append.__name__)
for f in (lambda: isinstance([], list[int]), lambda: issubclass(list, list[int]), lambda: int[str], lambda: list[int][str], lambda: dict[str], lambda: list[int].nope, lambda: str[int], lambda: object[int]):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
print(int | str, int | None, int | str | None, (int | str).__args__, int | int, (int | str) == (str | int), isinstance(5, int | str), isinstance("a", int | None), isinstance(None, int | None), issubclass(bool, int | str), type(int | str).__name__, list[int] | None, "x" if (int | str) else "", hash(int | str) == hash(str | int))
for f in (lambda: int | 5, lambda: 5 | int, lambda: isinstance([], int | list[int]), lambda: int | "str", lambda: None | None):
    try: print(f())
    except TypeError as e: print(e)
class Box:
    def __class_getitem__(cls, item): return (cls.__name__, item)
class Sub(Box): pass
print(Box[int], Sub[1, 2], Sub["x"])
class Stack[T]:
    def __init__(self): self.items: list[T] = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s = Stack[int](); s.push(5); print(s.pop(), Stack[int], Stack.__type_params__, Stack.__parameters__, Stack[int].__args__, type(s).__name__, s.__orig_class__, Stack.__orig_bases__, [c.__name__ for c in Stack.__mro__])
class Pair[K, V: (int, str), *Ts, **P]: pass
print(Pair.__type_params__, [type(p).__name__ for p in Pair.__type_params__], Pair.__type_params__[1].__constraints__)
class Bounded[T: int = bool]: pass
print(Bounded.__type_params__[0].__bound__, Bounded.__type_params__[0].__default__, Bounded.__type_params__[0].__name__, Bounded.__type_params__[0].has_default())
def first[T](l: list[T]) -> T: return l[0]
print(first([7]), first.__type_params__, first.__annotations__)
type IntList = list[int]
type Rec[T] = T | list[Rec[T]]
print(IntList, IntList.__value__, IntList.__name__, type(IntList).__name__, Rec[int], Rec.__type_params__, Rec.__value__, Rec[int].__args__)
class Child(Stack[str]): pass
c = Child(); c.push("a"); print(c.items, Child.__orig_bases__, [k.__name__ for k in Child.__mro__])
for f in (lambda: Stack[int, str], lambda: IntList[int], lambda: Child[int], lambda: IntList(), lambda: isinstance(5, IntList)):
    try: print(f())
    except TypeError as e: print(e)
def outer[T](x: T):
    def inner[U](y: U) -> tuple[T, U]: return (x, y)
    return inner
print(outer(1)(2), outer(1).__type_params__, [a for a in outer(1).__annotations__])
class Lazy[T: undefined_name]: pass
try: Lazy.__type_params__[0].__bound__
except NameError as e: print(e)
for src in ("class A[T, T]: pass", "def f[T: (yield)](): pass", "type X[T] = (yield)", "class A[*T, *U]: pass", "def f[T=int, U](): pass", "type 5 = int", "class A[T:]: pass", "class A[]: pass"):
    try: compile(src, "<s>", "exec"); print(src, "ok")
    except SyntaxError as e: print(src, "->", e.msg)
