"""Reference evaluator of the register bytecode, for the tests of the compiler.

Reads a code object as JSON and runs it as __main__ with the objects of the
Python that runs this file. Everything is done in the plainest way: registers
are a list, each frame is a Python generator.
"""
import builtins, collections.abc, functools, json, operator, sys, types, typing

NOREG = 0xffff
ARG = 7


class Null:
    def __repr__(self):
        return 'Null'


NULL = Null()
handled = [None]        # the exception being handled


class Cell:
    __slots__ = 'v',

    def __init__(self, v):
        self.v = v


class Carrier(Exception):
    """Takes a StopIteration out of a frame that is no generator."""


class Wrapped:          # a value that an asynchronous generator yields
    def __init__(self, v):
        self.v = v


def constant(k):
    t, v = k
    if t == 'n': return None
    if t == '.': return ...
    if t in 'bs': return v
    if t == 'i': return int(v)
    if t == 'f': return float.fromhex(v)
    if t == 'c': return complex(float.fromhex(v[0]), float.fromhex(v[1]))
    if t == 'y': return bytes(v)
    if t == 'u': return bytes(v).decode('utf-8', 'surrogatepass')
    if t == 't': return tuple(map(constant, v))
    if t == 'z': return frozenset(map(constant, v))
    if t == 'C': return Code(v)
    raise ValueError(t)


class Code:
    def __init__(self, d):
        self.__dict__.update(d)
        self.consts = [constant(k) for k in d['consts']]
        self.ins = {}
        pc = 0
        words = d['words']
        while pc < len(words):
            w = int(words[pc])
            name, extra = TABLE[w & 255]
            i = types.SimpleNamespace(op=name, d=w >> 8 & 255, a=w >> 16 & 0xffff, b=w >> 32 & 0xffff,
                                      c=w >> 48 & 0xffff, pc=pc, k=None, n=None)
            imm = w >> 32
            i.imm = imm - (1 << 32) if imm >> 31 else imm
            i.sc = i.c - 65536 if i.c >> 15 else i.c
            i.sb = i.b - 65536 if i.b >> 15 else i.b
            for j, x in enumerate(extra):
                v = int(words[pc + 1 + j])
                if x == 'K': i.k = self.consts[v]
                if x == 'N': i.n = self.names[v]
            i.next = pc + 1 + len(extra)
            self.ins[pc] = i
            pc = i.next


class Function:
    def __init__(self, code, globals, defaults, kwdefaults, annotate, closure):
        self.code, self.__globals__ = code, globals
        self.__defaults__, self.__kwdefaults__ = defaults, kwdefaults
        self.__annotate__, self.closure = annotate, closure
        self.__name__, self.__qualname__, self.__doc__ = code.name, code.qualname, code.doc
        self.__module__ = globals.get('__name__')
        self.__type_params__ = ()

    def __get__(self, obj, cls=None):
        return self if obj is None else types.MethodType(self, obj)

    def __repr__(self):
        return f'<function {self.__qualname__} at 0x0>'

    @property
    def __annotations__(self):
        return self.__annotate__(1) if self.__annotate__ else {}

    def __call__(self, *args, **kw):
        frame = Frame(self.code, self.__globals__, None, self.closure)
        self.bind(frame.r, args, kw)
        return start(frame)

    def bind(self, r, args, kw):
        c = self.code
        n, names = c.argcount, c.varnames
        star, starstar = c.flags & 4, c.flags & 8
        given = min(len(args), n)
        r[:given] = args[:given]
        at = n + c.kwonly
        if star:
            r[at] = tuple(args[n:])
            at += 1
        elif len(args) > n:
            raise TypeError(f'{self.__qualname__}() takes {n} positional arguments but {len(args)} were given')
        extra = {}
        for k, v in kw.items():
            for i in range(c.posonly, n + c.kwonly):
                if names[i] == k:
                    if r[i] is not NULL:
                        raise TypeError(f"{self.__qualname__}() got multiple values for argument '{k}'")
                    r[i] = v
                    break
            else:
                if not starstar:
                    raise TypeError(f"{self.__qualname__}() got an unexpected keyword argument '{k}'")
                extra[k] = v
        if starstar:
            r[at] = extra
        d = self.__defaults__ or ()
        for i in range(n):
            if r[i] is NULL:
                if i < n - len(d):
                    raise TypeError(f"{self.__qualname__}() missing 1 required positional argument: '{names[i]}'")
                r[i] = d[i - n]
        for i in range(n, n + c.kwonly):
            if r[i] is NULL:
                if names[i] not in (self.__kwdefaults__ or {}):
                    raise TypeError(f"{self.__qualname__}() missing 1 required keyword-only argument: '{names[i]}'")
                r[i] = self.__kwdefaults__[names[i]]


