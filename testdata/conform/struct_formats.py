# struct: formats, values and errors.
import struct
from struct import *
def T(*es):
    for e in es:
        try: print(e, repr(eval(e)))
        except Exception as x: print(e, type(x).__module__, type(x).__name__, x)
T("pack('<bBhHiIlLqQ',-1,255,-2,65535,-3,2**32-1,-4,5,-6,2**64-1)","pack('bhilqd',1,2,3,4,5,6.5)","calcsize('bhilqd')","calcsize('<bhilqd')","calcsize('3s0i')","pack('5s3pc?',b'ab',b'xyz',b'q',7)","unpack('5s3pc?',b'ab\\0\\0\\0\\x02xyq\\x01')","pack('>efd',1.5,2.5,-3.25)","unpack('>efd',pack('>efd',1.5,2.5,-3.25))","pack('e',65520)","pack('e',65519.9)","pack('f',1e39)","pack('e',1e-8)","pack('e',6e-8)","pack('b',128)","pack('B',-1)","pack('h',40000)","pack('i',2**31)","pack('q',2**63)","pack('Q',-1)","pack('n',2**70)","pack('P',-1)","pack('P',2**64)","pack('i','x')","pack('i',1.5)","pack('f','x')","pack('c','x')","pack('s','x')","pack('i')","pack('ii',1,2,3)","unpack('i',b'abc')","unpack('i','abcd')","pack('z',1)","pack('5',1)","pack('99999999999999999999i',1)","calcsize('9223372036854775807i')","calcsize('')","pack('x')","pack('3x2b',1,2)","unpack_from('<i',b'abcdefgh',2)","unpack_from('<i',b'abcdefgh',-4)","unpack_from('<i',b'abcdefgh',-2)","unpack_from('<i',b'abcdefgh',-20)","unpack_from('<i',b'abcdefgh',6)","list(iter_unpack('<h',b'abcdef'))","iter_unpack('<h',b'abc')","iter_unpack('',b'')","Struct('<ib')","Struct('<ib').size","Struct('<ib').format","Struct('<ib').pack(1,2)","Struct('<ib').unpack(b'12345')","Struct(b'i').format","Struct(5)","Struct()","Struct('é')","pack('<F',1+2j)","unpack('<D',pack('<D',1-2j))","error","error.__mro__","pack(' i  b ',1,2)","pack('=l',1)","pack('@l',1)","pack('<n',1)","pack('!H',1)","pack('2i',*range(2))","unpack('0s',b'')","pack('0s',b'')","pack('0p',b'')","unpack('?',b'\\x02')","unpack('<e',b'\\x00\\x7c')","unpack('<e',b'\\x01\\x00')","Struct('i').unpack_from(buffer=b'abcd',offset=0)", "Struct('bi').__sizeof__()>0","pack('300p',b'x'*299)[:3]","pack('bi')","Struct.__new__(Struct).pack(1)")
b=bytearray(8); pack_into('<h',b,2,5); print(b); pack_into('<h',b,-2,6); print(b)
for a in (7,-1,-20): 
    try: pack_into('<h',b,a,5)
    except error as e: print(e)
