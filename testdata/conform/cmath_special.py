# cmath: every function of infinities, NaNs and zeros.
import cmath
v=[float('-inf'),-2.5,-1.0,-0.0,0.0,1.0,2.5,float('inf'),float('nan')]
for n in "acos acosh asin asinh atan atanh cos cosh exp log log10 sin sinh sqrt tan tanh phase".split():
    f=getattr(cmath,n)
    for a in v:
        for b in v:
            if a-a==0 and b-b==0 : continue
            try: r=f(complex(a,b))
            except Exception as e: r=type(e).__name__
            print(n,a,b,r)
for a in v:
    for b in v:
        try: r=cmath.rect(a,b)
        except Exception as e: r=type(e).__name__
        print("rect",a,b,r)
        try: r=cmath.polar(complex(a,b))
        except Exception as e: r=type(e).__name__
        print("polar",a,b,r)