class Frame:
    def __init__(self, code, globals, ns, closure):
        self.code, self.globals, self.closure = code, globals, closure
        self.r = [NULL] * code.nlocals + ['garbage'] * (code.nregs - code.nlocals)
        if ns is not None:
            self.r[0] = ns


def start(frame):
    flags = frame.code.flags
    g = run(frame)
    if flags & 0x20:
        next(g)
        return g
    if flags & 0x80:
        next(g)
        return coroutine(g)
    if flags & 0x200:
        next(g)
        return AsyncGenerator(g)
    try:
        next(g)
    except StopIteration as e:
        return e.value
    except Carrier as c:
        e = c.args[0]
    raise e


@types.coroutine
def coroutine(g):
    return (yield from g)


class AsyncGenerator:
    def __init__(self, g):
        self.g = g

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.drive(lambda: self.g.send(None))

    def asend(self, v):
        return self.drive(lambda: self.g.send(v))

    def athrow(self, e):
        return self.drive(lambda: self.g.throw(e))

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit())
        except (GeneratorExit, StopAsyncIteration):
            pass

    @types.coroutine
    def drive(self, step):
        while True:
            try:
                v = step()
            except StopIteration:
                raise StopAsyncIteration from None
            if isinstance(v, Wrapped):
                return v.v
            try:
                sent = yield v
                step = functools.partial(self.g.send, sent)
            except BaseException as e:
                step = functools.partial(self.g.throw, e)


def build_class(f, name, *bases, metaclass=None, **kw):
    orig = bases
    bases = types.resolve_bases(bases)
    meta, ns, kw = types.prepare_class(name, bases, dict(kw, metaclass=metaclass) if metaclass else kw)
    frame = Frame(f.code, f.__globals__, ns, f.closure)
    cell = start(frame)
    ns.pop('__classcell__', None)
    dictcell = ns.pop('__classdictcell__', None)
    ann = ns.pop('__annotate_func__', None)
    if ann is not None:
        ns['__annotations__'] = Lazy(ann)
    if bases is not orig:
        ns['__orig_bases__'] = orig
    for k in ('__init_subclass__', '__class_getitem__'):
        if isinstance(ns.get(k), Function):
            ns[k] = classmethod(ns[k])
    if isinstance(ns.get('__new__'), Function):
        ns['__new__'] = staticmethod(ns['__new__'])
    # Other hooks that need the class run inside type.__new__, so the cell is
    # filled by a member that gets __set_name__.
    if cell is not None:
        ns['__zz_cell__'] = Filler(cell)
    cls = meta(name, bases, ns, **kw)
    if cell is not None:
        cell.v = cls
    if dictcell is not None:
        dictcell.v = dict(cls.__dict__)
    return cls


class Filler:
    def __init__(self, cell):
        self.cell = cell

    def __set_name__(self, cls, name):
        self.cell.v = cls
        type.__delattr__(cls, name)


class Lazy:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, cls):
        return self.f(1)


def error(f, name, free):
    if free:
        return NameError(f"cannot access free variable '{name}' where it is not associated with a value in enclosing scope")
    return UnboundLocalError(f"cannot access local variable '{name}' where it is not associated with a value")


def local_variables(f):
    if not f.code.flags & 1: return f.r[0]
    return {n: v.v if isinstance(v, Cell) else v for n, v in zip(f.code.varnames, f.r)
            if v is not NULL and not (isinstance(v, Cell) and v.v is NULL)}


def lookup(f, name):
    if name in f.globals:
        return f.globals[name]
    if name == 'globals': return lambda: f.globals
    if name == 'locals': return lambda: local_variables(f)
    try:
        return getattr(builtins, name)
    except AttributeError:
        raise NameError(f"name '{name}' is not defined") from None


