package syntax

import (
	"strings"
	"sync"
)

type opcode uint8

const (
	opToken opcode = iota
	opSoft
	opForced
	opRule
	opGroup
	opOptional
	opLookahead
	opNot
	opStar
	opPlus
	opCut
)

// item is one item of an alternative.
type item struct {
	op   opcode
	kind Kind
	text string
	rule *rule
	alts []*alternative
	sub  *item
	sep  *item // between the elements of a list
}

// action makes the value of an alternative that matched, or reports an error,
// or fails, by which the whole rule fails.
type action func(x *explainer, vals []any, start int) (any, bool)

type alternative struct {
	items  []*item
	action action
	bad    bool // it begins with a bad_ rule
}

type rule struct {
	name string
	alts []*alternative
	// memo: the result is remembered no matter whether bad_ rules were on,
	// as CPython does for these rules. (Others are remembered too, but apart.)
	memo bool
	// plain: the bad_ rules are off within.
	plain bool
}

type compiledGrammar struct {
	start map[Mode]*rule
	rules map[string]*rule
}

// grammar compiles the grammar text on the first error of the process.
var grammar = sync.OnceValue(func() *compiledGrammar {
	r := &grammarReader{rules: map[string]*rule{}}
	for _, text := range []string{statementGrammar, patternGrammar, parameterGrammar(), expressionGrammar, targetGrammar, stringGrammar} {
		r.read(text)
	}
	for name, rule := range r.rules {
		if rule.alts == nil {
			panic("syntax: no rule " + name)
		}
	}
	return &compiledGrammar{
		start: map[Mode]*rule{Exec: r.rules["file"], Eval: r.rules["eval"], Single: r.rules["interactive"]},
		rules: r.rules,
	}
})

// grammarReader reads the notation of the grammar text. A rule is a line
// `name: alternatives`, continued by lines that start with a blank; `name*:`
// marks it memo, `name-:` plain. In alternatives: 'x' is a keyword or an
// operator, "x" a soft keyword, NAME and the like a kind of token, lower case
// a rule; x? x* x+ as usual, s.x+ a list of x with s between; &x !x look
// ahead; ~ commits to the alternative; &&'x' is a token that must follow. A
// trailing <...> is the action: a name of the table actions, or an error (see
// errorAction) that refers to items as a=x, b=x.
type grammarReader struct {
	rules map[string]*rule
	src   string
	pos   int
	names map[string]int // of the current alternative
}

func (r *grammarReader) lookup(name string) *rule {
	if r.rules[name] == nil {
		r.rules[name] = &rule{name: name}
	}
	return r.rules[name]
}

func (r *grammarReader) read(text string) {
	var block []string
	flush := func() {
		if len(block) > 0 {
			r.readRule(strings.Join(block, " "))
		}
		block = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if line[0] != ' ' && line[0] != '\t' {
			flush()
		}
		block = append(block, line)
	}
	flush()
}

func (r *grammarReader) readRule(text string) {
	head, body, _ := strings.Cut(text, ":")
	name := strings.TrimRight(head, "*-")
	ru := r.lookup(name)
	if ru.alts != nil {
		panic("syntax: rule twice: " + name)
	}
	ru.memo = strings.Contains(head, "*")
	ru.plain = strings.Contains(head, "-")
	r.src, r.pos = body, 0
	ru.alts = r.alternatives(0)
}

func (r *grammarReader) blank() byte {
	for r.pos < len(r.src) && (r.src[r.pos] == ' ' || r.src[r.pos] == '\t') {
		r.pos++
	}
	if r.pos == len(r.src) {
		return 0
	}
	return r.src[r.pos]
}

// alternatives reads up to the closing byte, which it consumes.
func (r *grammarReader) alternatives(closing byte) []*alternative {
	var alts []*alternative
	for {
		alts = append(alts, r.alternative(closing))
		c := r.blank()
		if c == closing {
			r.pos++
			return alts
		}
		if c != '|' {
			panic("syntax: grammar text at " + r.src[r.pos:])
		}
		r.pos++
	}
}

func (r *grammarReader) alternative(closing byte) *alternative {
	outer := r.names
	r.names = map[string]int{}
	defer func() { r.names = outer }()
	a := &alternative{}
	for {
		switch c := r.blank(); c {
		case '|', closing, 0:
			a.bad = len(a.items) > 0 && a.items[0].op == opRule && strings.HasPrefix(a.items[0].rule.name, "bad_")
			return a
		case '<':
			end := r.pos + strings.IndexByte(r.src[r.pos:], '>')
			a.action = makeAction(r.src[r.pos+1:end], r.names)
			r.pos = end + 1
		default:
			if r.pos+1 < len(r.src) && r.src[r.pos+1] == '=' && c >= 'a' && c <= 'e' {
				r.names[string(c)] = len(a.items)
				r.pos += 2
			}
			a.items = append(a.items, r.item())
		}
	}
}

func (r *grammarReader) item() *item {
	switch c := r.blank(); {
	case c == '~':
		r.pos++
		return &item{op: opCut}
	case c == '!':
		r.pos++
		return &item{op: opNot, sub: r.suffixed()}
	case c == '&' && r.src[r.pos+1] == '&':
		r.pos += 2
		it := r.primary()
		it.op = opForced
		return it
	case c == '&':
		r.pos++
		return &item{op: opLookahead, sub: r.suffixed()}
	}
	return r.suffixed()
}

// suffixed reads an item with what may follow it.
func (r *grammarReader) suffixed() *item {
	it := r.primary()
	if r.pos == len(r.src) {
		return it
	}
	switch r.src[r.pos] {
	case '?':
		r.pos++
		return &item{op: opOptional, sub: it}
	case '*':
		r.pos++
		return &item{op: opStar, sub: it}
	case '+':
		r.pos++
		return &item{op: opPlus, sub: it}
	case '.':
		r.pos++
		sub := r.primary()
		r.pos++ // the plus
		return &item{op: opPlus, sub: sub, sep: it}
	}
	return it
}

func (r *grammarReader) primary() *item {
	c := r.blank()
	if c == '(' {
		r.pos++
		return &item{op: opGroup, alts: r.alternatives(')')}
	}
	if c == '\'' || c == '"' {
		end := r.pos + 1
		for r.src[end] != c {
			end++
		}
		text := r.src[r.pos+1 : end]
		r.pos = end + 1
		if c == '"' {
			return &item{op: opSoft, text: text}
		}
		return &item{op: opToken, kind: kindNamed(text)}
	}
	end := r.pos
	for end < len(r.src) && classes[r.src[end]]&classPart != 0 {
		end++
	}
	word := r.src[r.pos:end]
	if word == "" {
		panic("syntax: grammar text at " + r.src[r.pos:])
	}
	r.pos = end
	if word[0] >= 'A' && word[0] <= 'Z' {
		return &item{op: opToken, kind: kindNamed(word)}
	}
	return &item{op: opRule, rule: r.lookup(word)}
}

func kindNamed(text string) Kind {
	if text == "TYPE_COMMENT" {
		return kindError // the scanner makes none, and no item sees an error token
	}
	for k, s := range kindText {
		if s == text && Kind(k) != kindError {
			return Kind(k)
		}
	}
	panic("syntax: no token " + text)
}
