"""Dumps the trees of files named on stdin, one a line. Without an argument it
prints "hash path" for each (hash is ERROR if the file does not parse); with
"text" it prints the dump."""
import ast
import hashlib
import sys
import warnings

warnings.simplefilter("ignore")
for path in sys.stdin.read().splitlines():
    with open(path, "rb") as f:
        source = f.read()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        print("ERROR", path)
        continue
    text = ast.dump(tree, include_attributes=True, indent=1)
    if sys.argv[1:] == ["text"]:
        print(text)
    else:
        data = text.encode("utf-8", "surrogatepass")
        print(hashlib.md5(data).hexdigest(), path)
