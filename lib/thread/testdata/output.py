# Output is handed over at the commit: once, in order, and not if it is undone.
import io
import logging
import os
import sys
import tempfile
import threading
import stm

logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s")
log = logging.getLogger("x")
counter = [0]


def work(k):
    for i in range(30):
        with stm.atomic:
            counter[0] += 1
            n = counter[0]
            lines.write(f"{n}\n")
            log.debug("never shown")


with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "lines")
    with open(name, "w") as lines:
        threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    with open(name) as lines:
        print([int(x) for x in lines] == list(range(1, 121)))

    def io_inside():
        """Effects that cannot be held back make the block irrevocable."""
        with stm.atomic:
            counter[0] += 1
            fd = os.open(name, os.O_WRONLY | os.O_APPEND)
            os.write(fd, b"x\n")
            os.close(fd)
            with open(name) as f:
                counter[0] += f.read().count("x")
            counter[0] -= 1

    counter[0] = 0
    threads = [threading.Thread(target=io_inside) for k in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(counter[0] == sum(range(9)))


def undone():
    with stm.atomic(rollback=True):
        print("never", file=sys.stdout)
        log.warning("never")
        print("nor this", file=sys.stderr)
        stm.abort()
    with stm.atomic:
        print("a", end=" ")
        with stm.atomic(rollback=True):
            print("never")
            stm.abort()
        log.warning("b")
        print("c")
    s = io.StringIO()
    with stm.atomic(rollback=True):
        s.write("lost")
        stm.abort()
    s.write("kept")
    print(s.getvalue())
    try:
        with stm.atomic(rollback=True):
            os.stat(".")
            sys.stdout.flush()
            os.getpid()
            raise KeyError
    except KeyError:
        print("undone")
    except RuntimeError as e:
        print(e)


undone()
t = threading.Thread(target=undone)
t.start()
t.join()
