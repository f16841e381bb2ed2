# What a program sets in sys is not set by a transaction that is undone.
import sys
import threading

for i in range(20):
    sys.stdout.flush()  # a transaction ends here
    print(sys.getrecursionlimit())
    sys.setrecursionlimit(2000 + i)
    print([sys.getrecursionlimit() for k in range(8)])
    sys.setrecursionlimit(1000)

    sys.stdout.flush()
    print(sys.get_int_max_str_digits())
    sys.set_int_max_str_digits(700 + i)
    print([sys.get_int_max_str_digits() for k in range(8)])
    sys.set_int_max_str_digits(4300)

    sys.stdout.flush()
    print(sys.get_coroutine_origin_tracking_depth())
    sys.set_coroutine_origin_tracking_depth(2)
    print([sys.get_coroutine_origin_tracking_depth() for k in range(8)])
    sys.set_coroutine_origin_tracking_depth(0)

    sys.stdout.flush()
    print(threading.stack_size())
    threading.stack_size(1 << 20)
    print([threading.stack_size() for k in range(8)])
    threading.stack_size(0)

    sys.stdout.flush()
    print(sys.get_asyncgen_hooks().firstiter)
    sys.set_asyncgen_hooks(firstiter=print)
    print([sys.get_asyncgen_hooks().firstiter for k in range(8)])
    sys.set_asyncgen_hooks(firstiter=None)
