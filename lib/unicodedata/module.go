package unicodedata

import (
	"slices"

	"gorgon/gc"
	. "gorgon/vm/object"
	"gorgon/vm/syntax"
)

func init() {
	RegisterModule("unicodedata", initModule)
	RuneNameHook = syntax.CharacterName
	RuneByNameHook = func(name string) (string, bool) {
		r, ok := syntax.LookupName(name)
		return string(AppendRune(nil, r)), ok
	}
	ucdType.Setup(Spec{
		Module:  "unicodedata",
		Final:   true,
		Methods: methods(true),
		Getset: []Getset{{Name: "unidata_version", Get: func(t *Thread, v Value) Value {
			return Intern("3.2.0")
		}}},
	})
}

// ucdType is the type of ucd_3_2_0, which has the functions as methods.
var ucdType = NewType("UCD", 0)

func initModule(t *Thread, m Value) {
	AddFunctions(t, m, methods(false))
	AddType(t, m, ucdType)
	AddValue(t, m, "unidata_version", Intern("16.0.0"))
	AddValue(t, m, "ucd_3_2_0", gc.MakePtr(ucdType.New(t)))
}

// methods are the functions of the module, or the methods of its old edition.
func methods(old bool) []Method {
	var list []Method
	add := func(name, params string, fn func(t *Thread, v *version, args []Value) Value, doc string) {
		sig := "(" + params + ", /)"
		if old {
			sig = "(self, " + params + ", /)"
		}
		list = append(list, Method{Name: name, Sig: sig, Doc: doc, Fn: func(t *Thread, args []Value) Value {
			if old {
				return fn(t, &load().old, args[1:])
			}
			return fn(t, &load().now, args)
		}})
	}
	add("category", "chr", property("category", func(p props) Value { return Intern(p.category) }), "The general category.")
	add("bidirectional", "chr", property("bidirectional", func(p props) Value { return Intern(p.bidirectional) }), "The bidirectional class.")
	add("east_asian_width", "chr", property("east_asian_width", func(p props) Value { return Intern(p.eastAsian) }), "The East Asian width.")
	add("mirrored", "chr", property("mirrored", func(p props) Value { return smallInt(p.mirrored) }), "1 for a character that is mirrored in bidirectional text.")
	add("combining", "chr", property("combining", func(p props) Value { return smallInt(p.combining) }), "The canonical combining class.")
	add("decomposition", "chr", decomposition, "The mapping to simpler characters.")
	add("decimal", "chr, default=?", decimal, "The value of a decimal digit.")
	add("digit", "chr, default=?", digit, "The value of a digit.")
	add("numeric", "chr, default=?", numeric, "The value of a numeric character.")
	add("name", "chr, default=?", name, "The name.")
	add("lookup", "name", lookup, "The character of that name.")
	add("normalize", "form, unistr", normalize, "The normal form of a str.")
	add("is_normalized", "form, unistr", isNormalized, "Whether a str is in a normal form.")
	return list
}

func smallInt(n uint8) Value { return NewInt(nil, int64(n)) }

// char is an argument that is a str of one character; n is its number, or 0 for
// the only one.
func char(t *Thread, fn string, v Value, n string) (rune, bool) {
	if !IsStr(v) {
		kind := TypeName(v)
		if v == None {
			kind = "None"
		}
		TypeErrorf(t, "%s() argument %smust be a unicode character, not %s", fn, n, kind)
		return 0, false
	}
	if StrLen(v) != 1 {
		TypeErrorf(t, "%s(): argument %smust be a unicode character, not a string of length %d", fn, n, StrLen(v))
		return 0, false
	}
	return RuneOf(v), true
}

func property(fn string, get func(props) Value) func(t *Thread, v *version, args []Value) Value {
	return func(t *Thread, v *version, args []Value) Value {
		r, ok := char(t, fn, args[0], "")
		if !ok {
			return Null
		}
		return get(v.of(r))
	}
}

func decomposition(t *Thread, v *version, args []Value) Value {
	r, ok := char(t, "decomposition", args[0], "")
	if !ok {
		return Null
	}
	u := load()
	if v == &u.old && v.of(r).category == "Cn" {
		return Intern("")
	}
	return NewStr(t, u.decomposition(r))
}

// value is the result of a function with a default for what has no value.
func value(t *Thread, v Value, has bool, def Value, missing string) Value {
	switch {
	case has:
		return v
	case def != Null:
		return def
	}
	return ValueErrorf(t, "%s", missing)
}

func decimal(t *Thread, v *version, args []Value) Value {
	r, ok := char(t, "decimal", args[0], "1 ")
	if !ok {
		return Null
	}
	n, found := v.numbers[r]
	return value(t, NewInt(t, int64(n.decimal)), found && n.decimal >= 0, args[1], "not a decimal")
}

func digit(t *Thread, v *version, args []Value) Value {
	r, ok := char(t, "digit", args[0], "1 ")
	if !ok {
		return Null
	}
	n, found := v.numbers[r]
	return value(t, NewInt(t, int64(n.digit)), found && n.digit >= 0, args[1], "not a digit")
}

func numeric(t *Thread, v *version, args []Value) Value {
	r, ok := char(t, "numeric", args[0], "1 ")
	if !ok {
		return Null
	}
	n, found := v.numbers[r]
	return value(t, NewFloat(n.numeric), found && n.isNumeric, args[1], "not a numeric character")
}

func name(t *Thread, v *version, args []Value) Value {
	r, ok := char(t, "name", args[0], "1 ")
	if !ok {
		return Null
	}
	text := syntax.CharacterName(r)
	if u := load(); v == &u.old && v.of(r).category == "Cn" {
		text = ""
	}
	return value(t, NewStr(t, text), text != "", args[1], "no such name")
}

func lookup(t *Thread, v *version, args []Value) Value {
	text, ok := "", false
	if IsStr(args[0]) {
		text = StrOf(args[0])
	} else {
		b, ok := BufferBytes(t, args[0])
		if !ok {
			return Null
		}
		text = string(b)
	}
	r, ok := syntax.LookupName(text)
	if u := load(); !ok || v == &u.old && v.of(r).category == "Cn" {
		return KeyError(t, NewStr(t, "undefined character name '"+text+"'"))
	}
	return NewRune(t, r)
}

// normalArgs are a form and a str.
func normalArgs(t *Thread, fn string, v *version, args []Value) (f *form, s []rune, ok bool) {
	for i, a := range args {
		if !IsStr(a) {
			TypeErrorf(t, "%s() argument %d must be str, not %s", fn, i+1, TypeName(a))
			return nil, nil, false
		}
	}
	f = &form{u: load(), version: v}
	switch StrOf(args[0]) {
	case "NFC":
		f.compose = true
	case "NFD":
	case "NFKC":
		f.compose, f.compat = true, true
	case "NFKD":
		f.compat = true
	default:
		ValueErrorf(t, "invalid normalization form")
		return nil, nil, false
	}
	return f, RunesOf(args[1]), true
}

func normalize(t *Thread, v *version, args []Value) Value {
	f, s, ok := normalArgs(t, "normalize", v, args)
	if !ok {
		return Null
	}
	if IsASCII(args[1]) {
		return args[1]
	}
	var b []byte
	for _, r := range f.normalize(s) {
		b = AppendRune(b, r)
	}
	return NewStr(t, string(b))
}

func isNormalized(t *Thread, v *version, args []Value) Value {
	f, s, ok := normalArgs(t, "is_normalized", v, args)
	if !ok {
		return Null
	}
	if slices.Equal(s, f.normalize(s)) {
		return True
	}
	return False
}
