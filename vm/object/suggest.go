package object

import (
	"slices"
	"strings"
	"unicode"
)

// Limits of the search for a name that may have been meant.
const (
	maxCandidates   = 750
	maxSuggestSize  = 40
	suggestMoveCost = 2
	suggestCaseCost = 1
)

// Suggest returns what the message of an uncaught exception ends in: ". Did you
// mean: 'x'?" and the like; "" if there is nothing to suggest.
func Suggest(t *Thread, exc Value) string {
	pending := t.Exc
	t.Exc = Null
	defer func() { t.Exc = pending }()
	switch typ := TypeOf(exc); {
	case IsSubtype(typ, AttributeErrorType):
		return suggestAttribute(t, exc)
	case IsSubtype(typ, ImportErrorType):
		return suggestImport(t, exc)
	case IsSubtype(typ, NameErrorType):
		return suggestName(t, exc)
	}
	return ""
}

func didYouMean(name string) string {
	if name == "" {
		return ""
	}
	return ". Did you mean: '" + name + "'?"
}

func nameText(v Value) string {
	if v == Null || !IsStr(v) {
		return ""
	}
	return StrOf(v)
}

// dirNames returns the strs in dir(o).
func dirNames(t *Thread, o Value) []string {
	fn, self := LookupSpecial(t, o, names.__dir__)
	if fn == Null {
		ClearExc(t)
		return nil
	}
	list := Null
	if self == Null {
		list = Call(t, fn)
	} else {
		list = Call(t, fn, self)
	}
	if list == Null {
		ClearExc(t)
		return nil
	}
	var found []string
	if !Iterate(t, list, func(v Value) bool {
		if IsStr(v) {
			found = append(found, StrOf(v))
		}
		return true
	}) {
		ClearExc(t)
	}
	slices.Sort(found)
	return found
}

func suggestAttribute(t *Thread, exc Value) string {
	name, obj := nameText(excField(t, exc, attributeErrorName)), excField(t, exc, attributeErrorObj)
	if name == "" || obj == Null {
		return ""
	}
	candidates := dirNames(t, obj)
	if !strings.HasPrefix(name, "_") {
		candidates = slices.DeleteFunc(candidates, func(s string) bool { return strings.HasPrefix(s, "_") })
	}
	return didYouMean(closestName(name, candidates))
}

func suggestImport(t *Thread, exc Value) string {
	from, module := nameText(excField(t, exc, importErrorNameFrom)), nameText(excField(t, exc, importErrorName))
	if from == "" || module == "" || ImportedModule == nil {
		return ""
	}
	m := ImportedModule(t, module)
	if m == Null {
		ClearExc(t)
		return ""
	}
	candidates := dirNames(t, m)
	if !strings.HasPrefix(from, "_") {
		candidates = slices.DeleteFunc(candidates, func(s string) bool { return strings.HasPrefix(s, "_") })
	}
	return didYouMean(closestName(from, candidates))
}

// NamesInScope returns the names that code at the innermost entry of a
// traceback could use: locals, globals and builtins; and the value of self
// there, or Null. The interpreter sets it.
var NamesInScope func(t *Thread, traceback Value) (visible []string, self Value)

// isStdlib says whether a name is in sys.stdlib_module_names.
func isStdlib(t *Thread, name string) bool {
	if ImportedModule == nil {
		return false
	}
	found := false
	if sys := ImportedModule(t, "sys"); sys != Null {
		if set := DictGetStr(t, ModuleDict(sys), Intern("stdlib_module_names")); set != Null {
			found, _ = Contains(t, set, NewStr(t, name))
		}
	}
	ClearExc(t)
	return found
}

func suggestName(t *Thread, exc Value) string {
	name := nameText(excField(t, exc, nameErrorName))
	if name == "" {
		return ""
	}
	text := ""
	if tb := excField(t, exc, ExcTraceback); tb != Null && NamesInScope != nil {
		visible, self := NamesInScope(t, tb)
		if self != Null {
			if v, ok := GetAttrOpt(t, self, Intern(name)); !ok {
				ClearExc(t)
			} else if v != Null {
				return ". Did you mean: 'self." + name + "'?"
			}
		}
		slices.Sort(visible)
		text = didYouMean(closestName(name, visible))
	}
	if isStdlib(t, name) {
		if text == "" {
			return ". Did you forget to import '" + name + "'?"
		}
		return text + " Or did you forget to import '" + name + "'?"
	}
	return text
}

// ClosestName returns the candidate that name may have been meant to be, "" if
// none is near enough.
func ClosestName(name string, candidates []string) string { return closestName(name, candidates) }

// closestName returns the candidate with the least edit distance to name, ""
// if none is near enough.
func closestName(name string, candidates []string) string {
	if len(candidates) >= maxCandidates || len(name) > maxSuggestSize {
		return ""
	}
	best, bestDistance := "", -1
	for _, c := range candidates {
		if c == name {
			continue
		}
		limit := (len(name) + len(c) + 3) * suggestMoveCost / 6
		if bestDistance >= 0 {
			limit = min(limit, bestDistance-1)
		}
		if d := editDistance(name, c, limit); d <= limit && (best == "" || d < bestDistance) {
			best, bestDistance = c, d
		}
	}
	return best
}

func substitutionCost(a, b byte) int {
	if a == b {
		return 0
	}
	if unicode.ToLower(rune(a)) == unicode.ToLower(rune(b)) {
		return suggestCaseCost
	}
	return suggestMoveCost
}

// editDistance is the weighted Levenshtein distance of a and b; more than limit
// counts as limit+1.
func editDistance(a, b string, limit int) int {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if a == "" || b == "" {
		return suggestMoveCost * (len(a) + len(b))
	}
	if len(a) > maxSuggestSize || len(b) > maxSuggestSize {
		return limit + 1
	}
	if len(b) < len(a) {
		a, b = b, a
	}
	if (len(b)-len(a))*suggestMoveCost > limit {
		return limit + 1
	}
	row := make([]int, len(a))
	for i := range row {
		row[i] = (i + 1) * suggestMoveCost
	}
	result := 0
	for j := range len(b) {
		distance := j * suggestMoveCost
		result = distance
		least := int(^uint(0) >> 1)
		for i := range len(a) {
			substitute := distance + substitutionCost(b[j], a[i])
			distance = row[i]
			result = min(substitute, min(result, distance)+suggestMoveCost)
			row[i] = result
			least = min(least, result)
		}
		if least > limit {
			return limit + 1
		}
	}
	return result
}
