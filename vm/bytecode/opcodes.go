package bytecode

// An instruction is one 64-bit word, followed by the extra words that its row
// names:
//
//	bits 0-7 opcode   8-15 D   16-31 A   32-47 B   48-63 C
//
// A, B and C are register numbers or 16-bit immediates; B and C together are a
// signed 32-bit immediate (Imm32). Jump distances count words from the
// instruction's own first word. R[x] is register x of the frame, K a constant.
//
// A call window starts at register w: R[w] holds the callable, the next
// FrameHeader registers are kept free for the linkage of the callee's frame,
// and the arguments follow from R[w+ArgBase]. The callee's registers begin
// right at its first argument, so arguments are never copied. In the method
// form R[w+ArgBase] is self or Null, and the arguments follow it. The compiler
// counts the whole window, arguments included, into NRegs, and no live
// register may lie at or above w+1 during the call except the arguments.
const (
	FrameHeader = 6
	ArgBase     = FrameHeader + 1
)

// Op is an opcode.
type Op uint8

// Word packs an instruction.
func Word(op Op, d uint8, a, b, c uint16) uint64 {
	return uint64(op) | uint64(d)<<8 | uint64(a)<<16 | uint64(b)<<32 | uint64(c)<<48
}

// WordImm packs an instruction whose B and C form a 32-bit immediate.
func WordImm(op Op, d uint8, a uint16, imm int32) uint64 {
	return uint64(op) | uint64(d)<<8 | uint64(a)<<16 | uint64(uint32(imm))<<32
}

// OpOf, D, A, B, C and Imm32 take an instruction word apart.
func OpOf(w uint64) Op     { return Op(w) }
func D(w uint64) uint8     { return uint8(w >> 8) }
func A(w uint64) uint16    { return uint16(w >> 16) }
func B(w uint64) uint16    { return uint16(w >> 32) }
func C(w uint64) uint16    { return uint16(w >> 48) }
func Imm16(w uint64) int16 { return int16(w >> 48) }
func Imm32(w uint64) int32 { return int32(w >> 32) }

// Flags of an opcode.
type Flags uint8

const (
	Raises Flags = 1 << iota // may raise, call Python code or leave the loop
	Jumps                    // has a jump distance
	Ends                     // control never reaches the next instruction
	Polls                    // is a safepoint (back-edge or call)
)

// Info is one row of the opcode table.
//
// Operands describes D, A, B and C in order, separated by blanks: "-" unused,
// "r" register read, "w" written, "m" read and written, "R" first of several
// registers read (how many: Doc), "W" first of several written, "c" call
// window, "i" immediate, "o" register read or NoReg, "j" 16-bit jump distance,
// "J" 32-bit jump distance in B and C, "I" 32-bit immediate in B and C.
// Extra names the words that follow: K constant index, N name index (both
// replaced by values when the code is linked), I inline cache (0 at first).
type Info struct {
	Name     string
	Operands string
	Extra    string
	Flags    Flags
	Doc      string
}

// NoReg stands for an absent register operand ("o").
const NoReg = 0xffff

// Values of D.
const (
	InPlace = 1 // binary operators: the augmented assignment's operator

	StringPart = 0x80 // FORMAT: the result goes to BUILD_STRING, which takes plain ints too
	MethodForm = 1    // CALL_KW, LOAD_SUPER: R[w+ArgBase] is self or Null
	ZeroArg    = 2    // LOAD_SUPER: super() without arguments

	SpecialEnter  = 0 // LOAD_SPECIAL
	SpecialExit   = 1
	SpecialAEnter = 2
	SpecialAExit  = 3

	YieldDelegate = 1 // YIELD: inside yield from or await; C is the receiver
	YieldAwait    = 2 // YIELD, SEND: of await (else yield from)

	FuncDefaults   = 1 // MAKE_FUNCTION: what follows the dst, in this order
	FuncKwDefaults = 2
	FuncAnnotate   = 4
	FuncClosure    = 8
)

//go:generate go run ./gen

