"""Counts the primes below a limit by the test of Miller and Rabin."""
# nature: disjoint

import setting

WITNESSES = (2, 3, 5, 7)  # enough below 3,215,031,751
PARTS = 64


def is_prime(n):
    if n < 4:
        return n > 1
    if n % 2 == 0:
        return False
    d, twos = n - 1, 0
    while d % 2 == 0:
        d //= 2
        twos += 1
    for witness in WITNESSES:
        if witness % n == 0:
            continue
        x = pow(witness, d, n)
        if x == 1 or x == n - 1:
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def main():
    opts = setting.options(size=300_000)
    total = [0]
    atomic = setting.atomic

    def work(k):
        for part in range(k, PARTS, opts.threads):
            count = sum(1 for n in range(part, opts.size, PARTS) if is_prime(n))
            with atomic:
                total[0] += count

    seconds = setting.timed(opts, work)
    setting.report(f"{total[0]} primes below {opts.size}", seconds)


if __name__ == "__main__":
    main()
