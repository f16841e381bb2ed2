package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
)

// The picture has two panels side by side with a row for each program: speed
// on a logarithmic axis, so that twice and half as fast look equally far from
// 1, and speed-up on a linear one from 0.
const (
	svgWidth   = 1060
	labelWidth = 150
	panelGap   = 30
	topMargin  = 64
	barHeight  = 9
	rowGap     = 10
	axisHeight = 34
)

// palette tells the variants apart; readable on white.
var palette = []string{
	"#1b6ca8", "#d95f02", "#2a9d5c", "#b0307a", "#7a6a00",
	"#6a51a3", "#c0392b", "#3c8d93", "#8c564b", "#666666",
}

// svgRow is a program or a group mean.
type svgRow struct {
	label, note string
	values      map[string]float64
}

// axis maps values to x positions.
type axis struct {
	left, right float64 // on the page
	low, high   float64 // values at the ends
	log         bool
	ticks       []float64
}

func (a axis) x(value float64) float64 {
	value = math.Min(math.Max(value, a.low), a.high)
	if a.log {
		return a.left + (a.right-a.left)*math.Log(value/a.low)/math.Log(a.high/a.low)
	}
	return a.left + (a.right-a.left)*(value-a.low)/(a.high-a.low)
}

// renderSVG draws the speed of every variant beside the speed-up of the
// threaded ones.
func renderSVG(res *result) []byte {
	colours := map[string]string{}
	var speedNames, threadNames []string
	for _, v := range res.Variants {
		if v.Name == baseline {
			continue
		}
		colours[v.Name] = palette[len(colours)%len(palette)]
		speedNames = append(speedNames, v.Name)
		if v.Solo != "" {
			threadNames = append(threadNames, v.Name)
		}
	}
	speedRows, upRows := svgRows(res)
	legendRows := (len(speedNames) + 6) / 7
	top := float64(topMargin + 18*legendRows)
	rowHeight := float64(max(2, len(speedNames))*barHeight + rowGap)
	bottom := top + rowHeight*float64(len(speedRows))

	var b bytes.Buffer
	openSVG(&b, res, int(bottom)+axisHeight)
	drawLegend(&b, speedNames, colours)

	speedRight := float64(svgWidth - 20)
	if len(threadNames) > 0 {
		speedRight = 680
	}
	speed := logAxis(labelWidth, speedRight, speedRows)
	drawAxis(&b, speed, top, bottom, "speed, times CPython 3.14 with one thread (log scale)")
	drawRows(&b, speed, top, rowHeight, speedRows, speedNames, colours)
	drawSeparator(&b, top+rowHeight*float64(len(res.Programs)))
	for i, row := range speedRows {
		y := top + rowHeight*float64(i) + rowHeight/2
		text(&b, labelWidth-8, y-1, "end", "12", "#222", row.label)
		text(&b, labelWidth-8, y+11, "end", "9", "#777", row.note)
	}
	if len(threadNames) > 0 {
		up := linearAxis(speedRight+panelGap, svgWidth-20, upRows)
		drawAxis(&b, up, top, bottom, "speed-up over one thread")
		drawRows(&b, up, top, rowHeight, upRows, threadNames, colours)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// svgRows lists programs, then the means, once for each panel.
func svgRows(res *result) (speed, up []svgRow) {
	for _, p := range res.Programs {
		speed = append(speed, svgRow{p.Name, p.Nature, p.Speed})
		up = append(up, svgRow{p.Name, p.Nature, p.SpeedUp})
	}
	for _, g := range res.Groups {
		note := fmt.Sprintf("mean of %d", g.Programs)
		speed = append(speed, svgRow{g.Name, note, g.Speed})
		up = append(up, svgRow{g.Name, note, g.SpeedUp})
	}
	return speed, up
}

func openSVG(b *bytes.Buffer, res *result, height int) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" `+
		`font-family="Helvetica, Arial, sans-serif">`+"\n", svgWidth, height, svgWidth, height)
	title := "Threaded Python programs: Gorgon and other runtimes"
	fmt.Fprintf(b, "<title>%s</title>\n", escape(title))
	fmt.Fprintf(b, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", svgWidth, height)
	text(b, 20, 26, "start", "17", "#111", title)
	text(b, 20, 44, "start", "11", "#555", fmt.Sprintf("%s; medians of %d interleaved rounds; size scale %g; %s",
		res.System, res.Reps, res.Scale, res.Started))
}

func drawLegend(b *bytes.Buffer, names []string, colours map[string]string) {
	for i, name := range names {
		x := 20 + float64(i%7)*146
		y := 62 + float64(i/7)*18
		rect(b, x, y-9, 12, 10, colours[name], "")
		text(b, x+17, y, "start", "12", "#222", name)
	}
}

// values lists everything that the rows hold.
func values(rows []svgRow) []float64 {
	var all []float64
	for _, row := range rows {
		for _, x := range row.values {
			all = append(all, x)
		}
	}
	return all
}

// logAxis covers the values and 1 by powers of two.
func logAxis(left, right float64, rows []svgRow) axis {
	low, high := 0.5, 2.0
	for _, x := range values(rows) {
		low, high = math.Min(low, x), math.Max(high, x)
	}
	a := axis{left: left, right: right, log: true}
	a.low = math.Exp2(math.Floor(math.Log2(low)))
	a.high = math.Exp2(math.Ceil(math.Log2(high)))
	for t := a.low; t <= a.high; t *= 2 {
		a.ticks = append(a.ticks, t)
	}
	return a
}

// linearAxis goes from 0 to above the highest value, at least to 2.
func linearAxis(left, right float64, rows []svgRow) axis {
	high := 2.0
	for _, x := range values(rows) {
		high = math.Max(high, x)
	}
	step := 0.5
	for high/step > 8 {
		step *= 2
	}
	a := axis{left: left, right: right, high: step * math.Ceil(high/step)}
	for t := 0.0; t <= a.high+step/2; t += step {
		a.ticks = append(a.ticks, t)
	}
	return a
}

func drawAxis(b *bytes.Buffer, a axis, top, bottom float64, label string) {
	for _, t := range a.ticks {
		x := a.x(t)
		colour := "#e4e4e4"
		if t == 1 {
			colour = "#888888"
		}
		fmt.Fprintf(b, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"/>`+"\n", x, top-4, x, bottom, colour)
		text(b, x, bottom+13, "middle", "10", "#555", fmt.Sprintf("%.3g", t))
	}
	text(b, (a.left+a.right)/2, bottom+28, "middle", "11", "#333", label)
}

// drawSeparator divides the programs from the means below them.
func drawSeparator(b *bytes.Buffer, y float64) {
	fmt.Fprintf(b, `<line x1="20" y1="%.1f" x2="%d" y2="%.1f" stroke="#aaaaaa" stroke-dasharray="3 3"/>`+"\n", y, svgWidth-20, y)
}

// drawRows draws a bar from 1 (or from 0 on a linear axis) for each value.
func drawRows(b *bytes.Buffer, a axis, top, rowHeight float64, rows []svgRow, names []string, colours map[string]string) {
	origin := a.x(1)
	if !a.log {
		origin = a.x(0)
	}
	for i, row := range rows {
		block := float64(len(names) * barHeight)
		y := top + rowHeight*float64(i) + (rowHeight-block)/2
		for j, name := range names {
			value, ok := row.values[name]
			if !ok {
				continue
			}
			x := a.x(value)
			rect(b, math.Min(x, origin), y+float64(j*barHeight), math.Abs(x-origin), barHeight-1.5,
				colours[name], fmt.Sprintf("%s on %s: %.2f", row.label, name, value))
		}
	}
}

func rect(b *bytes.Buffer, x, y, width, height float64, colour, hint string) {
	fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s">`, x, y, math.Max(width, 0.8), height, colour)
	if hint != "" {
		fmt.Fprintf(b, "<title>%s</title>", escape(hint))
	}
	b.WriteString("</rect>\n")
}

func text(b *bytes.Buffer, x, y float64, anchor, size, colour, content string) {
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" font-size="%s" fill="%s">%s</text>`+"\n",
		x, y, anchor, size, colour, escape(content))
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer does not fail
	return b.String()
}
