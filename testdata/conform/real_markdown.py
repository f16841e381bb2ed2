# Markdown to HTML: blocks, lists, inline markup, tables, code, escaping, links by reference.
def escape(s): return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
class Markdown:
    def __init__(self, text):
        self.refs, lines = {}, []
        for line in text.splitlines():
            if line.startswith("[") and "]: " in line: k, _, url = line[1:].partition("]: "); self.refs[k.lower()] = url.strip()
            else: lines.append(line)
        self.lines, self.i = lines, 0
    def html(self): return "\n".join(self.blocks(self.lines))
    def blocks(self, lines):
        i, n, para = 0, len(lines), []
        def flush():
            if para: yield f"<p>{self.inline(' '.join(para))}</p>"; para.clear()
        while i < n:
            line = lines[i]; s = line.strip()
            if not s: yield from flush(); i += 1; continue
            if s.startswith("```"):
                yield from flush(); j = i + 1
                while j < n and not lines[j].strip().startswith("```"): j += 1
                cls = f' class="{s[3:]}"' if s[3:] else ""; code = "\n".join(lines[i + 1:j]); yield f"<pre><code{cls}>{escape(code)}</code></pre>"; i = j + 1; continue
            level = len(s) - len(s.lstrip("#"))
            if 0 < level <= 6 and s[level:level + 1] == " ": yield from flush(); yield f"<h{level}>{self.inline(s[level:].strip())}</h{level}>"; i += 1; continue
            if set(s) <= set("-* ") and len(s.replace(" ", "")) >= 3: yield from flush(); yield "<hr>"; i += 1; continue
            if s.startswith(">"):
                yield from flush(); sub = []
                while i < n and lines[i].strip().startswith(">"): sub.append(lines[i].strip()[1:].removeprefix(" ")); i += 1
                yield "<blockquote>"; yield from self.blocks(sub); yield "</blockquote>"; continue
            if self.bullet(line):
                yield from flush(); j = i
                while j < n and (self.bullet(lines[j]) or lines[j].startswith("  ")): j += 1
                yield from self.list(lines[i:j]); i = j; continue
            if "|" in s and i + 1 < n and set(lines[i + 1].strip()) <= set("|-: ") and "-" in lines[i + 1]:
                yield from flush(); j = i
                while j < n and "|" in lines[j]: j += 1
                yield from self.table(lines[i:j]); i = j; continue
            para.append(s); i += 1
        yield from flush()
    @staticmethod
    def bullet(line):
        s = line.lstrip(" "); indent = len(line) - len(s)
        if s[:2] in ("- ", "* ", "+ "): return indent, "ul", s[2:]
        num, dot, rest = s.partition(". ")
        return (indent, "ol", rest) if dot and num.isdigit() else None
    def list(self, lines):
        base, kind, _ = self.bullet(lines[0]); yield f"<{kind}>"; i = 0
        while i < len(lines):
            b = self.bullet(lines[i]); sub, j = [], i + 1
            while j < len(lines) and not ((x := self.bullet(lines[j])) and x[0] <= base): sub.append(lines[j]); j += 1
            inner = "\n".join(self.list(sub)) if sub and self.bullet(sub[0]) else " ".join(x.strip() for x in sub)
            yield f"<li>{self.inline(b[2])}" + (("\n" if inner.startswith("<") else " ") + inner if inner else "") + "</li>"; i = j
        yield f"</{kind}>"
    def table(self, lines):
        cells = lambda l: [c.strip() for c in l.strip().strip("|").split("|")]
        aligns = [{(True, True): "center", (False, True): "right"}.get((c.startswith(":"), c.endswith(":"))) for c in cells(lines[1])]
        yield "<table>"
        for k, line in enumerate(lines):
            if k == 1: continue
            tag = "th" if k == 0 else "td"
            yield "<tr>" + "".join(f"<{tag}{f' align={a}' if a else ''}>{self.inline(c)}</{tag}>" for c, a in zip(cells(line), aligns)) + "</tr>"
        yield "</table>"
    def inline(self, s):
        out, i = [], 0
        while i < len(s):
            for mark, tag in (("**", "strong"), ("*", "em"), ("`", "code"), ("~~", "del")):
                if s.startswith(mark, i) and (j := s.find(mark, i + len(mark))) > i + len(mark):
                    inner = s[i + len(mark):j]; out.append(f"<{tag}>{escape(inner) if tag == 'code' else self.inline(inner)}</{tag}>"); i = j + len(mark); break
            else:
                c = s[i]
                if c == "\\" and i + 1 < len(s): out.append(escape(s[i + 1])); i += 2
                elif c == "[" and (j := s.find("]", i)) > 0 and s[j + 1:j + 2] in ("(", "["):
                    k = s.find(")" if s[j + 1] == "(" else "]", j + 1); target = s[j + 2:k]
                    url = target if s[j + 1] == "(" else self.refs.get((target or s[i + 1:j]).lower(), "#missing"); out.append(f'<a href="{url}">{self.inline(s[i + 1:j])}</a>'); i = k + 1
                else: out.append(escape(c)); i += 1
        return "".join(out)
DOC = """# Title with *emphasis*

A paragraph with **bold *nested* text**, `code <x>`, and a [link](http://x.y/?a=1&b=2).
Second line & more < text \\*not em\\*.

- one
- two
  - sub a
  - sub b
- three
  continued

1. first
2. second [ref][Home] [home][]

> quoted *text*
> ## inner
>
> - item

```python
if a < b: print("&")
```

| name | qty | note |
|:-----|----:|:----:|
| bolt | 5 | **x** |
| nut | 10 | ~~gone~~ |

---
[home]: http://home.example/
Last * star and ** two, unclosed `tick
"""
print(Markdown(DOC).html())
