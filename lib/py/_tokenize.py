"""The tokens of Python source, for the module tokenize."""


class TokenizerIter:
    """Yields tokens of what readline gives; not there yet."""

    def __init__(self, readline, *, encoding=None, extra_tokens=False):
        raise NotImplementedError("the tokens of Python source are not available in Gorgon yet")
