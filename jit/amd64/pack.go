//go:build linux && amd64

package amd64

import (
	"bytes"
	"slices"
	"sync/atomic"
)

// pack keeps what is known of the stops.
func (code *Code) pack(stops []*draft, p *packer) {
	code.all = make([]atomic.Pointer[Stop], len(stops))
	code.at = make([]uint32, len(stops))
	for i, d := range stops {
		code.at[i] = uint32(len(p.b))
		if d.kind == Leave {
			p.b = append(p.b, uint8(d.op))
			p.uint(uint64(d.ins))
			p.uint(uint64(d.stub))
		} else {
			d.stop.at = uint32(len(p.b))
			d.stop.floats, d.stop.Keys = d.floats(), d.kind == CallHelper && len(d.Objects) > 0
			code.all[i].Store(d.stop)
		}
		p.state(&d.State)
	}
	code.states, code.words = bytes.Clone(p.b), slices.Clone(p.words)
}

// stop returns a stop by its index.
func (code *Code) stop(i int) *Stop {
	if s := code.all[i].Load(); s != nil {
		return s
	}
	u := unpacker{b: code.states[code.at[i]:]}
	s := &Stop{Kind: Leave, Code: code, number: code.id<<stopBits | uint32(i)}
	stub := 0
	s.Op, s.Ins, stub = u.header()
	s.at = uint32(len(code.states) - len(u.b))
	s.jump = code.stubs + uintptr(stub*stubSize) + stubJump
	st := s.State()
	s.PC, s.Base, s.Depth, s.floats = uintptr(st.Snap.PC), st.Snap.Base, st.Snap.Depth, st.floats()
	if !code.all[i].CompareAndSwap(nil, s) {
		s = code.all[i].Load()
	}
	return s
}
