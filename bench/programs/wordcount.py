"""Word count: all threads count into one dict under ONE lock.

Splitting a line, trimming and lower-casing its words happens outside the lock;
each single word is counted under it. Word frequencies follow Zipf's law with a
flattened head: the commonest word is about one in fifty.
"""
# nature: one-lock

import random
import threading

import cli

VOCABULARY = 6_000
PUNCTUATION = ".,;:!?\"'()"
POOL = 1_500
SYLLABLES = ["ba", "co", "di", "fu", "ga", "he", "ji", "ko", "lu", "ma", "ne",
             "or", "pi", "qua", "re", "sta", "tri", "un", "ver", "wo", "za"]


def vocabulary(count, rng):
    """Different pronounceable words, the commonest first."""
    words = {}
    while len(words) < count:
        parts = rng.choices(SYLLABLES, k=2 + int(rng.random() * 3))
        words["".join(parts)] = True
    return list(words)


def decorate(word, rng):
    """Capitals and punctuation, as in real text."""
    chance = rng.random()
    if chance < 0.1:
        return word.capitalize()
    if chance < 0.2:
        return word + PUNCTUATION[int(rng.random() * 6)]
    return word


def text_lines(count, rng):
    """A text of `count` lines; lines repeat, as headers and phrases do."""
    words = vocabulary(VOCABULARY, rng)
    total = 0.0
    weights = []
    for rank in range(len(words)):
        total += 1.0 / (rank + 8)
        weights.append(total)
    pool = []
    for _ in range(POOL):
        chosen = rng.choices(words, cum_weights=weights, k=6 + int(rng.random() * 10))
        pool.append(" ".join(decorate(word, rng) for word in chosen))
    return rng.choices(pool, k=count)


class WordCount:
    """Counts of words, shared by all threads."""

    def __init__(self):
        self.counts = {}
        self.lock = threading.Lock()

    def add(self, word):
        with self.lock:
            self.counts[word] = self.counts.get(word, 0) + 1

    def commonest(self, count):
        return sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))[:count]


def tokens(line):
    """The words of a line without capitals and punctuation."""
    for raw in line.split():
        word = raw.strip(PUNCTUATION).lower()
        if word:
            yield word


def main():
    opts = cli.options(size=500_000)
    lines = text_lines(opts.size, random.Random(opts.seed))
    counter = WordCount()

    def work(k):
        mine = cli.share(len(lines), k, opts.threads)
        for line in lines[mine.start:mine.stop]:
            for word in tokens(line):
                counter.add(word)

    seconds = cli.timed(opts, work)

    total = sum(counter.counts.values())
    mixed = sum(len(word) * n * n for word, n in counter.counts.items())
    best = " ".join(f"{word}={n}" for word, n in counter.commonest(3))
    cli.report(f"words {total} different {len(counter.counts)} mixed {mixed} {best}", seconds)


if __name__ == "__main__":
    main()
