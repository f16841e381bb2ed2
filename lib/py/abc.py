"""Abstract Base Classes (ABCs) according to PEP 3119."""

from _abc import declare as _declare, declare_as as _declare_as


def abstractmethod(funcobj):
    """A decorator indicating abstract methods."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """A decorator indicating abstract classmethods (use classmethod with abstractmethod)."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """A decorator indicating abstract staticmethods (use staticmethod with abstractmethod)."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """A decorator indicating abstract properties (use property with abstractmethod)."""

    __isabstractmethod__ = True


# What an answer in a negative cache is worth: register() of any ABC makes all
# of them out of date.
_registrations = 0


class _State:
    """What an ABC remembers: the classes registered with it, and the answers
    that __subclasscheck__ has given."""

    __slots__ = ("registry", "yes", "no", "no_age")

    def __init__(self):
        self.registry = {}
        self.yes = {}
        self.no = {}
        self.no_age = _registrations


def _abstract_names(cls, namespace):
    names = {name for name, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """Metaclass for defining Abstract Base Classes (ABCs)."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace)
        cls._abc_impl = _State()
        flags = namespace.get("__abc_tpflags__")
        if flags is not None:
            if isinstance(flags, int):
                _declare(cls, flags)
            del cls.__abc_tpflags__
        return cls

    def register(cls, subclass):
        """Register a virtual subclass of an ABC.  Returns the subclass."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.registry[subclass] = True
        _declare_as(subclass, cls)
        _registrations += 1
        return subclass

    def _dump_registry(cls, file=None):
        """Debug helper to print the ABC registry."""
        state = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        print(f"_abc_registry: {set(state.registry)!r}", file=file)
        print(f"_abc_cache: {set(state.yes)!r}", file=file)
        print(f"_abc_negative_cache: {set(state.no)!r}", file=file)
        print(f"_abc_negative_cache_version: {state.no_age!r}", file=file)

    def _abc_registry_clear(cls):
        """Clear the registry (for debugging or testing)."""
        cls._abc_impl.registry.clear()

    def _abc_caches_clear(cls):
        """Clear the caches (for debugging or testing)."""
        cls._abc_impl.yes.clear()
        cls._abc_impl.no.clear()

    def __instancecheck__(cls, instance):
        """Override for isinstance(instance, cls)."""
        subtype = type(instance)
        subclass = getattr(instance, "__class__", subtype)
        state = cls._abc_impl
        if subclass in state.yes:
            return True
        if subtype is subclass:
            if state.no_age == _registrations and subclass in state.no:
                return False
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        """Override for issubclass(subclass, cls)."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        state = cls._abc_impl
        if subclass in state.yes:
            return True
        if state.no_age != _registrations:
            state.no = {}
            state.no_age = _registrations
        elif subclass in state.no:
            return False
        ok = cls.__subclasshook__(subclass)
        if ok is NotImplemented:
            ok = _is_subclass(cls, state, subclass)
        elif ok is not True and ok is not False:
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        if ok:
            state.yes[subclass] = True
        else:
            state.no[subclass] = True
        return ok


def _is_subclass(cls, state, subclass):
    if cls in getattr(subclass, "__mro__", ()):
        return True
    for registered in list(state.registry):
        if issubclass(subclass, registered):
            return True
    for derived in cls.__subclasses__():
        if issubclass(subclass, derived):
            return True
    return False


def get_cache_token():
    """Returns the current ABC cache token, which changes with every register()."""
    return _registrations


def update_abstractmethods(cls):
    """Recalculate the set of abstract methods of an abstract class."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    names = set()
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    for name, value in cls.__dict__.items():
        if getattr(value, "__isabstractmethod__", False):
            names.add(name)
    cls.__abstractmethods__ = frozenset(names)
    return cls


class ABC(metaclass=ABCMeta):
    """Helper class that provides a standard way to create an ABC using inheritance."""

    __slots__ = ()
