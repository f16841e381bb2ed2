# KeyError shows the repr of its key.
d = {"a": {("x", 1): [1, 2]}}
for key in (("y", 2), "it's", 1.5, None, b"x"):
    try: d["a"][key]
    except KeyError as e: print(e, repr(e), e.args)
d["a"]["multi\nline"]
