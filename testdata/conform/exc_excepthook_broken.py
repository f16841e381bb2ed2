# A hook that fails itself.
import sys
def hook(kind, value, tb): raise RuntimeError("in hook")
sys.excepthook = hook
{}["original"]
