from array import array, typecodes
import array as A
print(typecodes, A.ArrayType, array, array.__module__)
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
for c in typecodes:
    try: print(c, array(c).itemsize)
    except Exception as e: print(e)
    for v in (-2**70,-2**63-1,-2**33,-2**31-1,-2**16,-129,-1,127,128,255,256,32767,32768,65536,2**31,2**32,2**63,2**64,2**70,1.5,'a','ab','',None,True):
        t(array,c,[v])
t(array); t(array,'x'); t(array,'ii'); t(array,5); t(array,'i',5); t(array,'i','ab'); t(array,'i',array('u','ab')); t(array,'i',typecode=3)
t(array,'i',[1],[2]); t(array,'u',[1]); t(array,'w',b'abcd'); t(array,'i',b'abc'); t(array,'i',b'abcdabcd'); t(array,'f',array('d',[1,2])); t(array,'w',array('w','abc'))
a=array('i',range(10))
t(lambda:a[20]); t(lambda:a['a']); t(lambda:a[1.0]); t(lambda:a[2**70]); t(lambda:a[2:5]); t(lambda:a[::-2]); t(lambda:a+[1]); t(lambda:a+array('d')); t(lambda:a*2); t(lambda:2*a);t(lambda:a*'a')
def s(i,v): a[i]=v
def d(i): del a[i]
t(s,20,1);t(s,'a',1);t(s,2,'a');t(s,slice(1,2),[1]);t(s,slice(1,2),array('d'));t(s,slice(1,2),array('i',[9,9,9])); print(a)
t(s,slice(None,None,2),array('i',[1])); t(d,99); t(d,slice(0,4,2)); print(a); t(d,slice(0,2)); print(a)
t(a.append,'x'); t(a.append); t(a.extend,5); t(a.extend,array('d')); t(a.extend,[1,2,'a']); print(a)
t(a.insert,0,5); t(a.insert,-1,6); t(a.insert,100,7); t(a.insert,'a',7); print(a); t(a.pop); t(a.pop,0); t(a.pop,99); t(array('i').pop); t(a.remove,5); t(a.remove,12345); t(a.index,12345); t(a.index,7,1); t(a.index,6,0,3); t(a.count,2)
t(a.reverse); print(a); t(a.tolist); t(a.tobytes); t(a.frombytes,b'abc'); t(a.frombytes,'a'); t(a.frombytes,b'abcd'); t(a.fromlist,(1,)); t(a.fromlist,[1,'a']); print(a); t(a.fromunicode,'a'); t(a.tounicode)
w=array('w','héllo'); t(w.fromunicode,'xx'); t(w.tounicode); print(w); t(w.fromunicode,5)
a.byteswap(); print(a); print(a==array('i',a), a!=array('d',a), a<array('i',[5]), a==[1], array('d',[1])==array('i',[1]))
t(lambda:a<[1]); t(hash,a)
print(len(a), 7 in a, list(a), type(iter(a)), a.__sizeof__()>0)
print(A._array_reconstructor(array,'i',8,b'\1\0\0\0')); t(A._array_reconstructor,array,'i',99,b''); t(A._array_reconstructor,int,'i',8,b'')
print(a.__reduce_ex__(2)); print(a.__reduce_ex__(3)); import copy,pickle; print(copy.copy(a),copy.deepcopy(a)); print(pickle.loads(pickle.dumps(a)))
class S(array): pass
q=S('d',[1.5,2]); q.z=3; print(q, q.z, q[0:1], type(q[0:1]), q+q, pickle.loads(pickle.dumps(q)).z); print(q.__reduce_ex__(4))
a+=array('i',[3]); a*=2; print(a); 
def ia(x):
    global a
    a+=x
def im(x):
    global a
    a*=x
t(ia,[1]); t(ia,array('d',[1])); t(im,'a'); t(im,-1); print(a)
import io,sys
f=io.BytesIO(); array('i',[1,2,3]).tofile(f); print(f.getvalue()); f.seek(0); b=array('i'); b.fromfile(f,2); print(b); t(b.fromfile,f,5); print(b); t(b.fromfile,5,5)
print(b.buffer_info()[1], bytes(b), memoryview(b).format, memoryview(b).tolist(), bytearray(b))
t(b.clear); print(b); print(array[int]); print(array('f',[1.1])); print(array('u','ab')); print(b''.join([array('b',[65,66])]))
from collections.abc import MutableSequence; print(isinstance(b,MutableSequence)); print(sum(array('d',[1.5,2.5])), max(array('i',[3,9,2])), sorted(array('i',[3,1,2])), list(reversed(array('i',[1,2,3]))))
import struct; print(struct.unpack('ii',array('i',[5,6])))
it=iter(array('i',[1,2])); next(it); print(it.__reduce__()); it.__setstate__(0); print(list(it)); print(it.__reduce__())
match array('i',[1,2]):
    case [x,y]: print(x,y)
