# The builtins that the module site adds.

class Quitter:
    __module__ = "_sitebuiltins"

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return "Use %s() or %s to exit" % (self.name, self.eof)

    def __call__(self, code=None):
        # A shell such as IDLE sees the closed stream and ends too.
        try:
            _host.modules["sys"].stdin.close()
        except Exception:
            pass
        raise SystemExit(code)


class _Printer:
    __module__ = "_sitebuiltins"

    def __init__(self, name, text):
        self._name = name
        self._text = text

    def __repr__(self):
        return self._text

    def __call__(self):
        print(self._text)


class _Helper:
    __module__ = "_sitebuiltins"

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *args, **kwds):
        import pydoc
        return pydoc.help(*args, **kwds)


_site_builtins = {
    "quit": Quitter("quit", "Ctrl-D (i.e. EOF)"),
    "exit": Quitter("exit", "Ctrl-D (i.e. EOF)"),
    "help": _Helper(),
    "copyright": _Printer("copyright", "Copyright (c) 2026 the Gorgon authors.\nPython is a trademark of the Python Software Foundation; Gorgon is not a product of it."),
    "credits": _Printer("credits", "Thanks to all who made Python what it is, and to those who showed how transactions fit it."),
    "license": _Printer("license", "Gorgon is under the MIT licence: see the file LICENSE."),
}
