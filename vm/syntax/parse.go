package syntax

import (
	"slices"
	"strings"
	"sync"
)

// maxDepth bounds the recursion of the parser where no bracket does (brackets
// are bounded by the scanner). It is about where CPython stops.
const maxDepth = 5969

// giveUp is what the parser panics with when the program is wrong; which error
// to report is found out afterwards.
type giveUp struct{}

// tooDeep is what the parser panics with at maxDepth.
type tooDeep struct{}

// parser is the fast parser: it either builds the tree or gives up.
//
// Main invariant: pos is the index of the first token not consumed; the token
// array ends with an end token, which is never consumed but by the start rules.
type parser struct {
	src      []byte
	toks     []token
	pos      int
	depth    int
	names    map[string]string
	flufl    bool
	warnings []Warning // in no order: the scanner's come first
	nodes    nodePool
}

// ParseConfig is Parse with every option.
func ParseConfig(src []byte, cfg *Config) (Mod, error) {
	text, fail := decodeSource(src, cfg)
	if fail != nil {
		fail.Filename = cfg.Filename
		return nil, fail
	}
	mod, warnings, fail := parseText(text, cfg)
	if cfg.Warn != nil {
		for _, w := range warnings {
			if err := cfg.Warn(w); err != nil {
				return nil, err
			}
		}
	}
	if fail != nil {
		fail.Filename = cfg.Filename
		return nil, fail
	}
	return mod, nil
}

// parseText parses decoded text, which ends with a zero byte.
func parseText(text []byte, cfg *Config) (Mod, []Warning, *SyntaxError) {
	p := &parser{src: text, names: make(map[string]string, 64), flufl: cfg.Flufl}
	defer func() { tokenArrays.put(p.toks) }()
	if p.scanAll(cfg) {
		mod, deep := p.program(cfg.Mode)
		if deep {
			return nil, p.warnings, stackOverflow()
		}
		if mod != nil {
			return mod, p.orderedWarnings(), nil
		}
	}
	return nil, p.orderedWarnings(), explain(text, cfg)
}

// orderedWarnings returns the warnings in the order of the text.
func (p *parser) orderedWarnings() []Warning {
	slices.SortStableFunc(p.warnings, func(a, b Warning) int { return int(a.at - b.at) })
	return p.warnings
}

func stackOverflow() *SyntaxError {
	return &SyntaxError{
		Kind: "MemoryError", Line: NoPosition,
		Msg: "Parser stack overflowed - Python source too complex to parse",
	}
}

// tokenPool keeps token arrays, the largest thing that a parse allocates and
// that no tree refers to.
type tokenPool struct{ pool sync.Pool }

var tokenArrays tokenPool

func (tp *tokenPool) take(size int) []token {
	if a, ok := tp.pool.Get().(*[]token); ok && cap(*a) >= size {
		return (*a)[:0]
	}
	return make([]token, 0, size)
}

func (tp *tokenPool) put(toks []token) {
	const largest = 1 << 18
	if cap(toks) <= largest {
		tp.pool.Put(&toks)
	}
}

// scanAll fills the token array; it tells whether the text has no error of the
// scanner's.
func (p *parser) scanAll(cfg *Config) bool {
	s := newScanner(p.src)
	s.warn = func(w Warning) { p.warnings = append(p.warnings, w) }
	p.toks = tokenArrays.take(len(p.src)/4 + 8)
	started := false
	for {
		p.toks = append(p.toks, token{})
		t := &p.toks[len(p.toks)-1]
		s.next(t)
		switch t.Kind {
		case kindError:
			return false
		case kindEnd:
			if cfg.Mode != Single || !started {
				return true
			}
			// A statement at a prompt needs no newline and no dedents.
			started = false
			t.Kind = kindNewline
			if !cfg.DontImplyDedent {
				s.closeBlocks()
			}
		default:
			started = true
		}
	}
}

// program parses by a start rule. It returns nil if the program is wrong.
func (p *parser) program(mode Mode) (mod Mod, deep bool) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case giveUp:
			mod = nil
		case tooDeep:
			mod, deep = nil, true
		default:
			panic(r)
		}
	}()
	switch mode {
	case Eval:
		e := p.expressions()
		for p.kind() == kindNewline {
			p.pos++
		}
		p.want(kindEnd)
		return &Expression{Body: e}, false
	case Single:
		return &Interactive{Body: p.interactive()}, false
	}
	var body []Stmt
	for p.kind() != kindEnd {
		body = p.statement(body)
	}
	return &Module{Body: body}, false
}

// interactive parses what is typed at a prompt: one statement, or simple
// statements in a line.
func (p *parser) interactive() []Stmt {
	if p.kind() == kindNewline {
		t := p.take()
		return []Stmt{&Pass{stmtNode{Pos{t.Line, t.Col, t.EndLine, t.EndCol}}}}
	}
	compound := p.startsCompound()
	body := p.statement(nil)
	if compound {
		// A blank line ends a compound statement at a prompt.
		p.want(kindNewline)
	}
	if !isBlank(p.src[p.toks[p.pos-1].End:]) {
		p.fail()
	}
	return body
}

