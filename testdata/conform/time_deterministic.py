# time: only what does not depend on the moment or the place.
import time
t = 1700000000
g = time.gmtime(t); print(g, g.tm_year, g[1], tuple(g), g.tm_wday, g.tm_yday, g.tm_zone, g.tm_gmtoff, len(g), time.gmtime(0)[:6], time.gmtime(-1)[:6], time.gmtime(1.9)[5], time.gmtime(2**33)[:3], g == time.gmtime(t), g < time.gmtime(t + 1))
for fmt in ("%Y-%m-%d %H:%M:%S", "%a %A %b %B", "%d %j %U %W %w %u %V %G", "%I %p %y %C", "%%", "%x %X %c", "%D %T %R %F", "%e %n%t|", "", "text", "%h %M", "%Z", "é%Y中"):
    print(repr(fmt), repr(time.strftime(fmt, g)))
for s, fmt in (("2024-02-29 23:59:58", "%Y-%m-%d %H:%M:%S"), ("Jan 5 99", "%b %d %y"), ("12:30 PM", "%I:%M %p"), ("366 2024", "%j %Y"), ("Monday", "%A")):
    print(s, tuple(time.strptime(s, fmt)))
print(time.asctime(g), time.asctime((2000, 1, 2, 3, 4, 5, 6, 7, 0)), time.struct_time((1, 2, 3, 4, 5, 6, 7, 8, 9)), time.struct_time(range(9)).tm_min)
for f in (lambda: time.strptime("x", "%Y"), lambda: time.strptime("2020-13", "%Y-%m"), lambda: time.strptime("2020 extra", "%Y"), lambda: time.strptime("5", "%Q"), lambda: time.gmtime("a"), lambda: time.gmtime(10**30), lambda: time.strftime("%Y", (1, 2)), lambda: time.strftime("%Y", 5), lambda: time.strftime("%m", (2000, 13, 1, 0, 0, 0, 0, 1, 0)), lambda: time.struct_time((1, 2)), lambda: time.sleep(-1), lambda: time.sleep("a"), lambda: time.asctime(5), lambda: time.mktime((1,)), lambda: g.nope, lambda: setattr(g, "tm_year", 5), lambda: time.gmtime(float("nan")), lambda: time.strptime(5, "%Y"), lambda: time.strptime("29 02 2023", "%d %m %Y"), lambda: time.strftime()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a = time.monotonic(); b = time.monotonic(); print(b >= a, type(a).__name__, time.monotonic_ns() > 0, time.perf_counter() <= time.perf_counter(), time.process_time() >= 0, time.time() > 1.6e9, type(time.time_ns()).__name__, time.thread_time() >= 0, time.sleep(0), time.sleep(0.001), time.mktime(time.localtime(t)) == t)
s = time.monotonic(); time.sleep(0.02); print(0.019 < time.monotonic() - s < 5, time.get_clock_info("monotonic").monotonic, time.get_clock_info("time").adjustable in (True, False))
