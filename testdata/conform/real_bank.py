# A bank with accounts, transactions that roll back, interest and a statement.
class BankError(Exception): pass
class InsufficientFunds(BankError):
    def __init__(self, account, need): super().__init__(f"{account.owner} has {money(account.balance)}, needs {money(need)}"); self.missing = need - account.balance
class UnknownAccount(BankError, KeyError):
    def __str__(self): return f"no account {self.args[0]}"
def money(c): return f"{'-' if c < 0 else ''}{abs(c) // 100:,}.{abs(c) % 100:02d}"
class Account:
    _next = 1000
    fee = 0
    def __init__(self, owner, balance=0):
        self.owner, self._balance, self.history = owner, balance, []; Account._next += 1; self.number = Account._next
    @property
    def balance(self): return self._balance
    def post(self, what, amount): self._balance += amount; self.history.append((what, amount, self._balance))
    def available(self): return self._balance
    def withdraw(self, amount, what="withdrawal"):
        if amount <= 0: raise ValueError("amount must be positive")
        if self.available() < amount + self.fee: raise InsufficientFunds(self, amount + self.fee)
        self.post(what, -amount)
        if self.fee: self.post("fee", -self.fee)
    def deposit(self, amount, what="deposit"):
        if amount <= 0: raise ValueError("amount must be positive")
        self.post(what, amount)
    def __repr__(self): return f"<{type(self).__name__} {self.number} {self.owner} {money(self.balance)}>"
    def __lt__(self, o): return self.balance < o.balance
class Savings(Account):
    rate = 325
    def month_end(self):
        i = self.balance * self.rate // 120000
        if i > 0: self.post("interest", i)
class Credit(Account):
    fee = 50
    def __init__(self, *a, limit=100000, **k): super().__init__(*a, **k); self.limit = limit
    def available(self): return super().available() + self.limit
class Bank:
    def __init__(self): self.accounts = {}
    def open(self, cls, *a, **k): acc = cls(*a, **k); self.accounts[acc.number] = acc; return acc.number
    def __getitem__(self, n):
        try: return self.accounts[n]
        except KeyError: raise UnknownAccount(n) from None
    def transfer(self, a, b, amount):
        with Transaction(self[a], self[b]):
            self[a].withdraw(amount, f"to {b}"); self[b].deposit(amount, f"from {a}")
            if amount == 66600: raise BankError("suspicious amount")
    def total(self): return sum(a.balance for a in self.accounts.values())
class Transaction:
    def __init__(self, *accounts): self.accounts = accounts
    def __enter__(self): self.saved = [(a, a._balance, len(a.history)) for a in self.accounts]; return self
    def __exit__(self, kind, value, tb):
        if kind is None: return
        for a, balance, n in self.saved: a._balance = balance; del a.history[n:]
        if issubclass(kind, BankError): value.add_note("rolled back")
bank = Bank()
al, bo, cy = bank.open(Account, "Al", 500000), bank.open(Savings, "Bo", 1000000), bank.open(Credit, "Cy", limit=20000)
for args in ((al, bo, 12345), (cy, al, 15000), (cy, al, 15000), (al, 9999, 1), (al, bo, -5), (al, bo, 66600), (bo, cy, 200000)):
    before = bank.total()
    try: bank.transfer(*args); print("ok", args[2])
    except (BankError, ValueError) as e: print(type(e).__name__, e, getattr(e, "__notes__", []), getattr(e, "missing", "")); assert bank.total() == before
for m in range(3): bank[bo].month_end()
for acc in sorted(bank.accounts.values(), reverse=True):
    print(acc)
    for what, amount, bal in acc.history: print(f"   {what:<12}{money(amount):>14}{money(bal):>16}")
print(money(bank.total()), max(bank.accounts.values()), [isinstance(a, Savings) for a in bank.accounts.values()])
try: bank[5]
except KeyError as e: print(repr(e), e, e.__cause__, e.__suppress_context__)
