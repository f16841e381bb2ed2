# An INI-like configuration: sections, interpolation, lists, includes by callback, errors with lines.
class ConfigError(Exception):
    def __init__(self, source, line, msg): super().__init__(f"{source}:{line}: {msg}"); self.line = line
class Section(dict):
    def __init__(self, name, config): super().__init__(); self.name, self.config = name, config
    def __missing__(self, key):
        if self.name != "default" and "default" in self.config.sections and key in self.config.sections["default"]: return self.config.sections["default"][key]
        raise KeyError(f"{self.name}.{key}")
class Config:
    def __init__(self, loader=None): self.sections, self.loader, self.order = {}, loader, []
    def section(self, name):
        if name not in self.sections: self.sections[name] = Section(name, self); self.order.append(name)
        return self.sections[name]
    def read(self, text, source="<text>", depth=0):
        if depth > 5: raise ConfigError(source, 1, "includes nested too deep")
        cur, key = self.section("default"), None
        for no, raw in enumerate(text.splitlines(), 1):
            line = raw.split("#", 1)[0].rstrip()
            if not line: key = None; continue
            if line[0].isspace() and key: cur[key] += "\n" + line.strip(); continue
            line = line.strip()
            match line[0], line[-1]:
                case "[", "]": cur, key = self.section(line[1:-1].strip().lower()), None
                case "[", _: raise ConfigError(source, no, f"bad section {line!r}")
                case "!", _:
                    word, _, arg = line[1:].partition(" ")
                    if word != "include" or self.loader is None: raise ConfigError(source, no, f"bad directive {word!r}")
                    try: inner = self.loader(arg)
                    except KeyError as e: raise ConfigError(source, no, f"cannot include {arg}") from e
                    self.read(inner, arg, depth + 1)
                case _:
                    key, eq, value = line.partition("=")
                    if not eq: raise ConfigError(source, no, f"expected key = value, got {line!r}")
                    key = key.strip().lower()
                    if not key.isidentifier(): raise ConfigError(source, no, f"bad key {key!r}")
                    cur[key] = value.strip()
        return self
    def get(self, path, conv=str, seen=()):
        sec, _, key = path.rpartition(".")
        if path in seen: raise ValueError("circular reference: " + " -> ".join((*seen, path)))
        raw, out, i = self.sections[sec or "default"][key], [], 0
        while (j := raw.find("${", i)) >= 0:
            k = raw.index("}", j); name = raw[j + 2:k]
            out += raw[i:j], self.get(name if "." in name else f"{sec}.{name}" if sec else name, str, (*seen, path)); i = k + 1
        return conv("".join(out) + raw[i:])
def boolean(s):
    try: return {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}[s.lower()]
    except KeyError: raise ValueError(f"not a boolean: {s!r}") from None
def listof(conv): return lambda s: [conv(x.strip()) for x in s.replace("\n", ",").split(",") if x.strip()]
files = {"base.ini": "root = /srv\nport = 80\n[log]\nlevel = info\nfile = ${root}/log/${level}.txt", "loop.ini": "!include loop.ini"}
c = Config(files.__getitem__).read("""
!include base.ini
name = demo   # a comment
port = 8080
[Server]
url = http://${host}:${port}/${default.name}
host = localhost
debug = Yes
ports = 1, 2,
   3
   4, 5
[loopy]
a = ${b}
b = x${a}
""")
print(c.get("server.url"), c.get("port", int), c.get("server.debug", boolean), c.get("server.ports", listof(int)), c.get("log.file"), c.order, dict(c.sections["log"]))
for f in (lambda: c.get("loopy.a"), lambda: c.get("server.nope"), lambda: c.get("nosec.x"), lambda: c.get("name", int), lambda: c.get("name", boolean), lambda: Config().read("[x"), lambda: Config().read("a = 1\nb"), lambda: Config().read("1x = 2"), lambda: Config().read("!include x"), lambda: Config(files.__getitem__).read("\n!include none.ini"), lambda: Config(files.__getitem__).read("!include loop.ini"), lambda: Config(files.__getitem__).read("!frob x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, "|", repr(e.__cause__), getattr(e, "line", ""))
