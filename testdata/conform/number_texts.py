# Numbers: results and messages of operators, constructors and methods.
def T(*exprs):
    for e in exprs:
        try: r=repr(eval(e,G))
        except BaseException as x: r=type(x).__name__+": "+str(x)
        print(e,"=>",r[:300])
class D:
    def __int__(self): return "x"
class E:
    def __index__(self): return 1.5
class F:
    def __float__(self): return 1
class S(str): pass
class Ii(int): pass
class Ff(float): pass
class C:
    def __complex__(self): return 1
class C2:
    def __trunc__(self): return 43
G=globals()
T("1//0","1%0","divmod(1,0)","1/0","1.0/0","1.0//0","1.0%0","divmod(1.0,0)","0**-1","0.0**-1","(-8)**(1/3)","1j/0","0j**-1","1j//1","1j%1","divmod(1j,1)","pow(2,3,0)","pow(2,-1,4)","pow(3,-1,7)","pow(3,2,-7)","pow(2.0,2,3)","pow(2,2.0,3)","pow(2,2,3.0)","pow(1j,2,3)","1<<-1","1>>-1","1<<(1<<70)","0<<(1<<70)","1<<(1<<62)","1>>(1<<70)","-1>>(1<<70)","1e308*10","10.0**400","2**-1","2**1.5","1.5**2","(10**400)/1","1/(10**400)","10**400*1.0","1.0+10**400","1.0<10**400","10**400/10**399","10**800/3",
"int(D())","int(E())","int(F())","int(C2())","int(x=5)","int(base=5)","int('1',37)","int('1',2**70)","int(1,2)","int('z')","int('z'*300)","int(b'z')","int(bytearray(b'z'))","int(memoryview(b'12'))","int('1'*5000)","str(10**5000)","int(None)","int(1,2,3)","int('5',base=3.0)","int(float('nan'))","int(float('inf'))","int('')", "int('0'*5000)","int('1_0'*3000)","int('12', x=1)",
"float('x')","float(None)","float(F())","float('1_0')","float('1__0')","float('nan')","float('-iNf')","float(' 1.5 ')","float(b'1.5')","float(x=1)","float(1,2)","float('١.٥')","float(E())","float(bytearray(b'zz'))","float('1'*400)","float('infinit')","float('')", "float('0x1p3')","float('1e')","float('.')","float('1.e5')","float('\\x00')",
"complex('1+2j')","complex('(1+2j)')","complex('1 + 2j')","complex('j')","complex('-j')","complex('x')","complex(1,'2')","complex('1',2)","complex(None)","complex(1j,2j)","complex(C())","complex(1,None)","complex(real=1,imag=2)","complex('nan+infj')","complex('1_0j')","complex(b'1')","complex(1,2,3)","complex('')","complex('1+2')", "complex('1e5+1e3j')","complex('1+-2j')","complex('١j')",
"(5).to_bytes(-1)","(500).to_bytes(1)","(-5).to_bytes(1)","(5).to_bytes(2,'x')","(5).to_bytes(2,'little')","int.from_bytes(b'\\xff',signed=True)","int.from_bytes([255,1],'big')","int.from_bytes('x')","int.from_bytes(b'x',5)","Ii.from_bytes(b'1')","(-200).to_bytes(1,signed=True)","(128).to_bytes(1,signed=True)","(0).to_bytes(0)","round(1.5,'x')","round(5,-1)","round(15,-1)","round(25,-1)","round(-25,-1)","round(1.5,None)","round(5,1.0)","round(2.675,2)","round(1e308,-308)","round(1.5e308,-308)","round(1.8e308/1.0000001,-308)","round(float('nan'))","round(float('inf'))","round(1e22,-1)","(1.5).hex()","float.fromhex('x')","float.fromhex('0x1.8p1')","float.fromhex('0x1p5000')","float.fromhex(5)","(1.5).as_integer_ratio()","float('inf').as_integer_ratio()","float('nan').as_integer_ratio()","float.from_number('1')","float.from_number(5)","complex.from_number(5)","complex.from_number('5')","Ff.from_number(5)","float.from_number(E())","Ii(5).__class__","Ii(5)+1","type(Ii(5).real)","type(+Ii(5))","type(abs(Ii(5)))","type(int(Ii(5)))","Ff(1.5).real.__class__","True+True","type(True&True)","~True","bool(1,2)","bool(x=1)","True.__or__(5)","'%d'%1e300","hash(float('inf'))","hash(-1)","hash(2**61-1)","hash(1e300)","hash(1+2j)","hash(0.1)","hash(-2**100)",
"int.__new__(bool,1)","int.__new__(5)","int.__new__(str)","int.__new__()","float.__new__(int)","bool.__new__(int)","(1).__format__(5)","1j<1","1j<1j","1j==1","1j==10**400","complex(1,float('nan'))==1","1j**2","1j**1j","1j**1000","1j**-3","(1+2j)**0.5","(1+2j)*2","2*(1+2j)","(1+2j)/2","2/(1+2j)","1-2j","1.0-0j","-0.0+0j","complex(-0.0,-0.0)","-(0j)","repr(-0j)","repr(complex(-0.0,1))","complex(float('inf'),float('nan'))","1e200j*1e200j","abs(complex(1e308,1e308))","(0j)**0","0j**1j","(1+1j)**100","(1+1j)**101", "(1e300+1j)**2", "float.__getformat__('double')","float.__getformat__('x')","(1).__round__(None)","(3).__round__(5)","(5).__floor__()","(5.7).__floor__()","(5.2).__ceil__()","(1e300).__trunc__()==int(1e300)","float('nan').__floor__()","float('inf').__ceil__()","(5).__getnewargs__()","(5.0).__getnewargs__()","(1j).__getnewargs__()","(5).is_integer()","(5).__sizeof__()","(2**100).__sizeof__()","(1.0).__sizeof__()","1j.__sizeof__()","True.__sizeof__()","float.__doc__","int.__doc__","complex.__doc__","bool.__doc__","sorted(set(dir(int))-set(dir(object)))","sorted(set(dir(float))-set(dir(object)))","sorted(set(dir(complex))-set(dir(object)))","(1).__pow__(2,None)","(1).__rpow__(2)","(5).__divmod__('x')", "1 @ 2","-'x'","1.5 & 1","10**16/3","-7//2","-7%3","7%-3","-7.5//2","-7.5%2","7.5%-2","divmod(-7.5,2)","5.0%float('inf')","-5.0%float('inf')","-5.0//float('inf')","0.0%-1","-0.0%1","5%0.0","1e300//1e-300","inf//1" )
