package builtins

import (
	"strings"

	"gorgon/gc"
	"gorgon/vm/object"
)

// What CPython's site module puts into builtins: exit and quit, the texts
// copyright, credits and license, and help.

const (
	siteName = gc.HeaderSize + 8*iota // str
	siteText                          // str: how else to exit; the text of a printer
	siteSize = gc.HeaderSize + 8*iota
)

var (
	quitterType = object.NewType("Quitter", 0)
	printerType = object.NewType("_Printer", 0)
	helperType  = object.NewType("_Helper", 0)
)

func init() {
	word := func(offset uintptr) func(t *Thread, v Value) Value {
		return func(t *Thread, v Value) Value { return gc.Load(v.Addr() + offset) }
	}
	for _, typ := range []*object.Type{quitterType, printerType, helperType} {
		typ.Module = "_sitebuiltins"
	}
	quitterType.Setup(object.Spec{Layout: gc.LayoutValues, Payload: siteSize - gc.HeaderSize,
		Slots: object.Slots{Repr: quitterRepr, Call: quit},
		Getset: []object.Getset{
			{Name: "name", Member: true, Get: word(siteName)},
			{Name: "eof", Member: true, Get: word(siteText)},
		}})
	printerType.Setup(object.Spec{Layout: gc.LayoutValues, Payload: siteSize - gc.HeaderSize,
		Slots: object.Slots{Repr: printerRepr, Call: printPage}})
	helperType.Setup(object.Spec{Layout: gc.LayoutValues,
		Slots: object.Slots{Repr: func(t *Thread, v Value) Value {
			return object.NewStr(t, "Type help() for interactive help, or help(object) for help about object.")
		}, Call: func(t *Thread, v Value, args []Value, kw Value) Value { return callIn(t, "pydoc", "help", args, kw) }}})
}

// AddSite adds to the module builtins what is there unless option -S is given.
func AddSite(t *Thread, m Value) {
	add := func(typ *object.Type, name, text string) {
		o := typ.New(t)
		gc.Store(o+siteName, object.NewStr(t, name))
		gc.Store(o+siteText, object.NewStr(t, text))
		object.AddValue(t, m, name, gc.MakePtr(o))
	}
	const eof = "Ctrl-D (i.e. EOF)"
	add(quitterType, "quit", eof)
	add(quitterType, "exit", eof)
	add(printerType, "copyright", "Copyright (c) the Gorgon authors.")
	add(printerType, "credits", "    Gorgon runs the language and the standard library of Python, which is the work of the\n"+
		"    Python Software Foundation and its thousands of contributors. See www.python.org.")
	add(printerType, "license", "Gorgon is under the MIT License, which is in its file LICENSE.\n"+
		"The standard library is under the licence of Python: https://docs.python.org/3/license.html")
	object.AddValue(t, m, "help", gc.MakePtr(helperType.New(t)))
}

func siteWord(v Value, offset uintptr) string { return object.StrOf(gc.Load(v.Addr() + offset)) }

func quitterRepr(t *Thread, v Value) Value {
	return object.NewStr(t, "Use "+siteWord(v, siteName)+"() or "+siteWord(v, siteText)+" to exit")
}

var quitSignature = object.ParseSignature("(code=None)")

// quit closes standard input, so that a shell notices, and raises SystemExit.
func quit(t *Thread, v Value, args []Value, kw Value) Value {
	a, ok := object.Bind(t, "Quitter.__call__", &quitSignature, args, kw, nil)
	if !ok {
		return null
	}
	if in := object.StdStream(t, "stdin"); in == null || in == none || object.CallMethod(t, in, object.Intern("close")) == null {
		object.ClearExc(t)
	}
	code := a[0]
	if code == null {
		code = none
	}
	return object.RaiseNew(t, object.SystemExitType, code)
}

// maxPage is the number of lines from which on a text is not its own repr.
const maxPage = 23

func printerRepr(t *Thread, v Value) Value {
	text := siteWord(v, siteText)
	if strings.Count(text, "\n") >= maxPage {
		name := siteWord(v, siteName)
		text = "Type " + name + "() to see the full " + name + " text"
	}
	return object.NewStr(t, text)
}

func printPage(t *Thread, v Value, args []Value, kw Value) Value {
	if len(args) > 0 {
		return object.TypeErrorf(t, "_Printer.__call__() takes 1 positional argument but %d were given", len(args)+1)
	}
	out := object.StdStream(t, "stdout")
	if out == null || out == none {
		return out
	}
	if object.CallMethod(t, out, nameWrite, object.NewStr(t, siteWord(v, siteText)+"\n")) == null {
		return null
	}
	return none
}
