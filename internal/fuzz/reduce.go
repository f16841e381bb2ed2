package main

import "strings"

// shrink takes lines away from a program, each with the block below it, as long
// as bad holds for what is left.
func shrink(text string, bad func(string) bool) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	try := func(next []string) bool {
		if !bad(strings.Join(next, "\n") + "\n") {
			return false
		}
		lines = next
		return true
	}
	for round := 0; round < 4; round++ {
		before := len(lines)
		for size := len(lines) / 4; size > 1; size /= 2 {
			for at := 0; at+size <= len(lines); {
				if !try(without(lines, at, at+size)) {
					at += size
				}
			}
		}
		for at := len(lines) - 1; at >= 0; at-- {
			if at >= len(lines) {
				continue
			}
			end := blockEnd(lines, at)
			if try(without(lines, at, end)) || end == at+1 {
				continue
			}
			try(hoisted(lines, at, end))
		}
		if len(lines) == before {
			break
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func without(lines []string, from, to int) []string {
	next := append([]string{}, lines[:from]...)
	return append(next, lines[to:]...)
}

// hoisted has the block below a line in place of both.
func hoisted(lines []string, at, end int) []string {
	next := append([]string{}, lines[:at]...)
	for _, l := range lines[at+1 : end] {
		next = append(next, strings.TrimPrefix(l, "    "))
	}
	return append(next, lines[end:]...)
}

// blockEnd is where the block that begins with a line ends.
func blockEnd(lines []string, at int) int {
	depth := indentation(lines[at])
	end := at + 1
	for end < len(lines) && (lines[end] == "" || indentation(lines[end]) > depth) {
		end++
	}
	return end
}

func indentation(l string) int { return len(l) - len(strings.TrimLeft(l, " ")) }
