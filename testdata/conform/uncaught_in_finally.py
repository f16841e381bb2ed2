# An exception in finally replaces one in the body.
def work(d):
    try:
        return d["missing"]
    finally:
        d.clear()
        d["x"] + 1
work({"a": 1})
