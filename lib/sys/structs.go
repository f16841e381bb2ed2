package sys

import (
	"math"

	"gorgon/gc"
	"gorgon/vm/object"
)

// structDef is one of the named tuples of sys.
type structDef struct {
	attribute, name string
	fields          []structField
}

type structField struct {
	name  string
	value func(t *Thread) Value
}

func integer(n int64) func(t *Thread) Value {
	return func(t *Thread) Value { return object.NewInt(t, n) }
}

func number(f float64) func(t *Thread) Value {
	return func(t *Thread) Value { return gc.MakeFloat(f) }
}

func text(s string) func(t *Thread) Value {
	return func(t *Thread) Value { return object.Intern(s) }
}

var structs = []structDef{
	{"version_info", "version_info", []structField{
		{"major", integer(3)}, {"minor", integer(14)}, {"micro", integer(6)}, {"releaselevel", text("final")}, {"serial", integer(0)},
	}},
	{"float_info", "float_info", []structField{
		{"max", number(math.MaxFloat64)}, {"max_exp", integer(1024)}, {"max_10_exp", integer(308)},
		{"min", number(0x1p-1022)}, {"min_exp", integer(-1021)}, {"min_10_exp", integer(-307)},
		{"dig", integer(15)}, {"mant_dig", integer(53)}, {"epsilon", number(0x1p-52)}, {"radix", integer(2)}, {"rounds", integer(1)},
	}},
	{"int_info", "int_info", []structField{
		{"bits_per_digit", integer(30)}, {"sizeof_digit", integer(4)}, {"default_max_str_digits", integer(4300)}, {"str_digits_check_threshold", integer(640)},
	}},
	{"hash_info", "hash_info", []structField{
		{"width", integer(64)}, {"modulus", integer(1<<61 - 1)}, {"inf", integer(314159)}, {"nan", integer(0)}, {"imag", integer(1000003)},
		{"algorithm", text("siphash13")}, {"hash_bits", integer(64)}, {"seed_bits", integer(128)}, {"cutoff", integer(0)},
	}},
	{"thread_info", "thread_info", []structField{
		{"name", text("pthread")}, {"lock", text("semaphore")}, {"version", func(*Thread) Value { return none }},
	}},
}

// build makes the tuple's type and its one instance.
func (s *structDef) build(t *Thread) Value {
	fields := make([]string, len(s.fields))
	values := make([]Value, len(s.fields))
	for i, f := range s.fields {
		fields[i], values[i] = f.name, f.value(t)
	}
	return object.StructSeq(t, "sys", s.name, fields, values...)
}
