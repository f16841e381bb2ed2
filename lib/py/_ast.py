"""The classes of syntax trees. The machine makes trees of them, and code of
such trees (see vm/ast_tree.go)."""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8400

# A line is a group: its name, then its kinds with their fields as
# "type field" (type? may be None, type* is a list). A group without an equals
# sign is a node of its own. Behind the bar are the attributes of all kinds.
_GRAMMAR = """
mod = Module(stmt* body, type_ignore* type_ignores); Interactive(stmt* body); Expression(expr body); FunctionType(expr* argtypes, expr returns)
stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params); AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params); ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params); Return(expr? value); Delete(expr* targets); Assign(expr* targets, expr value, string? type_comment); TypeAlias(expr name, type_param* type_params, expr value); AugAssign(expr target, operator op, expr value); AnnAssign(expr target, expr annotation, expr? value, int simple); For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment); AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment); While(expr test, stmt* body, stmt* orelse); If(expr test, stmt* body, stmt* orelse); With(withitem* items, stmt* body, string? type_comment); AsyncWith(withitem* items, stmt* body, string? type_comment); Match(expr subject, match_case* cases); Raise(expr? exc, expr? cause); Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody); TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody); Assert(expr test, expr? msg); Import(alias* names); ImportFrom(identifier? module, alias* names, int? level); Global(identifier* names); Nonlocal(identifier* names); Expr(expr value); Pass; Break; Continue | int lineno, int col_offset, int? end_lineno, int? end_col_offset
expr = BoolOp(boolop op, expr* values); NamedExpr(expr target, expr value); BinOp(expr left, operator op, expr right); UnaryOp(unaryop op, expr operand); Lambda(arguments args, expr body); IfExp(expr test, expr body, expr orelse); Dict(expr?* keys, expr* values); Set(expr* elts); ListComp(expr elt, comprehension* generators); SetComp(expr elt, comprehension* generators); DictComp(expr key, expr value, comprehension* generators); GeneratorExp(expr elt, comprehension* generators); Await(expr value); Yield(expr? value); YieldFrom(expr value); Compare(expr left, cmpop* ops, expr* comparators); Call(expr func, expr* args, keyword* keywords); FormattedValue(expr value, int conversion, expr? format_spec); Interpolation(expr value, constant str, int conversion, expr? format_spec); JoinedStr(expr* values); TemplateStr(expr* values); Constant(constant value, string? kind); Attribute(expr value, identifier attr, expr_context ctx); Subscript(expr value, expr slice, expr_context ctx); Starred(expr value, expr_context ctx); Name(identifier id, expr_context ctx); List(expr* elts, expr_context ctx); Tuple(expr* elts, expr_context ctx); Slice(expr? lower, expr? upper, expr? step) | int lineno, int col_offset, int? end_lineno, int? end_col_offset
expr_context = Load; Store; Del
boolop = And; Or
operator = Add; Sub; Mult; MatMult; Div; Mod; Pow; LShift; RShift; BitOr; BitXor; BitAnd; FloorDiv
unaryop = Invert; Not; UAdd; USub
cmpop = Eq; NotEq; Lt; LtE; Gt; GtE; Is; IsNot; In; NotIn
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body) | int lineno, int col_offset, int? end_lineno, int? end_col_offset
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults)
arg(identifier arg, expr? annotation, string? type_comment) | int lineno, int col_offset, int? end_lineno, int? end_col_offset
keyword(identifier? arg, expr value) | int lineno, int col_offset, int? end_lineno, int? end_col_offset
alias(identifier name, identifier? asname) | int lineno, int col_offset, int? end_lineno, int? end_col_offset
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern = MatchValue(expr value); MatchSingleton(constant value); MatchSequence(pattern* patterns); MatchMapping(expr* keys, pattern* patterns, identifier? rest); MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns); MatchStar(identifier? name); MatchAs(pattern? pattern, identifier? name); MatchOr(pattern* patterns) | int lineno, int col_offset, int end_lineno, int end_col_offset
type_ignore = TypeIgnore(int lineno, string tag)
type_param = TypeVar(identifier name, expr? bound, expr? default_value); ParamSpec(identifier name, expr? default_value); TypeVarTuple(identifier name, expr? default_value) | int lineno, int col_offset, int end_lineno, int end_col_offset
"""


