package syntax

import "strings"

// The grammar of Python 3.14 with, as rules named bad_, descriptions of wrong
// programs. grammarReader says how to read it.

const statementGrammar = `
file: statements? ENDMARKER
interactive: compound NEWLINE | simple_line | NEWLINE
eval: expressions NEWLINE* ENDMARKER

statements: statement+
statement: compound | simple_line
simple_line: simple !';' NEWLINE | ';'.simple+ ';'? NEWLINE
simple*: assignment | &"type" type_alias | star_expressions | &'return' return_stmt
  | &('import' | 'from') import_stmt | &'raise' raise_stmt | pass_stmt | &'del' del_stmt | &'yield' yield_expr
  | &'assert' assert_stmt | break_stmt | continue_stmt | &'global' global_stmt | &'nonlocal' nonlocal_stmt
compound: &('def' | '@' | 'async') function_def | &'if' if_stmt | &('class' | '@') class_def
  | &('with' | 'async') with_stmt | &('for' | 'async') for_stmt | &'try' try_stmt | &'while' while_stmt | match_stmt

pass_stmt: 'pass'
break_stmt: 'break'
continue_stmt: 'continue'
return_stmt: 'return' star_expressions?
raise_stmt: 'raise' expression 'from' expression | 'raise' expression | 'raise'
global_stmt: 'global' ','.NAME+
nonlocal_stmt: 'nonlocal' ','.NAME+
del_stmt: 'del' del_targets &(';' | NEWLINE) | bad_del
assert_stmt: 'assert' expression (',' expression)?
type_alias: "type" NAME type_params? '=' expression

assignment: NAME ':' expression ('=' annotated_rhs)?
  | ('(' single_target ')' | single_place) ':' expression ('=' annotated_rhs)?
  | (star_targets '=')+ annotated_rhs !'=' TYPE_COMMENT?
  | single_target augassign ~ annotated_rhs
  | bad_assignment
annotated_rhs: yield_expr | star_expressions
augassign: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
bad_assignment: a=bad_annotated ':' expression <!at a only single target (not %n) can be annotated>
  | a=star_named ',' star_named_list* ':' expression <!at a only single target (not tuple) can be annotated>
  | a=expression ':' expression <!at a illegal target for annotation>
  | (star_targets '=')* a=star_expressions '=' <target a>
  | (star_targets '=')* a=yield_expr '=' <!at a assignment to yield expression not possible>
  | a=star_expressions augassign annotated_rhs <!at a '%n' is an illegal expression for augmented assignment>
bad_annotated: list | tuple | '(' bad_annotated ')' <second>
bad_del: 'del' a=star_expressions <del_target a>

import_stmt: bad_import | import_name | import_from
import_name: 'import' ','.dotted_as+
import_from: 'from' ('.' | '...')* dotted_name 'import' from_targets <future>
  | 'from' ('.' | '...')+ 'import' from_targets
from_targets: '(' from_names ','? ')' | from_names !',' | '*' | bad_from_targets
from_names: ','.from_name+
from_name: bad_from_name | NAME ('as' NAME)?
dotted_as: bad_dotted_as | dotted_name ('as' NAME)?
dotted_name: NAME ('.' NAME)*
bad_import: a='import' ','.dotted_name+ 'from' dotted_name <!from a Did you mean to use 'from ... import ...' instead?>
  | 'import' a=NEWLINE <!from a Expected one or more names after 'import'>
bad_dotted_as: dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression <!at a cannot use %n as import target>
bad_from_name: NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression <!at a cannot use %n as import target>
bad_from_targets: from_names ',' NEWLINE <!here trailing comma not allowed without surrounding parentheses>
  | a=NEWLINE <!from a Expected one or more names after 'import'>

block*: NEWLINE INDENT statements DEDENT | simple_line | bad_block
bad_block: NEWLINE !INDENT <!indent expected an indented block>

decorators: ('@' named_expression NEWLINE)+
class_def: decorators class_raw | class_raw
class_raw: bad_class | 'class' NAME type_params? ('(' arguments? ')')? ':' block
bad_class: 'class' NAME type_params? ('(' arguments? ')')? NEWLINE <!here expected ':'>
  | a='class' NAME type_params? ('(' arguments? ')')? ':' NEWLINE !INDENT <!indent expected an indented block after class definition on line %d>
function_def: decorators function_raw | function_raw
function_raw: bad_function | 'def' NAME type_params? &&'(' params? ')' ('->' expression)? &&':' block
  | 'async' 'def' NAME type_params? &&'(' params? ')' ('->' expression)? &&':' block
bad_function: 'async'? a='def' NAME type_params? '(' params? ')' ('->' expression)? ':' NEWLINE !INDENT <!indent expected an indented block after function definition on line %d>

type_params: bad_type_params | '[' ','.type_param+ ','? ']'
bad_type_params: '[' a=']' <!from a Type parameter list cannot be empty>
type_param: NAME (':' expression)? ('=' expression)? | bad_type_param | '*' NAME ('=' star_expression)? | '**' NAME ('=' expression)?
bad_type_param: '*' NAME a=':' b=expression <!from a cannot use %b with TypeVarTuple>
  | '**' NAME a=':' b=expression <!from a cannot use %b with ParamSpec>

if_stmt: bad_if | 'if' named_expression ':' block elif_stmt | 'if' named_expression ':' block else_block?
bad_if: 'if' named_expression NEWLINE <!here expected ':'>
  | a='if' named_expression ':' NEWLINE !INDENT <!indent expected an indented block after 'if' statement on line %d>
elif_stmt: bad_elif | 'elif' named_expression ':' block elif_stmt | 'elif' named_expression ':' block else_block?
bad_elif: 'elif' named_expression NEWLINE <!here expected ':'>
  | a='elif' named_expression ':' NEWLINE !INDENT <!indent expected an indented block after 'elif' statement on line %d>
else_block: bad_else | 'else' &&':' block
bad_else: a='else' ':' NEWLINE !INDENT <!indent expected an indented block after 'else' statement on line %d>
  | 'else' ':' block a='elif' <!at a 'elif' block follows an 'else' block>
while_stmt: bad_while | 'while' named_expression ':' block else_block?
bad_while: 'while' named_expression NEWLINE <!here expected ':'>
  | a='while' named_expression ':' NEWLINE !INDENT <!indent expected an indented block after 'while' statement on line %d>
for_stmt: bad_for | 'for' star_targets 'in' ~ star_expressions ':' TYPE_COMMENT? block else_block?
  | 'async' 'for' star_targets 'in' ~ star_expressions ':' TYPE_COMMENT? block else_block?
  | bad_for_target
bad_for: 'async'? 'for' star_targets 'in' star_expressions NEWLINE <!here expected ':'>
  | 'async'? a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT <!indent expected an indented block after 'for' statement on line %d>

with_stmt: bad_with_indent | 'with' '(' ','.with_item+ ','? ')' ':' block | 'with' ','.with_item+ ':' block
  | 'async' 'with' '(' ','.with_item+ ','? ')' ':' block | 'async' 'with' ','.with_item+ ':' block | bad_with
with_item: expression 'as' star_target &(',' | ')' | ':') | bad_with_item | expression
bad_with_item: expression 'as' a=expression &(',' | ')' | ':') <target a>
bad_with: 'async'? 'with' ','.(expression ('as' star_target)?)+ NEWLINE <!here expected ':'>
  | 'async'? 'with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' NEWLINE <!here expected ':'>
bad_with_indent: 'async'? a='with' ','.(expression ('as' star_target)?)+ ':' NEWLINE !INDENT <!indent expected an indented block after 'with' statement on line %d>
  | 'async'? a='with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' ':' NEWLINE !INDENT <!indent expected an indented block after 'with' statement on line %d>

try_stmt: bad_try | 'try' &&':' block finally_block | 'try' &&':' block except_block+ else_block? finally_block?
  | 'try' &&':' block except_star+ else_block? finally_block?
bad_try: a='try' ':' NEWLINE !INDENT <!indent expected an indented block after 'try' statement on line %d>
  | 'try' ':' block !('except' | 'finally') <!here expected 'except' or 'finally' block>
  | 'try' ':' block* except_block+ a='except' b='*' expression ('as' NAME)? ':' <!range a b cannot have both 'except' and 'except*' on the same 'try'>
  | 'try' ':' block* except_star+ a='except' (expression ('as' NAME)?)? ':' <!at a cannot have both 'except' and 'except*' on the same 'try'>
except_block: bad_except_indent | 'except' expressions ':' block | 'except' expression 'as' NAME ':' block
  | 'except' ':' block | bad_except
except_star: bad_except_star_indent | 'except' '*' expressions ':' block | 'except' '*' expression 'as' NAME ':' block
  | bad_except_star
finally_block: bad_finally | 'finally' &&':' block
bad_except: 'except' a=expression ',' expressions 'as' NAME ':' <!from a multiple exception types must be parenthesized when using 'as'>
  | 'except' expression ('as' NAME)? NEWLINE <!here expected ':'>
  | 'except' NEWLINE <!here expected ':'>
  | 'except' expression 'as' !(NAME ':') a=expression ':' block <!at a cannot use except statement with %n>
bad_except_star: 'except' '*' a=expression ',' expressions 'as' NAME ':' <!from a multiple exception types must be parenthesized when using 'as'>
  | 'except' '*' expression ('as' NAME)? NEWLINE <!here expected ':'>
  | 'except' '*' (NEWLINE | ':') <!here expected one or more exception types>
  | 'except' '*' expression 'as' !(NAME ':') a=expression ':' block <!at a cannot use except* statement with %n>
bad_except_indent: a='except' expression ('as' NAME)? ':' NEWLINE !INDENT <!indent expected an indented block after 'except' statement on line %d>
  | a='except' ':' NEWLINE !INDENT <!indent expected an indented block after 'except' statement on line %d>
bad_except_star_indent: a='except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT <!indent expected an indented block after 'except*' statement on line %d>
bad_finally: a='finally' ':' NEWLINE !INDENT <!indent expected an indented block after 'finally' statement on line %d>
`

