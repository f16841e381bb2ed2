#include "textflag.h"

// func image() (bounds [3][2]uintptr)
TEXT ·image(SB), NOSPLIT, $0-48
	LEAQ runtime·text(SB), AX
	MOVQ AX, bounds_0_0+0(FP)
	LEAQ runtime·etext(SB), AX
	MOVQ AX, bounds_0_1+8(FP)
	LEAQ runtime·rodata(SB), AX
	MOVQ AX, bounds_1_0+16(FP)
	LEAQ runtime·erodata(SB), AX
	MOVQ AX, bounds_1_1+24(FP)
	LEAQ runtime·pclntab(SB), AX
	MOVQ AX, bounds_2_0+32(FP)
	LEAQ runtime·epclntab(SB), AX
	MOVQ AX, bounds_2_1+40(FP)
	RET
