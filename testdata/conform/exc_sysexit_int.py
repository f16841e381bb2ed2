# sys.exit with a number: finally blocks run, output is flushed, no traceback.
import sys
def f():
    try:
        print("leaving")
        sys.exit(3)
    finally:
        print("finally", file=sys.stderr)
try:
    f()
except Exception:
    print("never: SystemExit is no Exception")
