# unittest.mock, also of coroutines and of methods of classes.
import unittest, asyncio, os
from unittest import mock
from unittest.mock import Mock, MagicMock, AsyncMock, patch, call, sentinel, ANY, create_autospec, PropertyMock, mock_open, NonCallableMock, DEFAULT, seal
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
m=Mock(return_value=3); print(m(1,a=2), m.called, m.call_count, m.call_args, m.mock_calls)
m.assert_called_once_with(1,a=2); t(lambda: m.assert_called_with(5)); t(lambda: m.assert_not_called()); t(lambda: m.assert_any_call(9)); t(lambda: m.assert_has_calls([call(1)]))
m.a.b.c(1).d(2); print(m.mock_calls, m.method_calls, call.a.b.c(1).d(2).call_list())
mm=MagicMock(); mm.__getitem__.return_value=5; mm.__len__.return_value=2; print(mm['x'],len(mm),bool(mm),int(mm),list(mm))
with mm as x: print(type(x).__name__)
mm.__str__.return_value='s'; print(str(mm)); mm.__lt__.return_value=True; print(mm<3, mm==mm, mm!=mm, hash(mm)==hash(mm), mm.__enter__.mock_calls)
s=Mock(side_effect=[1,2,ValueError('x')]); print(s(),s()); t(s); t(s)
s=Mock(side_effect=lambda x: x+1); print(s(4))
class C:
    x=1
    def f(self,a,b=2): return a+b
    @classmethod
    def g(cls,a): pass
    @staticmethod
    def h(a): pass
    @property
    def p(self): return 1
    async def co(self,a): return a
sp=create_autospec(C); i=sp(); t(lambda: i.f()); t(lambda: i.f(1,2,3)); i.f(1,b=3); print(i.f.mock_calls); t(lambda: i.nope); t(lambda: sp.g()); t(lambda: i.h(1,2)); print(type(i.co).__name__, isinstance(i,C))
f=create_autospec(lambda a,b=1: None, return_value=4); print(f(1)); t(lambda: f())
with patch('os.getcwd', return_value='/x'): print(os.getcwd())
with patch.object(C,'f',autospec=True) as pf: C().f(1); print(pf.call_count)
with patch.dict(os.environ,{'ZZ':'1'}): print(os.environ['ZZ'])
print('ZZ' in os.environ)
with patch.multiple(C,x=5,f=DEFAULT) as d: print(C.x,d.keys())
@patch('os.path.exists', return_value=True)
@patch.object(os,'listdir')
def test(ls,ex): ls.return_value=[1]; print(os.listdir('/'), os.path.exists('/nope'))
test()
@patch('os.getpid', new=lambda: 99)
class K:
    def test_a(self): print(os.getpid())
K().test_a()
with patch.object(C,'p',new_callable=PropertyMock,return_value=7) as p: print(C().p, p.mock_calls)
o=mock_open(read_data='l1\nl2\n')
with patch('builtins.open',o):
    with open('f') as fh: print(fh.read()); 
    with open('f') as fh: print(list(fh), o.mock_calls[:2])
a=AsyncMock(return_value=8)
async def main():
    print(await a(1)); a.assert_awaited_once_with(1); t(lambda: a.assert_not_awaited())
    am=AsyncMock(side_effect=[1,2]); print(await am(), await am()); 
    try: await am()
    except StopAsyncIteration as e: print('sai')
    g=MagicMock(); g.__aiter__.return_value=[1,2]; print([x async for x in g])
    async with MagicMock() as z: print(type(z).__name__)
asyncio.run(main())
print(sentinel.foo, ANY==3, call(1)==call(1), call(1,a=ANY)==call(1,a=5), repr(Mock(name='nm')).split(' id')[0], repr(Mock(spec=C)).split(' id')[0])
z=Mock(spec=['a']); t(lambda: z.b); z=Mock(); z.x=1; seal(z); t(lambda: z.y); 
m=Mock(); m.attach_mock(Mock(),'child'); m.child(1); print(m.mock_calls); m.reset_mock(); print(m.mock_calls); m.configure_mock(**{'a.b.return_value':3}); print(m.a.b())
t(lambda: patch('no.such.thing').start())
w=Mock(wraps=C()); print(w.f(1)); del w.f; t(lambda: w.f)
m=mock.ThreadingMock(timeout=0.05); m(); m.wait_until_called(timeout=1); t(lambda: m.wait_until_any_call_with(4))
class T(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): self.x=1
    async def test_x(self): await asyncio.sleep(0); self.assertEqual(self.x,1)
    @patch('os.getpid')
    async def test_p(self,p): p.return_value=4; self.assertEqual(os.getpid(),4)
import io
r=unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(T)); print(r)