// isBlank tells whether there is nothing but white space and comments up to
// the closing zero.
func isBlank(text []byte) bool {
	for i := 0; ; i++ {
		switch text[i] {
		case ' ', '\t', '\n', '\f':
		case '#':
			for text[i+1] != '\n' && text[i+1] != 0 {
				i++
			}
		default:
			return text[i] == 0
		}
	}
}

func (p *parser) fail() { panic(giveUp{}) }

func (p *parser) kind() Kind { return p.toks[p.pos].Kind }

func (p *parser) peek(n int) Kind {
	if i := p.pos + n; i < len(p.toks) {
		return p.toks[i].Kind
	}
	return kindEnd
}

func (p *parser) cur() *token { return &p.toks[p.pos] }

// take consumes a token. The end token is not consumed.
func (p *parser) take() *token {
	t := &p.toks[p.pos]
	if t.Kind == kindEnd {
		p.fail()
	}
	p.pos++
	return t
}

// accept consumes the next token if it is of a kind.
func (p *parser) accept(k Kind) bool {
	if p.toks[p.pos].Kind == k {
		p.pos++
		return true
	}
	return false
}

// want consumes a token of a kind, or gives up.
func (p *parser) want(k Kind) *token {
	t := &p.toks[p.pos]
	if t.Kind != k {
		p.fail()
	}
	if k != kindEnd {
		p.pos++
	}
	return t
}

// enter counts a level of recursion; the caller decrements depth.
func (p *parser) enter() {
	if p.depth++; p.depth > maxDepth {
		panic(tooDeep{})
	}
}

// text returns the source of a token.
func (p *parser) text(t *token) string { return string(p.src[t.Start:t.End]) }

// isWord tells a soft keyword.
func (p *parser) isWord(t *token, word string) bool {
	return t.Kind == kindName && string(p.src[t.Start:t.End]) == word
}

// ident returns the identifier of a name token, each spelling as one string.
func (p *parser) ident(t *token) string {
	b := p.src[t.Start:t.End]
	if s, ok := p.names[string(b)]; ok {
		return s
	}
	key := string(b)
	s := key
	if t.NonASCII {
		s = NFKC(key)
	}
	p.names[key] = s
	return s
}

// name consumes an identifier.
func (p *parser) name() string { return p.ident(p.want(kindName)) }

// from returns the extent from a token to the last one consumed that is not
// layout.
func (p *parser) from(t *token) Pos { return p.span(t.Line, t.Col) }

func (p *parser) span(line, col int32) Pos {
	i := p.pos - 1
	for p.toks[i].Kind.isLayout() {
		i--
	}
	t := &p.toks[i]
	return Pos{line, col, t.EndLine, t.EndCol}
}

// nodePool hands out the commonest nodes from blocks, which costs fewer
// allocations than one each.
type nodePool struct {
	names  []Name
	consts []Constant
	attrs  []Attribute
	calls  []Call
	exprs  []Expr
}

const poolBlock = 64

func (p *parser) newName(t *token, ctx Context) *Name {
	if len(p.nodes.names) == 0 {
		p.nodes.names = make([]Name, poolBlock)
	}
	n := &p.nodes.names[0]
	p.nodes.names = p.nodes.names[1:]
	n.Pos, n.Id, n.Ctx = t.pos(), p.ident(t), ctx
	return n
}

func (p *parser) newConstant(pos Pos, v any) *Constant {
	if len(p.nodes.consts) == 0 {
		p.nodes.consts = make([]Constant, poolBlock)
	}
	n := &p.nodes.consts[0]
	p.nodes.consts = p.nodes.consts[1:]
	n.Pos, n.Value = pos, v
	return n
}

func (p *parser) newAttribute() *Attribute {
	if len(p.nodes.attrs) == 0 {
		p.nodes.attrs = make([]Attribute, poolBlock)
	}
	n := &p.nodes.attrs[0]
	p.nodes.attrs = p.nodes.attrs[1:]
	return n
}

func (p *parser) newCall() *Call {
	if len(p.nodes.calls) == 0 {
		p.nodes.calls = make([]Call, poolBlock)
	}
	n := &p.nodes.calls[0]
	p.nodes.calls = p.nodes.calls[1:]
	return n
}

// one returns a list of one expression.
func (p *parser) one(e Expr) []Expr {
	if len(p.nodes.exprs) == 0 {
		p.nodes.exprs = make([]Expr, poolBlock)
	}
	l := p.nodes.exprs[:1:1]
	p.nodes.exprs = p.nodes.exprs[1:]
	l[0] = e
	return l
}

// dotted joins the parts of a module name.
func dotted(parts []string) string {
	if len(parts) == 1 {
		return parts[0]
	}
	return strings.Join(parts, ".")
}
