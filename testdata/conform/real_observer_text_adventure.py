# A world of rooms with commands, observers and undo.
class Undo(Exception): pass
class Bus:
    def __init__(self): self.subs = {}
    def on(self, event):
        def deco(f): self.subs.setdefault(event, []).append(f); return f
        return deco
    def emit(self, event, **data): return [f(**data) for f in [*self.subs.get(event, ()), *self.subs.get("*", ())]]
class Room:
    def __init__(self, name, text, *things): self.name, self.text, self.things, self.exits = name, text, list(things), {}
    def connect(self, direction, other):
        opposite = {"north": "south", "east": "west", "up": "down"}; opposite |= {v: k for k, v in opposite.items()}
        self.exits[direction] = other; other.exits[opposite[direction]] = self; return other
    def __str__(self): return f"{self.name}: {self.text}" + (f" You see {listing(self.things)}." if self.things else "") + f" Exits: {', '.join(sorted(self.exits)) or 'none'}."
def listing(things):
    *most, last = [f"an {t}" if t[0] in "aeiou" else f"a {t}" for t in things]
    return (", ".join(most) + " and " if most else "") + last
class Game:
    def __init__(self):
        self.bus, self.history, self.bag, self.score, self.lines = Bus(), [], [], 0, []
        hall, kitchen, attic = Room("Hall", "A dusty hall.", "lamp"), Room("Kitchen", "It smells.", "apple", "knife"), Room("Attic", "Dark.")
        hall.connect("east", kitchen); hall.connect("up", attic); self.room, self.attic = hall, attic
    def say(self, text): self.lines.append(text)
    def do(self, line):
        verb, *args = line.lower().split() or [""]
        f = getattr(self, "cmd_" + {"n": "go", "e": "go", "w": "go", "get": "take", "i": "inventory", "l": "look"}.get(verb, verb), None)
        if verb in "nesw" and verb and not args: args = [{"n": "north", "e": "east", "s": "south", "w": "west"}[verb]]
        state = (self.room, self.bag[:], [(r, r.things[:]) for r in self.rooms()], self.score)
        try:
            if f is None: raise LookupError(f"I do not know how to {verb!r}.")
            f(*args)
        except Undo: self.restore()
        except (LookupError, ValueError) as e: self.say(str(e.args[0]))
        except TypeError as e:
            if "positional argument" not in str(e): raise
            self.say(f"{verb.capitalize()} what?" if "missing" in str(e) else "Too many words.")
        else: self.history.append(state)
        out, self.lines = self.lines, []
        return " / ".join(out)
    def rooms(self):
        seen, todo = [], [self.room]
        while todo:
            r = todo.pop()
            if r not in seen: seen.append(r); todo += r.exits.values()
        return seen
    def restore(self):
        self.room, self.bag, things, self.score = self.history.pop()
        for r, t in things: r.things = t
        self.say("Undone.")
    def cmd_undo(self):
        if not self.history: raise LookupError("Nothing to undo.")
        raise Undo
    def cmd_look(self): self.say(str(self.room))
    def cmd_go(self, where):
        if where not in self.room.exits: raise ValueError(f"You cannot go {where}.")
        self.bus.emit("leave", game=self, room=self.room); self.room = self.room.exits[where]; self.bus.emit("enter", game=self, room=self.room); self.cmd_look()
    def cmd_take(self, thing):
        self.room.things.remove(thing) if thing in self.room.things else self.fail(f"There is no {thing} here.")
        self.bag.append(thing); self.bus.emit("take", game=self, thing=thing); self.say("Taken.")
    def cmd_drop(self, thing):
        if thing not in self.bag: self.fail(f"You have no {thing}.")
        self.bag.remove(thing); self.room.things.append(thing); self.say("Dropped.")
    def cmd_inventory(self): self.say("You carry " + (listing(self.bag) if self.bag else "nothing") + f". Score {self.score}.")
    def fail(self, text): raise LookupError(text)
g = Game()
@g.bus.on("take")
def points(game, thing): game.score += len(thing)
@g.bus.on("enter")
def dark(game, room):
    if room is game.attic and "lamp" not in game.bag: game.say("You stumble."); game.score -= 1
@g.bus.on("*")
def count(**data): count.n = getattr(count, "n", 0) + 1
for line in ("look", "take lamp", "take moon", "e", "get apple", "get knife", "i", "drop apple", "w", "drop lamp", "go up", "undo", "i", "take lamp", "go up", "go down", "fly", "take", "take a b", "n", "", "undo", "undo", "i", "l"): print(f"> {line}\n  {g.do(line)}")
print(count.n, len(g.history), sorted(r.name for r in g.rooms()))
