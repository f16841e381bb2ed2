package jit

import (
	"unsafe"

	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/scheduler"
	"gorgon/stm"
)

// owning says how package stm takes locks.
func owning(t *Thread) *amd64.Owning {
	tx := uintptr(unsafe.Pointer(&t.Tx)) - uintptr(unsafe.Pointer(t))
	return &amd64.Owning{
		Quick: int32(tx + stm.Fields.Quick), Divided: int32(tx + stm.Fields.Divided), Writes: int32(tx + stm.Fields.Writes), Object: stm.RecordObject,
		HeaderSize: gc.HeaderSize, LayoutByte: gc.LayoutOffset, SizeOffset: gc.SizeOffset,
	}
}

// sections says where the scheduler keeps what machine code needs to enter and
// leave sections.
func sections(t *Thread) *amd64.Sections {
	tx := uintptr(unsafe.Pointer(&t.Tx)) - uintptr(unsafe.Pointer(t))
	f := &scheduler.Fields
	s := &amd64.Sections{
		Quick: int32(tx + stm.Fields.Quick), Isolated: int32(tx + stm.Fields.Isolated),
		Checked: int32(tx + stm.Fields.Checked), Writes: int32(tx + stm.Fields.Writes),
		Slot: int32(tx + stm.Fields.Slot), Wanted: int32(stm.Fields.Wanted),
		Closed: int32(f.Closed), Elided: int32(f.Elided), Key: int32(f.Key), Room: int32(f.Room), OwnRoom: int32(f.OwnRoom), Overruns: int32(f.Overruns),
		ID: int32(f.ID), Nest: int32(f.Nest), NestBase: int32(f.NestBase),
		Attentive: int32(f.Attentive), Blocks: int32(f.Blocks), Turn: int32(f.Turn), WantOwnTx: int32(f.WantOwnTx),
		Undo: scheduler.BlockUndo, Else: scheduler.BlockAlternative,
		LockOwner: scheduler.LockOwner, LockCount: scheduler.LockCount,
		KeptAt: uint64(scheduler.Kept.First), KeptShards: int32(scheduler.Kept.Shards), KeptShift: int32(scheduler.Kept.Shift),
	}
	s.BatchAt, s.BatchLogs = uint64(scheduler.Batches.First), int32(scheduler.Batches.N)
	for _, offset := range f.Pending {
		s.Pending = append(s.Pending, int32(offset))
	}
	return s
}

// What machine code takes for granted.
var (
	_ = [1]struct{}{}[stm.WriteSize-24]
	_ = [1]struct{}{}[gc.Granule-16]
	_ = [1]struct{}{}[gc.LayoutRaw]
	_ = [1]struct{}{}[scheduler.BlockSize-16]
	_ = [1]struct{}{}[gc.False-4]
	_ = [1]struct{}{}[gc.None-2]
)