def _warn(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


class AST:
    __module__ = "ast"
    _fields = ()
    _attributes = ()
    __match_args__ = ()
    _field_types = {}

    def __init__(self, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        name = cls.__name__
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{name} constructor takes at most {len(fields)} positional argument{plural}")
        for field, value in zip(fields, args):
            setattr(self, field, value)
        missing = list(fields[len(args):])
        for key, value in kwargs.items():
            if key in fields:
                if key not in missing:
                    raise TypeError(f"{name} got multiple values for argument {key!r}")
                missing.remove(key)
            elif key not in cls._attributes:
                _warn(f"{name}.__init__ got an unexpected keyword argument {key!r}. "
                      "Support for arbitrary keyword arguments is deprecated "
                      "and will be removed in Python 3.15.")
            setattr(self, key, value)
        if missing:
            self._fill(cls, name, missing)

    def _fill(self, cls, name, missing):
        types = cls._field_types
        for field in missing:
            kind = types.get(field, _unknown)
            if kind is _unknown:
                _warn(f"Field {field!r} is missing from {cls.__module__}.{cls.__qualname__}._field_types. "
                      "This will become an error in Python 3.15.")
            elif isinstance(kind, _Union) and type(None) in kind.__args__:
                pass
            elif isinstance(kind, _Alias):
                setattr(self, field, [])
            elif kind is expr_context:
                setattr(self, field, Load._instance)
            else:
                _warn(f"{name}.__init__ missing 1 required positional argument: {field!r}. "
                      "This will become an error in Python 3.15.")

    def __reduce__(self):
        return type(self), (), dict(self.__dict__)

    def __replace__(self, /, **kwargs):
        cls = type(self)
        known = {*cls._fields, *cls._attributes}
        for key in kwargs:
            if key not in known:
                raise TypeError(f"{cls.__name__}.__replace__ got an unexpected keyword argument {key!r}.")
        state = {**self.__dict__, **kwargs}
        lost = [field for field in cls._fields
                if field not in state and not hasattr(cls, field) and cls._field_types.get(field) is not expr_context]
        if lost:
            plural = "" if len(lost) == 1 else "s"
            names = ", ".join(map(repr, lost))
            raise TypeError(f"{cls.__name__}.__replace__ missing {len(lost)} keyword argument{plural}: {names}.")
        return cls(**state)

    def __repr__(self):
        return _show(self, 3)


def _show(node, depth):
    if isinstance(node, list):
        if len(node) > 2:
            return f"[{_show(node[0], depth)}, ..., {_show(node[-1], depth)}]"
        return "[" + ", ".join([_show(n, depth) for n in node]) + "]"
    if isinstance(node, tuple):
        return "(" + ", ".join([_show(n, depth) for n in node]) + ")"
    if not isinstance(node, AST):
        text = repr(node)
        if isinstance(node, (str, bytes)) and len(text) > 80:
            text = text[:40] + "..." + text[-40:]
        return text
    name = type(node).__name__
    if depth <= 0:
        return name + "(...)"
    parts = [f"{field}={_show(getattr(node, field, None), depth - 1)}" for field in type(node)._fields]
    return f"{name}({', '.join(parts)})"


_unknown = object()
_Union = type(int | str)
_Alias = type(list[int])


def _split(text):
    """The fields of a node: pairs of a type and a name."""
    return [tuple(f.split()) for f in text.split(",")] if text.strip() else []


def _make(spec, base, attributes):
    """The class of a node that spec describes, and its fields."""
    name, _, fields = spec.strip().partition("(")
    fields = _split(fields.rstrip(")"))
    names = tuple([f for _, f in fields])
    namespace = {"__module__": "ast", "_fields": names, "__match_args__": names, "__doc__": spec.strip()}
    if attributes is not None:
        namespace["_attributes"] = tuple([f for _, f in attributes])
        for kind, field in attributes:
            if kind.endswith("?"):
                namespace[field] = None
    for kind, field in fields:
        if kind.endswith("?"):
            namespace[field] = None
    cls = type(name, (base,), namespace)
    globals()[name] = cls
    return cls, fields


def _define():
    made = []
    for line in _GRAMMAR.strip().splitlines():
        rule, _, attributes = line.partition(" | ")
        attributes = _split(attributes)
        group, _, kinds = rule.partition(" = ")
        if not kinds:
            made.append(_make(group, AST, attributes))
            continue
        kinds = [k.strip() for k in kinds.split(";")]
        between = "\n" + " " * (len(group) + 1) if any("(" in k for k in kinds) else " "
        doc = f"{group} = " + (between + "| ").join(kinds)
        namespace = {"__module__": "ast", "__doc__": doc, "_attributes": tuple([f for _, f in attributes])}
        for kind, field in attributes:
            if kind.endswith("?"):
                namespace[field] = None
        base = globals()[group] = type(group, (AST,), namespace)
        for k in kinds:
            cls, fields = _make(k, base, None)
            made.append((cls, fields))
            if "(" not in k and base.__name__ not in ("stmt", "expr"):
                cls._instance = cls()
    plain = {"identifier": str, "string": str, "int": int, "constant": object}
    for cls, fields in made:
        types = cls._field_types = {}
        for kind, field in fields:
            base = kind.rstrip("?*")
            base = plain[base] if base in plain else globals()[base]
            if kind.endswith("*"):
                base = list[base]
            elif kind.endswith("?"):
                base = base | None
            types[field] = base


_define()
del _define, _make, _split
