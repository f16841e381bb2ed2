package jit

import (
	"gorgon/gc"
	"gorgon/jit/amd64"
	"gorgon/vm/object"
)

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
