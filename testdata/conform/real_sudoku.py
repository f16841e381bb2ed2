# Sudoku by constraint propagation and search with bit sets.
class Sudoku:
    def __init__(self, text):
        cells = [c for c in text if c in "0123456789."]
        if len(cells) != 81: raise ValueError(f"81 cells expected, got {len(cells)}")
        self.grid, self.rows, self.cols, self.boxes, self.tried = [0] * 81, [511] * 9, [511] * 9, [511] * 9, 0
        for i, c in enumerate(cells):
            if c in "123456789" and not self.place(i, int(c)): raise ValueError(f"{c} twice at row {i // 9 + 1}, column {i % 9 + 1}")
    @staticmethod
    def where(i): r, c = divmod(i, 9); return r, c, r // 3 * 3 + c // 3
    def options(self, i): r, c, b = self.where(i); return self.rows[r] & self.cols[c] & self.boxes[b]
    def place(self, i, d):
        bit = 1 << d - 1
        if not self.options(i) & bit: return False
        r, c, b = self.where(i); self.rows[r] ^= bit; self.cols[c] ^= bit; self.boxes[b] ^= bit; self.grid[i] = d
        return True
    def remove(self, i):
        bit = 1 << self.grid[i] - 1; r, c, b = self.where(i); self.rows[r] |= bit; self.cols[c] |= bit; self.boxes[b] |= bit; self.grid[i] = 0
    def solve(self):
        best, opts, n = -1, 0, 10
        for i in range(81):
            if not self.grid[i] and (k := (o := self.options(i)).bit_count()) < n:
                best, opts, n = i, o, k
                if n <= 1: break
        if best < 0: return True
        for d in range(1, 10):
            if opts >> d - 1 & 1:
                self.tried += 1; self.place(best, d)
                if self.solve(): return True
                self.remove(best)
        return False
    def __str__(self):
        lines = []
        for r in range(9):
            if r in (3, 6): lines.append("------+-------+------")
            lines.append(" | ".join(" ".join(str(self.grid[r * 9 + c] or ".") for c in range(b, b + 3)) for b in (0, 3, 6)))
        return "\n".join(lines)
    def valid(self): return self.rows == self.cols == self.boxes == [0] * 9
for text in ("530070000600195000098000060800060003400803001700020006060000280000419005000080079", "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......", "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4.."):
    s = Sudoku(text); print(s.solve(), s.valid(), s.tried); print(s)
bad = "55" + "0" * 79
for t in ("123", bad, "." * 80 + "11"):
    try: Sudoku(t)
    except ValueError as e: print(e)
s = Sudoku("516849732" + "3.76.5..." + "8.97...65" + "135.6.9.7" + "472591..6" + "96837..5." + "253186.74" + "6842.75.." + "791.5.6.8"); print(s.solve(), s.tried)
