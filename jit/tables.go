package jit

import (
	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/vm/object"
)

// deques is what machine code knows of deques.
func deques() amd64.Deques {
	l := &object.Deques
	return amd64.Deques{
		Block: int32(l.Block), Cap: int32(l.Cap),
		Left:  amd64.DequeEnd{At: int32(l.Left), Lock: int32(l.LeftLock), Known: int32(l.LeftKnown), Other: int32(l.LeftOther)},
		Right: amd64.DequeEnd{At: int32(l.Right), Lock: int32(l.RightLock), Known: int32(l.RightKnown), Other: int32(l.RightOther)},
	}
}

// tables is what machine code knows of dicts, sets, strs and tuples.
func tables() amd64.Tables {
	return amd64.Tables{
		Mask: object.DictGeometryOffset, Cap: object.DictGeometryOffset + 4, Slots: object.DictSlotsOffset, Hashes: object.DictHashesOffset,
		Value: object.DictEntryValue, Lock: object.DictEntryLock, Probes: object.DictProbe, Group: object.DictGroupSize,
		DictBlock: object.DictBlockOffset, DictUsed: object.DictUsedOffset, DictFill: object.DictFillOffset, DictFlags: object.DictFlagsOffset,
		IterTable: object.DictIterDict, IterPos: object.DictIterPos, IterLen: object.DictIterLen, IterLeft: object.DictIterLeft,
		SetBlock: object.SetBlockOffset, SetUsed: object.SetUsedOffset, SetFill: object.SetFillOffset, SetMask: object.SetMaskOffset,
		SetStride: object.SetStrideOffset, SetEntries: object.SetEntriesOffset, SetEntryHash: object.SetEntryHash,
		SetNarrow: object.SetNarrow, SetWide: object.SetWide, SetLinear: object.SetLinear, Deleted: int64(gc.Deleted),
		TupleShape: object.ShapeTuple, TupleLen: object.TupleLenOffset, TupleItems: object.TupleItemsOffset,
		StrShape: object.ShapeStr, StrHash: object.StrHashOffset, StrBytes: object.StrBytesOffset, StrData: object.StrDataOffset, StrPlain: object.StrPlain,
		HashKey: object.HashKey(),
	}
}
