# Trie with wildcard search, spelling suggestions by edit distance, Aho-Corasick.
from collections import deque
class Trie:
    __slots__ = ("kids", "end", "fail", "outs")
    def __init__(self, words=()): self.kids, self.end, self.fail, self.outs = {}, 0, None, []; [self.add(w) for w in words]
    def add(self, w):
        n = self
        for c in w: n = n.kids.setdefault(c, Trie())
        n.end += 1
    def node(self, p):
        n = self
        for c in p:
            if (n := n.kids.get(c)) is None: return None
        return n
    def __contains__(self, w): n = self.node(w); return n is not None and n.end > 0
    def walk(self, prefix=""):
        if self.end: yield prefix
        for c in sorted(self.kids): yield from self.kids[c].walk(prefix + c)
    def starting(self, p): n = self.node(p); return list(n.walk(p)) if n else []
    def match(self, pat, acc=""):
        if not pat: return [acc] if self.end else []
        h, t = pat[0], pat[1:]
        if h == "?": return [w for c in sorted(self.kids) for w in self.kids[c].match(t, acc + c)]
        if h == "*": return self.match(t, acc) + [w for c in sorted(self.kids) for w in self.kids[c].match(pat, acc + c)]
        return self.kids[h].match(t, acc + h) if h in self.kids else []
    def near(self, word, limit):
        out, first = [], list(range(len(word) + 1))
        def go(n, prefix, row):
            if n.end and row[-1] <= limit: out.append((row[-1], prefix))
            if min(row) > limit: return
            for c, k in sorted(n.kids.items()):
                new = [row[0] + 1]
                for i, w in enumerate(word): new.append(min(new[i] + 1, row[i + 1] + 1, row[i] + (w != c)))
                go(k, prefix + c, new)
        go(self, "", first)
        return sorted(out)
    def link(self):
        q = deque()
        for k in self.kids.values(): k.fail = self; q.append(k)
        while q:
            n = q.popleft()
            for c, k in n.kids.items():
                f = n.fail
                while f is not None and c not in f.kids: f = f.fail
                k.fail = f.kids[c] if f is not None else self
                q.append(k)
        return self
    def scan(self, text, words):
        by_node = {id(self.node(w)): w for w in words}; n, hits = self, []
        for i, c in enumerate(text):
            while n is not self and c not in n.kids: n = n.fail
            n = n.kids.get(c, self); m = n
            while m is not self:
                if id(m) in by_node: w = by_node[id(m)]; hits.append((i - len(w) + 1, w))
                m = m.fail
        return hits
words = "car card care cart cat dog do done door zebra apple app apply".split(); t = Trie(words)
print(list(t.walk()), "car" in t, "ca" in t, "cars" in t, t.starting("do"), t.starting("x"), t.starting(""), t.match("ca?"), t.match("d*"), t.match("*r*"), t.match("?a??"), t.match("*"), t.match(""))
print(t.near("crd", 1), t.near("aply", 2), t.near("dor", 1), t.near("zzz", 1))
pats = ["he", "she", "his", "hers", "er"]; a = Trie(pats).link(); print(a.scan("ushers and his heritage", pats), a.scan("", pats))
def distance(a, b):
    prev = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        cur = [i]
        for j, y in enumerate(b, 1): cur.append(min(cur[-1] + 1, prev[j] + 1, prev[j - 1] + (x != y)))
        prev = cur
    return prev[-1]
print(distance("kitten", "sitting"), distance("", "abc"), distance("same", "same"), distance("été", "ete"))
def lcs(a, b):
    t = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b): t[i + 1][j + 1] = t[i][j] + x if x == y else max(t[i][j + 1], t[i + 1][j], key=len)
    return t[-1][-1]
print(lcs("AGGTAB", "GXTXAYB"), lcs("abc", "xyz"), len(lcs("abcde" * 6, "badce" * 6)))
def kmp(text, pat):
    f, k = [0] * len(pat), 0
    for i in range(1, len(pat)):
        while k and pat[i] != pat[k]: k = f[k - 1]
        k += pat[i] == pat[k]; f[i] = k
    out, k = [], 0
    for i, c in enumerate(text):
        while k and (k == len(pat) or c != pat[k]): k = f[k - 1]
        k += c == pat[k]
        if k == len(pat): out.append(i - k + 1)
    return out
print(kmp("abababcabab", "abab"), kmp("aaaa", "aa"), kmp("abc", "z"))