def method(r, i, obj, name):
    cls = type(obj)
    raw = next((k.__dict__[name] for k in cls.__mro__ if name in k.__dict__), NULL)
    own = getattr(obj, '__dict__', {})
    plain = isinstance(raw, (types.FunctionType, Function))
    if plain and not isinstance(obj, type) and not (isinstance(own, dict) and name in own) \
            and cls.__getattribute__ is object.__getattribute__:
        r[i.a], r[i.a + ARG] = raw, obj
    else:
        r[i.a], r[i.a + ARG] = getattr(obj, name), NULL


BINARY = dict(ADD='add', SUB='sub', MUL='mul', TRUEDIV='truediv', FLOORDIV='floordiv', MOD='mod', POW='pow',
              MATMUL='matmul', LSHIFT='lshift', RSHIFT='rshift', AND='and', OR='or', XOR='xor')
COMPARE = dict(LT=operator.lt, LE=operator.le, EQ=operator.eq, NE=operator.ne, GT=operator.gt, GE=operator.ge,
               IS=operator.is_, IS_NOT=operator.is_not, ISNOT=operator.is_not,
               IN=lambda a, b: a in b, NOT_IN=lambda a, b: a not in b, NOTIN=lambda a, b: a not in b)


def arith(name, d):
    stem = BINARY[name]
    if d == 1:
        return getattr(operator, 'i' + stem)
    return getattr(operator, stem + '_' if stem in ('and', 'or') else stem)


