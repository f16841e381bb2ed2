# The import system. The runtime calls import_name for every import statement;
# _host is the native half: it finds modules and makes them.

def import_name(name, globals=None, locals=None, fromlist=(), level=0):
    if not isinstance(name, str):
        raise TypeError("module name must be a string")
    if level < 0:
        raise ValueError("level must be >= 0")
    if level > 0:
        name = _resolve(name, globals, level)
    elif not name:
        raise ValueError("Empty module name")
    module = import_module(name)
    if fromlist:
        if hasattr(module, "__path__"):
            _import_from_list(module, fromlist)
        return module
    if level == 0:
        return _host.modules[name.partition(".")[0]]
    # A relative import without a from list is the package that the dots name.
    return module


def _resolve(name, globals, level):
    if globals is None:
        raise KeyError("'__name__' not in globals")
    package = globals.get("__package__")
    spec = globals.get("__spec__")
    if package is None and spec is not None:
        package = spec.parent
    if package is None:
        package = globals.get("__name__", "")
        if "__path__" not in globals:
            package = package.rpartition(".")[0]
    if not package:
        raise ImportError("attempted relative import with no known parent package")
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    base = bits[0]
    return base + "." + name if name else base


def import_module(name):
    modules = _host.modules
    found = modules.get(name, _host)
    if found is not _host:
        if found is None:
            error = ModuleNotFoundError("import of " + name + " halted; None in sys.modules")
            error.name = name
            raise error
        return found
    parent, _, leaf = name.rpartition(".")
    path = None
    if parent:
        holder = import_module(parent)
        if name in modules:
            return modules[name]
        path = getattr(holder, "__path__", None)
        if path is None:
            raise ModuleNotFoundError("No module named " + repr(name) + "; " + repr(parent) + " is not a package", name=name)
    module = _load(name, path)
    if parent:
        setattr(modules[parent], leaf, module)
    return module


def _load(name, path):
    spec = _host.find(name, path)
    if spec is None:
        raise ModuleNotFoundError("No module named " + repr(name), name=name)
    kind, origin, locations = spec
    modules = _host.modules
    if kind == "native":
        return _host.make_native(name)
    module = _host.make_module(name, kind, origin, locations)
    modules[name] = module
    if kind == "namespace":
        return module
    try:
        namespace = module.__dict__
        body, = _host.load(kind, origin, namespace)
        body(namespace)
    except:
        modules.pop(name, None)
        raise
    return modules.get(name, module)


def _import_from_list(module, fromlist):
    for x in fromlist:
        if not isinstance(x, str):
            raise TypeError("Item in ``from list'' must be str, not " + type(x).__name__)
        if x == "*":
            if hasattr(module, "__all__"):
                _import_from_list(module, module.__all__)
        elif not hasattr(module, x):
            full = module.__name__ + "." + x
            try:
                import_module(full)
            except ModuleNotFoundError as error:
                if error.name == full and _host.modules.get(full, _host) is not None:
                    continue
                raise


def run_exec(body, locals):
    body(locals)
