package syntax

// Kind is the kind of a token.
type Kind uint8

// The kinds. Keywords follow the operators; the soft keywords (match, case,
// type, _) are plain names.
const (
	kindError Kind = iota
	kindEnd
	kindNewline
	kindIndent
	kindDedent
	kindName
	kindNumber
	kindString
	kindFStart
	kindFMiddle
	kindFEnd
	kindTStart
	kindTMiddle
	kindTEnd
	kindOther // a character that starts no token, such as $

	// operators
	kindLpar
	kindRpar
	kindLsqb
	kindRsqb
	kindLbrace
	kindRbrace
	kindColon
	kindComma
	kindSemi
	kindDot
	kindEllipsis
	kindArrow
	kindAt
	kindBang
	kindTilde
	kindAssign
	kindWalrus
	kindPlus
	kindMinus
	kindStar
	kindSlash
	kindVbar
	kindAmper
	kindPercent
	kindHat
	kindLshift
	kindRshift
	kindDoubleStar
	kindDoubleSlash
	kindEq
	kindNotEq
	kindLess
	kindLessEq
	kindGreater
	kindGreaterEq
	// augmented assignments, in the order of augOperators
	kindPlusAssign
	kindMinusAssign
	kindStarAssign
	kindAtAssign
	kindSlashAssign
	kindPercentAssign
	kindDoubleStarAssign
	kindLshiftAssign
	kindRshiftAssign
	kindVbarAssign
	kindHatAssign
	kindAmperAssign
	kindDoubleSlashAssign

	// keywords
	kwFalse
	kwNone
	kwTrue
	kwAnd
	kwAs
	kwAssert
	kwAsync
	kwAwait
	kwBreak
	kwClass
	kwContinue
	kwDef
	kwDel
	kwElif
	kwElse
	kwExcept
	kwFinally
	kwFor
	kwFrom
	kwGlobal
	kwIf
	kwImport
	kwIn
	kwIs
	kwLambda
	kwNonlocal
	kwNot
	kwOr
	kwPass
	kwRaise
	kwReturn
	kwTry
	kwWhile
	kwWith
	kwYield

	kindCount
)

var kindText = [kindCount]string{
	kindError: "ERRORTOKEN", kindEnd: "ENDMARKER", kindNewline: "NEWLINE",
	kindIndent: "INDENT", kindDedent: "DEDENT", kindName: "NAME",
	kindNumber: "NUMBER", kindString: "STRING",
	kindFStart: "FSTRING_START", kindFMiddle: "FSTRING_MIDDLE", kindFEnd: "FSTRING_END",
	kindTStart: "TSTRING_START", kindTMiddle: "TSTRING_MIDDLE", kindTEnd: "TSTRING_END", kindOther: "OP",
	kindLpar: "(", kindRpar: ")", kindLsqb: "[", kindRsqb: "]", kindLbrace: "{", kindRbrace: "}",
	kindColon: ":", kindComma: ",", kindSemi: ";", kindDot: ".", kindEllipsis: "...",
	kindArrow: "->", kindAt: "@", kindBang: "!", kindTilde: "~", kindAssign: "=", kindWalrus: ":=",
	kindPlus: "+", kindMinus: "-", kindStar: "*", kindSlash: "/", kindVbar: "|", kindAmper: "&",
	kindPercent: "%", kindHat: "^", kindLshift: "<<", kindRshift: ">>", kindDoubleStar: "**",
	kindDoubleSlash: "//", kindEq: "==", kindNotEq: "!=", kindLess: "<", kindLessEq: "<=",
	kindGreater: ">", kindGreaterEq: ">=",
	kindPlusAssign: "+=", kindMinusAssign: "-=", kindStarAssign: "*=", kindAtAssign: "@=",
	kindSlashAssign: "/=", kindPercentAssign: "%=", kindDoubleStarAssign: "**=",
	kindLshiftAssign: "<<=", kindRshiftAssign: ">>=", kindVbarAssign: "|=", kindHatAssign: "^=",
	kindAmperAssign: "&=", kindDoubleSlashAssign: "//=",
	kwFalse: "False", kwNone: "None", kwTrue: "True", kwAnd: "and", kwAs: "as", kwAssert: "assert",
	kwAsync: "async", kwAwait: "await", kwBreak: "break", kwClass: "class", kwContinue: "continue",
	kwDef: "def", kwDel: "del", kwElif: "elif", kwElse: "else", kwExcept: "except",
	kwFinally: "finally", kwFor: "for", kwFrom: "from", kwGlobal: "global", kwIf: "if",
	kwImport: "import", kwIn: "in", kwIs: "is", kwLambda: "lambda", kwNonlocal: "nonlocal",
	kwNot: "not", kwOr: "or", kwPass: "pass", kwRaise: "raise", kwReturn: "return", kwTry: "try",
	kwWhile: "while", kwWith: "with", kwYield: "yield",
}

func (k Kind) String() string { return kindText[k] }

// isKeyword tells a hard keyword.
func (k Kind) isKeyword() bool { return k >= kwFalse }

// isLayout tells the tokens which do not extend a node (CPython calls them
// whitespace tokens).
func (k Kind) isLayout() bool { return k >= kindEnd && k <= kindDedent }

// keywordsBy lists the keywords by their first letter.
var keywordsBy = func() (lists [128][]Kind) {
	for k := kwFalse; k < kindCount; k++ {
		c := kindText[k][0]
		lists[c] = append(lists[c], k)
	}
	return
}()

// nameKind tells whether an ASCII identifier is a keyword.
func nameKind(word []byte) Kind {
	for _, k := range keywordsBy[word[0]] {
		if string(word) == kindText[k] {
			return k
		}
	}
	return kindName
}

// token is one token. Start and End are offsets in the text; Line counts from
// 1 and Col is in bytes. Col and EndCol are -1 for a token without text.
type token struct {
	Kind                       Kind
	NonASCII                   bool // a name that has to be normalised
	Level                      uint8
	Start, End                 int32
	Line, Col, EndLine, EndCol int32
}

func (t *token) pos() Pos { return Pos{t.Line, t.Col, t.EndLine, t.EndCol} }

// augOperators is indexed by kind - kindPlusAssign.
var augOperators = [...]Operator{Add, Sub, Mult, MatMult, Div, Modulo, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv}

func (k Kind) augmented() (Operator, bool) {
	if k >= kindPlusAssign && k <= kindDoubleSlashAssign {
		return augOperators[k-kindPlusAssign], true
	}
	return 0, false
}
