# A text editor with commands, undo/redo, search and replace, macros, marks.
class Editor:
    def __init__(self, text=""): self.lines, self.row, self.col, self.undos, self.redos, self.clip, self.macros, self.recording, self.marks = text.split("\n"), 0, 0, [], [], "", {}, None, {}
    def snapshot(self): return [*self.lines], self.row, self.col
    def restore(self, s): self.lines, self.row, self.col = [*s[0]], s[1], s[2]
    def edit(f):
        def w(self, *a):
            before = self.snapshot(); r = f(self, *a)
            if self.snapshot()[0] != before[0]: self.undos.append(before); self.redos.clear()
            return r
        w.is_command = True; w.__name__ = f.__name__; return w
    def plain(f): f.is_command = True; return f
    @edit
    def insert(self, text):
        line = self.lines[self.row]; head, tail = line[:self.col], line[self.col:]; new = (head + text).split("\n")
        self.lines[self.row:self.row + 1] = [*new[:-1], new[-1] + tail]; self.row += len(new) - 1; self.col = len(new[-1])
    @edit
    def backspace(self, n=1):
        for _ in range(int(n)):
            if self.col: l = self.lines[self.row]; self.lines[self.row] = l[:self.col - 1] + l[self.col:]; self.col -= 1
            elif self.row: l = self.lines.pop(self.row); self.row -= 1; self.col = len(self.lines[self.row]); self.lines[self.row] += l
    @edit
    def cut(self): self.clip = self.lines.pop(self.row); self.lines = self.lines or [""]; self.row = min(self.row, len(self.lines) - 1); self.col = 0
    @edit
    def paste(self): self.lines.insert(self.row, self.clip)
    @edit
    def replace(self, a, b):
        n = sum(l.count(a) for l in self.lines); self.lines = [l.replace(a, b) for l in self.lines]; self.col = min(self.col, len(self.lines[self.row])); return n
    @edit
    def upper(self): l = self.lines[self.row]; i = self.col; j = i + len(l[i:].split(" ")[0]); self.lines[self.row] = l[:i] + l[i:j].upper() + l[j:]; self.col = j
    @edit
    def sort(self): self.lines.sort()
    @plain
    def undo(self):
        if not self.undos: raise IndexError("nothing to undo")
        self.redos.append(self.snapshot()); self.restore(self.undos.pop())
    @plain
    def redo(self):
        if not self.redos: raise IndexError("nothing to redo")
        self.undos.append(self.snapshot()); self.restore(self.redos.pop())
    @plain
    def goto(self, row, col=0):
        row, col = int(row), int(col)
        if not 0 <= row < len(self.lines): raise IndexError(f"no line {row}")
        self.row, self.col = row, min(col, len(self.lines[row]))
    @plain
    def find(self, text):
        for k in range(len(self.lines) + 1):
            r = (self.row + k) % len(self.lines); i = self.lines[r].find(text, self.col + 1 if k == 0 else 0)
            if i >= 0: self.row, self.col = r, i; return r, i
        raise LookupError(f"{text!r} not found")
    @plain
    def mark(self, name): self.marks[name] = self.row, self.col
    @plain
    def jump(self, name): self.goto(*self.marks[name])
    @plain
    def record(self, name): self.recording = (name, [])
    @plain
    def stop(self): name, cmds = self.recording; self.macros[name] = cmds; self.recording = None
    @plain
    def play(self, name, times=1):
        for _ in range(int(times)):
            for c in self.macros[name]: self.do(c)
    def do(self, cmd):
        name, *args = cmd if isinstance(cmd, tuple) else cmd.split(" ", 2)
        f = getattr(type(self), name, None)
        if not getattr(f, "is_command", False): raise NameError(f"no command {name}")
        if self.recording and name not in ("record", "stop"): self.recording[1].append(cmd)
        return f(self, *args)
    def __str__(self): return "\n".join(f"{i:2}{'>' if i == self.row else ' '}{l[:self.col] + '|' + l[self.col:] if i == self.row else l}" for i, l in enumerate(self.lines))
e = Editor("first line\nsecond line\nthe third")
for c in (("insert", "Hello, "), "goto 1 6", ("insert", "\nnew "), "backspace 5", "undo", "undo", "redo", "redo", "find line", "upper", "goto 0", "cut", "goto 1", "paste", "replace line row", "undo", "mark m", "goto 0", "jump m", "jump zz", "goto 99", "find nothing", "frobnicate", "insert", "undo 1 2", "sort", "record x", "goto 0", ("insert", "* "), "stop", "play x 2", "undo", "redo", "redo", "__init__", "backspace x"):
    try: r = e.do(c); print(f"-- {c}" + (f" = {r}" if r is not None else "")); print(e)
    except Exception as x: print(f"-- {c} {type(x).__name__}: {x}")
while e.undos: e.do("undo")
print(e.lines, len(e.redos), e.macros, e.marks)
