# The import system: what import statements call, and what importlib shows of
# it. _host is the native half: it finds modules on disk and in the executable
# and compiles them. As long as the program leaves sys.meta_path and
# sys.path_hooks alone, _host.find does the work of all finders at once.

_MISSING = "No module named "


class ModuleSpec:
    __module__ = "_frozen_importlib"

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None
        self._initializing = False

    def __repr__(self):
        args = ["name=%r" % (self.name,), "loader=%r" % (self.loader,)]
        if self.origin is not None:
            args.append("origin=%r" % (self.origin,))
        if self.submodule_search_locations is not None:
            args.append("submodule_search_locations=%r" % (self.submodule_search_locations,))
        return "%s(%s)" % (self.__class__.__name__, ", ".join(args))

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin
                    and self.submodule_search_locations == other.submodule_search_locations
                    and self.cached == other.cached and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    __hash__ = None

    @property
    def cached(self):
        return self._cached

    @cached.setter
    def cached(self, value):
        self._cached = value

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


# Loaders.

class _LoaderBasics:
    __module__ = "_frozen_importlib_external"

    def is_package(self, fullname):
        path = self.get_filename(fullname).rpartition("/")[2]
        return path.rpartition(".")[0] == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError("cannot load module %r when get_code() returns None" % module.__name__)
        exec(code, module.__dict__)

    def load_module(self, fullname):
        return _load_module_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    __module__ = "_frozen_importlib_external"

    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        pass

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as exc:
            raise ImportError("source not available through get_data()", name=fullname) from exc
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class FileLoader:
    __module__ = "_frozen_importlib_external"

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def load_module(self, fullname=None):
        return _load_module_shim(self, self._own(fullname))

    def get_filename(self, fullname=None):
        self._own(fullname)
        return self.path

    def _own(self, name):
        if name is not None and name != self.name:
            raise ImportError("loader for %s cannot handle %s" % (self.name, name), name=name)
        return self.name

    def get_data(self, path):
        return _host.read(str(path))

    def get_resource_reader(self, module):
        from importlib.readers import FileReader
        return FileReader(self)


class SourceFileLoader(FileLoader, SourceLoader):
    __module__ = "_frozen_importlib_external"

    def path_stats(self, path):
        mtime, size = _host.stat(path)
        return {"mtime": mtime, "size": size}

    def exec_module(self, module):
        if type(self) is SourceFileLoader:
            namespace = module.__dict__
            body, = _host.load(self.path, namespace)
            body(namespace)
        else:
            SourceLoader.exec_module(self, module)


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    __module__ = "_frozen_importlib_external"

    def get_code(self, fullname):
        raise ImportError("Gorgon cannot load the byte code of CPython: %s" % self.path, name=fullname, path=self.path)

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    __module__ = "_frozen_importlib_external"

    def create_module(self, spec):
        raise ImportError("Gorgon cannot load extension modules in C: %s" % self.path, name=self.name, path=self.path)

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


class AppleFrameworkLoader(ExtensionFileLoader):
    __module__ = "_frozen_importlib_external"


class NamespaceLoader:
    __module__ = "_frozen_importlib_external"

    def __init__(self, name, path, path_finder=None):
        self._path = path if isinstance(path, _NamespacePath) else _NamespacePath(name, path)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        return _load_module_shim(self, fullname)

    def get_resource_reader(self, module):
        from importlib.readers import NamespaceReader
        return NamespaceReader(self._path)


class _NamespacePath:
    # The directories of a namespace package. They are looked for anew when the
    # path that the package was found on has changed.
    __module__ = "_frozen_importlib_external"

    def __init__(self, name, path):
        self._name = name
        self._path = list(path)
        self._seen = self._parent_path()

    def _parent_path(self):
        parent = self._name.rpartition(".")[0]
        if parent:
            return tuple(_host.modules[parent].__path__)
        return tuple(_host.modules["sys"].path)

    def _current(self):
        parent = self._parent_path()
        if parent != self._seen:
            self._seen = parent
            spec = _find_spec(self._name, list(parent))
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = list(spec.submodule_search_locations)
        return self._path

    def __iter__(self):
        return iter(self._current())

    def __getitem__(self, index):
        return self._current()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._current())

    def __contains__(self, item):
        return item in self._current()

    def __repr__(self):
        return "_NamespacePath(%r)" % (self._path,)

    def append(self, item):
        self._path.append(item)


# Finders.

