# A tokenizer for a subset of Python with indentation, and a pretty-printer from its tokens.
KEYWORDS = {"if", "else", "elif", "def", "return", "while", "for", "in", "pass", "not", "and", "or", "class"}
class TokenError(Exception): pass
def tokens(src):
    indents, paren, line_no = [0], 0, 0
    for line_no, line in enumerate(src.splitlines(), 1):
        i = 0
        if not paren:
            while i < len(line) and line[i] == " ": i += 1
            if i == len(line) or line[i] == "#": continue
            if i > indents[-1]: indents.append(i); yield line_no, 0, "INDENT", line[:i]
            while i < indents[-1]: indents.pop(); yield line_no, i, "DEDENT", ""
            if i != indents[-1]: raise TokenError(f"line {line_no}: unindent does not match any outer level")
        while i < len(line):
            c, start = line[i], i
            if c == " ": i += 1; continue
            if c == "#": break
            if c.isidentifier():
                while i < len(line) and line[start:i + 1].isidentifier(): i += 1
                yield line_no, start, "KEYWORD" if line[start:i] in KEYWORDS else "NAME", line[start:i]
            elif c.isdigit():
                while i < len(line) and (line[i].isalnum() or line[i] in "._"): i += 1
                yield line_no, start, "NUMBER", line[start:i]
            elif c in "'\"":
                i += 1
                while i < len(line) and line[i] != c: i += 1 + (line[i] == "\\")
                if i >= len(line): raise TokenError(f"line {line_no}: unterminated string at {start}")
                i += 1; yield line_no, start, "STRING", line[start:i]
            else:
                for n in (3, 2, 1):
                    if line[i:i + n] in ("**=", "//=", "==", "!=", "<=", ">=", "->", "**", "//", "+=", "-=", "*=", ":=", *"+-*/%<>=()[]{}.,:;@&|^~"): break
                else: raise TokenError(f"line {line_no}: bad character {c!r}")
                i += n; t = line[start:i]
                paren += (t in "([{") - (t in ")]}")
                if paren < 0: raise TokenError(f"line {line_no}: unmatched {t!r}")
                yield line_no, start, "OP", t
        if not paren: yield line_no, len(line), "NEWLINE", ""
    if paren: raise TokenError("unexpected end inside parentheses")
    for _ in indents[1:]: yield line_no + 1, 0, "DEDENT", ""
    yield line_no + 1, 0, "END", ""
SRC = '''
def fact(n):   # factorial
    if n <= 1:
        return 1

    else:
        x = [n,
  n - 1]
        return n*fact( n-1 )
class A: pass
print("it\\'s", 0x1F, 1_000.5e3, 'q')
while not x or y: x **= 2; z//=3
'''
toks = list(tokens(SRC))
for t in toks[:24]: print(*t)
print(len(toks), toks[-1])
def pretty(src):
    depth, line, prev = 0, [], None
    for _, _, kind, text in tokens(src):
        if kind == "INDENT": depth += 1
        elif kind == "DEDENT": depth -= 1
        elif kind in ("NEWLINE", "END"):
            if line: yield "    " * depth + "".join(line)
            line, prev = [], None
        else:
            if prev and not (text in ")]},.:;" or prev in "([{." or (text in "([" and prev[-1].isidentifier() and prev not in KEYWORDS) or (text in "[(" and prev in ")]")): line.append(" ")
            line.append(text); prev = text
print("\n".join(pretty(SRC)))
for bad in ("if x:\n    a\n  b", "x = 'abc", "a = (1", "a = 1)", "a ? b", "x = [1, 2)\n]"):
    try: print([t[3] for t in tokens(bad)])
    except TokenError as e: print(repr(bad), "->", e)
stats = {}
for *_, kind, text in toks: stats.setdefault(kind, []).append(text)
print({k: len(v) for k, v in stats.items()}, sorted(set(stats["NAME"])), sorted(set(stats["KEYWORD"])))
def balance(s):
    stack = []
    for i, c in enumerate(s):
        if c in "([{": stack.append((c, i))
        elif c in ")]}":
            if not stack: return f"extra {c} at {i}"
            o, j = stack.pop()
            if "([{".index(o) != ")]}".index(c): return f"{o} at {j} closed by {c} at {i}"
    return f"{stack[-1][0]} at {stack[-1][1]} not closed" if stack else "ok"
print([balance(s) for s in ("(a[b]{c})", "(]", "((", "())", "")])
