# with, and context managers.
class Res:
    def __enter__(self): print("open"); return self
    def __exit__(self, *a): print("close", a[0]); return True
with Res() as r: print("inside")
with Res(): raise ValueError
print("after")