// Opcodes. The order of Table is the numbering.
var Table = [...]Info{
	// Moves and constants.
	{"NOP", "- - - -", "", 0, "nothing"},
	{"MOVE", "- w r -", "", 0, "R[A] = R[B]"},
	{"LOADK", "- w - -", "K", 0, "R[A] = K"},
	{"LOADI", "- w I", "", 0, "R[A] = int(Imm32)"},
	{"LOADV", "- w I", "", 0, "R[A] = the small constant value Imm32 (None, True, False, Ellipsis, NotImplemented, Null as gc.Value numbers)"},
	{"CHECK", "- r - -", "N", Raises, "raise UnboundLocalError for local N if R[A] is Null"},
	{"CHECK_DEL", "- m - -", "N", Raises, "del of local N: as CHECK, then R[A] = Null"},

	// Cells (closures). A cell is an object in a register.
	{"MAKE_CELL", "- m - -", "", 0, "R[A] = new cell holding R[A] (Null: empty)"},
	{"COPY_FREE", "- W i -", "", 0, "R[A..A+B-1] = the B cells of the running function's closure"},
	{"LOAD_DEREF", "- w r -", "N", Raises, "R[A] = content of cell R[B]; empty: NameError/UnboundLocalError for N (D=1: N is a free variable)"},
	{"LOAD_CLASSDEREF", "- w r r", "N", Raises, "R[A] = R[C][N] if the mapping R[C] has N, else content of cell R[B]"},
	{"STORE_DEREF", "- r r -", "", Raises, "content of cell R[A] = R[B]"},
	{"DELETE_DEREF", "- r - -", "N", Raises, "empty cell R[A]; error as LOAD_DEREF if it was empty"},

	// Names. In code with a namespace (module, class body, exec) R[0] is the
	// mapping of locals. Linking module code whose locals are its globals turns
	// the NAME forms into the GLOBAL forms.
	{"LOAD_GLOBAL", "- w - -", "NI", Raises, "R[A] = globals or builtins [N]; the cache holds the value while it is a constant"},
	{"LOAD_GLOBAL_VAR", "- w - -", "NI", Raises, "as LOAD_GLOBAL for a name that is written often: cache holds the entry (set by the interpreter)"},
	{"STORE_GLOBAL", "- r - -", "NI", Raises, "globals[N] = R[A]"},
	{"DELETE_GLOBAL", "- - - -", "N", Raises, "del globals[N]"},
	{"LOAD_NAME", "- w - -", "NI", Raises, "R[A] = R[0][N], else as LOAD_GLOBAL"},
	{"STORE_NAME", "- r - -", "NI", Raises, "R[0][N] = R[A]"},
	{"DELETE_NAME", "- - - -", "N", Raises, "del R[0][N]"},
	{"LOAD_LOCALS", "- w - -", "", Raises, "R[A] = the mapping of locals, as locals() gives it"},
	{"LOAD_NAME_OR_GLOBAL", "- w r -", "N", Raises, "R[A] = R[B][N] if the mapping R[B] has N, else globals or builtins [N] (annotation scopes in classes)"},

	// Attributes.
	{"LOAD_ATTR", "- w r -", "NI", Raises, "R[A] = R[B].N"},
	{"STORE_ATTR", "- r r -", "NI", Raises, "R[A].N = R[B]"},
	{"DELETE_ATTR", "- r - -", "N", Raises, "del R[A].N"},
	{"LOAD_METHOD", "- c r -", "NI", Raises, "window A: R[A] = the callable R[B].N; R[A+ArgBase] = self or Null"},
	{"LOAD_SUPER", "i w R -", "N", Raises, "R[A] = super(R[B+1], R[B+2]).N where R[B] is the global super; D: MethodForm (A is a window), ZeroArg"},
	{"LOAD_SPECIAL", "i c r -", "", Raises, "window A: the special method D (SpecialEnter…) of type(R[B]), as LOAD_METHOD; TypeError if missing"},

	// Subscripts.
	{"GETITEM", "- w r r", "I", Raises, "R[A] = R[B][R[C]]"},
	{"GETITEMI", "- w r i", "I", Raises, "R[A] = R[B][int16 C]"},
	{"GETSLICE", "- w r R", "", Raises, "R[A] = R[B][R[C]:R[C+1]]"},
	{"SETITEM", "- r r r", "I", Raises, "R[A][R[B]] = R[C]"},
	{"SETSLICE", "- r R r", "", Raises, "R[A][R[B]:R[B+1]] = R[C]"},
	{"DELITEM", "- r r -", "", Raises, "del R[A][R[B]]"},

	// Arithmetic. D=InPlace for the augmented form.
	{"ADD", "i w r r", "", Raises, "R[A] = R[B] + R[C]"},
	{"SUB", "i w r r", "", Raises, "R[A] = R[B] - R[C]"},
	{"MUL", "i w r r", "", Raises, "R[A] = R[B] * R[C]"},
	{"TRUEDIV", "i w r r", "", Raises, "R[A] = R[B] / R[C]"},
	{"FLOORDIV", "i w r r", "", Raises, "R[A] = R[B] // R[C]"},
	{"MOD", "i w r r", "", Raises, "R[A] = R[B] % R[C]"},
	{"POW", "i w r r", "", Raises, "R[A] = R[B] ** R[C]"},
	{"MATMUL", "i w r r", "", Raises, "R[A] = R[B] @ R[C]"},
	{"LSHIFT", "i w r r", "", Raises, "R[A] = R[B] << R[C]"},
	{"RSHIFT", "i w r r", "", Raises, "R[A] = R[B] >> R[C]"},
	{"AND", "i w r r", "", Raises, "R[A] = R[B] & R[C]"},
	{"OR", "i w r r", "", Raises, "R[A] = R[B] | R[C]"},
	{"XOR", "i w r r", "", Raises, "R[A] = R[B] ^ R[C]"},
	// The same with the small int C (int16) on the right.
	{"ADDI", "i w r i", "", Raises, "R[A] = R[B] + C"},
	{"SUBI", "i w r i", "", Raises, "R[A] = R[B] - C"},
	{"MULI", "i w r i", "", Raises, "R[A] = R[B] * C"},
	{"FLOORDIVI", "i w r i", "", Raises, "R[A] = R[B] // C"},
	{"MODI", "i w r i", "", Raises, "R[A] = R[B] % C"},
	{"LSHIFTI", "i w r i", "", Raises, "R[A] = R[B] << C"},
	{"RSHIFTI", "i w r i", "", Raises, "R[A] = R[B] >> C"},
	{"ANDI", "i w r i", "", Raises, "R[A] = R[B] & C"},
	{"NEG", "- w r -", "", Raises, "R[A] = -R[B]"},
	{"POS", "- w r -", "", Raises, "R[A] = +R[B]"},
	{"INVERT", "- w r -", "", Raises, "R[A] = ~R[B]"},
	{"NOT", "- w r -", "", Raises, "R[A] = not R[B]"},

	// Comparison to a value.
	{"LT", "- w r r", "", Raises, "R[A] = R[B] < R[C]"},
	{"LE", "- w r r", "", Raises, "R[A] = R[B] <= R[C]"},
	{"EQ", "- w r r", "", Raises, "R[A] = R[B] == R[C]"},
	{"NE", "- w r r", "", Raises, "R[A] = R[B] != R[C]"},
	{"GT", "- w r r", "", Raises, "R[A] = R[B] > R[C]"},
	{"GE", "- w r r", "", Raises, "R[A] = R[B] >= R[C]"},
	{"IS", "- w r r", "", 0, "R[A] = R[B] is R[C]"},
	{"IS_NOT", "- w r r", "", 0, "R[A] = R[B] is not R[C]"},
	{"IN", "- w r r", "", Raises, "R[A] = R[B] in R[C]"},
	{"NOT_IN", "- w r r", "", Raises, "R[A] = R[B] not in R[C]"},

	// Jumps. The _LOOP forms go backwards and are safepoints.
	{"JUMP", "- - J", "", Jumps | Ends, "go to Imm32"},
	{"JUMP_LOOP", "- - J", "", Jumps | Ends | Polls | Raises, "go back to Imm32"},
	{"JTRUE", "- r J", "", Jumps | Raises, "if R[A] goto Imm32"},
	{"JFALSE", "- r J", "", Jumps | Raises, "if not R[A] goto Imm32"},
	{"JTRUE_LOOP", "- r J", "", Jumps | Raises | Polls, "if R[A] go back"},
	{"JFALSE_LOOP", "- r J", "", Jumps | Raises | Polls, "if not R[A] go back"},
	{"JNONE", "- r J", "", Jumps, "if R[A] is None goto Imm32"},
	{"JNOTNONE", "- r J", "", Jumps, "if R[A] is not None goto Imm32"},
	{"JNULL", "- r J", "", Jumps, "if R[A] is Null goto Imm32"},
	{"JIS", "- r r j", "", Jumps, "if R[A] is R[B] goto C"},
	{"JISNOT", "- r r j", "", Jumps, "if R[A] is not R[B] goto C"},
	{"JIN", "- r r j", "", Jumps | Raises, "if R[A] in R[B] goto C"},
	{"JNOTIN", "- r r j", "", Jumps | Raises, "if R[A] not in R[B] goto C"},
	{"JLT", "- r r j", "", Jumps | Raises, "if R[A] < R[B] goto C"},
	{"JLE", "- r r j", "", Jumps | Raises, "if R[A] <= R[B] goto C"},
	{"JEQ", "- r r j", "", Jumps | Raises, "if R[A] == R[B] goto C"},
	{"JNE", "- r r j", "", Jumps | Raises, "if R[A] != R[B] goto C"},
	{"JGT", "- r r j", "", Jumps | Raises, "if R[A] > R[B] goto C"},
	{"JGE", "- r r j", "", Jumps | Raises, "if R[A] >= R[B] goto C"},
	// D=1 in the six comparisons above and below: jump if the comparison is
	// false (nan makes "not <" differ from ">=").
	{"JLTI", "- r i j", "", Jumps | Raises, "if R[A] < int16 B goto C"},
	{"JLEI", "- r i j", "", Jumps | Raises, "if R[A] <= int16 B goto C"},
	{"JEQI", "- r i j", "", Jumps | Raises, "if R[A] == int16 B goto C"},
	{"JNEI", "- r i j", "", Jumps | Raises, "if R[A] != int16 B goto C"},
	{"JGTI", "- r i j", "", Jumps | Raises, "if R[A] > int16 B goto C"},
	{"JGEI", "- r i j", "", Jumps | Raises, "if R[A] >= int16 B goto C"},
	{"JLT_LOOP", "- r r j", "", Jumps | Raises | Polls, "as JLT, backwards"},
	{"JLE_LOOP", "- r r j", "", Jumps | Raises | Polls, "as JLE, backwards"},
	{"JEQ_LOOP", "- r r j", "", Jumps | Raises | Polls, "as JEQ, backwards"},
	{"JNE_LOOP", "- r r j", "", Jumps | Raises | Polls, "as JNE, backwards"},
	{"JGT_LOOP", "- r r j", "", Jumps | Raises | Polls, "as JGT, backwards"},
	{"JGE_LOOP", "- r r j", "", Jumps | Raises | Polls, "as JGE, backwards"},
	{"JLTI_LOOP", "- r i j", "", Jumps | Raises | Polls, "as JLTI, backwards"},
	{"JLEI_LOOP", "- r i j", "", Jumps | Raises | Polls, "as JLEI, backwards"},
	{"JEQI_LOOP", "- r i j", "", Jumps | Raises | Polls, "as JEQI, backwards"},
	{"JNEI_LOOP", "- r i j", "", Jumps | Raises | Polls, "as JNEI, backwards"},
	{"JGTI_LOOP", "- r i j", "", Jumps | Raises | Polls, "as JGTI, backwards"},
	{"JGEI_LOOP", "- r i j", "", Jumps | Raises | Polls, "as JGEI, backwards"},

	// Iteration. The state of a loop is three registers: exact lists, tuples and
	// ranges are walked without an iterator object.
	{"FOR_PREP", "- W r -", "", Raises, "R[A..A+2] = iteration state over R[B]"},
	{"FOR_ITER", "- m w j", "I", Jumps | Raises | Polls, "if the state R[A..A+2] has another item: R[B] = item, go back to C; else fall through"},
	{"GET_ITER", "- w r -", "", Raises, "R[A] = iter(R[B]) as an object"},
	{"GET_YIELD_FROM_ITER", "- w r -", "", Raises, "R[A] = R[B] if it is a generator (or a coroutine in a coroutine), else iter(R[B])"},
	{"UNPACK", "- W r i", "", Raises, "R[A..A+C-1] = the C items of R[B]"},
	{"UNPACK_EX", "i W r i", "", Raises, "R[A..] = C items, a list, D items of R[B]"},

	// Calls. Results go to R[A]; B is the window.
	{"CALL", "- w c i", "I", Raises | Polls, "R[A] = R[B](C positional arguments)"},
	{"CALL_METHOD", "- w c i", "I", Raises | Polls, "R[A] = method-form window B called with C arguments, self not counted"},
	{"CALL_KW", "i w c i", "K", Raises | Polls, "as CALL (D=MethodForm: CALL_METHOD) with C arguments in all, the last of them named by the tuple K"},
	{"CALL_EX", "- w c -", "", Raises | Polls, "R[A] = R[B](*R[B+ArgBase], **R[B+ArgBase+1]); the first a tuple or iterable, the second a dict or Null"},
	{"RETURN", "- r - -", "", Ends | Raises, "return R[A]"},
	{"RETURN_NONE", "- - - -", "", Ends | Raises, "return None"},

	// Functions, classes, generators.
	{"MAKE_FUNCTION", "i w R -", "K", Raises, "R[A] = function of code K; from R[B] on, as D says: tuple of defaults, dict of keyword defaults, annotate function, tuple of closure cells"},
	{"LOAD_BUILD_CLASS", "- w - -", "", Raises, "R[A] = builtins.__build_class__"},
	{"RETURN_GENERATOR", "- - - -", "", Ends | Raises, "move the frame into a new generator (coroutine, async generator) and return it; resuming goes on behind this instruction"},
	{"YIELD", "i w r o", "", Raises | Polls, "yield R[B]; when resumed R[A] = the value sent; D: YieldDelegate (then C is the receiver's register), YieldAwait"},
	{"SEND", "i m r j", "", Jumps | Raises | Polls, "send R[A] to R[B]: if it yields, R[A] = what it yields, next; if it returns, R[A] = its result, go to C"},
	{"GET_AWAITABLE", "i w r -", "", Raises, "R[A] = the iterator that await R[B] drives (D: 0 await, 1 __aenter__, 2 __aexit__)"},
	{"GET_AITER", "- w r -", "", Raises, "R[A] = type(R[B]).__aiter__(R[B])"},
	{"GET_ANEXT", "- w r -", "", Raises, "R[A] = awaitable of type(R[B]).__anext__(R[B])"},
	{"END_ASYNC_FOR", "- r - -", "", Raises, "if the exception R[A] is not StopAsyncIteration re-raise it"},

	// Exceptions. On entry to a handler the interpreter has put the exception
	// into the register that the table names.
	{"PUSH_EXC", "- w r -", "", 0, "R[A] = the exception being handled; R[B] is handled now"},
	{"POP_EXC", "- r - -", "", 0, "the exception being handled is R[A] again"},
	{"RAISE", "- o o -", "", Raises | Ends, "raise R[A] (NoReg: re-raise the handled one) from R[B] (NoReg: no from)"},
	{"RERAISE", "- r - -", "", Raises | Ends, "raise the exception R[A] again, its traceback as it is"},
	{"CHECK_EXC_MATCH", "- w r r", "", Raises, "R[A] = exception R[B] matches the class or tuple R[C]"},
	{"CHECK_EG_MATCH", "- W r r", "", Raises, "except*: R[A] = matching part of R[B] or None, R[A+1] = the rest or None, for R[C]; a match becomes the handled exception"},
	{"PREP_RERAISE_STAR", "- w r r", "", Raises, "R[A] = what to raise after except*: R[B] the original, R[C] the list of raised and unhandled parts; None: nothing"},
	{"WITH_EXCEPT", "- w c r", "", Raises | Polls, "R[A] = call of the __exit__ in window B with type, value and traceback of R[C]"},

	// Displays.
	{"BUILD_LIST", "- w R i", "", Raises, "R[A] = [R[B], …] of C items"},
	{"BUILD_TUPLE", "- w R i", "", Raises, "R[A] = (R[B], …) of C items"},
	{"BUILD_SET", "- w R i", "", Raises, "R[A] = {R[B], …} of C items"},
	{"BUILD_MAP", "- w R i", "", Raises, "R[A] = {R[B]: R[B+1], …} of C pairs"},
	{"BUILD_STRING", "- w R i", "", Raises, "R[A] = the C strs or ints R[B], … joined"},
	{"BUILD_SLICE", "- w R i", "", Raises, "R[A] = slice(R[B], R[B+1][, R[B+2]]), C = 2 or 3"},
	{"LIST_APPEND", "- r r -", "", Raises, "append R[B] to the list R[A]"},
	{"LIST_EXTEND", "- r r -", "", Raises, "extend the list R[A] by the iterable R[B]"},
	{"LIST_TO_TUPLE", "- w r -", "", Raises, "R[A] = tuple of the list R[B]"},
	{"SET_ADD", "- r r -", "", Raises, "add R[B] to the set R[A]"},
	{"SET_UPDATE", "- r r -", "", Raises, "add the items of R[B] to the set R[A]"},
	{"MAP_ADD", "- r r r", "", Raises, "R[A][R[B]] = R[C] for the dict R[A]"},
	{"DICT_UPDATE", "- r r -", "", Raises, "update the dict R[A] by the mapping R[B]"},
	{"DICT_MERGE", "- r r r", "", Raises, "as DICT_UPDATE, but a repeated key is the TypeError of calling R[C]"},
	{"FORMAT", "i w r o", "", Raises, "R[A] = format(conversion D ('s' 'r' 'a' or 0) of R[B], R[C] or ''); with StringPart in D a plain int stays"},
	{"BUILD_INTERPOLATION", "i w R o", "", Raises, "t-string: R[A] = Interpolation(R[B] value, R[B+1] expression str, conversion D, R[C] spec or '')"},
	{"BUILD_TEMPLATE", "- w r r", "", Raises, "R[A] = Template of the tuples R[B] (strings) and R[C] (interpolations)"},

	// Imports.
	{"IMPORT_NAME", "i w - -", "NK", Raises | Polls, "R[A] = __import__(N, globals, fromlist K, level D)"},
	{"IMPORT_FROM", "- w r -", "N", Raises, "R[A] = N of module R[B]"},
	{"IMPORT_STAR", "- r - -", "", Raises, "bind every public name of module R[A] in the namespace"},

	// match.
	{"GET_LEN", "- w r -", "", Raises, "R[A] = len(R[B])"},
	{"MATCH_MAPPING", "- w r -", "", Raises, "R[A] = R[B] is a mapping for match"},
	{"MATCH_SEQUENCE", "- w r -", "", Raises, "R[A] = R[B] is a sequence for match"},
	{"MATCH_KEYS", "- w r r", "", Raises, "R[A] = tuple of R[B]'s values for the keys R[C], or None"},
	{"MATCH_CLASS", "i w r r", "K", Raises, "R[A] = tuple of R[B]'s D positional and K named attributes if it is an instance of R[C], else None"},

	// The rest.
	{"LOAD_COMMON", "i w - -", "", 0, "R[A] = common constant D (Common…)"},
	{"INTRINSIC", "i w o o", "", Raises, "R[A] = intrinsic function D (Intrinsic…) of R[B], R[C]"},
}

