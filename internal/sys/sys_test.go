package sys

import "testing"

func TestReserveCommitDiscard(t *testing.T) {
	const n, align = 8 << 20, 2 << 20
	a, err := Reserve(n, align)
	if err != nil {
		t.Fatal(err)
	}
	if a%align != 0 {
		t.Fatalf("reservation at %#x is not aligned", a)
	}
	if err := Commit(a, n/2); err != nil {
		t.Fatal(err)
	}
	HugePages(a, n/2, false)
	b := span(a, n/2)
	for i := range b {
		if b[i] != 0 {
			t.Fatalf("fresh byte %d is not zero", i)
		}
		b[i] = 0xa5
	}
	Prefetch(a)
	Prefetch(1) // no fault
	if err := Discard(a+PageSize, n/4); err != nil {
		t.Fatal(err)
	}
	for i := range b {
		in := uintptr(i) >= PageSize && uintptr(i) < PageSize+n/4
		if in != (b[i] == 0) {
			t.Fatalf("byte %d is %#x after discarding", i, b[i])
		}
	}
}
