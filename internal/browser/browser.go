package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Find finds a Chromium, or skips the test.
func Find(t testing.TB) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless_shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed: the page was not opened in a browser")
	return ""
}

// DOM opens a page in a headless browser and returns what it has made of it.
func DOM(t testing.TB, chrome, url string, flags ...string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	args := append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--no-first-run", "--user-data-dir=" + t.TempDir(), "--virtual-time-budget=5000"}, flags...)
	cmd := exec.CommandContext(ctx, chrome, append(args, "--dump-dom", url)...)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, errOut.String())
	}
	return out.String()
}

// Requests opens a page from a server of its own, with the browser's log of all
// that it asks for, and returns what the page has become and what it asked for:
// not what the browser itself wants to know.
func Requests(t testing.TB, chrome string, page []byte) (got string, urls []string) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/report.html" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page)
	}))
	defer site.Close()
	log := filepath.Join(t.TempDir(), "net.json")
	got = DOM(t, chrome, site.URL+"/report.html", "--log-net-log="+log, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), site.URL+"/report.html") {
		t.Fatal("the browser's log does not have the page itself")
	}
	for _, line := range strings.Split(string(text), "\n") {
		var entry struct {
			Params struct{ Initiator, URL string }
		}
		if json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimSpace(line), ",")), &entry) != nil {
			continue
		}
		if p := entry.Params; p.Initiator == site.URL && p.URL != site.URL+"/favicon.ico" {
			urls = append(urls, p.URL)
		}
	}
	return got, urls
}
