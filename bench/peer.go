package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"gorgon/internal/cpython"
)

// peer is a runtime in one configuration.
type peer struct {
	Name   string
	Exe    string
	Flags  []string
	Env    []string
	Gorgon bool
}

// variant is a peer with a number of threads: one column of the tables.
type variant struct {
	Name    string   `json:"name"`
	Threads int      `json:"threads"`
	Flags   []string `json:"flags,omitempty"`
	Env     []string `json:"env,omitempty"`
	// Solo names the one-thread variant that speed-ups are measured against;
	// empty for one-thread variants. It stands right before this variant or
	// its siblings, so that the two runs of a pair follow each other.
	Solo string `json:"solo,omitempty"`
	peer peer
}

const (
	baselinePeer = "cpython"
	baseline     = baselinePeer + "@1"
	gorgonTx     = "gorgon-tx"
)

// parsePeer reads name=path.
func parsePeer(text string) (peer, error) {
	name, path, ok := strings.Cut(text, "=")
	if !ok || name == "" || path == "" || strings.ContainsAny(name, "@ ") {
		return peer{}, fmt.Errorf("%q is not name=path", text)
	}
	if strings.HasPrefix(name, "gorgon") || strings.HasPrefix(name, baselinePeer) {
		return peer{}, fmt.Errorf("the name %q is taken", name)
	}
	return peer{Name: name, Exe: path}, nil
}

// findPeers returns CPython plain and with its JIT, Gorgon, the peers on PATH
// and the named ones. The cleanup removes a gorgon that was built here.
func findPeers(opts *options) ([]peer, func(), error) {
	cleanup := func() {}
	exe, err := cpython.Exe()
	if err != nil {
		return nil, cleanup, err
	}
	peers := []peer{
		{Name: baselinePeer, Exe: exe, Env: []string{"PYTHON_JIT=0"}},
		{Name: baselinePeer + "-jit", Exe: exe, Env: []string{"PYTHON_JIT=1"}},
	}
	if !opts.noGorgon {
		gorgon := opts.gorgon
		if gorgon == "" {
			if gorgon, cleanup, err = buildGorgon(); err != nil {
				return nil, cleanup, err
			}
		}
		peers = append(peers, peer{Name: "gorgon", Exe: gorgon, Flags: opts.gorgonFlags, Gorgon: true})
	}
	named := map[string]bool{}
	for _, p := range opts.peers {
		named[p.Name] = true
	}
	for _, name := range []string{"pypy3", "python3.14t"} {
		if exe, err := exec.LookPath(name); err == nil && !named[name] {
			peers = append(peers, peer{Name: name, Exe: exe})
		}
	}
	for _, p := range opts.peers {
		if p.Exe, err = exec.LookPath(p.Exe); err != nil {
			return nil, cleanup, fmt.Errorf("peer %s: %w", p.Name, err)
		}
		peers = append(peers, p)
	}
	return peers, cleanup, nil
}

// buildGorgon builds cmd/gorgon into a directory of its own.
func buildGorgon() (string, func(), error) {
	dir, err := os.MkdirTemp("", "gorgon-bench-")
	if err != nil {
		return "", func() {}, err
	}
	cleanup := func() { os.RemoveAll(dir) }
	exe := filepath.Join(dir, "gorgon")
	out, err := exec.Command("go", "build", "-o", exe, "gorgon/cmd/gorgon").CombinedOutput()
	if err != nil {
		cleanup()
		return "", func() {}, fmt.Errorf("building cmd/gorgon: %w\n%s(name one by -gorgon, or use -no-gorgon)", err, out)
	}
	return exe, cleanup, nil
}

// makeVariants lists the runs of a round in their order. A Gorgon in
// transactional mode with one thread stands beside the plain one, so that the
// price of the barriers shows.
func makeVariants(peers []peer, opts *options) ([]variant, error) {
	var all []variant
	for _, p := range peers {
		if p.Gorgon {
			tx := p
			tx.Flags = append([]string{"-X", "stm=on"}, p.Flags...)
			all = append(all, newVariant(gorgonTx, tx, 1))
		}
		for _, n := range opts.threads {
			all = append(all, newVariant(p.Name, p, n))
		}
	}
	chosen := map[string]bool{baseline: true}
	for _, v := range all {
		if matches(opts.variants, v.Name) {
			chosen[v.Name] = true
			if v.Solo != "" {
				chosen[v.Solo] = true // a speed-up needs its pair
			}
		}
	}
	var variants []variant
	for _, v := range all {
		if chosen[v.Name] {
			variants = append(variants, v)
		}
	}
	if len(variants) < 2 {
		return nil, fmt.Errorf("no variant besides %s matches %q", baseline, opts.variants)
	}
	return variants, nil
}

func newVariant(name string, p peer, threads int) variant {
	v := variant{
		Name:    fmt.Sprintf("%s@%d", name, threads),
		Threads: threads,
		Flags:   p.Flags,
		Env:     p.Env,
		peer:    p,
	}
	if threads > 1 {
		v.Solo = name + "@1"
	}
	return v
}
