// Package unicodedata is Python's module unicodedata, for the Unicode version of
// CPython 3.14 and, as ucd_3_2_0, for Unicode 3.2.
//
// In: data.gz, which testdata/tables.py makes, and the names of characters that
// vm/syntax has. Out: the module, and vm/object's hooks for names. Main
// invariant: the tables are read once, when first needed, and never change.
//
// Only the composition root imports it, for its registration.
package unicodedata
