print("b starts")
from . import a
value = "b saw " + a.value
print("b ends")