class BuiltinImporter:
    __module__ = "_frozen_importlib"
    _ORIGIN = "built-in"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and _host.is_builtin(fullname):
            return _make_spec(fullname, "native", "", None)
        return None

    @staticmethod
    def create_module(spec):
        if not _host.is_native(spec.name):
            raise ImportError("%r is not a built-in module" % (spec.name,), name=spec.name)
        return _host.make_native(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def get_code(cls, fullname):
        return None

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return False

    @classmethod
    def load_module(cls, fullname):
        return _load_module_shim(cls, fullname)


class FrozenImporter:
    __module__ = "_frozen_importlib"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


class FileFinder:
    __module__ = "_frozen_importlib_external"

    def __init__(self, path, *loader_details):
        self.path = path or "."
        self._loaders = loader_details

    def find_spec(self, fullname, target=None):
        found = _host.find_in(fullname, [self.path])
        return None if found is None else _make_spec(fullname, *found)

    def invalidate_caches(self):
        pass

    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not _host.is_dir(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return "FileFinder(%r)" % (self.path,)


class PathFinder:
    __module__ = "_frozen_importlib_external"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        sys = _host.modules["sys"]
        if path is None:
            path = sys.path
        if sys.path_hooks == _state.path_hooks:
            found = _host.find_in(fullname, path)
            return None if found is None else _make_spec(fullname, *found)
        namespace = []
        for entry in path:
            if not isinstance(entry, str):
                continue
            finder = cls._path_importer_cache(entry)
            if finder is None:
                continue
            spec = finder.find_spec(fullname)
            if spec is None:
                continue
            if spec.loader is not None and not isinstance(spec.loader, NamespaceLoader):
                return spec
            namespace.extend(spec.submodule_search_locations or ())
        if namespace:
            return _make_spec(fullname, "namespace", "", namespace)
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        sys = _host.modules["sys"]
        cache = sys.path_importer_cache
        if path in cache:
            return cache[path]
        finder = None
        for hook in sys.path_hooks:
            try:
                finder = hook(path or _host.cwd())
                break
            except ImportError:
                continue
        cache[path] = finder
        return finder

    @staticmethod
    def invalidate_caches():
        cache = _host.modules["sys"].path_importer_cache
        for name, finder in list(cache.items()):
            if finder is None:
                del cache[name]
            elif hasattr(finder, "invalidate_caches"):
                finder.invalidate_caches()

    @staticmethod
    def find_distributions(*args, **kwargs):
        from importlib.metadata import MetadataPathFinder
        return MetadataPathFinder.find_distributions(*args, **kwargs)


class WindowsRegistryFinder:
    __module__ = "_frozen_importlib_external"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


class _state:
    # What sys.meta_path and sys.path_hooks were at the start, the modules that
    # are being loaded, and which thread waits for which of them.
    meta_path = [BuiltinImporter, FrozenImporter, PathFinder]
    path_hooks = [FileFinder.path_hook((SourceFileLoader, [".py"]))]
    loading = {}
    waiting = {}
    thread = None


# Specs and modules.

def _make_spec(name, kind, origin, locations):
    if kind == "native":
        spec = ModuleSpec(name, BuiltinImporter, origin="built-in")
    elif kind == "namespace":
        spec = ModuleSpec(name, None)
        locations = _NamespacePath(name, locations)
        spec.loader = NamespaceLoader(name, locations)
    else:
        spec = ModuleSpec(name, SourceFileLoader(name, origin), origin=origin)
        spec._set_fileattr = True
    spec.submodule_search_locations = locations
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader, submodule_search_locations=[] if is_package else None)
    if is_package is None:
        try:
            is_package = loader.is_package(name)
        except (AttributeError, ImportError):
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


_unset = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_unset):
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        if not isinstance(location, str):
            location = location.__fspath__()
        location = _host.absolute(location)
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        if location.endswith(".py"):
            loader = SourceFileLoader(name, location)
        elif location.endswith(".pyc"):
            loader = SourcelessFileLoader(name, location)
        elif location.endswith(".so"):
            loader = ExtensionFileLoader(name, location)
        else:
            return None
        spec.loader = loader
    if submodule_search_locations is _unset:
        if hasattr(loader, "is_package"):
            try:
                if loader.is_package(name):
                    spec.submodule_search_locations = []
            except ImportError:
                pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == []:
        if location:
            spec.submodule_search_locations.append(location.rpartition("/")[0])
    return spec


def _init_module_attrs(spec, module, *, override=False):
    def put(name, value):
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass
    put("__name__", spec.name)
    put("__loader__", spec.loader)
    put("__package__", spec.parent)
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        put("__path__", spec.submodule_search_locations)
        if isinstance(spec.loader, NamespaceLoader):
            module.__file__ = None
    if spec.has_location:
        put("__file__", spec.origin)
        if spec.cached is not None:
            put("__cached__", spec.cached)
    return module


