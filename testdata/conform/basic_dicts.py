# Dicts and sets.
d = {"one": 1, "two": 2}
d["three"] = 3
print(d, d["one"], d.get("four"), d.get("four", 4), len(d), "two" in d, list(d), list(d.values()), list(d.items()))
for k, v in d.items(): print(k, v)
del d["one"]; d.update({"two": 22}); print(d, d.pop("two"), d, {i: i * i for i in range(4)})
try: d["nope"]
except KeyError as e: print("no", e)
s = {1, 2, 3}; s.add(2); print(len(s), 2 in s, sorted(s | {4}), sorted(s & {1, 9}), sorted(s - {1}))
