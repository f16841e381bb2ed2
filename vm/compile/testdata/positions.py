"""Prints, as JSON, where CPython places the operations of programs: for each
file and code object the set of source ranges of each kind of operation."""
import dis, json, sys, types, warnings

KINDS = {
    'call': 'CALL CALL_KW CALL_FUNCTION_EX', 'attribute': 'LOAD_ATTR LOAD_SUPER_ATTR',
    'set attribute': 'STORE_ATTR DELETE_ATTR', 'subscript': 'BINARY_SLICE',
    'set subscript': 'STORE_SUBSCR STORE_SLICE DELETE_SUBSCR', 'compare': 'COMPARE_OP CONTAINS_OP',
    'unary': 'UNARY_NEGATIVE UNARY_INVERT', 'import': 'IMPORT_NAME IMPORT_FROM', 'raise': 'RAISE_VARARGS',
    'global': 'LOAD_GLOBAL LOAD_NAME', 'special': 'LOAD_SPECIAL', 'match exception': 'CHECK_EXC_MATCH CHECK_EG_MATCH',
    'with except': 'WITH_EXCEPT_START', 'anext': 'GET_ANEXT', 'aiter': 'GET_AITER', 'await': 'GET_AWAITABLE',
    'end async for': 'END_ASYNC_FOR', 'yield': 'YIELD_VALUE', 'make function': 'MAKE_FUNCTION',
    'match': 'MATCH_CLASS MATCH_KEYS MATCH_MAPPING MATCH_SEQUENCE GET_LEN',
}
KIND = {op: kind for kind, ops in KINDS.items() for op in ops.split()}


def walk(code, out):
    kinds = out.setdefault(f'{code.co_name}:{code.co_firstlineno}', {})
    for i in dis.get_instructions(code):
        kind = KIND.get(i.opname)
        if i.opname == 'BINARY_OP' and i.argrepr == '[]':
            kind = 'subscript'
        if i.opname == 'CALL_INTRINSIC_1' and i.argrepr == 'INTRINSIC_UNARY_POSITIVE':
            kind = 'unary'
        if kind:
            p = i.positions
            pos = [p.lineno or 0, p.end_lineno or 0, -1 if p.col_offset is None else p.col_offset,
                   -1 if p.end_col_offset is None else p.end_col_offset]
            if pos[0] and pos not in kinds.setdefault(kind, []):
                kinds[kind].append(pos)
    for k in code.co_consts:
        if isinstance(k, types.CodeType):
            walk(k, out)


warnings.simplefilter('ignore')
result = {}
for path in json.load(sys.stdin):
    with open(path, 'rb') as f:
        src = f.read()
    try:
        code = compile(src, path, 'exec', dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        continue
    walk(code, result.setdefault(path, {}))
json.dump(result, sys.stdout)
