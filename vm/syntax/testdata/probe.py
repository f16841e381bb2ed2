"""Answers the questions of the tests as JSON. The argument names the question,
stdin is its JSON argument."""
import ast
import codeop
import json
import sys
import unicodedata
import warnings


def dumps(programs):
    out = []
    for mode, source in programs:
        tree = compile(source, "<test>", mode, ast.PyCF_ONLY_AST)
        out.append(ast.dump(tree, include_attributes=True, indent=1))
    return out


def warned(programs):
    out = []
    for source in programs:
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            try:
                compile(source, "<test>", "exec", ast.PyCF_ONLY_AST)
            except SyntaxError:
                pass
        out.append([[w.category.__name__, str(w.message), w.lineno] for w in seen])
    return out


def incomplete(programs):
    flags = codeop.PyCF_ALLOW_INCOMPLETE_INPUT | codeop.PyCF_DONT_IMPLY_DEDENT | ast.PyCF_ONLY_AST
    out = []
    for source in programs:
        try:
            compile(source, "<test>", "single", flags)
        except SyntaxError as e:
            out.append([type(e).__name__, e.msg])
        else:
            out.append(["", ""])
    return out


def classes(_):
    """For each character: 1 starts an identifier, 2 continues one, 4 is printable."""
    return "".join(
        str(s.isidentifier() + 2 * ("a" + s).isidentifier() + 4 * s.isprintable())
        for s in map(chr, range(0x110000)))


def nfkc(strings):
    return [unicodedata.normalize("NFKC", s) for s in strings]


def nfkc_all(_):
    """Characters that may occur in identifiers and are not their own NFKC."""
    out = {}
    for s in map(chr, range(128, 0x110000)):
        if ("a" + s).isidentifier() and unicodedata.normalize("NFKC", s) != s:
            out[s] = unicodedata.normalize("NFKC", s)
    return out


def names(_):
    out = {}
    for c in range(0x110000):
        name = unicodedata.name(chr(c), "")
        if name:
            out[name] = c
    return out


def reprs(values):
    return [repr(eval(v)) for v in values]


warnings.simplefilter("ignore")
json.dump(globals()[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
