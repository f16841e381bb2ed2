module gorgon

go 1.26.0

require (
	github.com/google/pprof v0.0.0-20261016150608-1facf8f91b50
	github.com/kluctl/go-embed-python/python/files v0.0.0
	github.com/puzpuzpuz/xsync/v3 v3.5.1
	github.com/twitchyliquid64/golang-asm v0.15.1
	golang.org/x/arch v0.32.0
	golang.org/x/sys v0.49.0
)

require github.com/kluctl/go-embed-python v0.0.0-3.14.6-20260610-1 // indirect

// The files of the module go-embed-python without its code: see the package.
replace github.com/kluctl/go-embed-python/python/files => ./internal/cpython/files
