# csv: dialects and their errors, every way of quoting, reading and writing.
import csv
import _csv
import io
import random


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except BaseException as e:
        print(type(e).__name__, e)


D = _csv.Dialect
d = D()
print([(x, getattr(d, x)) for x in dir(d) if x[0] != "_" and x in "delimiter doublequote escapechar lineterminator quotechar quoting skipinitialspace strict"])
for k in ("delimiter", "quotechar", "escapechar", "lineterminator", "quoting", "doublequote", "skipinitialspace", "strict"):
    for v in (None, "", "ab", 5, "\n", "\r", " ", "x", 99, -1):
        try:
            print(k, repr(v), "ok", repr(getattr(D(**{k: v}), k)))
        except BaseException as e:
            print(k, repr(v), type(e).__name__, e)


def show(*a, **k):
    try:
        d = D(*a, **k)
        print(d.delimiter, d.quotechar, d.quoting)
    except BaseException as e:
        print(type(e).__name__, e)


show(delimiter=",", quotechar=",")
show(escapechar=",")
show(quotechar=None, quoting=0)
show(quotechar=None)
show(bogus=1)
show(None)
show("nosuch")
show(5)
show(delimiter="x", lineterminator="x")
show(quotechar='"', lineterminator='"')
show("excel-tab")
t(_csv.reader)
t(_csv.reader, 5)
t(_csv.writer, 5)
t(_csv.writer)
w = _csv.writer(io.StringIO())
for f, a in ((w.writerow, 5), (w.writerows, 5), (w.writerow, [""]), (w.writerow, [])):
    t(f, a)
for lines, k in (([5], {}), ([b"a"], {}), (['"abc'], {"strict": True}), (['"abc'], {}), (['"a"b'], {"strict": True}), (["a\rb"], {}), (["a\nb"], {}),
                 (["a,b\r\n"], {}), ([" a, b"], {"skipinitialspace": True}), (['"a\n', 'b",c'], {}), (["", "a", "\n"], {}), (['a"b,c'], {})):
    try:
        r = csv.reader(lines, **k)
        print(list(r), r.line_num)
    except BaseException as e:
        print(type(e).__name__, e)
t(csv.field_size_limit)
t(csv.field_size_limit, "x")
t(csv.field_size_limit, 10)
t(lambda: list(csv.reader(["a" * 11])))
t(csv.field_size_limit, 131072)
t(csv.register_dialect, 5)
t(csv.register_dialect, "q", delimiter=":")
t(csv.list_dialects)
t(csv.unregister_dialect, "q")
t(csv.unregister_dialect, "q")
t(csv.get_dialect, "zz")
for q in range(6):
    s = io.StringIO()
    w = csv.writer(s, quoting=q, escapechar="\\")
    t(w.writerow, ["a b", "", None, 1, 2.5, "x,y", 'q"q', "l\nm", " s", "\r", "\\"])
    print(repr(s.getvalue()))
    t(w.writerow, [None])
    t(w.writerow, [""])
    print(repr(s.getvalue()[-10:]))
    for line in ['a,"b,c",3, "x" ,,"",4.5', '"q""q",\\,x', '"a\n']:
        t(lambda: list(csv.reader([line], quoting=q, escapechar="\\")))
w = csv.writer(io.StringIO(), quoting=3)
t(w.writerow, ["a,b"])
t(w.writerow, ["a\n"])
random.seed(5)
rows = [["".join(random.choices('ab,"\n\r \\', k=random.randrange(6))) for _ in range(random.randrange(1, 6))] for _ in range(300)]
for k in ({}, {"quoting": 1}, {"quoting": 3, "escapechar": "/"}, {"doublequote": False, "escapechar": "/"}, {"delimiter": "\t", "quotechar": "'"}):
    s = io.StringIO(newline="")
    w = csv.writer(s, **k)
    bad = 0
    for row in rows:
        try:
            w.writerow(row)
        except csv.Error:
            bad += 1
    text = s.getvalue()
    print(bad, len(text), hash(text) == hash(text), sum(map(ord, text)))
    back = list(csv.reader(io.StringIO(text, newline=""), **k))
    print(back == rows, len(back))
s = io.StringIO("name,size\nab,5\ncd,6,7\n\nef\n")
print(list(csv.DictReader(s)))
s = io.StringIO()
w = csv.DictWriter(s, ["a", "b"])
w.writeheader()
w.writerow({"a": 1, "b": "x y"})
print(repr(s.getvalue()), csv.Sniffer().sniff("a;b;c\nd;e;f\n").delimiter)
