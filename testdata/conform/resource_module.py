# The module resource: what the process has used, and its limits.
import resource

print({k: getattr(resource, k) for k in sorted(dir(resource)) if k[0] == "R"})
print(resource.error, resource.getpagesize(), resource.struct_rusage, resource.struct_rusage.n_fields)
used = resource.getrusage(resource.RUSAGE_SELF)
sum(i * i for i in range(200000))
later = resource.getrusage(resource.RUSAGE_SELF)
print(type(used).__name__, len(used), used.ru_maxrss > 1000, used[2] == used.ru_maxrss)
print(used.ru_utime + used.ru_stime > 0, later.ru_utime >= used.ru_utime, later.ru_minflt >= used.ru_minflt)
print(resource.getrusage(resource.RUSAGE_CHILDREN)[:3])
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
print(resource.getrlimit(resource.RLIMIT_CORE)[0], resource.prlimit(0, resource.RLIMIT_CORE)[0])
print(resource.prlimit(0, resource.RLIMIT_CORE, (0, 0)) is not None, resource.getrlimit(resource.RLIMIT_CORE))


def wrong(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


wrong(resource.getrusage, 99)
wrong(resource.getrusage, "a")
wrong(resource.getrlimit, 99)
wrong(resource.getrlimit, -1)
wrong(resource.setrlimit, 7, 1)
wrong(resource.setrlimit, 7, (1,))
wrong(resource.setrlimit, 99, (1, 1))
wrong(resource.setrlimit, 4, (5, 1))
wrong(resource.setrlimit, 7, ("a", 2))
wrong(resource.setrlimit, 7, (-2, 2))
wrong(resource.setrlimit, 7, (2**70, 2))
wrong(resource.prlimit, 0, 99)
wrong(resource.prlimit, 99999999, 7)
wrong(resource.prlimit, 0, 4, (5, 1))
