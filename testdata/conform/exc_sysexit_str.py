# sys.exit with a text prints it on stderr and exits with 1.
import sys
print("stdout line")
try:
    sys.exit("fatal: wrong\nsecond line")
except SystemExit as e:
    print(repr(e), e.code)
    raise