class Do:
    """The instructions that only compute; each is a method op(f, r, i)."""
    def NOP(f, r, i): pass
    def MOVE(f, r, i): r[i.a] = r[i.b]
    def LOADK(f, r, i): r[i.a] = i.k
    def LOADI(f, r, i): r[i.a] = i.imm
    def LOADV(f, r, i): r[i.a] = {0: NULL, 2: None, 4: False, 5: True, 6: ..., 7: NotImplemented}[i.imm]
    def CHECK(f, r, i):
        if r[i.a] is NULL: raise error(f, i.n, False)
    def CHECK_DEL(f, r, i):
        Do.CHECK(f, r, i)
        r[i.a] = NULL
    def MAKE_CELL(f, r, i): r[i.a] = Cell(r[i.a])
    def COPY_FREE(f, r, i): r[i.a:i.a + i.b] = f.closure
    def LOAD_DEREF(f, r, i):
        if r[i.b].v is NULL: raise error(f, i.n, i.d)
        r[i.a] = r[i.b].v
    def LOAD_CLASSDEREF(f, r, i):
        if i.n in r[i.c]: r[i.a] = r[i.c][i.n]
        else: Do.LOAD_DEREF(f, r, i)
    def STORE_DEREF(f, r, i): r[i.a].v = r[i.b]
    def DELETE_DEREF(f, r, i):
        if r[i.a].v is NULL: raise error(f, i.n, i.d)
        r[i.a].v = NULL
    def LOAD_GLOBAL(f, r, i): r[i.a] = lookup(f, i.n)
    def STORE_GLOBAL(f, r, i): f.globals[i.n] = r[i.a]
    def DELETE_GLOBAL(f, r, i):
        if i.n not in f.globals: raise NameError(f"name '{i.n}' is not defined")
        del f.globals[i.n]
    def LOAD_NAME(f, r, i):
        try:
            r[i.a] = r[0][i.n]
        except KeyError:
            r[i.a] = lookup(f, i.n)
    def STORE_NAME(f, r, i): r[0][i.n] = r[i.a]
    def DELETE_NAME(f, r, i):
        if i.n not in r[0]: raise NameError(f"name '{i.n}' is not defined")
        del r[0][i.n]
    def LOAD_LOCALS(f, r, i): r[i.a] = r[0]
    def LOAD_NAME_OR_GLOBAL(f, r, i): r[i.a] = r[i.b][i.n] if i.n in r[i.b] else lookup(f, i.n)
    def LOAD_ATTR(f, r, i): r[i.a] = getattr(r[i.b], i.n)
    def STORE_ATTR(f, r, i): setattr(r[i.a], i.n, r[i.b])
    def DELETE_ATTR(f, r, i): delattr(r[i.a], i.n)
    def LOAD_METHOD(f, r, i): method(r, i, r[i.b], i.n)
    def LOAD_SUPER(f, r, i):
        v = getattr(r[i.b](r[i.b + 1], r[i.b + 2]), i.n)
        if i.d & 1: r[i.a + ARG] = NULL
        r[i.a] = v
    def LOAD_SPECIAL(f, r, i):
        name = ['__enter__', '__exit__', '__aenter__', '__aexit__'][i.d]
        obj = r[i.b]
        if not hasattr(type(obj), name):
            raise TypeError(f"'{type(obj).__qualname__}' object does not support the {'asynchronous ' * (i.d > 1)}"
                            f"context manager protocol (missed {name} method)")
        r[i.a], r[i.a + ARG] = getattr(type(obj), name).__get__(obj), NULL
    def GETITEM(f, r, i): r[i.a] = r[i.b][r[i.c]]
    def GETITEMI(f, r, i): r[i.a] = r[i.b][i.sc]
    def GETSLICE(f, r, i): r[i.a] = r[i.b][r[i.c]:r[i.c + 1]]
    def SETITEM(f, r, i): r[i.a][r[i.b]] = r[i.c]
    def SETSLICE(f, r, i): r[i.a][r[i.b]:r[i.b + 1]] = r[i.c]
    def DELITEM(f, r, i): del r[i.a][r[i.b]]
    def NEG(f, r, i): r[i.a] = -r[i.b]
    def POS(f, r, i): r[i.a] = +r[i.b]
    def INVERT(f, r, i): r[i.a] = ~r[i.b]
    def NOT(f, r, i): r[i.a] = not r[i.b]
    def FOR_PREP(f, r, i): r[i.a:i.a + 3] = [iter(r[i.b]), 'state', 'state']
    def GET_ITER(f, r, i): r[i.a] = iter(r[i.b])
    def GET_YIELD_FROM_ITER(f, r, i):
        r[i.a] = r[i.b] if isinstance(r[i.b], (types.GeneratorType, types.CoroutineType)) else iter(r[i.b])
    def UNPACK(f, r, i):
        n, v = i.c, r[i.b]
        if not isinstance(v, collections.abc.Iterable):
            raise TypeError(f'cannot unpack non-iterable {type(v).__qualname__} object')
        items = list(v) if isinstance(v, (list, tuple, str, dict)) else take(v, n + 1)
        if len(items) > n:
            got = f', got {len(v)}' if isinstance(v, (list, tuple, dict)) else ''
            raise ValueError(f'too many values to unpack (expected {n}{got})')
        if len(items) < n: raise ValueError(f'not enough values to unpack (expected {n}, got {len(items)})')
        r[i.a:i.a + n] = items
    def UNPACK_EX(f, r, i):
        n, d, items = i.c, i.d, list(r[i.b])
        if len(items) < n + d:
            raise ValueError(f'not enough values to unpack (expected at least {n + d}, got {len(items)})')
        rest = len(items) - d
        r[i.a:i.a + n + 1 + d] = items[:n] + [items[n:rest]] + items[rest:]
    def wipe(r, w):
        for j in range(w + 1, len(r)): r[j] = 'garbage'
    def CALL(f, r, i):
        fn, args = r[i.b], r[i.b + ARG:i.b + ARG + i.c]
        Do.wipe(r, i.b)
        r[i.a] = fn(*args)
    def CALL_METHOD(f, r, i):
        fn, args = r[i.b], r[i.b + ARG:i.b + ARG + i.c + 1]
        if args[0] is NULL: del args[0]
        Do.wipe(r, i.b)
        r[i.a] = fn(*args)
    def CALL_KW(f, r, i):
        n = i.c + (i.d & 1)
        fn, args = r[i.b], r[i.b + ARG:i.b + ARG + n]
        if i.d & 1 and args[0] is NULL: del args[0]
        cut = len(args) - len(i.k)
        Do.wipe(r, i.b)
        r[i.a] = fn(*args[:cut], **dict(zip(i.k, args[cut:])))
    def CALL_EX(f, r, i):
        fn, args, kw = r[i.b], r[i.b + ARG], r[i.b + ARG + 1]
        Do.wipe(r, i.b)
        r[i.a] = fn(*args, **({} if kw is NULL else kw))
    def MAKE_FUNCTION(f, r, i):
        b, parts = i.b, []
        for bit in (1, 2, 4, 8):
            parts.append(r[b] if i.d & bit else None)
            b += bool(i.d & bit)
        r[i.a] = Function(i.k, f.globals, *parts)
    def LOAD_BUILD_CLASS(f, r, i): r[i.a] = build_class
    def GET_AWAITABLE(f, r, i):
        v = r[i.b]
        r[i.a] = v if isinstance(v, types.GeneratorType) else v.__await__()
    def GET_AITER(f, r, i): r[i.a] = aiter(r[i.b])
    def GET_ANEXT(f, r, i):
        v = type(r[i.b]).__anext__(r[i.b])
        r[i.a] = v if isinstance(v, types.GeneratorType) else v.__await__()
    def END_ASYNC_FOR(f, r, i):
        if not isinstance(r[i.a], StopAsyncIteration): raise r[i.a]
    def PUSH_EXC(f, r, i): r[i.a], handled[0] = handled[0], r[i.b]
    def POP_EXC(f, r, i): handled[0] = r[i.a]
    def RAISE(f, r, i):
        if i.a == NOREG:
            if handled[0] is None: raise RuntimeError('No active exception to reraise')
            raise handled[0]
        e = r[i.a]
        if isinstance(e, type): e = e()
        if i.b != NOREG:
            c = r[i.b]
            e.__cause__ = c() if isinstance(c, type) else c
        raise e
    def CHECK_EXC_MATCH(f, r, i):
        for c in r[i.c] if isinstance(r[i.c], tuple) else (r[i.c],):
            if not (isinstance(c, type) and issubclass(c, BaseException)):
                raise TypeError('catching classes that do not inherit from BaseException is not allowed')
        r[i.a] = isinstance(r[i.b], r[i.c])
    def CHECK_EG_MATCH(f, r, i):
        e = r[i.b]
        if e is None:
            r[i.a:i.a + 2] = [None, None]
            return
        if isinstance(e, BaseExceptionGroup):
            match, rest = e.split(r[i.c])
        elif isinstance(e, r[i.c]):
            match, rest = ExceptionGroup('', [e]), None
        else:
            match, rest = None, e
        r[i.a:i.a + 2] = [match, rest]
        if match is not None: handled[0] = match
    def PREP_RERAISE_STAR(f, r, i):
        parts = [e for e in r[i.c] if e is not None]
        orig = r[i.b]
        if not parts:
            r[i.a] = None
        elif not isinstance(orig, BaseExceptionGroup) or len(parts) == 1:
            r[i.a] = parts[0]
        else:
            r[i.a] = ExceptionGroup('', parts)
    def WITH_EXCEPT(f, r, i):
        fn, slf, e = r[i.b], r[i.b + ARG], r[i.c]
        args = [type(e), e, e.__traceback__]
        if slf is not NULL: args.insert(0, slf)
        Do.wipe(r, i.b)
        r[i.a] = fn(*args)
    def BUILD_LIST(f, r, i): r[i.a] = r[i.b:i.b + i.c]
    def BUILD_TUPLE(f, r, i): r[i.a] = tuple(r[i.b:i.b + i.c])
    def BUILD_SET(f, r, i): r[i.a] = set(r[i.b:i.b + i.c])
    def BUILD_MAP(f, r, i):
        r[i.a] = {r[j]: r[j + 1] for j in range(i.b, i.b + 2 * i.c, 2)}
    def BUILD_STRING(f, r, i): r[i.a] = ''.join(r[i.b:i.b + i.c])
    def BUILD_SLICE(f, r, i): r[i.a] = slice(*r[i.b:i.b + i.c])
    def LIST_APPEND(f, r, i): r[i.a].append(r[i.b])
    def LIST_EXTEND(f, r, i):
        if not isinstance(r[i.b], collections.abc.Iterable):
            raise TypeError(f'Value after * must be an iterable, not {type(r[i.b]).__name__}')
        r[i.a].extend(r[i.b])
    def LIST_TO_TUPLE(f, r, i): r[i.a] = tuple(r[i.b])
    def SET_ADD(f, r, i): r[i.a].add(r[i.b])
    def SET_UPDATE(f, r, i): r[i.a].update(r[i.b])
    def MAP_ADD(f, r, i): r[i.a][r[i.b]] = r[i.c]
    def DICT_UPDATE(f, r, i):
        if not hasattr(r[i.b], 'keys'):
            raise TypeError(f"'{type(r[i.b]).__name__}' object is not a mapping")
        r[i.a].update(r[i.b])
    def DICT_MERGE(f, r, i):
        for k in r[i.b].keys():
            if k in r[i.a]:
                raise TypeError(f"{r[i.c].__qualname__}() got multiple values for keyword argument '{k}'")
            r[i.a][k] = r[i.b][k]
    def FORMAT(f, r, i):
        v = {0: lambda x: x, 115: str, 114: repr, 97: ascii}[i.d & 0x7f](r[i.b])
        r[i.a] = format(v, '' if i.c == NOREG else r[i.c])
    def BUILD_INTERPOLATION(f, r, i):
        from string.templatelib import Interpolation
        r[i.a] = Interpolation(r[i.b], r[i.b + 1], chr(i.d) if i.d else None, '' if i.c == NOREG else r[i.c])
    def BUILD_TEMPLATE(f, r, i):
        from string.templatelib import Template
        parts = []
        for s, x in zip(r[i.b], r[i.c]): parts += [s, x]
        r[i.a] = Template(*parts, r[i.b][-1])
    def IMPORT_NAME(f, r, i): r[i.a] = __import__(i.n, f.globals, None, i.k, i.d)
    def IMPORT_FROM(f, r, i):
        try:
            r[i.a] = getattr(r[i.b], i.n)
        except AttributeError:
            m = r[i.b].__name__
            if f'{m}.{i.n}' in sys.modules:
                r[i.a] = sys.modules[f'{m}.{i.n}']
                return
            raise ImportError(f"cannot import name '{i.n}' from '{m}'") from None
    def IMPORT_STAR(f, r, i):
        m = r[i.a]
        for k in getattr(m, '__all__', [k for k in vars(m) if k[0] != '_']): r[0][k] = getattr(m, k)
    def GET_LEN(f, r, i): r[i.a] = len(r[i.b])
    def MATCH_MAPPING(f, r, i): r[i.a] = isinstance(r[i.b], collections.abc.Mapping)
    def MATCH_SEQUENCE(f, r, i):
        r[i.a] = isinstance(r[i.b], collections.abc.Sequence) and not isinstance(r[i.b], (str, bytes, bytearray))
    def MATCH_KEYS(f, r, i):
        none = object()
        vals = tuple(r[i.b].get(k, none) for k in r[i.c])
        r[i.a] = None if none in vals else vals
    def MATCH_CLASS(f, r, i):
        v, cls, n = r[i.b], r[i.c], i.d
        r[i.a] = None
        if not isinstance(cls, type): raise TypeError('called match pattern must be a class')
        if not isinstance(v, cls): return
        out = []
        if n:
            if cls in (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple):
                out.append(v)
                names = ()
            else:
                names = getattr(cls, '__match_args__', ())
                if len(names) < n:
                    raise TypeError(f'{cls.__name__}() accepts {len(names)} positional sub-patterns ({n} given)')
                names = names[:n]
        else:
            names = ()
        for k in (*names, *i.k):
            try: out.append(getattr(v, k))
            except AttributeError: return
        r[i.a] = tuple(out)
    def LOAD_COMMON(f, r, i): r[i.a] = [AssertionError, NotImplementedError, tuple, all, any][i.d]
    def INTRINSIC(f, r, i):
        x = r[i.b] if i.b != NOREG else None
        y = r[i.c] if i.c != NOREG else None
        r[i.a] = INTRINSICS[i.d](f, x, y)


