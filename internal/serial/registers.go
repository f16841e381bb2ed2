package main

// A kind is a way of keeping registers in Python data. In its texts {j} is the
// register's number among those of the kind, {i} a list index that may lie in
// another card, {p} the program's number, {count} how many registers there are,
// x the variable for the value read, n the value to write.
type kind struct {
	name  string
	setup string // once for all registers of the kind; $each is repeated for every j
	read  string
	write string // x holds the value of the register
	whole bool   // a write takes the other registers of the kind along
	outer string // declares what a function that writes needs: global or nonlocal
}

var kinds = []kind{
	{name: "list", setup: "L = [0] * ({stride} * {count} + 1)", read: "x = L[{i}]", write: "L[{i}] = n"},
	{name: "slice", setup: "M = [0] * ({stride} * {count} + 1)", read: "x = M[{i}:{i} + 1][0]", write: "M[{i}:{i} + 1] = [n]"},
	{name: "copied", whole: true, setup: "W = [[0] * {count}]", read: "x = W[0][{j}]", write: "w = list(W[0]); w[{j}] = n; W[0] = w"},
	{name: "grown", setup: "A = [[0] for _ in range({count})]", read: "x = A[{j}][-1]", write: "A[{j}].append(n)"},
	{name: "sorted", whole: true, setup: "R = [(k, 0) for k in range({count})]", read: "x = next(v for k, v in R if k == {j})",
		write: "R.remove(({j}, x)); R.append(({j}, n)); R.sort(key=lambda e: e[0])"},
	{name: "dict", setup: "D = {f'k{k}': 0 for k in range({count})}", read: "x = D['k{j}']", write: "D['k{j}'] = n"},
	{name: "dict-get", setup: "E = {k * 8: 0 for k in range({count})}", read: "x = E.get({j} * 8, -1)", write: "E.update({{j} * 8: n})"},
	{name: "dict-int", setup: "I = {k * 8: 0 for k in range({count})}", read: "x = I[{j} * 8]", write: "I[{j} * 8] = n"},
	{name: "dict-str", setup: "X = {f'k{k}': 0 for k in range({count})}", read: "x = X.get('k{j}', -1)", write: "X.update({'k{j}': n})"},
	{name: "dict-moved", setup: "F = {k: 0 for k in range({count})}", read: "x = F[{j}]", write: "del F[{j}]; F[{j}] = n"},
	{name: "dict-popped", setup: "P = {(k, 'x'): 0 for k in range({count})}", read: "x = P[{j}, 'x']", write: "P.pop(({j}, 'x')); P.setdefault(({j}, 'x'), n)"},
	{name: "dict-walked", setup: "V = {f'w{k}': (k, 0) for k in range({count})}", read: "x = [v for k, v in V.values() if k == {j}][0]", write: "V['w{j}'] = ({j}, n)"},
	{name: "eq-keys", setup: "Y = {Key(k): 0 for k in range({count})}", read: "x = Y[Key({j})]", write: "Y[Key({j})] = n"},
	{name: "eq-keys-moved", setup: "Z = {Key(k): 0 for k in range({count})}", read: "x = Z[Key({j})]", write: "del Z[Key({j})]; Z[Key({j})] = n"},
	{name: "ordered", setup: "O = collections.OrderedDict((k, 0) for k in range({count}))", read: "x = O[{j}]", write: "O[{j}] = n; O.move_to_end({j})"},
	{name: "default", setup: "U = collections.defaultdict(int)", read: "x = U[{j}]", write: "U[{j}] += n - x"},
	{name: "set", whole: true, setup: "S = {(k, 0) for k in range({count})}", read: "x = next(v for k, v in S if k == {j})", write: "S.discard(({j}, x)); S.add(({j}, n))"},
	{name: "set-only", setup: "T = [{0} for _ in range({count})]", read: "x = min(T[{j}])", write: "T[{j}].pop(); T[{j}] |= {n}"},
	{name: "deque", setup: "Q = collections.deque([0] * {count})", read: "x = Q[{j}]", write: "Q[{j}] = n"},
	{name: "deque-turned", setup: "B = [collections.deque([0]) for _ in range({count})]", read: "x = B[{j}][0]", write: "B[{j}].popleft(); B[{j}].append(n)"},
	{name: "simple-queue", setup: "SQ = [queue.SimpleQueue() for _ in range({count})]\nfor s in SQ: s.put(0)", read: "x = SQ[{j}].get(); SQ[{j}].put(x)", write: "SQ[{j}].get(); SQ[{j}].put(n)"},
	{name: "heap", setup: "H = [[0, 1 << 40] for _ in range({count})]", read: "x = H[{j}][0]", write: "heapq.heapreplace(H[{j}], n)"},
	{name: "heap-pushed", setup: "J = [[0] for _ in range({count})]", read: "x = J[{j}][0]", write: "heapq.heappop(J[{j}]); heapq.heappush(J[{j}], n)"},
	{name: "bytes", setup: "C = bytearray(4 * {count})", read: "x = int.from_bytes(C[4 * {j}:4 * {j} + 4], 'little')", write: "C[4 * {j}:4 * {j} + 4] = n.to_bytes(4, 'little')"},
	{name: "attribute", setup: "a = Plain({count})", read: "x = a.v{j}", write: "a.v{j} = n"},
	{name: "slot", setup: "b = Slotted({count})", read: "x = b.v{j}", write: "b.v{j} = n"},
	{name: "object", setup: "o = [Plain(1) for _ in range({count})]", read: "x = o[{j}].v0", write: "o[{j}].v0 = n"},
	{name: "property", setup: "f = [Guarded() for _ in range({count})]", read: "x = f[{j}].value", write: "f[{j}].value = n"},
	{name: "named", setup: "e = [Plain(0) for _ in range({count})]\nfor k in e: k.v0 = 1", read: "x = int(next(iter(vars(e[{j}])))[1:])",
		write: "delattr(e[{j}], f'v{x}'); setattr(e[{j}], f'v{n}', 1)"},
	{name: "class", setup: "class K: pass\nfor k in range({count}): setattr(K, f'v{k}', 0)", read: "x = K.v{j}", write: "K.v{j} = n"},
	{name: "global", setup: "global $each g{p}_{j}\n$line g{p}_{j} = 0", read: "x = g{p}_{j}", write: "g{p}_{j} = n", outer: "global g{p}_{j}"},
	{name: "cell", setup: "$line c{j} = 0", read: "x = c{j}", write: "c{j} = n", outer: "nonlocal c{j}"},
	{name: "generator", setup: "G = [register() for _ in range({count})]\nfor k in G: next(k)", read: "x = G[{j}].send(None)", write: "G[{j}].send(n)"},
	{name: "text", setup: "t = ['0'] * {count}", read: "x = int(t[{j}])", write: "t[{j}] = ''.join(str(n))"},
	{name: "nested", whole: true, setup: "N = {'a': {'b': [0] * {count}}}", read: "x = N['a']['b'][{j}]", write: "N['a'] = {'b': [n if k == {j} else v for k, v in enumerate(N['a']['b'])]}"},
}

