# AttributeError on an instance, in a chain of calls.
class Engine:
    def __init__(self):
        self.cylinders = 4
    def describe(self):
        return f"{self.cylindres} cylinders"
class Car:
    def __init__(self): self.engine = Engine()
    def show(self): print(self.engine.describe().upper())
Car().show()
