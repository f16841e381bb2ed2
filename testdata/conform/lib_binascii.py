# binascii, and base64, which stands on it: all functions, all errors.
import base64
import binascii
import random


def show(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
    except Exception as e:
        result = "%s.%s: %s" % (type(e).__module__, type(e).__name__, e)
    print(function.__name__, args, kwargs, result)


for data in (b"", b"=", b"==", b"abc", b"YWJj", b"YWI=", b"YW=", b"Y", b"YWJjZ", b"YWJj=", b"=YWJ", b"Y=WJ", b"YW==Jj", b"YW Jj\n",
             b"YWJj====", b"YW=J=", b"YQ==YQ==", b"YQ=a=", b"Y\xffQ==", b"YQ==\n", b"YQ===", b"YWI==", b"+/+/", b"-_-_", "YWJj", "é", 5, None):
    show(binascii.a2b_base64, data)
    show(binascii.a2b_base64, data, strict_mode=True)
for data in (b"", b"a", b"ab", b"abc", bytearray(b"abcd"), memoryview(b"xyz")[1:].tobytes(), "x", 7):
    show(binascii.b2a_base64, data)
    show(binascii.b2a_base64, data, newline=False)
for data in (b"", b"61", b"6", b"6g", b"g6", "6161", "é1", b"AbCd", bytearray(b"ff00"), 5):
    show(binascii.unhexlify, data)
    show(binascii.a2b_hex, data)
show(binascii.hexlify, b"abcdef")
show(binascii.hexlify, b"abcdef", "-")
show(binascii.hexlify, b"abcdef", "-", 2)
show(binascii.b2a_hex, b"abcdefg", b":", -3)
show(binascii.b2a_hex, b"abc", sep="_", bytes_per_sep=0)
show(binascii.hexlify, b"abc", "ab")
show(binascii.hexlify, b"abc", 5)
show(binascii.hexlify, "x")
for args in ((b"hello",), (b"hello", 5), (b"a", -1), (b"a", 2**40 + 3), (b"a", 2**100 + 7), (b"", 9), ("x",), (b"a", "b")):
    show(binascii.crc32, *args)
for args in ((b"hello", 0), (b"hello", 70000), (b"hello", -2), (b"", 5), ("x", 0)):
    show(binascii.crc_hqx, *args)
for data in (b"", b"a", b"hello", bytes(range(40)), b"x" * 45, b"x" * 46, b"\0\0", "x"):
    show(binascii.b2a_uu, data)
    show(binascii.b2a_uu, data, backtick=True)
for data in (b"", b"%:&5L;&\\\n", b"#86)C", b"#86)", b"#8\x07)C", b"#86)Czz\n", b"!", b" \n", b"`\n", b"#86)C`\n", b"\"\xff", "#86)C"):
    show(binascii.a2b_uu, data)
for data in (b"", b"a=b", b"a=\nb", b"a=3Db", b"=zz", b"a_b=20c", b"a=", b"a=\r\nb", b"a=\rxx\nb", b"=3", b"==", b"=aFx", "a=41"):
    show(binascii.a2b_qp, data)
    show(binascii.a2b_qp, data, header=True)
for data in (b"", b"a=b", b"a b ", b"a \nb\t\n", b".\n", b".", b"x.\r\n", b"\xff\0", b"x" * 80, b"a_b c", b"a\r\nb\n", b" ", b"\t\r\n",
             b"x" * 75 + b"=", b"-" * 74 + b" \n", b"x" * 76 + b"\n", b"\r", b"a\rb", b"\n" * 3, b"=" * 30):
    show(binascii.b2a_qp, data)
    show(binascii.b2a_qp, data, True)
    show(binascii.b2a_qp, data, header=True)
    show(binascii.b2a_qp, data, istext=False)
    show(binascii.b2a_qp, data, quotetabs=True, istext=False, header=True)

r = random.Random(5)
total = 0
for n in range(300):
    data = r.randbytes(r.randrange(0, 90))
    assert binascii.a2b_base64(binascii.b2a_base64(data)) == data
    assert binascii.unhexlify(binascii.hexlify(data)) == data
    assert binascii.a2b_qp(binascii.b2a_qp(data, istext=False)) == data
    assert binascii.a2b_uu(binascii.b2a_uu(data[:45])) == data[:45]
    for f in base64.b64encode, base64.b32encode, base64.b16encode, base64.b85encode, base64.a85encode, base64.urlsafe_b64encode:
        coded = f(data)
        assert getattr(base64, f.__name__.replace("encode", "decode"))(coded) == data
        total = binascii.crc32(coded, total)
    total = binascii.crc32(binascii.b2a_qp(data), total)
    total = binascii.crc32(binascii.b2a_qp(data.replace(b"z", b" \n").replace(b"q", b"\r\n")), total)
print(total)
print(sorted(n for n in dir(binascii) if n[0] != "_"), binascii.__doc__)
print(binascii.Error.__mro__, binascii.Incomplete.__mro__)
