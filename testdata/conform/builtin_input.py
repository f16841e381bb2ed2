# input from a replaced standard input.
import sys, io
sys.stdin = io.StringIO("first\nsecond line\n\n42\n")
print(repr(input()), repr(input("prompt> ")), repr(input()), int(input("n? ")) + 1)
try: input("more? ")
except EOFError as e: print(repr(e))
sys.stdin = io.StringIO("no newline"); print(input(), "|")
sys.stdin = io.StringIO("a b c\n1 2 3\n"); a, b, c = input().split(); nums = list(map(int, input().split())); print(a, b, c, sum(nums))
sys.stdin = io.StringIO("x\ny\n"); print(sys.stdin.readline(), [l for l in sys.stdin])
try: input(1, 2)
except TypeError as e: print(e)
class In:
    def readline(self): return "custom\n"
sys.stdin = In(); print(input("p:"))
class Bad:
    def readline(self): return 5
sys.stdin = Bad()
try: input()
except TypeError as e: print(e)
del sys.stdin
try: input()
except RuntimeError as e: print(e)
sys.stdin = None
try: input("q")
except RuntimeError as e: print(e)
