"""Compiles programs and says which errors come.

In: a JSON list of [mode, source]. A source that starts with the line #!python
is an expression whose value (str or bytes) is the source. Out: a JSON list of
[source in base64, is str, kind, message, line, column, end line, end column,
text], where kind is "" if the program is accepted; null is None."""
import ast
import base64
import json
import sys
import warnings

warnings.simplefilter("ignore")


def outcome(mode, source):
    data = source
    if isinstance(source, str):
        data = source.encode("utf-8", "surrogatepass")
    head = [base64.b64encode(data).decode(), isinstance(source, str)]
    try:
        compile(source, "<test>", mode, ast.PyCF_ONLY_AST)
    except SyntaxError as e:
        return head + [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text]
    except MemoryError as e:
        return head + ["MemoryError", str(e), None, None, None, None, None]
    except Exception as e:
        return head + ["other", repr(e), None, None, None, None, None]
    return head + ["", "", None, None, None, None, None]


out = []
for mode, source in json.load(sys.stdin):
    if source.startswith("#!python\n"):
        source = eval(source.split("\n", 1)[1])
    out.append(outcome(mode, source))
json.dump(out, sys.stdout)