// Common constants of LOAD_COMMON.
const (
	CommonAssertionError = iota
	CommonNotImplementedError
	CommonTuple
	CommonAll
	CommonAny
)

// Intrinsic functions of INTRINSIC.
const (
	IntrinsicPrint              = iota // displayhook of R[B]
	IntrinsicStopIterationError        // RuntimeError that a StopIteration R[B] leaving a generator becomes
	IntrinsicAsyncGenWrap              // R[B] as a value yielded by an async generator
	IntrinsicTypeVar                   // TypeVar named R[B]
	IntrinsicTypeVarBound              // TypeVar named R[B] with lazily evaluated bound R[C]
	IntrinsicTypeVarConstraints        // TypeVar named R[B] with lazily evaluated constraints R[C]
	IntrinsicParamSpec                 // ParamSpec named R[B]
	IntrinsicTypeVarTuple              // TypeVarTuple named R[B]
	IntrinsicTypeParamDefault          // set the default of R[B] to the function R[C]
	IntrinsicSubscriptGeneric          // Generic[*R[B]]
	IntrinsicTypeAlias                 // TypeAliasType of the tuple R[B] (name, type params or None, value function)
	IntrinsicSetTypeParams             // R[B].__type_params__ = R[C]; result R[B]
	IntrinsicSetupAnnotations          // make sure the namespace has __annotations__
	IntrinsicSetAnnotate               // namespace __annotate__ function
)