const patternGrammar = `
match_stmt: "match" subject ':' NEWLINE INDENT case_block+ DEDENT | bad_match
bad_match: "match" subject NEWLINE <!here expected ':'>
  | a="match" subject ':' NEWLINE !INDENT <!indent expected an indented block after 'match' statement on line %d>
subject: star_named ',' star_named_list? | named_expression
case_block: bad_case | "case" patterns guard? ':' block
bad_case: "case" patterns guard? NEWLINE <!here expected ':'>
  | a="case" patterns guard? ':' NEWLINE !INDENT <!indent expected an indented block after 'case' statement on line %d>
guard: 'if' named_expression
patterns: open_sequence | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' capture_target <pattern> | bad_as_pattern
bad_as_pattern: or_pattern 'as' a="_" <!at a cannot use '_' as a target>
  | or_pattern 'as' a=expression <!at a cannot use %n as pattern target>
or_pattern: '|'.closed_pattern+ <pattern>
closed_pattern*: literal_pattern | capture_target | "_" | value_pattern | group_pattern | sequence_pattern | mapping_pattern | class_pattern
literal_pattern: literal_number | strings <pattern> | 'None' | 'True' | 'False'
literal_number: signed_number !('+' | '-') | signed_real ('+' | '-') imaginary <pattern>
signed_number: NUMBER | '-' NUMBER <pattern>
signed_real: a=NUMBER <real a> | '-' a=NUMBER <real a>
imaginary: a=NUMBER <imaginary a>
capture_target: !"_" NAME !('.' | '(' | '=') <pattern>
value_pattern: attr !('.' | '(' | '=') <pattern>
attr*: NAME ('.' NAME)+ <pattern>
name_or_attr*: NAME ('.' NAME)* <pattern>
group_pattern: '(' pattern ')'
sequence_pattern: '[' maybe_sequence? ']' <pattern> | '(' open_sequence? ')' <pattern>
open_sequence: maybe_star ',' maybe_sequence? <pattern>
maybe_sequence: ','.maybe_star+ ','?
maybe_star: star_pattern | pattern
star_pattern*: '*' capture_target | '*' "_"
mapping_pattern: '{' '}' | '{' double_star ','? '}' | '{' items_pattern ',' double_star ','? '}' | '{' items_pattern ','? '}'
items_pattern: ','.key_value+
key_value: (literal_pattern | attr) ':' pattern
double_star: '**' capture_target
class_pattern: name_or_attr '(' ')' <pattern> | name_or_attr '(' positional_patterns ','? ')' <pattern>
  | name_or_attr '(' keyword_patterns ','? ')' <pattern>
  | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')' <pattern> | bad_class_pattern
positional_patterns: ','.pattern+
keyword_patterns: ','.keyword_pattern+
keyword_pattern: NAME '=' pattern
bad_class_pattern: name_or_attr '(' a=bad_class_arguments <!at a positional patterns follow keyword patterns>
bad_class_arguments: (positional_patterns ',')? keyword_patterns ',' a=positional_patterns <fourth>
`