def module_from_spec(spec):
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = _host.new_module(spec.name)
    return _init_module_attrs(spec, module)


def _exec(spec, module):
    name = spec.name
    if _host.modules.get(name) is not module:
        raise ImportError("module %r not in sys.modules" % (name,), name=name)
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=name)
            _init_module_attrs(spec, module, override=True)
        else:
            _init_module_attrs(spec, module, override=True)
            if hasattr(spec.loader, "exec_module"):
                spec.loader.exec_module(module)
            else:
                spec.loader.load_module(name)
    finally:
        module = _host.modules.pop(spec.name)
        _host.modules[spec.name] = module
    return module


def _load(spec):
    modules = _host.modules
    name = spec.name
    loader = spec.loader
    if loader is not None and not hasattr(loader, "exec_module"):
        loader.load_module(name)
        module = modules.pop(name)
        modules[name] = module
        if getattr(module, "__spec__", None) is None:
            module.__spec__ = spec
        return module
    module = module_from_spec(spec)
    spec._initializing = True
    try:
        modules[name] = module
        try:
            if loader is None:
                if spec.submodule_search_locations is None:
                    raise ImportError("missing loader", name=name)
            else:
                loader.exec_module(module)
        except:
            modules.pop(name, None)
            raise
        module = modules.pop(name)
        modules[name] = module
    finally:
        spec._initializing = False
    return module


_load_unlocked = _load


def _load_module_shim(self, fullname):
    spec = spec_from_loader(fullname, self)
    if fullname in _host.modules:
        module = _host.modules[fullname]
        _exec(spec, module)
        return _host.modules[fullname]
    return _load(spec)


def _find_spec(name, path, target=None):
    sys = _host.modules["sys"]
    finders = sys.meta_path
    if finders == _state.meta_path and sys.path_hooks == _state.path_hooks:
        found = _host.find(name, path)
        return None if found is None else _make_spec(name, *found)
    if finders is None:
        raise ImportError("sys.meta_path is None, Python is likely shutting down")
    for finder in finders:
        try:
            find = finder.find_spec
        except AttributeError:
            continue
        reloading = name in _host.modules
        spec = find(name, path, target)
        if spec is None:
            continue
        if not reloading and name in _host.modules:
            # The finder has imported it.
            own = getattr(_host.modules[name], "__spec__", None)
            return spec if own is None else own
        return spec
    return None


# Importing.

def _threads():
    if _state.thread is None:
        _state.thread = _host.make_native("_thread")
    return _state.thread


def _wait_until_loaded(name):
    # Another thread runs the module's body: wait for it, unless that thread
    # waits, directly or through others, for a module that this one loads: False.
    entry = _state.loading.get(name)
    if entry is None:
        return True
    me = _threads().get_ident()
    owner, lock = entry
    seen = set()
    while owner != me and owner not in seen:
        seen.add(owner)
        wanted = _state.waiting.get(owner)
        if wanted is None or wanted not in _state.loading:
            break
        owner = _state.loading[wanted][0]
    if owner == me:
        return False
    _state.waiting[me] = name
    try:
        lock.acquire()
        lock.release()
    finally:
        del _state.waiting[me]
    return True


def import_module(name):
    modules = _host.modules
    module = modules.get(name, _unset)
    if module is _unset:
        return _find_and_load(name)
    if module is None:
        raise ModuleNotFoundError("import of %s halted; None in sys.modules" % name, name=name)
    if name in _state.loading:
        _wait_until_loaded(name)
        if name not in modules:
            return _find_and_load(name)
    return module


def _find_and_load(name):
    modules = _host.modules
    threads = _threads()
    lock = threads.allocate_lock()
    lock.acquire()
    mine = (threads.get_ident(), lock)
    while _state.loading.setdefault(name, mine) is not mine:
        waited = _wait_until_loaded(name)
        if name in modules:
            return modules[name]
        if not waited:
            return _find_and_load_unlocked(name)
    try:
        module = modules.get(name)  # another thread may just have loaded it
        return _find_and_load_unlocked(name) if module is None else module
    finally:
        del _state.loading[name]
        lock.release()


def _find_and_load_unlocked(name):
    modules = _host.modules
    parent, _, leaf = name.rpartition(".")
    path = None
    holder = None
    if parent:
        if parent not in modules:
            import_module(parent)
        if name in modules:
            return modules[name]
        holder = modules[parent]
        try:
            path = holder.__path__
        except AttributeError:
            raise ModuleNotFoundError("%s%r; %r is not a package" % (_MISSING, name, parent), name=name) from None
    spec = _find_spec(name, path)
    if spec is None:
        raise ModuleNotFoundError("%s%r" % (_MISSING, name), name=name)
    module = _load(spec)
    if parent:
        holder = modules[parent]
        try:
            setattr(holder, leaf, module)
        except AttributeError:
            _host.warn(ImportWarning, "Cannot set an attribute on %r for child module %r" % (parent, leaf))
    return module


