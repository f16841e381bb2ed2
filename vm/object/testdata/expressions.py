"""Evaluates the expressions in a file, one a line, for the test that compares.

For each it prints a line of JSON: the expression as a tree, and the repr of its
value or the name and the text of its exception.
"""

import ast
import json
import string.templatelib
import sys
import warnings

warnings.simplefilter("ignore")


def text(s):
    return s.encode("utf-8", "surrogatepass").hex()


def tree(e):
    match e:
        case ast.Constant(value=str(v)):
            return ["str", text(v)]
        case ast.Constant(value=bytes(v)):
            return ["bytes", v.hex()]
        case ast.Constant(value=None | bool() as v):
            return ["const", repr(v)]
        case ast.Constant(value=int(v)):
            return ["int", hex(v)]
        case ast.Constant(value=float(v)):
            return ["float", repr(v)]
        case ast.Constant(value=complex() as v):
            return ["complex", repr(v.imag)]
        case ast.Tuple(elts=v):
            return ["tuple", *map(tree, v)]
        case ast.List(elts=v):
            return ["list", *map(tree, v)]
        case ast.Dict(keys=k, values=v):
            return ["dict", *map(tree, k), *map(tree, v)]
        case ast.Name(id=v):
            return ["name", v]
        case ast.Attribute(value=v, attr=a):
            return ["attr", tree(v), a]
        case ast.Call(func=f, args=a, keywords=k):
            return ["call", [w.arg for w in k], tree(f), *map(tree, a), *(tree(w.value) for w in k)]
        case ast.BinOp(left=a, op=op, right=b):
            return ["binary", type(op).__name__, tree(a), tree(b)]
        case ast.UnaryOp(op=ast.USub(), operand=a):
            return ["neg", tree(a)]
        case ast.Compare(left=a, ops=[op], comparators=[b]):
            return ["compare", type(op).__name__, tree(a), tree(b)]
        case ast.Subscript(value=v, slice=s):
            return ["item", tree(v), tree(s)]
        case ast.Slice(lower=a, upper=b, step=c):
            return ["slice", *(tree(x) if x else ["const", "None"] for x in (a, b, c))]
    raise SyntaxError(ast.dump(e))


def setitem(o, k, v):
    o[k] = v


names = {"setitem": setitem, "Template": string.templatelib.Template, "Interpolation": string.templatelib.Interpolation}
for line in open(sys.argv[1], encoding="utf-8"):
    line = line.strip()
    if not line or line.startswith("#"):
        continue
    try:
        result = text(repr(eval(line, dict(names))))
        error = ""
    except Exception as e:
        result = text(str(e))
        error = type(e).__name__
    print(json.dumps({"source": line, "tree": tree(ast.parse(line, mode="eval").body), "result": result, "error": error}))
