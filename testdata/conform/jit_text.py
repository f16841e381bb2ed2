# Methods of strs that often change nothing, and hashes of texts, in hot loops.
import random

rng = random.Random(5)
PUNCTUATION = ".,;:!?\"'()"
words = ["abc", "Abc", "", "a", "Z", "abcdefgh", "abcdefghI", "abcdefghijklmnopq", "x" * 511, "x" * 512,
         "X" + "y" * 600, "é", "abcÉ", "ab\x7f", "@[`{", "@AZ[", "hello.", ".hello", "..", "a.", "A.", " a",
         "a ", "\x1fq\x1c", "  ", "word!", '"quoted"', "zzzzzzzZ", "Zzzzzzzz", "12345678Z", "ΑΣ"]
words += ["".join(chr(rng.randrange(33, 127)) for _ in range(rng.randrange(20))) for _ in range(200)]


def methods(texts):
    rows, counts = [], {}
    for text in texts:
        bare, lower = text.strip(PUNCTUATION), text.lower()
        both = bare.lower()
        counts[both] = counts.get(both, 0) + 1
        longer = lower + "x"
        counts[longer] = counts.get(longer, 0) + 1
        rows.append((bare, lower, text.strip(), text.strip("@é"), both))
    return rows, counts


first = methods(words)
for _ in range(60):
    assert methods([(word + " ")[:-1] for word in words]) == first
rows, counts = first
print(rows)
print(len(counts), sum(len(key) * n for key, n in counts.items()))


def hashes(texts):
    for text in texts:
        if hash(text.lower()) != hash("".join(list(text.lower()))):
            return text


for _ in range(60):
    assert hashes(words) is None


# Numbers out of text.
numbers = ["0", "00", "1", "9", "10", "00000000", "99999999", "12345678", "123456789", "-1", "-0", "+5", " 7", "7 ",
           "1_0", "281474976710655"]
numbers += [str(rng.randrange(10 ** rng.randrange(1, 12))) for _ in range(200)]
numbers += [f"{rng.randrange(1000):0{rng.randrange(1, 9)}}" for _ in range(100)]
wrong = ["", "/", ":", "1:", "1/", "/1", ":1", "12a4", "1234567:", "é1", "1ÿ", "٣", "1٣", "--1", "1.0", " "]
decimals = ["0.0", "-0.0", "1.5", ".5", "5.", ".", "-.", "-", "", "1", "0.1", "123456789.123456", "1234567890.12345",
            "12345678901.2345", "9.99999999999999", "0.000000000000001", "1e5", "1.5e3", "inf", "nan", "-inf", "1_0.5",
            " 1.5 ", "1.5.", "..5", "1.-5", "0.30", "٣.٥"]
decimals += [f"{rng.uniform(-1000, 1000):.{rng.randrange(12)}f}" for _ in range(300)]


def ints(texts):
    total = 0
    for text in texts:
        total = total * 3 % 1000003 + int(text)
    return total


def results(kind, texts):
    out = []
    for text in texts:
        try:
            out.append(kind(text))
        except ValueError as error:
            out.append(str(error))
    return out


for _ in range(40):
    good, all_ints, all_floats = ints(numbers), results(int, numbers + wrong), results(float, decimals)
print(good, all_ints)
print(all_floats)


# Parts of text.
def parts(lines):
    out = []
    for line in lines:
        out.append((line.split(), line.split(","), line.split("é"), line.split(",", 1)))
    return out


lines = ["", " ", ",", "a", "ab", " ab", "ab ", "abcdefgh", "abcdefghi jk", "a,b,,c", ",a,", "abcdefg,abcdefgh,abcdefghi",
         "one\ttwo\nthree\x0bfour\x1cfive\x1fsix", "a\x01b c\x02d", "a\x00b c", "\x7f\x7f \x7f", "é b,c é", "abcdefgé h,i",
         "x" * 40 + " " + "y" * 16 + " z", "  a  bc   def    ghij     klmno      "]
for _ in range(60):
    out = parts(lines)
for row in out:
    print(row)
