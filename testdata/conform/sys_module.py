# sys: what a program can rely on.
import sys
print(sys.version_info[:2], sys.version_info.major, sys.version_info >= (3, 14), sys.maxsize, sys.byteorder, sys.platform, sys.maxunicode, sys.hexversion >> 16, sys.version.split()[0].rsplit(".", 1)[0], sys.api_version, sys.version_info.releaselevel, type(sys.version_info).__name__)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.int_info.bits_per_digit in (15, 30), sys.hash_info.width, sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.nan, sys.getrecursionlimit(), sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getswitchinterval() > 0, sys.flags.optimize, sys.flags.debug, sys.flags.utf8_mode in (0, 1), sys.dont_write_bytecode)
print(sys.argv[1:], type(sys.path), "sys" in sys.modules, sys.modules["sys"] is sys, sys.modules["builtins"].__name__, "math" in sys.builtin_module_names or True, sys.stdlib_module_names >= {"os", "re", "sys"}, isinstance(sys.executable, str), sys.implementation.name in ("cpython", "gorgon"), sys.exc_info(), sys.last_exc if hasattr(sys, "last_exc") else "no last_exc")
print(sys.intern("abc") is sys.intern("ab" + "c"), sys.is_finalizing(), sys.getsizeof([]) > 0, sys.getsizeof(5, 1) > 0, callable(sys.exit), sys.copyright[:9], sys.stdin is sys.__stdin__, sys.stdout is sys.__stdout__, sys.displayhook is sys.__displayhook__, sys.excepthook is sys.__excepthook__, sys.warnoptions, sys.getrefcount(object()) > 0, sys.thread_info.name, sys.abiflags == "")
sys.displayhook(5); sys.displayhook(None); sys.displayhook("text"); import builtins; print(builtins._)
for f in (lambda: sys.intern(5), lambda: sys.setrecursionlimit("a"), lambda: sys.getsizeof(), lambda: sys.exit(1, 2), lambda: sys._getframe(1000), lambda: sys._getframe("x"), lambda: sys.setswitchinterval(-1), lambda: sys.nope, lambda: sys.settrace(), lambda: sys.version_info.nope, lambda: sys.version_info(), lambda: sys.flags.nope):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def who(): return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name
def caller(): return who()
print(who(), caller(), sys._getframe().f_lineno, sys._getframe().f_globals is globals())
try: 1 / 0
except ZeroDivisionError as e: print(sys.exc_info()[0], sys.exception() is e)
