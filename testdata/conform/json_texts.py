"""json both ways: all kinds of values, settings, errors with their positions, notes."""
import collections
import decimal
import enum
import json
import json.decoder
import json.encoder
import json.scanner

VALUES = [
    None, True, False, 0, -1, 10**30, -(2**63), 1.5, -0.0, 1e300, 1e-7, 123456789.125, float("inf"), float("-inf"),
    "", "a", 'q"\\/\b\f\n\r\t\x00\x1f\x7f', "é€😀", "\ud800x\udc00", "x" * 700 + "é",
    [], [[]], {}, {"a": {}}, (1, "b"), {"k": [1, 2.5, None, {"x": "é"}], "é": "ü"}, {1: 2, 2.5: 3, None: 4, True: 5, False: 6},
    collections.OrderedDict(b=1, a=2), collections.Counter("aab"), collections.namedtuple("P", "x y")(1, 2),
]
for value in VALUES:
    for settings in ({}, {"ensure_ascii": False}, {"indent": 2}, {"indent": "\t", "separators": (",", ":")}, {"sort_keys": True}, {"indent": 0, "sort_keys": True}):
        try:
            text = json.dumps(value, **settings)
        except (TypeError, ValueError) as error:
            text = f"{type(error).__name__}: {error} {getattr(error, '__notes__', None)}"
        print(ascii(text))
    text = json.dumps(value)
    again = json.loads(text)
    assert json.dumps(again) == text or value != value, (value, again)
    assert json.loads(json.dumps(value, ensure_ascii=False)) == again
    assert json.loads(json.dumps(value, indent=3)) == again


class Colour(enum.IntEnum):
    RED = 3


class Number(int):
    def __repr__(self):
        return "wrong"


class Text(str):
    pass


class Real(float):
    def __repr__(self):
        return "wrong"


print(json.dumps([Colour.RED, Number(7), Text("t"), Real(2.5), {Text("k"): Number(1), Number(2): Real(3.5)}]))


class Thing:
    def __init__(self, value):
        self.value = value


def shown(thing):
    if isinstance(thing, Thing):
        return thing.value
    raise TypeError(f"no form for {thing!r}")


print(json.dumps([Thing({"a": Thing(1)}), {"b": Thing([Thing("x")])}], default=shown))


def attempt(label, function, *args, **kwargs):
    try:
        print(label, ascii(function(*args, **kwargs)))
    except Exception as error:
        print(label, type(error).__name__, ascii(str(error)), getattr(error, "__notes__", None), getattr(error, "pos", None), getattr(error, "lineno", None), getattr(error, "colno", None))


loop = [1]
loop.append({"again": loop})
attempt("loop", json.dumps, loop)
thing = Thing(None)
thing.value = [thing]
attempt("loop by default", json.dumps, thing, default=shown)
attempt("default fails", json.dumps, {"a": [1, Thing(object)]}, default=lambda x: {}["missing"])
attempt("no form", json.dumps, {"a": [1, {2, 3}]})
attempt("no form inside", json.dumps, [Thing({1: (Thing(2j),)})], default=shown)
attempt("nan", json.dumps, [float("nan")], allow_nan=False)
attempt("inf key", json.dumps, {float("inf"): 1}, allow_nan=False)
attempt("keys", json.dumps, {(1, 2): 3})
attempt("keys skipped", json.dumps, {(1, 2): 3, "a": 1, b"x": 2}, skipkeys=True)
attempt("all keys skipped", json.dumps, {(1, 2): 3}, skipkeys=True, indent=1)
attempt("mixed keys", json.dumps, {"a": 1, 2: 3}, sort_keys=True)
deep = []
for _ in range(200_000):
    deep = [deep]
for function, argument in ((json.dumps, deep), (json.loads, "[" * 200_000), (json.loads, '{"a":' * 200_000)):
    try:
        function(argument)
    except RecursionError as error:
        print(str(error).partition(" while ")[2])

