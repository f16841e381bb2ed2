#include "textflag.h"

// func image() (bounds [3][2]uintptr)
TEXT ·image(SB), NOSPLIT, $0-48
	MOVD $runtime·text(SB), R0
	MOVD R0, bounds_0_0+0(FP)
	MOVD $runtime·etext(SB), R0
	MOVD R0, bounds_0_1+8(FP)
	MOVD $runtime·rodata(SB), R0
	MOVD R0, bounds_1_0+16(FP)
	MOVD $runtime·erodata(SB), R0
	MOVD R0, bounds_1_1+24(FP)
	MOVD $runtime·pclntab(SB), R0
	MOVD R0, bounds_2_0+32(FP)
	MOVD $runtime·epclntab(SB), R0
	MOVD R0, bounds_2_1+40(FP)
	RET