// parameterGrammar is that of def (prefix nothing) and of lambda.
func parameterGrammar() string {
	return expandParameters("", "')'", "Function") + `
param: NAME (':' expression)? <place>
star_annotation_param: NAME ':' star_expression ',' TYPE_COMMENT? | NAME ':' star_expression TYPE_COMMENT? &')'
` + expandParameters("lambda_", "':'", "Lambda expression") + `
lambda_param: NAME
`
}

func expandParameters(prefix, end, what string) string {
	text := strings.NewReplacer("@", prefix, "END", end, "WHAT", what).Replace(`
@params: bad_@params | @parameters
@parameters: @slash_plain @plain* @defaulted* @star_etc? | @slash_defaulted @defaulted* @star_etc?
  | @plain+ @defaulted* @star_etc? | @defaulted+ @star_etc? | @star_etc
@slash_plain: @plain+ '/' ',' | @plain+ '/' &END
@slash_defaulted: @plain* @defaulted+ '/' ',' | @plain* @defaulted+ '/' &END
@star_etc: bad_@star_etc | '*' @plain @maybe* @kwds? | ANNOTATED '*' ',' @maybe+ @kwds? | @kwds
@kwds: bad_@kwds | '**' @plain
@plain: @param ',' COMMENT <first> | @param COMMENT &END <first>
@defaulted: @param @default ',' COMMENT | @param @default COMMENT &END
@maybe: @param @default? ',' COMMENT | @param @default? COMMENT &END
@default: '=' expression | bad_@default
bad_@default: a='=' &(')' | ',') <!at a expected default value expression>
bad_@params: a='/' ',' <!at a at least one argument must precede />
  | (@slash_plain | @slash_defaulted) @maybe* a='/' <!at a / may appear only once>
  | @slash_plain? @plain* @before_plain a=@plain <!at a parameter without a default follows parameter with a default>
  | @plain* a='(' LISTED ','? b=')' <!range a b WHAT parameters cannot be parenthesized>
  | (@slash_plain | @slash_defaulted)? @maybe* '*' (',' | @plain) @maybe* a='/' <!at a / must be ahead of *>
  | @maybe+ '/' a='*' <!at a expected comma between / and *>
@before_plain: @slash_defaulted | @defaulted+
bad_@kwds: '**' @param a='=' <!at a var-keyword argument cannot have default value>
  | '**' @param ',' a=@param <!at a arguments cannot follow var-keyword argument>
  | '**' @param ',' a=('*' | '**' | '/') <!at a arguments cannot follow var-keyword argument>
bad_@star_etc: STARALONE
  | '*' @param a='=' <!at a var-positional argument cannot have default value>
  | '*' (@plain | ',') @maybe* a='*' (@plain | ',') <!at a * argument may appear only once>
`)
	if prefix == "" {
		// Where a comment with a type might be, CPython looks at the next token.
		return strings.NewReplacer("COMMENT", "TYPE_COMMENT?", "ANNOTATED", "'*' star_annotation_param maybe* kwds? |",
			"LISTED", "plain+",
			"STARALONE", "a='*' (')' | ',' (')' | '**')) <!at a named arguments must follow bare *>").Replace(text)
	}
	return strings.NewReplacer("COMMENT", "", "ANNOTATED", "", "LISTED", "','.lambda_param+",
		"STARALONE", "'*' (':' | ',' (':' | '**')) <!here named arguments must follow bare *>").Replace(text)
}

