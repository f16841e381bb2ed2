# What importlib asks of the runtime.

import sys
import _frozen_importlib as _import

check_hash_based_pycs = "default"
pyc_magic_number_token = 168627187


def lock_held():
    return False


def acquire_lock():
    pass


def release_lock():
    pass


def extension_suffixes():
    return []


def is_builtin(name):
    return 1 if name in sys.builtin_module_names else 0


def is_frozen(name):
    return False


def is_frozen_package(name):
    raise ImportError("No such frozen object named %s" % name, name=name)


def find_frozen(name, *, withdata=False):
    return None


def get_frozen_object(name, data=None):
    raise ImportError("No such frozen object named %s" % name, name=name)


def init_frozen(name):
    return None


def create_builtin(spec):
    return _import.BuiltinImporter.create_module(spec)


def exec_builtin(module):
    return 0


def create_dynamic(spec, file=None):
    raise ImportError("Gorgon cannot load extension modules in C", name=spec.name, path=spec.origin)


def exec_dynamic(module):
    return 0


def source_hash(key, source):
    raise NotImplementedError("Gorgon writes no .pyc files")


def _fix_co_filename(code, path):
    pass


def _frozen_module_names():
    return []


def _override_frozen_modules_for_tests(override):
    pass


def _override_multi_interp_extensions_check(override):
    return 0
