# string: constants, Template, Formatter, capwords.
import string
print(string.ascii_letters, string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(string.capwords("hello  world foo"), string.capwords("a-b-c", "-"), repr(string.capwords("  x y ")), string.capwords("ALL CAPS it's"))
T = string.Template
t = T("$who likes ${what}ing $$5 $who"); print(t.substitute(who="Al", what="sing"), t.substitute({"who": "B", "what": "x"}), t.substitute({"who": "B", "what": "x"}, who="kw"), t.safe_substitute(who="C"), t.template, t.is_valid(), t.get_identifiers(), T("$1 $").safe_substitute(), T("no vars").substitute(), T("${a}b$a").substitute(a=1), T("$a.b $_x1").substitute(a=2, _x1=3), T("$A $a").substitute(a=1, A=2))
for f in (lambda: t.substitute(who="x"), lambda: T("$").substitute(), lambda: T("a\n$ b").substitute(), lambda: T("${a").substitute(a=1), lambda: T("$1").substitute(), lambda: T("${}").substitute(), lambda: t.substitute(5), lambda: t.substitute({}, {}), lambda: T(5).substitute(), lambda: T("$ä").substitute(ä=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Pct(T):
    delimiter = "%"; idpattern = "[a-z]+_[a-z]+"
print(Pct("%a_b %x %%").safe_substitute(a_b=1))
F = string.Formatter()
print(F.format("{0} {a!r:>5} {1[k]} {b.real}", 1, {"k": "v"}, a="x", b=5), F.format("{} {}", 1, 2), F.vformat("{x}", (), {"x": 3}), list(F.parse("a{b!r:c}d{{}}{}")), list(F.parse("")), F.format("{:{}}", "a", 4), F.get_field("0.real", (5,), {}), F.convert_field(5, "r"))
class My(string.Formatter):
    def get_value(self, key, args, kw): return f"<{key}>" if isinstance(key, str) else super().get_value(key, args, kw)
    def format_field(self, v, spec): return f"[{v}|{spec}]"
    def check_unused_args(self, used, args, kw): print("used", sorted(map(str, used)))
print(My().format("{name:spec} {0}", 5), My().format("{a}{b}"))
for f in (lambda: F.format("{0}"), lambda: F.format("{a}"), lambda: F.format("{} {0}", 1), lambda: F.format("{0} {}", 1), lambda: F.format("{!x}", 1), lambda: F.format(), lambda: F.format("{", 1), lambda: F.format("}"), lambda: F.format("{0.x}", 1), lambda: F.format("{0[9]}", [1]), lambda: F.vformat("{:{:{:{}}}}", (1, 2, 3, 4), {})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def rot13(s): return s.translate(str.maketrans(string.ascii_letters, string.ascii_lowercase[13:] + string.ascii_lowercase[:13] + string.ascii_uppercase[13:] + string.ascii_uppercase[:13]))
print(rot13("Hello"), rot13(rot13("Back")), "".join(c for c in "a!b@c#" if c not in string.punctuation), all(c in string.hexdigits for c in "dEad"))