// prelude is the head of every batch.
const prelude = `import collections, functools, heapq, itertools, os, queue, sys, threading, time
try:
    import stm
    atomic = stm.atomic
except ImportError:
    stm = None
    atomic = threading.RLock()


class Key:
    def __init__(self, k):
        self.k = k

    def __hash__(self):
        return self.k & 1

    def __eq__(self, other):
        return self.k == other.k


class Plain:
    def __init__(self, count):
        for k in range(count):
            setattr(self, f"v{k}", 0)


class Slotted:
    __slots__ = tuple(f"v{k}" for k in range(16))

    def __init__(self, count):
        for k in range(count):
            setattr(self, f"v{k}", 0)


class Guarded:
    def __init__(self):
        self._value = 0

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, v):
        self._value = v


class Undo(Exception):
    pass


class Holding:
    """A lock in a context manager that is written in Python."""

    def __init__(self, lock):
        self.lock = lock

    def __enter__(self):
        self.lock.acquire()

    def __exit__(self, *exc):
        self.lock.release()


class Calls:
    """Its == calls a function."""

    def __init__(self, f):
        self.f = f

    def __eq__(self, n):
        self.result = self.f(n)
        return True


def register():
    v = 0
    while True:
        n = yield v
        if n is not None:
            v = n


def compared(f, n):
    c = Calls(f)
    c == n
    return c.result


def stepped(f, n):
    def steps():
        yield 1
        yield f(n)
        yield 2
    it = steps()
    next(it)
    r = next(it)
    next(it)
    return r


def run(number, threads, final, *more):
    logs = [[] for _ in threads]
    failures = []

    def guarded(k):
        try:
            threads[k](logs[k])
        except BaseException as e:
            failures.append(f"{type(e).__name__}: {e}")
    started = [threading.Thread(target=guarded, args=(k,)) for k in range(len(threads))]
    for t in started:
        t.start()
    for t in started:
        t.join()
    print("program", number)
    for text in failures:
        print("failure", text)
    for k, log in enumerate(logs):
        for section in log:
            print("section", k, *(f"{op}{r}:{v}" for op, r, v in section))
    print("section", len(logs), *(f"R{r}:{v}" for r, v in final()))
    sys.stdout.flush()
`
