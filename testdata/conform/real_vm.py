# A stack machine with an assembler: calls, loops, memory, errors with line numbers.
import sys
class VMError(Exception): pass
class Program:
    def __init__(self, src):
        self.code, self.labels, self.lines = [], {}, []
        for no, line in enumerate(src.strip().splitlines(), 1):
            line = line.split("#")[0].strip()
            if not line: continue
            if line.endswith(":"):
                if line[:-1] in self.labels: raise VMError(f"line {no}: label {line[:-1]} twice")
                self.labels[line[:-1]] = len(self.code); continue
            op, *args = line.split()
            if not hasattr(Machine, "op_" + op): raise VMError(f"line {no}: no operation {op!r}")
            self.code.append((op, tuple(self.value(a) for a in args))); self.lines.append(no)
        for i, (op, args) in enumerate(self.code):
            if op in ("jmp", "jz", "call"):
                if args[0] not in self.labels: raise VMError(f"line {self.lines[i]}: no label {args[0]}")
                self.code[i] = (op, (self.labels[args[0]], *args[1:]))
    @staticmethod
    def value(a):
        try: return int(a, 0)
        except ValueError: return a
class Machine:
    def __init__(self, program, out): self.p, self.out, self.stack, self.calls, self.mem, self.pc, self.steps = program, out, [], [], {}, 0, 0
    def run(self, limit=100000):
        code = self.p.code
        while self.pc < len(code):
            op, args = code[self.pc]; self.pc += 1; self.steps += 1
            if self.steps > limit: raise VMError("too many steps")
            try:
                if getattr(self, "op_" + op)(*args) is StopIteration: break
            except IndexError: raise VMError(f"line {self.p.lines[self.pc - 1]}: stack is empty in {op}") from None
            except (ZeroDivisionError, TypeError) as e: raise VMError(f"line {self.p.lines[self.pc - 1]}: {op}: {e}") from e
        return self.steps
    def pop2(self): b, a = self.stack.pop(), self.stack.pop(); return a, b
    def op_push(self, v): self.stack.append(v)
    def op_pop(self): self.stack.pop()
    def op_dup(self): self.stack.append(self.stack[-1])
    def op_swap(self): a, b = self.pop2(); self.stack += [b, a]
    def op_add(self): a, b = self.pop2(); self.stack.append(a + b)
    def op_sub(self): a, b = self.pop2(); self.stack.append(a - b)
    def op_mul(self): a, b = self.pop2(); self.stack.append(a * b)
    def op_div(self): a, b = self.pop2(); self.stack.append(a // b)
    def op_mod(self): a, b = self.pop2(); self.stack.append(a % b)
    def op_lt(self): a, b = self.pop2(); self.stack.append(int(a < b))
    def op_eq(self): a, b = self.pop2(); self.stack.append(int(a == b))
    def op_load(self, n): self.stack.append(self.mem.get(n, 0))
    def op_store(self, n): self.mem[n] = self.stack.pop()
    def op_jmp(self, t): self.pc = t
    def op_jz(self, t):
        if not self.stack.pop(): self.pc = t
    def op_call(self, t): self.calls.append(self.pc); self.pc = t
    def op_ret(self): self.pc = self.calls.pop()
    def op_print(self): self.out.append(self.stack.pop())
    def op_halt(self): return StopIteration
def run(src, limit=100000):
    out = []
    try: steps = Machine(Program(src), out).run(limit); print(out, "steps", steps)
    except VMError as e: print(out, "error:", e, "| cause", repr(e.__cause__))
run("push 2\npush 3\nadd\nprint")
run("""
    push 1
    store acc
    push 20
    store n
loop:
    load n
    jz end
    load acc
    load n
    mul
    store acc      # acc *= n
    load n
    push 1
    sub
    store n
    jmp loop
end:
    load acc
    print
""")
run("""
    push 30
    call fib
    print
    halt
fib:                # iterative, with two cells
    store n
    push 0
    store a
    push 1
    store b
again:
    load n
    jz done
    load b
    load a
    load b
    add
    store b
    store a
    load n
    push -1
    add
    store n
    jmp again
done:
    load a
    ret
""")
run("""
    push 2
    store i
outer:
    load i
    push 50
    lt
    jz end
    push 2
    store d
inner:
    load d
    dup
    mul
    load i
    swap
    lt
    jz check
    jmp prime
check:
    load i
    load d
    mod
    jz composite
    load d
    push 1
    add
    store d
    jmp inner
prime:
    load i
    print
composite:
    load i
    push 1
    add
    store i
    jmp outer
end:
""")
for bad in ("add", "push 1\npush 0\ndiv", "jmp nowhere", "frob 1", "a:\na:", "push 1\npush x\nadd", "l:\njmp l", "ret", "push", "push 0x1F\nprint\npush -0b11\nprint"): run(bad, 1000)
