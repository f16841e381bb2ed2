"""Type parameters: what `def f[T]`, `class C[*Ts]` and `type A = ...` make."""


def _idfunc(x):
    return x


class _NoDefaultType:
    __slots__ = ()

    def __new__(cls):
        return NoDefault

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = object.__new__(_NoDefaultType)
_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = "NoDefaultType"


class _Lazy:
    """A value that is computed by a function when it is first asked for."""

    __slots__ = ("function", "value")

    def __init__(self, function):
        self.function = function

    def get(self):
        if self.function is not None:
            self.value = self.function(1)
            self.function = None
        return self.value


def _caller_module():
    import sys
    return sys._getframe(2).f_globals.get("__name__")


def _typing_hook(name, *args, **kwargs):
    import typing
    return getattr(typing, name)(*args, **kwargs)


class _Parameter:
    """What TypeVar, ParamSpec and TypeVarTuple share."""

    _mark = ""

    def _prepare(self, name, default, module, infer):
        if not isinstance(name, str):
            raise TypeError(f"{type(self).__name__}() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self._default = default
        self.__module__ = module
        self.__infer_variance__ = infer

    @property
    def __default__(self):
        d = self._default
        return d.get() if isinstance(d, _Lazy) else d

    def has_default(self):
        return self._default is not NoDefault

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return self._mark + self.__name__

    def __reduce__(self):
        return self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVar(_Parameter):
    def __init__(self, name, *constraints, bound=None, default=NoDefault,
                 covariant=False, contravariant=False, infer_variance=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self._prepare(name, default, _caller_module(), infer_variance)
        self._bound = bound
        self._constraints = constraints
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self._mark = "+" if covariant else "-" if contravariant else "~"

    @property
    def __bound__(self):
        b = self._bound
        return b.get() if isinstance(b, _Lazy) else b

    @property
    def __constraints__(self):
        c = self._constraints
        return c.get() if isinstance(c, _Lazy) else c

    def __typing_subst__(self, arg):
        return _typing_hook("_typevar_subst", self, arg)

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        i = params.index(self)
        if i < len(args) and args[i] is not NoDefault:
            return args
        if i == len(args) and self.has_default():
            return (*args, self.__default__)
        raise TypeError(f"Too few arguments for {alias}")


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        return isinstance(other, ParamSpecArgs) and self.__origin__ == other.__origin__

    def __hash__(self):
        return hash(("args", self.__origin__))


class ParamSpecKwargs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    def __eq__(self, other):
        return isinstance(other, ParamSpecKwargs) and self.__origin__ == other.__origin__

    def __hash__(self):
        return hash(("kwargs", self.__origin__))


class ParamSpec(_Parameter):
    def __init__(self, name, *, bound=None, default=NoDefault,
                 covariant=False, contravariant=False, infer_variance=False):
        self._prepare(name, default, _caller_module(), infer_variance)
        self.__bound__ = bound
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self._mark = "+" if covariant else "-" if contravariant else "~"

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        return _typing_hook("_paramspec_subst", self, arg)

    def __typing_prepare_subst__(self, alias, args):
        return _typing_hook("_paramspec_prepare_subst", self, alias, args)


class TypeVarTuple(_Parameter):
    def __init__(self, name, *, default=NoDefault):
        self._prepare(name, default, _caller_module(), True)

    def __iter__(self):
        import typing
        yield typing.Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        return _typing_hook("_typevartuple_prepare_subst", self, alias, args)


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self.__type_params__ = tuple(type_params)
        self.__module__ = _caller_module()

    @property
    def __value__(self):
        v = self._value
        return v.get() if isinstance(v, _Lazy) else v

    @property
    def __parameters__(self):
        return self.__type_params__

    def __repr__(self):
        return self.__name__

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        import types
        return types.GenericAlias(self, args if isinstance(args, tuple) else (args,))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


Union = type(int | str)


class Generic:
    """Abstract base class for generic types."""

    __slots__ = ()
    __module__ = "typing"

    def __class_getitem__(cls, *args, **kwargs):
        """Parameterizes a generic class."""
        return _typing_hook("_generic_class_getitem", cls, *args, **kwargs)

    def __init_subclass__(cls, *args, **kwargs):
        """Function to initialize subclasses."""
        return _typing_hook("_generic_init_subclass", cls, *args, **kwargs)


# The functions that compiled code calls for type parameters.

def make_typevar(name, evaluate=None, constraints=False):
    v = TypeVar.__new__(TypeVar)
    import sys
    v._prepare(name, NoDefault, sys._getframe(1).f_globals.get("__name__"), True)
    v._bound = _Lazy(evaluate) if evaluate is not None and not constraints else None
    v._constraints = _Lazy(evaluate) if constraints else ()
    v.__covariant__ = v.__contravariant__ = False
    return v


def make_paramspec(name):
    return ParamSpec(name, infer_variance=True)


def make_typevartuple(name):
    return TypeVarTuple(name)


def set_default(parameter, evaluate):
    parameter._default = _Lazy(evaluate)
    return parameter


def make_alias(parts):
    name, params, evaluate = parts
    return TypeAliasType(name, _Lazy(evaluate), type_params=params or ())


def subscript_generic(params):
    args = []
    for p in params:
        if isinstance(p, TypeVarTuple):
            args.extend(p)
        else:
            args.append(p)
    import typing
    return typing._GenericAlias(Generic, tuple(args))


for _c in (TypeVar, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVarTuple, TypeAliasType, _NoDefaultType):
    _c.__module__ = "typing"
