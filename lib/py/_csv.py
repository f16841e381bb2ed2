# The core of csv: readers, writers and dialects. Lines without quotes or escapes
# are split at once, the others are gone through character by character.

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)

_dialects = {}
_limit = 131072
_missing = object()


class Error(Exception):
    __module__ = "_csv"


def _character(name, value, optional):
    kind = "a unicode character or None" if optional else "a unicode character"
    if optional and value is None:
        return None
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be {kind}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be {kind}, not a string of length {len(value)}')
    return value


class Dialect:
    __module__ = "_csv"
    __slots__ = ("_values", "_plain")
    _names = ("delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict")
    _standard = (",", True, None, "\r\n", '"', QUOTE_MINIMAL, False, False)

    def __new__(cls, dialect=None, **options):
        for name in options:
            if name not in Dialect._names:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if not options and type(dialect) is Dialect:
            return dialect
        values = {}
        for name, standard in zip(Dialect._names, Dialect._standard):
            value = options.get(name, _missing)
            if value is _missing:
                value = getattr(dialect, name, standard) if dialect is not None else standard
                if name == "quoting" and value is QUOTE_MINIMAL and options.get("quotechar", _missing) is None:
                    value = QUOTE_NONE
            values[name] = value
        self = object.__new__(cls)
        self._check(values)
        self._values = tuple(values.values())
        special = values["quotechar"] if values["quoting"] != QUOTE_NONE else None
        self._plain = [c for c in (special, values["escapechar"], "\r", "\n") if c is not None]
        return self

    def _check(self, values):
        _character("delimiter", values["delimiter"], False)
        _character("escapechar", values["escapechar"], True)
        if not isinstance(values["lineterminator"], str):
            raise TypeError(f'"lineterminator" must be a string, not {type(values["lineterminator"]).__name__}')
        _character("quotechar", values["quotechar"], True)
        if type(values["quoting"]) is not int:
            raise TypeError(f'"quoting" must be an integer, not {type(values["quoting"]).__name__}')
        if not 0 <= values["quoting"] <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        if values["quoting"] != QUOTE_NONE and values["quotechar"] is None:
            raise TypeError("quotechar must be set if quoting enabled")
        for name in "doublequote", "skipinitialspace", "strict":
            values[name] = bool(values[name])
        for name in "delimiter", "escapechar", "quotechar":
            c = values[name]
            if c is None:
                continue
            if c in "\r\n" or c == " " and values["skipinitialspace"]:
                raise ValueError(f"bad {name} value")
        for a, b in ("delimiter", "escapechar"), ("delimiter", "quotechar"), ("escapechar", "quotechar"):
            if values[a] is not None and values[a] == values[b]:
                raise ValueError(f"bad {a} or {b} value")
        for name in "delimiter", "escapechar", "quotechar":
            if values[name] is not None and values[name] in values["lineterminator"]:
                raise ValueError(f"bad {name} or lineterminator value")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


def _option(i):
    return property(lambda self: self._values[i])


for _i, _name in enumerate(Dialect._names):
    setattr(Dialect, _name, _option(_i))


def register_dialect(name, dialect=None, /, **options):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **options)


def unregister_dialect(name, /):
    try:
        del _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def get_dialect(name, /):
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


def field_size_limit(new=_missing, /):
    global _limit
    old = _limit
    if new is not _missing:
        if not isinstance(new, int):
            raise TypeError("limit must be an integer")
        if not -(1 << 63) <= new < 1 << 63:
            raise OverflowError("Python int too large to convert to C long")
        _limit = new
    return old


# Where in a record a reader is.
_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTES, _ESCAPED_IN_QUOTES, _QUOTE_IN_QUOTES, _END_OF_LINE, _AFTER_ESCAPED = range(9)


