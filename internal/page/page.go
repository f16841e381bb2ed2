package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
)

// elements is what all scripts begin with: data, byId and el.
//
//go:embed elements.js
var elements string

// Page is the parts of a page. Body is trusted HTML; the script finds Data in
// the constant data.
type Page struct {
	Title               string
	Body, Style, Script string
	Data                any
}

const frame = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{.Policy}}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>{{.Style}}</style>
</head>
<body>
{{.Body}}<script id="data" type="application/json">{{.Data}}</script>
<script>{{.Script}}</script>
</body>
</html>
`

var parsed = template.Must(template.New("page").Parse(frame))

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	data, err := json.Marshal(p.Data)
	if err != nil {
		return err
	}
	return parsed.Execute(w, struct {
		Title, Policy string
		Body          template.HTML
		Style         template.CSS
		Script, Data  template.JS
	}{
		p.Title, p.policy(), template.HTML(p.Body), template.CSS(p.Style), template.JS(p.script()),
		template.JS(data), // json.Marshal escapes <, > and &
	})
}

func (p *Page) script() string { return elements + p.Script }

// policy allows the page's own style and script, by their hashes, and nothing
// else.
func (p *Page) policy() string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", hash(p.Style), hash(p.script()))
}
