#include "textflag.h"

// func packInts(from, n uintptr, keys *Value) uintptr
TEXT ·packInts(SB), NOSPLIT, $0-32
	MOVQ from+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ keys+16(FP), DI
	MOVQ DI, BX

pack:
	VMOVDQU64  (SI), Z0
	VPMOVQ2M   Z0, K1            // the highest bit is set in ints, not in what else there is
	VPCOMPRESSQ Z0, K1, Z1
	VMOVDQU64  Z1, (DI)
	KMOVB      K1, AX
	POPCNTL    AX, AX
	LEAQ       (DI)(AX*8), DI
	ADDQ       $64, SI
	SUBQ       $8, CX
	JNE        pack
	VZEROUPPER
	SUBQ       BX, DI
	SHRQ       $3, DI
	MOVQ       DI, ret+24(FP)
	RET

// func findInts(keys *Value, at, n, table, mask, found uintptr) (next, all uintptr)
TEXT ·findInts(SB), NOSPLIT, $0-64
	MOVQ keys+0(FP), SI
	MOVQ at+8(FP), CX
	MOVQ n+16(FP), DX
	MOVQ table+24(FP), BX
	MOVQ mask+32(FP), R8
	MOVQ found+40(FP), R9
	LEAQ -9(R8), R10             // SetLinear: the last place from which the search is linear

next:
	CMPQ CX, DX
	JGE  done
	MOVQ (SI)(CX*8), AX
	MOVQ AX, R11
	ANDQ R8, R11
	CMPQ R11, R10
	JGT  near
	VPBROADCASTQ AX, Z2
	VMOVDQU64    (BX)(R11*8), Z3
	VPCMPEQQ     Z3, Z2, K1      // the key: wherever it is found, it is in the table
	VPTESTNMQ    Z3, Z3, K2      // the end of the search
	KORTESTB     K1, K2
	JEQ  done
	MOVQ AX, (SI)(R9*8)
	KMOVB K1, R12
	NEGL R12
	ADCQ $0, R9
	INCQ CX
	JMP  next

near:
	CMPQ AX, $-1                 // its place is another one: see setIntHash
	JEQ  done
	MOVQ (BX)(R11*8), R12
	TESTQ R12, R12
	JEQ  absent
	CMPQ R12, AX
	JNE  done
	MOVQ AX, (SI)(R9*8)
	INCQ R9

absent:
	INCQ CX
	JMP  next

done:
	VZEROUPPER
	MOVQ CX, next+48(FP)
	MOVQ R9, all+56(FP)
	RET
