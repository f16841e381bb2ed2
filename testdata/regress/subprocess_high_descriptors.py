# A child is started although a descriptor lies just below the limit of the process, or above it.
import os, subprocess, sys

PROGRAM = """
import os, subprocess, sys
high = int(sys.argv[1])

def seen(**options):
    return subprocess.run(["sh", "-c", f"test -e /dev/fd/{high} && echo there || echo closed"], capture_output=True, text=True, **options).stdout.strip()

for inheritable in False, True:
    os.set_inheritable(high, inheritable)
    print(inheritable, seen(), seen(pass_fds=[high]), os.get_inheritable(high))
"""

for limit in 64, 40:
    high = 63
    low = os.open(os.devnull, os.O_RDONLY)
    os.dup2(low, high)
    os.close(low)
    os.set_inheritable(high, True)
    command = f'ulimit -n {limit}; exec "$0" -c "$1" {high}'
    result = subprocess.run(["sh", "-c", command, sys.executable, PROGRAM], pass_fds=[high], capture_output=True, text=True)
    print(limit, result.returncode, result.stdout, result.stderr[-300:])
    os.close(high)
