package time

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	dayNames   = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

// format is strftime in the C locale, with the flags of the GNU library
// (- _ 0 ^ #) and its widths; directives that it does not know stay as they are.
func (c tm) format(format string) string {
	var b strings.Builder
	for i := 0; i < len(format); {
		if format[i] != '%' {
			b.WriteByte(format[i])
			i++
			continue
		}
		start := i
		i++
		flag := byte(0)
		for i < len(format) && strings.IndexByte("-_0^#", format[i]) >= 0 {
			flag = format[i]
			i++
		}
		width := 0
		for i < len(format) && '0' <= format[i] && format[i] <= '9' {
			width = min(width*10+int(format[i]-'0'), 1000)
			i++
		}
		if i+1 < len(format) && (format[i] == 'E' || format[i] == 'O') {
			i++
		}
		if i == len(format) {
			b.WriteString(format[start:])
			break
		}
		_, n := utf8.DecodeRuneInString(format[i:])
		s, ok := c.directive(format[i], flag, width)
		if !ok {
			s = format[start : i+n]
		}
		b.WriteString(s)
		i += n
	}
	return b.String()
}

// padded writes a number with at least that many digits, or as flag says.
func padded(n, width int, fill byte, flag byte, wanted int) string {
	switch flag {
	case '-':
		width = 0
	case '_':
		fill = ' '
	case '0':
		fill = '0'
	}
	width = max(width, wanted)
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	if pad := width - len(s) - len(sign); pad > 0 {
		if fill == ' ' {
			return strings.Repeat(" ", pad) + sign + s
		}
		s = strings.Repeat("0", pad) + s
	}
	return sign + s
}

// directive expands one directive.
func (c tm) directive(d, flag byte, width int) (string, bool) {
	number := func(n, digits int) (string, bool) { return padded(n, digits, '0', flag, width), true }
	spaced := func(n, digits int) (string, bool) { return padded(n, digits, ' ', flag, width), true }
	text := func(s string) (string, bool) {
		switch {
		case flag == '^' || flag == '#' && d != 'p' && d != 'Z':
			s = strings.ToUpper(s)
		case flag == '#':
			s = strings.ToLower(s)
		}
		if pad := width - len(s); pad > 0 {
			s = strings.Repeat(" ", pad) + s
		}
		return s, true
	}
	hour := (c.hour+11)%12 + 1
	switch d {
	case 'a':
		return text(dayNames[c.wday][:3])
	case 'A':
		return text(dayNames[c.wday])
	case 'b', 'h':
		return text(monthNames[c.mon][:3])
	case 'B':
		return text(monthNames[c.mon])
	case 'c':
		return text(c.format("%a %b %e %H:%M:%S %Y"))
	case 'C':
		return number(floorDiv(c.year, 100), 2)
	case 'd':
		return number(c.mday, 2)
	case 'D', 'x':
		return text(c.format("%m/%d/%y"))
	case 'e':
		return spaced(c.mday, 2)
	case 'F':
		return text(c.format("%Y-%m-%d"))
	case 'g':
		year, _ := c.isoWeek()
		return number(year-100*floorDiv(year, 100), 2)
	case 'G':
		year, _ := c.isoWeek()
		return number(year, 0)
	case 'H':
		return number(c.hour, 2)
	case 'I':
		return number(hour, 2)
	case 'j':
		return number(c.yday+1, 3)
	case 'k':
		return spaced(c.hour, 2)
	case 'l':
		return spaced(hour, 2)
	case 'm':
		return number(c.mon+1, 2)
	case 'M':
		return number(c.min, 2)
	case 'n':
		return "\n", true
	case 'p', 'P':
		return text(c.halfDay(d))
	case 'r':
		return text(c.format("%I:%M:%S %p"))
	case 'R':
		return text(c.format("%H:%M"))
	case 's':
		return number(int(c.unix()), 1)
	case 'S':
		return number(c.sec, 2)
	case 't':
		return "\t", true
	case 'T', 'X':
		return text(c.format("%H:%M:%S"))
	case 'u':
		return number((c.wday+6)%7+1, 1)
	case 'U':
		return number((c.yday+7-c.wday)/7, 2)
	case 'V':
		_, week := c.isoWeek()
		return number(week, 2)
	case 'w':
		return number(c.wday, 1)
	case 'W':
		return number((c.yday+7-(c.wday+6)%7)/7, 2)
	case 'y':
		return number(c.year-100*floorDiv(c.year, 100), 2)
	case 'Y':
		return number(c.year, 0)
	case 'z':
		return c.offset(), true
	case 'Z':
		return text(c.zoneName())
	case '%':
		return "%", true
	}
	return "", false
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func (c tm) halfDay(d byte) string {
	s := "AM"
	if c.hour >= 12 {
		s = "PM"
	}
	if d == 'P' {
		s = strings.ToLower(s)
	}
	return s
}

func (c tm) offset() string {
	off, sign := c.gmtoff, "+"
	if off < 0 {
		off, sign = -off, "-"
	}
	return sign + padded(off/3600*100+off/60%60, 4, '0', 0, 0)
}

func (c tm) zoneName() string {
	if c.zone != "" {
		return c.zone
	}
	std, alt, _, _ := zoneNames()
	if c.isdst > 0 {
		return alt
	}
	return std
}

// isoWeek is the year and number of the week by ISO 8601: the week belongs to
// the year that has its Thursday.
func (c tm) isoWeek() (year, week int) {
	year = c.year
	thursday := c.yday - (c.wday+6)%7 + 3
	if thursday < 0 {
		year--
		thursday += daysIn(year)
	} else if n := daysIn(year); thursday >= n {
		year++
		thursday -= n
	}
	return year, thursday/7 + 1
}

func daysIn(year int) int {
	if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 366
	}
	return 365
}
