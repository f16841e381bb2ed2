print("a starts")
value = "a early"
from . import b
value = "a late sees " + b.value
print("a ends")