def take(it, n):
    out = []
    for x in it:
        out.append(x)
        if len(out) == n: break
    return out


def stop_iteration(f, e, _):
    names = {0x20: 'generator', 0x80: 'coroutine', 0x200: 'async generator'}
    what = names[f.code.flags & 0x2a0]
    if isinstance(e, StopIteration) or f.code.flags & 0x200 and isinstance(e, StopAsyncIteration):
        n = RuntimeError(f'{what} raised {type(e).__name__}')
        n.__cause__ = n.__context__ = e
        return n
    return e


def set_params(f, fn, params):
    fn.__type_params__ = params
    return fn


def bounded(f, name, fn):
    return typing.TypeVar(name, bound=fn(1), infer_variance=True)


INTRINSICS = [
    lambda f, x, y: sys.displayhook(x), stop_iteration, lambda f, x, y: Wrapped(x),
    lambda f, x, y: typing.TypeVar(x, infer_variance=True), bounded,
    lambda f, x, y: typing.TypeVar(x, *y(1), infer_variance=True),
    lambda f, x, y: typing.ParamSpec(x, infer_variance=True), lambda f, x, y: typing.TypeVarTuple(x),
    lambda f, x, y: x, lambda f, x, y: typing.Generic[tuple(typing.Unpack[p] if isinstance(p, typing.TypeVarTuple) else p for p in x)],
    lambda f, x, y: typing.TypeAliasType(x[0], x[2](1), type_params=x[1] or ()), set_params,
    lambda f, x, y: f.r[0].setdefault('__annotations__', {}), None,
]