class Reader:
    """Iterates over the records of a CSV text: lists of str."""

    __module__ = "_csv"
    __qualname__ = __name__ = "reader"

    def __new__(cls, *args, **options):
        raise TypeError("cannot create '_csv.reader' instances")

    def __iter__(self):
        return self

    def __next__(self):
        fields = self._fields = []
        self._state, self._text, self._unquoted = _START_RECORD, [], False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                return self._at_end()
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            if self._state == _START_RECORD and (record := self._plain(line)) is not None:
                return record
            for c in line:
                self._take(c)
            self._take(None)
            if self._state == _START_RECORD:
                return self._fields

    def _at_end(self):
        if self._text or self._state == _IN_QUOTES or self._state == _ESCAPED_IN_QUOTES:
            if self.dialect.strict:
                raise Error("unexpected end of data")
            self._save()
            return self._fields
        raise StopIteration

    def _plain(self, line):
        """The fields of a line without anything special in it, else None."""
        if self._careful:
            return None
        end = len(line)
        if line.endswith("\r\n"):
            end -= 2
        elif line.endswith(("\n", "\r")):
            end -= 1
        if end > _limit:
            return None
        if end != len(line):
            line = line[:end]
        for c in self.dialect._plain:
            if c in line:
                return None
        return line.split(self._delimiter) if line else []

    def _save(self):
        text = "".join(self._text)
        self._text = []
        if self._unquoted:
            if not text and self._quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                text = None
            elif self._quoting == QUOTE_NONNUMERIC or self._quoting == QUOTE_STRINGS:
                text = float(text) if text else text
        self._fields.append(text)

    def _add(self, c):
        if len(self._text) >= _limit:
            raise Error(f"field larger than field limit ({_limit})")
        self._text.append(c)

    def _ends_field(self, c, ends):
        """Save the field if c ends it; ends: the line ends, too."""
        if ends:
            self._state = _START_RECORD if c is None else _END_OF_LINE
        elif c == self._delimiter:
            self._state = _START_FIELD
        else:
            return False
        self._save()
        return True

    def _take(self, c):
        """Go on by a character; None is the end of the line."""
        d, state = self.dialect, self._state
        ends = c is None or c == "\n" or c == "\r"
        if state == _START_RECORD:
            if c is None:
                return
            if ends:
                self._state = _END_OF_LINE
                return
            state = _START_FIELD
        if state == _START_FIELD:
            self._unquoted = True
            if self._ends_field(c, ends):
                pass
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._unquoted = False
                self._state = _IN_QUOTES
            elif c == d.escapechar:
                self._state = _ESCAPED
            elif c == " " and d.skipinitialspace:
                self._state = _START_FIELD
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _ESCAPED:
            if c == "\n" or c == "\r":
                self._add(c)
                self._state = _AFTER_ESCAPED
            else:
                self._add("\n" if c is None else c)
                self._state = _IN_FIELD
        elif state == _IN_FIELD or state == _AFTER_ESCAPED and c is not None:
            if self._ends_field(c, ends):
                pass
            elif c == d.escapechar:
                self._state = _ESCAPED
            else:
                self._add(c)
                self._state = _IN_FIELD
        elif state == _IN_QUOTES:
            if c is None:
                pass
            elif c == d.escapechar:
                self._state = _ESCAPED_IN_QUOTES
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._state = _QUOTE_IN_QUOTES if d.doublequote else _IN_FIELD
            else:
                self._add(c)
        elif state == _ESCAPED_IN_QUOTES:
            self._add("\n" if c is None else c)
            self._state = _IN_QUOTES
        elif state == _QUOTE_IN_QUOTES:
            if d.quoting != QUOTE_NONE and c == d.quotechar:
                self._add(c)
                self._state = _IN_QUOTES
            elif self._ends_field(c, ends):
                pass
            elif not d.strict:
                self._add(c)
                self._state = _IN_FIELD
            else:
                raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
        elif state == _END_OF_LINE:
            if c is None:
                self._state = _START_RECORD
            elif not ends:
                raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")


def reader(*args, **options):
    if not args:
        raise TypeError("reader expected at least 1 argument, got 0")
    if len(args) > 2:
        raise TypeError(f"reader expected at most 2 arguments, got {len(args)}")
    self = object.__new__(Reader)
    self._lines = iter(args[0])
    self.dialect = d = Dialect(*args[1:], **options)
    self.line_num = 0
    self._delimiter, self._quoting = d.delimiter, d.quoting
    # Fields that are converted or lose spaces are looked at one by one.
    self._careful = d.skipinitialspace or d.quoting in (QUOTE_NONNUMERIC, QUOTE_NOTNULL, QUOTE_STRINGS)
    return self


class Writer:
    """Writes records as CSV text."""

    __module__ = "_csv"
    __qualname__ = __name__ = "writer"

    def __new__(cls, *args, **options):
        raise TypeError("cannot create '_csv.writer' instances")

    def writerow(self, row, /):
        try:
            row = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields, d, last = [], self.dialect, None
        for value in row:
            fields.append(self._field(value))
            last = value
        if len(fields) == 1 and not fields[0]:
            if d.quoting == QUOTE_NONE or last is None and d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("single empty field record must be quoted")
            fields[0] = d.quotechar * 2
        return self._write(d.delimiter.join(fields) + d.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        d = self.dialect
        quoting = d.quoting
        quoted = (quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not _is_number(value)
                  or quoting == QUOTE_STRINGS and isinstance(value, str) or quoting == QUOTE_NOTNULL and value is not None)
        text = value if isinstance(value, str) else "" if value is None else str(value)
        if not text:
            return d.quotechar * 2 if quoted else ""
        if quoting != QUOTE_NONE and text == " " and d.delimiter == " " and d.skipinitialspace:
            quoted = True
        for c in self._special:
            if c in text:
                return self._escape(text, quoted)
        if d.delimiter == " " and d.skipinitialspace and text[0] == " ":
            if quoting == QUOTE_NONE and d.escapechar is None:
                raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
            quoted = quoting != QUOTE_NONE
        return f"{d.quotechar}{text}{d.quotechar}" if quoted else text

    def _escape(self, text, quoted):
        d, out = self.dialect, []
        for c in text:
            if c not in self._special:
                out.append(c)
                continue
            escape = False
            if d.quoting == QUOTE_NONE:
                escape = True
            elif c == d.quotechar:
                if d.doublequote:
                    out.append(c)
                else:
                    escape = True
            elif c == d.escapechar:
                escape = True
            if not escape:
                quoted = True
            if escape:
                if d.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                out.append(d.escapechar)
            out.append(c)
        text = "".join(out)
        return f"{d.quotechar}{text}{d.quotechar}" if quoted else text


def _is_number(value):
    kind = type(value)
    return isinstance(value, (int, float, complex)) or hasattr(kind, "__float__") or hasattr(kind, "__int__") or hasattr(kind, "__index__")


def writer(*args, **options):
    if not args:
        raise TypeError("writer expected at least 1 argument, got 0")
    if len(args) > 2:
        raise TypeError(f"writer expected at most 2 arguments, got {len(args)}")
    self = object.__new__(Writer)
    self.dialect = d = Dialect(*args[1:], **options)
    try:
        self._write = args[0].write
    except AttributeError:
        self._write = None
    if not callable(self._write):
        raise TypeError('argument 1 must have a "write" method')
    self._special = {d.delimiter, d.escapechar, d.quotechar, "\r", "\n", *d.lineterminator} - {None}
    return self