def _resolve_name(name, package, level):
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    base = bits[0]
    return base + "." + name if name else base


def _sanity_check(name, package, level):
    if not isinstance(name, str):
        raise TypeError("module name must be str, not %s" % type(name).__name__)
    if level < 0:
        raise ValueError("level must be >= 0")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent package")
    if not name and level == 0:
        raise ValueError("Empty module name")


def _gcd_import(name, package=None, level=0):
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    return import_module(name)


def _calc_package(globals):
    package = globals.get("__package__")
    spec = globals.get("__spec__")
    if package is not None:
        if spec is not None and package != spec.parent:
            _host.warn(DeprecationWarning, "__package__ != __spec__.parent (%r != %r)" % (package, spec.parent))
        return package
    if spec is not None:
        return spec.parent
    _host.warn(ImportWarning, "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__")
    package = globals["__name__"]
    if "__path__" not in globals:
        package = package.rpartition(".")[0]
    return package


def import_name(name, globals=None, locals=None, fromlist=(), level=0):
    # __import__(), and what import statements call.
    if not isinstance(name, str):
        raise TypeError("module name must be a string")
    if level == 0:
        if not name:
            raise ValueError("Empty module name")
        module = import_module(name)
    else:
        package = _calc_package(globals if globals is not None else {})
        module = _gcd_import(name, package, level)
    if fromlist:
        if hasattr(module, "__path__"):
            _handle_fromlist(module, fromlist, import_module)
        return module
    if level == 0:
        return import_module(name.partition(".")[0])
    if not name:
        return module
    cut = len(name) - len(name.partition(".")[0])
    return _host.modules[module.__name__[:len(module.__name__) - cut]]


def _handle_fromlist(module, fromlist, import_, *, recursive=False):
    for x in fromlist:
        if not isinstance(x, str):
            where = module.__name__ + ".__all__" if recursive else "``from list''"
            raise TypeError("Item in %s must be str, not %s" % (where, type(x).__name__))
        if x == "*":
            if not recursive and hasattr(module, "__all__"):
                _handle_fromlist(module, module.__all__, import_, recursive=True)
        elif not hasattr(module, x):
            full = module.__name__ + "." + x
            try:
                import_(full)
            except ModuleNotFoundError as error:
                if error.name == full and _host.modules.get(full, _host) is not None:
                    continue
                raise
    return module


def run_exec(body, locals):
    body(locals)


# What importlib asks of its two halves beside the above.

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = (3627).to_bytes(2, "little") + b"\r\n"
_RAW_MAGIC_NUMBER = int.from_bytes(MAGIC_NUMBER, "little")
path_sep = "/"
path_separators = "/"


def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, "little")


def _unpack_uint32(data):
    return int.from_bytes(data, "little")


def _path_join(*parts):
    return "/".join([p.rstrip("/") if i else p.rstrip("/") or "/" for i, p in enumerate(parts) if p])


def _path_split(path):
    head, _, tail = path.rpartition("/")
    return head, tail


def cache_from_source(path, debug_override=None, *, optimization=None):
    path = path if isinstance(path, str) else path.__fspath__()
    tag = _host.modules["sys"].implementation.cache_tag
    if tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    head, tail = _path_split(path)
    return (head + "/" if head else "") + "__pycache__/" + tail.rpartition(".")[0] + "." + tag + ".pyc"


def source_from_cache(path):
    path = path if isinstance(path, str) else path.__fspath__()
    if _host.modules["sys"].implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    head, name = _path_split(path)
    head, cache = _path_split(head)
    if cache != "__pycache__":
        raise ValueError("__pycache__ not bottom-level directory in %r" % path)
    return (head + "/" if head else "") + name.partition(".")[0] + ".py"


def decode_source(data):
    import io
    import tokenize
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return io.IncrementalNewlineDecoder(None, True).decode(bytes(data).decode(encoding))


def _verbose_message(message, *args, verbosity=1):
    pass


def _call_with_frames_removed(f, *args, **kwargs):
    return f(*args, **kwargs)


class _ModuleLockManager:
    # Something to enter around the loading of a module: the loading itself
    # keeps other threads out.
    def __init__(self, name):
        self._name = name

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES)]