for name in BINARY:
    setattr(Do, name, lambda f, r, i, name=name: r.__setitem__(i.a, arith(name, i.d)(r[i.b], r[i.c])))
    setattr(Do, name + 'I', lambda f, r, i, name=name: r.__setitem__(i.a, arith(name, i.d)(r[i.b], i.sc)))
for name, fn in COMPARE.items():
    if not hasattr(Do, name):
        setattr(Do, name, lambda f, r, i, fn=fn: r.__setitem__(i.a, fn(r[i.b], r[i.c])))


def jump(r, i):
    """The target if the jump i is taken, else None."""
    op = i.op.removesuffix('_LOOP')
    if op == 'JUMP': return i.pc + i.imm
    if op == 'JTRUE': return i.pc + i.imm if r[i.a] else None
    if op == 'JFALSE': return None if r[i.a] else i.pc + i.imm
    if op == 'JNONE': return i.pc + i.imm if r[i.a] is None else None
    if op == 'JNOTNONE': return i.pc + i.imm if r[i.a] is not None else None
    if op == 'JNULL': return i.pc + i.imm if r[i.a] is NULL else None
    name = op[1:]
    if name not in COMPARE: # immediate
        v = COMPARE[name[:-1]](r[i.a], i.sb)
    else:
        v = COMPARE[name](r[i.a], r[i.b])
    return i.pc + i.sc if bool(v) != (i.d == 1) else None


