"""The Mandelbrot set in 64 stripes, whose results are put together in one
list."""
# nature: disjoint

import setting

STRIPES = 64
ITERATIONS = 100


def stripe(rows, size):
    """The iteration counts of some rows, as bytes."""
    counts = bytearray()
    for row in rows:
        ci = 2.0 * row / size - 1.0
        for column in range(size):
            cr = 3.0 * column / size - 2.0
            zr = zi = 0.0
            n = 0
            while n < ITERATIONS:
                r2, i2 = zr * zr, zi * zi
                if r2 + i2 > 4.0:
                    break
                zi = 2.0 * zr * zi + ci
                zr = r2 - i2 + cr
                n += 1
            counts.append(n)
    return counts


def main():
    opts = setting.options(size=220, power=2)
    picture = [None] * STRIPES
    atomic = setting.atomic

    def work(k):
        for s in range(k, STRIPES, opts.threads):
            counts = stripe(setting.share(opts.size, s, STRIPES), opts.size)
            with atomic:
                picture[s] = counts

    seconds = setting.timed(opts, work)
    checksum = 0
    for counts in picture:
        for n in counts:
            checksum = (checksum * 131 + n) % 1_000_000_007
    setting.report(f"size {opts.size} checksum {checksum}", seconds)


if __name__ == "__main__":
    main()
