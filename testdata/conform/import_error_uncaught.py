# A module that fails while it is imported: the traceback goes through it.
def load():
    import pkgs_basic.broken
load()