def run(f):
    r, code = f.r, f.code
    pc = 0
    while True:
        i = code.ins[pc]
        op = i.op
        pc = i.next
        try:
            if op == 'RETURN': return r[i.a]
            if op == 'RETURN_NONE': return None
            if op == 'RETURN_GENERATOR':
                yield
            elif op == 'RERAISE':
                raise r[i.a]
            elif op == 'FOR_ITER':
                try:
                    v = next(r[i.a])
                except StopIteration:
                    continue
                r[i.b] = v
                pc = i.pc + i.sc
            elif op == 'SEND':
                try:
                    r[i.a] = next(r[i.b]) if r[i.a] is None else r[i.b].send(r[i.a])
                except StopIteration as e:
                    r[i.a] = e.value
                    pc = i.pc + i.sc
            elif op == 'YIELD':
                outer = handled[0]
                try:
                    v = yield r[i.b]
                except BaseException as e:
                    inner = e
                else:
                    r[i.a] = v
                    continue
                it = r[i.c] if i.d & 1 else None
                if isinstance(inner, GeneratorExit) and hasattr(it, 'close'):
                    it.close()
                if it is None or isinstance(inner, GeneratorExit) or not hasattr(it, 'throw'):
                    raise inner
                try:
                    r[i.a] = it.throw(inner)
                    pc = i.pc       # yield what it yields
                except StopIteration as e:
                    send = code.ins[pc + code.ins[pc].imm]
                    r[i.a] = e.value
                    pc = send.pc + send.sc
            elif op[0] == 'J':
                to = jump(r, i)
                if to is not None: pc = to
            else:
                getattr(Do, op)(f, r, i)
        except BaseException as e:
            exc = e
        else:
            continue
        if handled[0] is not None and exc is not handled[0] and exc.__context__ is None and op != 'RERAISE':
            exc.__context__ = handled[0]
        for lo, hi, target, reg in code.handlers:
            if lo <= i.pc < hi:
                r[reg] = exc
                pc = target
                break
        else:
            if isinstance(exc, StopIteration): exc = Carrier(exc)
            raise exc
        exc = None


sys.setrecursionlimit(20000)
program = json.load(open(sys.argv[1]))
TABLE = program['table']
main = types.ModuleType('__main__')
main.__builtins__ = builtins
sys.modules['__main__'] = main
sys.argv = sys.argv[1:]
start(Frame(Code(program['code']), main.__dict__, main.__dict__, ()))