const expressionGrammar = `
expressions: expression (',' expression)+ ','? <Tuple> | expression ',' <Tuple> | expression
expression*: bad_expression | bad_legacy | disjunction 'if' disjunction 'else' expression <IfExp> | disjunction | lambda
plain_expression-: disjunction 'if' disjunction 'else' expression <IfExp> | disjunction | lambda
bad_expression: STRING a=(!STRING plain_expression <second>)+ STRING <!at a invalid syntax. Is this intended to be part of the string?>
  | !(NAME STRING | soft_keyword) a=disjunction b=plain_expression <comma a b>
  | a=disjunction 'if' b=disjunction !('else' | ':') <!range a b expected 'else' after 'if' expression>
  | a=disjunction 'if' disjunction 'else' !expression <!next expected expression after 'else', but statement is given>
  | a=(pass_stmt | break_stmt | continue_stmt) 'if' disjunction 'else' simple <!at a expected expression before 'if', but statement is given>
  | a='lambda' lambda_params? b=':' &FSTRING_MIDDLE <!range a b f-string: lambda expressions are not allowed without parentheses>
  | a='lambda' lambda_params? b=':' &TSTRING_MIDDLE <!range a b t-string: lambda expressions are not allowed without parentheses>
soft_keyword: "_" | "case" | "match" | "type"
bad_legacy: a=NAME !'(' b=star_expressions <legacy a b>

yield_expr: 'yield' 'from' expression <YieldFrom> | 'yield' star_expressions? <Yield>
star_expressions: star_expression (',' star_expression)+ ','? <Tuple> | star_expression ',' <Tuple> | star_expression
star_expression*: '*' bit_or <Starred> | expression
star_named_list: ','.star_named+ ','? <first>
star_named: '*' bit_or <Starred> | named_expression
assignment_expression: NAME ':=' ~ expression <NamedExpr>
named_expression: assignment_expression | bad_named | expression !':=' <first>
bad_named*: a=expression ':=' expression <!at a cannot use assignment expressions with %n>
  | a=NAME '=' b=bit_or !('=' | ':=') <!range a b invalid syntax. Maybe you meant '==' or ':=' instead of '='?>
  | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bit_or '=' bit_or !('=' | ':=') <!at a cannot assign to %n here. Maybe you meant '==' instead of '='?>

disjunction*: conjunction ('or' conjunction)+ <BoolOp> | conjunction
conjunction*: inversion ('and' inversion)+ <BoolOp> | inversion
inversion*: 'not' inversion <UnaryOp> | comparison
comparison: bit_or compare_pair+ <Compare> | bit_or
compare_pair: '==' bit_or | ('!=' <flufl>) bit_or | '<=' bit_or | '<' bit_or | '>=' bit_or | '>' bit_or
  | 'not' 'in' bit_or | 'in' bit_or | 'is' 'not' bit_or | 'is' bit_or
bit_or*: bit_xor ('|' bit_xor)* <BinOp>
bit_xor*: bit_and ('^' bit_and)* <BinOp>
bit_and*: shift ('&' shift)* <BinOp>
shift*: bad_arithmetic | sum (('<<' | '>>') sum)* <BinOp>
bad_arithmetic: sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion <!range a b 'not' after an operator must be parenthesized>
sum*: term (('+' | '-') term)* <BinOp>
term*: bad_factor | factor (('*' | '/' | '//' | '%' | '@') factor)* <BinOp>
factor*: '+' factor <UnaryOp> | '-' factor <UnaryOp> | '~' factor <UnaryOp> | power
bad_factor: ('+' | '-' | '~') a='not' b=factor <!range a b 'not' after an operator must be parenthesized>
power: await_primary '**' factor <Power> | await_primary
await_primary*: 'await' primary <Await> | primary
primary*: atom trailer* <Primary>
trailer: '.' NAME <attribute> | genexp <call> | '(' arguments? ')' <call> | '[' slices ']' <subscript>
slices: slice !',' | ','.(slice | starred_argument)+ ','?
slice: expression? ':' expression? (':' expression?)? | named_expression
atom: NAME | 'True' <Constant> | 'False' <Constant> | 'None' <Constant> | &(STRING | FSTRING_START | TSTRING_START) strings <second>
  | NUMBER | &'(' (tuple | group | genexp) <second> | &'[' (list | listcomp) <second>
  | &'{' (dict | set | dictcomp | setcomp) <second> | '...' <Constant>
group: '(' (yield_expr | named_expression) ')' <second> | bad_group
bad_group: '(' a=starred_argument ')' <!at a cannot use starred expression here>
  | '(' a='**' expression ')' <!at a cannot use double starred expression here>
lambda: 'lambda' lambda_params? ':' expression <Lambda>
tuple: '(' (star_named ',' star_named_list?)? ')' <Tuple>
list: '[' star_named_list? ']' <List>
set: '{' star_named_list '}' <Set>
genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' <GeneratorExp> | bad_comprehension
listcomp: '[' named_expression for_if_clauses ']' <ListComp> | bad_comprehension
setcomp: '{' named_expression for_if_clauses '}' <SetComp> | bad_comprehension
dictcomp: '{' kvpair for_if_clauses '}' <DictComp> | bad_dict_comprehension
bad_comprehension: ('[' | '(' | '{') a=starred_argument for_if_clauses <!at a iterable unpacking cannot be used in comprehension>
  | ('[' | '{') a=star_named ',' b=star_named_list for_if_clauses <!range a b did you forget parentheses around the comprehension target?>
  | ('[' | '{') a=star_named b=',' for_if_clauses <!range a b did you forget parentheses around the comprehension target?>
bad_dict_comprehension: '{' a='**' bit_or for_if_clauses '}' <!at a dict unpacking cannot be used in dict comprehension>
for_if_clauses: for_if_clause+
for_if_clause: 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)* <comprehension>
  | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* <comprehension> | bad_for_if | bad_for_target
bad_for_if: 'async'? 'for' (bit_or (',' bit_or)* ','?) !'in' <!here 'in' expected after for-loop variables>
bad_for_target: 'async'? 'for' a=star_expressions <for_target a>

dict: '{' (','.dict_item+ ','?)? '}' <Dict> | '{' bad_dict_items '}'
dict_item: '**' bit_or | kvpair
kvpair: expression ':' expression
bad_dict_items: ','.dict_item+ ',' bad_kvpair
  | expression ':' a='*' bit_or <!from a cannot use a starred expression in a dictionary value>
  | expression a=':' &('}' | ',') <!at a expression expected after dictionary key and ':'>
bad_kvpair: a=expression !':' <no_colon a>
  | expression ':' a='*' bit_or <!from a cannot use a starred expression in a dictionary value>
  | expression a=':' &('}' | ',') <!at a expression expected after dictionary key and ':'>

arguments*: args ','? &')' <first> | bad_arguments
args: ','.positional+ (',' kwargs)? <args> | kwargs <args>
positional: starred_argument | (assignment_expression | expression !':=' <first>) !'=' <first>
kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double+ | ','.kwarg_or_starred+ | ','.kwarg_or_double+
starred_argument: bad_starred_assign | '*' expression <Starred> | bad_starred
kwarg_or_starred: bad_kwarg | NAME '=' expression <Keyword> | starred_argument
kwarg_or_double: bad_kwarg | NAME '=' expression <Keyword> | '**' expression <Unpack>
bad_starred_assign: a='*' expression '=' b=expression <!range a b cannot assign to iterable argument unpacking>
bad_starred: '*' <!here Invalid star expression>
bad_arguments: (','.positional+ ',' kwargs | kwargs) a=',' ','.starred_argument+ <!from a iterable argument unpacking follows keyword argument unpacking>
  | a=expression b=for_if_clauses ',' (args | expression for_if_clauses)? <!range a b Generator expression must be parenthesized>
  | a=NAME b='=' expression for_if_clauses <!range a b invalid syntax. Maybe you meant '==' or ':=' instead of '='?>
  | (args ',')? a=NAME b='=' &(',' | ')') <!range a b expected argument value expression>
  | a=args b=for_if_clauses <generator a b>
  | args ',' a=expression b=for_if_clauses <!range a b Generator expression must be parenthesized>
  | a=args ',' args <order a>
bad_kwarg: a=('True' | 'False' | 'None') b='=' <!range a b cannot assign to %s>
  | a=NAME b='=' expression for_if_clauses <!range a b invalid syntax. Maybe you meant '==' or ':=' instead of '='?>
  | !(NAME '=') a=expression b='=' <!range a b expression cannot contain assignment, perhaps you meant "=="?>
  | a='**' expression '=' b=expression <!range a b cannot assign to keyword argument unpacking>
`

