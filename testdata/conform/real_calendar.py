# Calendar arithmetic: days, weekdays, easter, month tables, recurring events, time zones as offsets.
class Date:
    __slots__ = ("ord",)
    DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    def __init__(self, y, m, d):
        if not 1 <= m <= 12: raise ValueError(f"month {m} is not in 1..12")
        if not 1 <= d <= self.days_in(y, m): raise ValueError(f"day {d} is not in month {m} of {y}")
        y1 = y - 1; self.ord = y1 * 365 + y1 // 4 - y1 // 100 + y1 // 400 + sum(self.days_in(y, k) for k in range(1, m)) + d
    @staticmethod
    def leap(y): return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    @classmethod
    def days_in(cls, y, m): return 29 if m == 2 and cls.leap(y) else cls.DAYS[m - 1]
    @classmethod
    def from_ord(cls, n):
        n400, n = divmod(n - 1, 146097); n100 = min(n // 36524, 3); n -= n100 * 36524; n4, n = divmod(n, 1461); n1 = min(n // 365, 3); n -= n1 * 365
        y, m = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1, 1
        while n >= (k := cls.days_in(y, m)): n -= k; m += 1
        return cls(y, m, n + 1)
    @classmethod
    def parse(cls, s):
        try: return cls(*map(int, s.split("-")))
        except (ValueError, TypeError) as e: raise ValueError(f"bad date {s!r}") from e
    @property
    def ymd(self):
        y = self.ord // 366 + 1
        while Date(y + 1, 1, 1).ord <= self.ord: y += 1
        rest, m = self.ord - Date(y, 1, 1).ord, 1
        while rest >= (k := self.days_in(y, m)): rest -= k; m += 1
        return y, m, rest + 1
    @property
    def weekday(self): return (self.ord + 6) % 7
    def __add__(self, n): r = object.__new__(Date); r.ord = self.ord + n; return r
    __radd__ = __add__
    def __sub__(self, o): return self.ord - o.ord if isinstance(o, Date) else self + -o
    def __eq__(self, o): return isinstance(o, Date) and self.ord == o.ord
    def __lt__(self, o): return self.ord < o.ord
    def __le__(self, o): return self.ord <= o.ord
    def __hash__(self): return self.ord
    def __str__(self): return "%04d-%02d-%02d" % self.ymd
    def __repr__(self): return f"Date({', '.join(map(str, self.ymd))})"
    def __format__(self, spec):
        y, m, d = self.ymd; names = "Mon Tue Wed Thu Fri Sat Sun".split(); months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        return spec.replace("YYYY", f"{y:04}").replace("DDD", names[self.weekday]).replace("MMM", months[m - 1]).replace("DD", f"{d:02}").replace("MM", f"{m:02}") or str(self)
    def add_months(self, n):
        y, m, d = self.ymd; k = y * 12 + m - 1 + n; y, m = divmod(k, 12); return Date(y, m + 1, min(d, self.days_in(y, m + 1)))
d = Date(2024, 2, 28)
print(d, d + 1, d + 2, d - 59, Date(2025, 3, 1) - d, d.weekday, f"{d:DDD DD MMM YYYY}", repr(d), d.add_months(12), Date(2024, 1, 31).add_months(1), Date(2024, 3, 31).add_months(-1), d < d + 1, max(d, d - 1), {d: "x"}[Date.parse("2024-2-28")], sorted([d + 5, d, d - 5]))
for bad in ((2023, 2, 29), (2024, 13, 1), (1900, 2, 29), (2000, 4, 31)):
    try: Date(*bad)
    except ValueError as e: print(e)
for s in ("2024-x-1", "2024-01", "2023-02-30", ""):
    try: Date.parse(s)
    except ValueError as e: print(e, "<-", type(e.__cause__).__name__, e.__cause__)
print(all(Date.from_ord(n).ord == n for n in range(1, 800000, 997)), Date.from_ord(1), Date.from_ord(738000), [y for y in range(1896, 1930) if Date.leap(y)])
def easter(y):
    a, b, c = y % 19, y // 100, y % 100; h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30; l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7; m = (a + 11 * h + 22 * l) // 451
    return Date(y, (h + l - 7 * m + 114) // 31, (h + l - 7 * m + 114) % 31 + 1)
print([str(easter(y)) for y in (1999, 2000, 2024, 2025, 2038)], {easter(y).weekday for y in range(1900, 2100)}, sum(Date(y, m, 13).weekday == 4 for y in range(1900, 2000) for m in range(1, 13)))
def month(y, m):
    first = Date(y, m, 1); yield f"{f'{first:MMM YYYY}':^20}".rstrip(); yield "Mo Tu We Th Fr Sa Su"; line = ["  "] * first.weekday
    for k in range(1, Date.days_in(y, m) + 1):
        line.append(f"{k:2}")
        if len(line) == 7: yield " ".join(line); line = []
    if line: yield " ".join(line)
print("\n".join(month(2024, 2))); print("\n".join(month(2026, 11)))
def recur(start, every, unit, until):
    n = 0
    while (x := start + every * n if unit == "day" else start + 7 * every * n if unit == "week" else start.add_months(every * n)) <= until: yield x; n += 1
print([str(x) for x in recur(Date(2024, 1, 31), 1, "month", Date(2024, 7, 1))], [f"{x:MM-DD}" for x in recur(Date(2024, 2, 20), 1, "week", Date(2024, 3, 31))], len(list(recur(d, 3, "day", d + 100))))
def iso_week(x):
    thursday = x + (3 - x.weekday); y = thursday.ymd[0]; return y, (thursday - Date(y, 1, 1)) // 7 + 1, x.weekday + 1
print([iso_week(Date(*t)) for t in ((2024, 1, 1), (2023, 1, 1), (2020, 12, 31), (2021, 1, 3), (2026, 12, 31))])
def span(sec):
    out = []
    for n, u in ((86400, "d"), (3600, "h"), (60, "m"), (1, "s")): k, sec = divmod(sec, n); out += [f"{k}{u}"] * (k > 0)
    return " ".join(out) or "0s"
print(span(0), span(59), span(3661), span(10 ** 6), span(86400 * 365))
