def f(kind):
    log = []
    for i in range(4):
        try:
            log.append(i)
            if kind == 'break' and i == 1: break
            if kind == 'continue' and i == 1: continue
            if kind == 'return' and i == 1: return log
            if kind == 'raise' and i == 1: raise ValueError(i)
            log.append('body')
        except ValueError as e:
            log.append(('caught', str(e)))
            if kind == 'raise': continue
        else:
            log.append('else')
        finally:
            log.append('finally')
    else:
        log.append('loop else')
    try:
        print(e)
    except NameError:
        log.append('unbound')
    return log
for k in ('', 'break', 'continue', 'return', 'raise'):
    print(k, f(k))

def override():
    for i in range(3):
        try:
            return 'try'
        finally:
            if i == 0: continue
            if i == 1: break
    try:
        raise KeyError
    finally:
        return 'finally'
print(override())

def value():
    x = 1
    try:
        return x
    finally:
        x = 2
        print('x', x)
print(value())

def nested():
    try:
        try:
            try:
                1 / 0
            except KeyError:
                print('no')
            finally:
                print('inner')
        except ZeroDivisionError as e:
            print('mid', e)
            raise RuntimeError('new') from e
        finally:
            print('mid finally')
    except RuntimeError as e:
        print(type(e.__cause__).__name__, e.__context__ is e.__cause__)
    try:
        try:
            raise KeyError('a')
        except KeyError:
            raise ValueError('b')
    except ValueError as e:
        print(repr(e.__context__))
    try:
        try:
            raise KeyError('a')
        except KeyError as e:
            try:
                raise ValueError('c')
            except ValueError:
                pass
            raise
    except KeyError as e:
        print(repr(e), e.__context__)
nested()

class CM:
    def __init__(self, name, suppress=False): self.name, self.suppress = name, suppress
    def __enter__(self):
        print('enter', self.name)
        return self
    def __exit__(self, t, v, tb):
        print('exit', self.name, t and t.__name__, v)
        return self.suppress
def withs():
    with CM('a') as a, CM('b') as (b): print(a.name, b.name)
    with CM('s', True): 1 / 0
    try:
        with CM('o'), CM('i'): raise KeyError('x')
    except KeyError as e: print('got', e)
    for i in range(4):
        with CM(i):
            if i == 0: continue
            if i == 2: break
    def ret():
        with CM('r'), CM('q'):
            return [i for i in range(3)]
    print(ret())
    def ret2(x):
        with CM('r'):
            try:
                return x + 1
            finally:
                print('fin')
    print(ret2(4))
    try:
        with 5: pass
    except TypeError as e: print(e)
    l = [0]
    with CM('t') as l[0]: print(l[0].name)
    with (CM('p'), CM('q') as q): pass
    with CM('x', True) as x:
        with CM('y'):
            raise ValueError(1)
        print('unreached')
    print('after')
withs()

def groups():
    try:
        raise ExceptionGroup('g', [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e: print('v', e.exceptions)
    except* (TypeError, KeyError) as e: print('tk', e.exceptions)
    try:
        try:
            raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
        except* ValueError: print('v')
    except ExceptionGroup as e: print('rest', e.exceptions)
    try:
        raise ValueError('naked')
    except* ValueError as e: print(e.exceptions)
    try: pass
    except* ValueError: print('no')
    else: print('else')
    finally: print('finally')
    try:
        try:
            raise ExceptionGroup('g', [ValueError(1)])
        except* ValueError:
            raise KeyError('k')
    except KeyError as e: print('new', e)
    for i in range(2):
        try:
            raise ExceptionGroup('g', [ValueError(i)])
        except* ValueError as e:
            print(e.exceptions)
    try:
        print(e)
    except NameError: print('unbound')
groups()

def reraise():
    def g():
        raise
    try: g()
    except RuntimeError as e: print(e)
    try:
        try: [][0]
        except IndexError: g()
    except IndexError as e: print('again', e)
    def deep(n):
        try:
            if n: return deep(n - 1)
            raise KeyError(n)
        except KeyError:
            if n < 2: raise
            return n
    print(deep(5))
    try:
        assert 0, 'msg %s' % 1
    except AssertionError as e: print(e)
    try:
        assert []
    except AssertionError as e: print(repr(e))
    x = 1
    assert x, 1 / 0
    try:
        try: raise KeyError
        except KeyError() if 0 else ValueError: print('no')
    except KeyError: print('passed on')
    try:
        try: raise KeyError
        except 5: pass
    except TypeError as e: print(e)
    while True:
        try:
            try: break
            finally: print('f1')
        finally: print('f2')
    def gen():
        try:
            yield 1
            yield 2
        except ValueError as e:
            yield 'caught ' + str(e)
        finally:
            print('gen finally')
    g1 = gen()
    print(next(g1), g1.throw(ValueError('t')), list(g1))
    g2 = gen()
    next(g2)
    g2.close()
    def outer():
        try:
            r = yield from gen()
        except KeyError as e:
            yield ('outer', e.args)
    g3 = outer()
    next(g3)
    print(g3.throw(KeyError('z')), list(g3))
    def locs(e=None):
        try: 1 / 0
        except ZeroDivisionError as e: pass
        try: return e
        except UnboundLocalError as x: return str(x)
    print(locs())
    def cellvar():
        try: 1 / 0
        except ZeroDivisionError as e:
            h = lambda: e
            print(h())
        try: h()
        except NameError as x: print(x)
    cellvar()
reraise()
