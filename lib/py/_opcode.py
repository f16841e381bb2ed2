"""What the opcodes of CPython are like, for the modules opcode and dis. Gorgon
runs other bytecode; this describes the numbers of _opcode_metadata."""

_is_valid = [(0, 120), (128, 211), (234, 266)]
_has_arg = [
    (44, 120), (128, 128), (143, 153), (155, 195), (197, 197), (200, 200), (209, 211), (237, 237),
    (239, 239), (241, 245), (247, 251), (253, 253), (255, 255), (257, 261), (263, 266)
]
_has_const = [(82, 82), (190, 191)]
_has_name = [
    (61, 61), (64, 65), (72, 73), (80, 80), (91, 93), (96, 96), (110, 110), (115, 116), (179, 179),
    (189, 189), (194, 195), (200, 200), (249, 249)
]
_has_jump = [
    (68, 68), (70, 70), (75, 77), (100, 103), (106, 106), (172, 176), (237, 237), (248, 248), (257,
    260)
]
_has_free = [(62, 62), (90, 90), (97, 97), (111, 111)]
_has_local = [(3, 3), (63, 63), (83, 89), (112, 114), (261, 261), (266, 266)]
_has_exc = [(263, 265)]

_nb_ops = [
    ('NB_ADD', '+'), ('NB_AND', '&'), ('NB_FLOOR_DIVIDE', '//'), ('NB_LSHIFT', '<<'),
    ('NB_MATRIX_MULTIPLY', '@'), ('NB_MULTIPLY', '*'), ('NB_REMAINDER', '%'), ('NB_OR', '|'),
    ('NB_POWER', '**'), ('NB_RSHIFT', '>>'), ('NB_SUBTRACT', '-'), ('NB_TRUE_DIVIDE', '/'),
    ('NB_XOR', '^'), ('NB_INPLACE_ADD', '+='), ('NB_INPLACE_AND', '&='), ('NB_INPLACE_FLOOR_DIVIDE',
    '//='), ('NB_INPLACE_LSHIFT', '<<='), ('NB_INPLACE_MATRIX_MULTIPLY', '@='),
    ('NB_INPLACE_MULTIPLY', '*='), ('NB_INPLACE_REMAINDER', '%='), ('NB_INPLACE_OR', '|='),
    ('NB_INPLACE_POWER', '**='), ('NB_INPLACE_RSHIFT', '>>='), ('NB_INPLACE_SUBTRACT', '-='),
    ('NB_INPLACE_TRUE_DIVIDE', '/='), ('NB_INPLACE_XOR', '^='), ('NB_SUBSCR', '[]')
]
_intrinsic1_descs = [
    'INTRINSIC_1_INVALID', 'INTRINSIC_PRINT', 'INTRINSIC_IMPORT_STAR',
    'INTRINSIC_STOPITERATION_ERROR', 'INTRINSIC_ASYNC_GEN_WRAP', 'INTRINSIC_UNARY_POSITIVE',
    'INTRINSIC_LIST_TO_TUPLE', 'INTRINSIC_TYPEVAR', 'INTRINSIC_PARAMSPEC', 'INTRINSIC_TYPEVARTUPLE',
    'INTRINSIC_SUBSCRIPT_GENERIC', 'INTRINSIC_TYPEALIAS'
]
_intrinsic2_descs = [
    'INTRINSIC_2_INVALID', 'INTRINSIC_PREP_RERAISE_STAR', 'INTRINSIC_TYPEVAR_WITH_BOUND',
    'INTRINSIC_TYPEVAR_WITH_CONSTRAINTS', 'INTRINSIC_SET_FUNCTION_TYPE_PARAMS',
    'INTRINSIC_SET_TYPEPARAM_DEFAULT'
]
_special_method_names = ['__enter__', '__exit__', '__aenter__', '__aexit__']


def _test(ranges):
    def has(opcode):
        return any(first <= opcode <= last for first, last in ranges)
    return has


is_valid = _test(_is_valid)
has_arg = _test(_has_arg)
has_const = _test(_has_const)
has_name = _test(_has_name)
has_jump = _test(_has_jump)
has_free = _test(_has_free)
has_local = _test(_has_local)
has_exc = _test(_has_exc)


def get_nb_ops():
    """Return array of symbols of binary ops."""
    return list(_nb_ops)


def get_intrinsic1_descs():
    """Return a list of names of the unary intrinsics."""
    return list(_intrinsic1_descs)


def get_intrinsic2_descs():
    """Return a list of names of the binary intrinsics."""
    return list(_intrinsic2_descs)


def get_special_method_names():
    """Return a list of special method names."""
    return list(_special_method_names)


def get_specialization_stats():
    """Return the specialization stats: Gorgon keeps none."""
    return None


def get_executor(*, code, offset):
    """Return the executor object at offset in code: Gorgon has none."""
    raise ValueError("no executors are available in this interpreter")


def stack_effect(opcode, oparg=None, /, *, jump=None):
    """Compute the stack effect of the opcode: only CPython's machine has a stack."""
    raise ValueError("invalid opcode or oparg: Gorgon's bytecode has registers, not a stack")
