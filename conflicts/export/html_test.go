package export

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gorgon/internal/browser"
)

// TestHTMLInBrowser: the page shows the ranked table, and asks for nothing.
func TestHTMLInBrowser(t *testing.T) {
	chrome := browser.Find(t)
	var page bytes.Buffer
	if err := HTML(&page, synthetic(t)); err != nil {
		t.Fatal(err)
	}
	got, urls := browser.Requests(t, chrome, page.Bytes())
	checkPage(t, got)
	if len(urls) > 0 {
		t.Errorf("the page asked for %v", urls)
	}
	if !regexp.MustCompile(`(?s)<div id="whatif">.*<polygon.*<td class="n">\d+\.\d\d×</td>`).MatchString(got) {
		t.Error("the page calculates nothing for other numbers of cores")
	}
	// The same way of looking sees a request if there is one.
	_, urls = browser.Requests(t, chrome, []byte("<!doctype html><img src=http://example.invalid/spy.png><script>fetch('/other')</script>"))
	if !slices.Contains(urls, "http://example.invalid/spy.png") {
		t.Errorf("of a page with requests these were seen: %v", urls)
	}
}

// TestHTMLFromFile: the page works as a file, too.
func TestHTMLFromFile(t *testing.T) {
	chrome := browser.Find(t)
	var page bytes.Buffer
	if err := HTML(&page, synthetic(t)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, page.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	checkPage(t, browser.DOM(t, chrome, "file://"+file))
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