const targetGrammar = `
star_targets: star_target !',' <first> | star_target (',' star_target)* ','? <Tuple>
star_target*: '*' (!'*' star_target) <place> | target_with_star
target_with_star*: target_primary '.' NAME !target_more <place> | target_primary '[' slices ']' !target_more <place> | star_atom
star_atom: NAME | '(' target_with_star ')' <place> | '(' star_target_tuple? ')' <place> | '[' (','.star_target+ ','?)? ']' <place>
star_target_tuple: star_target (',' star_target)+ ','? | star_target ','
single_target: single_place | NAME | '(' single_target ')' <place>
single_place: target_primary '.' NAME !target_more <place> | target_primary '[' slices ']' !target_more <place>
del_targets: ','.del_target+ ','?
del_target*: target_primary '.' NAME !target_more <place> | target_primary '[' slices ']' !target_more <place> | del_atom
del_atom: NAME | '(' del_target ')' | '(' del_targets? ')' | '[' del_targets? ']'
target_primary*: atom &target_more (trailer &target_more)* <place>
target_more: '(' | '[' | '.'
`

var stringGrammar = `
strings*: bad_mix | (fstring | string)+ <strings> | tstring+ <templates>
string: a=STRING <string a>
bad_mix: a=(fstring | string)+ b=tstring <mix a b> | a=tstring+ b=(fstring | string) <mix a b>
` + strings.NewReplacer("@", "f", "MEMO", "").Replace(formattedGrammar) +
	strings.NewReplacer("@", "t", "MEMO", "*", "FSTRING", "TSTRING").Replace(formattedGrammar)

