# What a program sets in the collector is not set by a transaction that is undone.
import gc
import sys

for i in range(40):
    sys.stdout.flush()  # a transaction ends here
    print(gc.isenabled(), gc.get_threshold()[0], gc.get_debug(), gc.get_freeze_count())
    gc.disable()
    gc.set_threshold(700 + i)
    gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
    gc.freeze()
    print(gc.isenabled(), gc.get_threshold()[0], gc.get_debug(), gc.get_freeze_count() > 0)
    print([[k, i] for k in range(5)])
    gc.enable()
    gc.set_threshold(2000)
    gc.set_debug(0)
    gc.unfreeze()
