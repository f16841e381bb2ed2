"""Mersenne primes up to an exponent by the test of Lucas and Lehmer; the
threads take the exponents from one list."""
# nature: disjoint

import setting


def is_small_prime(n):
    return n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))


def is_mersenne_prime(p):
    """Whether 2**p - 1 is prime, p being an odd prime or 2."""
    if p == 2:
        return True
    m = (1 << p) - 1
    s = 4
    for _ in range(p - 2):
        s = s * s - 2
        s = (s & m) + (s >> p)
        if s >= m:
            s -= m
    return s == 0


def main():
    opts = setting.options(size=1_500, power=4)
    todo = [p for p in range(2, opts.size) if is_small_prime(p)]
    found = []
    atomic = setting.atomic

    def work(k):
        while True:
            with atomic:
                if not todo:
                    return
                p = todo.pop()
            if is_mersenne_prime(p):
                with atomic:
                    found.append(p)

    seconds = setting.timed(opts, work)
    setting.report(f"exponents {sorted(found)}", seconds)


if __name__ == "__main__":
    main()
