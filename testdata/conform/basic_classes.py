# Classes, inheritance, special methods.
class Animal:
    count = 0
    def __init__(self, name):
        self.name = name
        Animal.count += 1
    def speak(self): return "..."
    def __repr__(self): return f"{type(self).__name__}({self.name!r})"
class Dog(Animal):
    def speak(self): return "Woof"
class Puppy(Dog):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age
    def speak(self): return super().speak().lower() + "!"
pets = [Animal("x"), Dog("Rex"), Puppy("Bit", 1)]
for p in pets: print(p, p.speak(), isinstance(p, Dog))
print(Animal.count, pets[2].age, hasattr(pets[0], "age"))
class V:
    def __init__(self, x): self.x = x
    def __add__(self, o): return V(self.x + o.x)
    def __eq__(self, o): return self.x == o.x
    def __str__(self): return f"<{self.x}>"
print(V(1) + V(2), V(3) == V(3), V(3) != V(4))
