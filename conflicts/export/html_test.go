package export

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// browser finds a Chromium, or skips the test.
func browser(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "headless_shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed: the page was not opened in a browser")
	return ""
}

// dom opens a page in a headless browser and returns what it has made of it.
func dom(t *testing.T, chrome, url string, flags ...string) string {
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

// requests opens a page from a server of its own, with the browser's log of all
// that it asks for, and returns what the page has become and what it asked for:
// not what the browser itself wants to know.
func requests(t *testing.T, chrome string, page []byte) (got string, urls []string) {
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
	got = dom(t, chrome, site.URL+"/report.html", "--log-net-log="+log, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
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

// TestHTMLInBrowser: the page shows the ranked table, and asks for nothing.
func TestHTMLInBrowser(t *testing.T) {
	chrome := browser(t)
	var page bytes.Buffer
	if err := HTML(&page, synthetic(t)); err != nil {
		t.Fatal(err)
	}
	got, urls := requests(t, chrome, page.Bytes())
	checkPage(t, got)
	if len(urls) > 0 {
		t.Errorf("the page asked for %v", urls)
	}
	// The same way of looking sees a request if there is one.
	_, urls = requests(t, chrome, []byte("<!doctype html><img src=http://example.invalid/spy.png><script>fetch('/other')</script>"))
	if !slices.Contains(urls, "http://example.invalid/spy.png") {
		t.Errorf("of a page with requests these were seen: %v", urls)
	}
}

// TestHTMLFromFile: the page works as a file, too.
func TestHTMLFromFile(t *testing.T) {
	chrome := browser(t)
	var page bytes.Buffer
	if err := HTML(&page, synthetic(t)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, page.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	checkPage(t, dom(t, chrome, "file://"+file))
}

// checkPage looks at what the script has made.
func checkPage(t *testing.T, dom string) {
	t.Helper()
	body := regexp.MustCompile(`(?s)<table id="points">.*?<tbody>(.*?)</tbody>`).FindStringSubmatch(dom)
	if body == nil {
		t.Fatalf("no table of points in\n%.3000s", dom)
	}
	rows := strings.Split(body[1], "</tr>")
	if len(rows)-1 != 2 || !strings.Contains(rows[0], ">C1<") || !strings.Contains(rows[1], ">C2<") {
		t.Errorf("the ranked table is\n%s", body[1])
	}
	for _, want := range []string{"dict, key 'the'", "wc.py:13 merge", "One key is hot", "counts[word] += 1", "time line</h2>", "class=\"flame\""} {
		if !strings.Contains(strings.ReplaceAll(dom, "Time line", "time line"), want) {
			t.Errorf("the page does not have %q", want)
		}
	}
}

// TestHTMLAsText: what can be said about the page without a browser.
func TestHTMLAsText(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, synthetic(t)); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	if !strings.Contains(html.UnescapeString(page), `content="default-src 'none'; style-src 'sha256-`) {
		t.Error("the page has no policy that forbids requests")
	}
	if m := regexp.MustCompile(`(?i)(src|href)\s*=\s*["']?https?:|@import|url\(|fetch\(|XMLHttpRequest|sendBeacon`).FindString(page); m != "" {
		t.Errorf("the page may make a request: %s", m)
	}
	if len(page) > 5<<20 {
		t.Errorf("the page has %d bytes", len(page))
	}
	if strings.Contains(page, "</script><b>") {
		t.Error("the program's text gets out of the data")
	}
}
