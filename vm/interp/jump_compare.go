package interp

import "gorgon/vm/object"

// The out-of-line halves of the fused comparisons and branches.

func slow_JLT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpLT, false)
}

func slow_JLE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpLE, false)
}

func slow_JEQ(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpEQ, false)
}

func slow_JNE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpNE, false)
}

func slow_JGT(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpGT, false)
}

func slow_JGE(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpGE, false)
}

func slow_JLTI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpLT, true)
}

func slow_JLEI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpLE, true)
}

func slow_JEQI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpEQ, true)
}

func slow_JNEI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpNE, true)
}

func slow_JGTI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpGT, true)
}

func slow_JGEI(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpGE, true)
}

func slow_JLT_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpLT, false)
}

func slow_JLE_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpLE, false)
}

func slow_JEQ_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpEQ, false)
}

func slow_JNE_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpNE, false)
}

func slow_JGT_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpGT, false)
}

func slow_JGE_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpGE, false)
}

func slow_JLTI_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpLT, true)
}

func slow_JLEI_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpLE, true)
}

func slow_JEQI_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpEQ, true)
}

func slow_JNEI_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpNE, true)
}

func slow_JGTI_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpGT, true)
}

func slow_JGEI_LOOP(t *Thread, pc, base uintptr) (uintptr, uintptr) {
	return jumpCompare(t, pc, base, object.OpGE, true)
}
