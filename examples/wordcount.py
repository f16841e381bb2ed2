"""Word count: all threads count into one dict, under ONE lock.

    wordcount.py [--threads N] [--lines N]

A thread cleans up a line by itself and takes the lock for the one line of code
that counts a word. The dict is large and its words are about equally common
(articles and the like are left out first), so two threads seldom count the
same word at the same moment. On Gorgon they then do not wait for each other,
although the program has only one lock.
"""

import os
import random
import sys
import threading
import time

STOP_WORDS = {"the", "of", "and", "to", "in", "is", "that", "it"}
ENDINGS = ("ing", "ed", "ly", "s")


def option(name, default):
    """The number after `name` on the command line."""
    if name in sys.argv:
        return int(sys.argv[sys.argv.index(name) + 1])
    return default


def random_text(lines):
    """Lines of made-up words between stop words."""
    rng = random.Random(2026)
    parts = ["ka", "lo", "mi", "ne", "ru", "sta", "ve", "zo", "bra", "tun"]
    words = ["".join(rng.choices(parts, k=4)) + rng.choice(("", "") + ENDINGS)
             for _ in range(8_000)]
    stop_words = sorted(STOP_WORDS)
    pool = []
    for _ in range(4_000):
        line = []
        for word in rng.choices(words, k=7):
            line.append(rng.choice(stop_words))
            line.append(word + rng.choice(("", "", ",", ".")))
        pool.append(" ".join(line).capitalize())
    return rng.choices(pool, k=lines)


def clean(line):
    """The words that count: lower case, without punctuation and ending."""
    words = []
    for raw in line.split():
        word = raw.strip(".,").lower()
        if word in STOP_WORDS:
            continue
        for ending in ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                word = word[:-len(ending)]
                break
        words.append(word)
    return words


def count_words(lines, threads):
    """How often each word occurs."""
    counts = {}
    lock = threading.Lock()

    def work(k):
        first, last = len(lines) * k // threads, len(lines) * (k + 1) // threads
        for line in lines[first:last]:
            for word in clean(line):  # local work
                with lock:  # shared work: one word
                    counts[word] = counts.get(word, 0) + 1

    workers = [threading.Thread(target=work, args=(k,)) for k in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return counts


def main():
    threads = option("--threads", os.cpu_count() or 1)
    lines = random_text(option("--lines", 400_000))

    start = time.perf_counter()
    counts = count_words(lines, threads)
    seconds = time.perf_counter() - start

    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]
    print(f"{sum(counts.values())} words, {len(counts)} different;",
          ", ".join(f"{word} {count}" for word, count in best))
    print(f"{threads} threads: {seconds:.2f} s")


if __name__ == "__main__":
    main()
