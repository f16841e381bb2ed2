# Huffman coding with a bit writer and reader.
import heapq
from collections import Counter
class BitWriter:
    def __init__(self): self.out, self.acc, self.n = bytearray(), 0, 0
    def write(self, bits):
        for b in bits:
            self.acc = self.acc << 1 | (b == "1"); self.n += 1
            if self.n == 8: self.out.append(self.acc); self.acc = self.n = 0
    def finish(self):
        pad = (8 - self.n) % 8
        self.write("0" * pad)
        return bytes([pad]) + bytes(self.out)
def bits(data):
    pad, body = data[0], data[1:]
    for i, byte in enumerate(body):
        for k in range(7, -1, -1):
            if i == len(body) - 1 and k < pad: return
            yield byte >> k & 1
class Leaf:
    __slots__ = ("sym",)
    def __init__(self, sym): self.sym = sym
class Branch:
    __slots__ = ("l", "r")
    def __init__(self, l, r): self.l, self.r = l, r
def build(freq):
    heap = [(n, i, Leaf(s)) for i, (s, n) in enumerate(sorted(freq.items()))]
    heapq.heapify(heap); k = len(heap)
    while len(heap) > 1:
        n1, _, a = heapq.heappop(heap); n2, _, b = heapq.heappop(heap)
        heapq.heappush(heap, (n1 + n2, k, Branch(a, b))); k += 1
    return heap[0][2] if heap else None
def codes(tree, prefix=""):
    match tree:
        case None: return {}
        case Leaf(): return {tree.sym: prefix or "0"}
        case Branch(): return codes(tree.l, prefix + "0") | codes(tree.r, prefix + "1")
def canonical(table):
    out, code, last = {}, 0, 0
    for s, c in sorted(table.items(), key=lambda t: (len(t[1]), t[0])):
        code <<= len(c) - last; last = len(c); out[s] = f"{code:0{last}b}"; code += 1
    return out
def encode(text):
    table = canonical(codes(build(Counter(text)))); w = BitWriter()
    for ch in text: w.write(table[ch])
    return table, w.finish()
def decode(table, data):
    back, cur, out = {v: k for k, v in table.items()}, "", []
    for b in bits(data):
        cur += "01"[b]
        if cur in back: out.append(back[cur]); cur = ""
    if cur: raise ValueError(f"trailing bits {cur}")
    return "".join(out)
for text in ("abracadabra", "aaaa", "", "the quick brown fox jumps over the lazy dog " * 3, "mississippi", "é中😀é", "a" * 50 + "b" * 20 + "c" * 7 + "d"):
    table, data = encode(text)
    back = decode(table, data)
    print(len(text), len(data), data[:12].hex(), dict(sorted(table.items(), key=lambda t: (len(t[1]), t[1]))[:5]), back == text)
    assert all(not b.startswith(a) for a in table.values() for b in table.values() if a is not b)
try: decode({"a": "00", "b": "01"}, bytes([7, 0b00000000]))
except ValueError as e: print(e)
def lz(text):
    d, w, out = {chr(i): i for i in range(256)}, "", []
    for c in text:
        if w + c in d: w += c
        else: out.append(d[w]); d[w + c] = len(d); w = c
    return out + ([d[w]] if w else [])
def unlz(codes):
    d = {i: chr(i) for i in range(256)}; it = iter(codes); w = d[next(it)]; out = [w]
    for k in it:
        e = d[k] if k in d else w + w[0] if k == len(d) else None
        if e is None: raise ValueError(f"bad code {k}")
        out.append(e); d[len(d)] = w + e[0]; w = e
    return "".join(out)
s = "TOBEORNOTTOBEORTOBEORNOT" * 4; c = lz(s); print(len(s), len(c), c[:20], unlz(c) == s, unlz(lz("aaaaaaa")))
try: unlz([65, 999])
except ValueError as e: print(e)
def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]: j += 1
        out.append((j - i, s[i])); i = j
    return out
print(rle("aaabccdddd"), "".join(c * n for n, c in rle("xxyz")) == "xxyz", rle(""))
