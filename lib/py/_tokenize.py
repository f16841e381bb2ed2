"""The native half of the module tokenize."""

from _tokens import split as _split


class TokenizerIter:
    def __init__(self, readline, /, *, encoding=None, extra_tokens):
        self._readline = readline
        self._encoding = encoding
        self._extra = extra_tokens
        self._tokens = None

    def __iter__(self):
        return self

    def __next__(self):
        if self._tokens is None:
            self._tokens = iter(_split(self._read(), bool(self._extra)))
        token = next(self._tokens)
        if isinstance(token, SyntaxError):
            self._tokens = iter(())
            raise token
        return token

    def _read(self):
        lines = []
        while True:
            try:
                line = self._readline()
            except StopIteration:
                break
            if self._encoding is not None:
                if not isinstance(line, bytes):
                    raise TypeError("readline() returned a non-bytes object")
                line = line.decode(self._encoding)
            elif not isinstance(line, str):
                raise TypeError("readline() returned a non-string object")
            if not line:
                break
            lines.append(line)
        return "".join(lines)