BAD = [
    "", " ", "nul", "tru", "falsey", "[", "]", "[1", "[1,", "[1,]", "[1 2]", "[,]", "{", "{]", '{"a"', '{"a" 1}', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a":1 "b"}',
    "{1:2}", '{"a":1,b}', '"', '"abc', '"a\nb"', '"\\', '"\\x"', '"\\u12"', '"\\u12g4"', '"\\ud800\\u12"', '"\\ud83d\\ude0"', "-", "01", "1.", ".5", "1e", "+1", "--1", "NaN1", "-Inf",
    "é", '["é", é]', '{"ééé": [1, 2\n, x]}', "[1]x", "1 2", '"a" "b"', "\ufeff1", "[\x01]", '"\x1f"', "'a'", "Infinit", "[1,\n\n 2,\n 3 4]",
]
for text in BAD:
    attempt(ascii(text), json.loads, text)
GOOD = [
    "1", " -12 ", "0", "-0", "1.0", "1E3", "1e-3", "-1.5e+10", "123456789012345678901234567890", '"\\u00e9\\ud83d\\ude00\\ud800\\u0041\\/\\b"', "NaN", "Infinity", "-Infinity", "[NaN,-Infinity]",
    '\t{"a"\n: [ 1 , 2 ] , "a" : {"b":\r\n null } }  ', '["é", "€x", "😀", "a\\n"]', '{"a":1,"a":2}',
]
for text in GOOD:
    attempt(ascii(text), json.loads, text)
attempt("not strict", json.loads, '"a\tb\x01"', strict=False)
attempt("pairs", json.loads, '{"b": 1, "a": {"c": 2}}', object_pairs_hook=lambda pairs: tuple(pairs))
attempt("hook", json.loads, '[{"b": 1}, {"a": {"c": 2}}]', object_hook=lambda d: sorted(d))
attempt("floats", json.loads, "[1.10, 2, 1e2]", parse_float=decimal.Decimal)
attempt("ints", json.loads, "[1.10, 2, 1e2]", parse_int=lambda text: "<" + text + ">")
attempt("constants", json.loads, "[NaN, -Infinity]", parse_constant=lambda text: text.lower())
attempt("bytes", json.loads, '{"é": "ü"}'.encode("utf-16"))
attempt("a long number", json.loads, "9" * 5000)
attempt("raw", json.JSONDecoder().raw_decode, '  [1] rest', 2)
attempt("raw at the end", json.JSONDecoder().raw_decode, "[1]", 3)
attempt("raw behind", json.JSONDecoder().raw_decode, "[1]", -1)

scanstring = json.decoder.scanstring
for args in (('abc"x', 0), ('é\\u00e9"x', 0), ('"abc"', 1, True), ('a\nb"', 0, False), ('a\nb"', 0), ("abc", 5), ("abc", -1), ("abc", 1), (b"abc", 1), ('"' + "x" * 1000 + "é" + '"', 1)):
    attempt("scanstring", scanstring, *args)
for function in (json.encoder.encode_basestring, json.encoder.encode_basestring_ascii):
    for text in ("é\n", "\ud800", "\U0010ffff", Text("sub"), 1, b"x"):
        attempt("quoted", function, text)


class Own(json.JSONEncoder):
    def default(self, o):
        return list(o)


print(Own().encode({"s": {1}}), "".join(Own(indent=1).iterencode([{2}])), json.dumps({3}, cls=Own))
keys = [d for d in json.loads('[{"key1": 1}, {"key1": 2}]')]
print(list(keys[0])[0] is list(keys[1])[0])
scanner = json.scanner.make_scanner(json.JSONDecoder())
print(scanner("[1, 2] ", 0), scanner("x 5", 2))
attempt("scanner", scanner, "x", 1)
attempt("scanner", scanner, "x", -1)
attempt("scanner", scanner, b"x", 0)
