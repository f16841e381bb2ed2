// Package pwd is the module pwd: the system's user database.
//
// In: /etc/passwd. Out: the module. Main invariant: the file is read anew at
// each call. Only the composition root imports it, for its registration.
package pwd

import (
	"os"
	"strconv"
	"strings"

	. "gorgon/vm/object"
)

var fields = []string{"pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"}

func init() {
	RegisterModule("pwd", func(t *Thread, m Value) {
		AddValue(t, m, "struct_passwd", StructSeqType(t, "pwd", "struct_passwd", fields, 0, nil))
		AddFunctions(t, m, []Method{
			{Name: "getpwuid", Sig: "(uidobj, /)", Fn: byID, Flags: IO, Doc: "Return the password database entry for the given numeric user ID."},
			{Name: "getpwnam", Sig: "(name, /)", Fn: byName, Flags: IO, Doc: "Return the password database entry for the given user name."},
			{Name: "getpwall", Sig: "()", Fn: all, Flags: IO, Doc: "Return a list of all available password database entries, in arbitrary order."},
		})
	})
}

// entries are the lines of the database, cut into their fields.
func entries() [][]string {
	data, err := os.ReadFile("/etc/passwd")
	if err != nil {
		return nil
	}
	var list [][]string
	for _, line := range strings.Split(string(data), "\n") {
		if e := strings.Split(line, ":"); len(e) == len(fields) {
			list = append(list, e)
		}
	}
	return list
}

func entry(t *Thread, e []string) Value {
	cls := GetAttrString(t, ImportModule(t, "pwd"), "struct_passwd")
	if cls == Null {
		return Null
	}
	items := make([]Value, len(e))
	for i, s := range e {
		items[i] = NewStr(t, FSDecode(s))
		if i == 2 || i == 3 {
			n, _ := strconv.ParseInt(s, 10, 64)
			items[i] = NewInt(t, n)
		}
	}
	return Call(t, cls, NewTupleFrom(t, items))
}

func byID(t *Thread, args []Value) Value {
	n, ok := IndexInt(t, args[0])
	if !ok {
		return Null
	}
	for _, e := range entries() {
		if e[2] == strconv.Itoa(n) {
			return entry(t, e)
		}
	}
	return KeyError(t, NewStr(t, "getpwuid(): uid not found: "+strconv.Itoa(n)))
}

func byName(t *Thread, args []Value) Value {
	if !IsStr(args[0]) {
		return TypeErrorf(t, "getpwnam() argument must be str, not %s", TypeName(args[0]))
	}
	name := StrOf(args[0])
	for _, e := range entries() {
		if e[0] == name {
			return entry(t, e)
		}
	}
	return KeyError(t, NewStr(t, "getpwnam(): name not found: "+StrRepr(name)))
}

func all(t *Thread, args []Value) Value {
	list := NewList(t, nil)
	for _, e := range entries() {
		v := entry(t, e)
		if v == Null {
			return Null
		}
		ListAppend(t, list, v)
	}
	return list
}