const formattedGrammar = `
@stringMEMO: FSTRING_START @part* FSTRING_END <@string>
@part: @field | FSTRING_MIDDLE
@field: '{' annotated_rhs '='? @conversion? @spec? '}' | bad_@field
@conversion: a='!' b=NAME <conversion a b>
@spec: ':' @spec_part*
@spec_part: a=FSTRING_MIDDLE <middle a> | @field
bad_@field: '{' a='=' <!at a @-string: valid expression required before '='>
  | '{' a='!' <!at a @-string: valid expression required before '!'>
  | '{' a=':' <!at a @-string: valid expression required before ':'>
  | '{' a='}' <!at a @-string: valid expression required before '}'>
  | '{' !annotated_rhs <!next @-string: expecting a valid expression after '{'>
  | '{' annotated_rhs !('=' | '!' | ':' | '}') <!next @-string: expecting '=', or '!', or ':', or '}'>
  | '{' annotated_rhs '=' !('!' | ':' | '}') <!next @-string: expecting '!', or ':', or '}'>
  | '{' annotated_rhs '='? bad_@conversion
  | '{' annotated_rhs '='? ('!' NAME)? !(':' | '}') <!next @-string: expecting ':' or '}'>
  | '{' annotated_rhs '='? ('!' NAME)? ':' fspec_part* !'}' <!next @-string: expecting '}', or format specs>
  | '{' annotated_rhs '='? ('!' NAME)? !'}' <!next @-string: expecting '}'>
bad_@conversion: '!' &(':' | '}') <!next @-string: missing conversion character>
  | '!' !NAME <!next @-string: invalid conversion character>
`
