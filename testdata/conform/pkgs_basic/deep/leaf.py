from .. import VALUE
from ..  import helper as _h
def where(): return __name__, VALUE, _h(1)
