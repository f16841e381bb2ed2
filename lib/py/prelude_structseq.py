# Named tuples of the runtime's own modules, such as sys.version_info and
# os.stat_result, which may have more attributes than items.

def structseq_hidden(module, name, fields, unnamed, hidden):
    """fields name the items; the last items may have no name (unnamed counts
    them); hidden are attributes that are no items.  The attributes of the named
    items are added natively."""
    full = name if module == "builtins" else module + "." + name
    length = len(fields) + unnamed
    total = length + len(hidden)

    def __new__(cls, sequence, dict=None):
        try:
            items = tuple(sequence)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        if not length <= len(items) <= total:
            need = "a" if length == total else "an at least" if len(items) < length else "an at most"
            count = total if len(items) > total else length
            raise TypeError(f"{full}() takes {need} {count}-sequence ({len(items)}-sequence given)")
        self = tuple.__new__(cls, items[:length])
        if not hidden:
            return self
        attributes = self.__dict__
        for h in hidden:
            attributes[h] = dict.get(h) if dict else None
        for h, v in zip(hidden, items[length:]):
            attributes[h] = v
        for h, v in zip(hidden, items[length - unnamed:length]):
            if attributes[h] is None:
                attributes[h] = v
        return self

    def __repr__(self):
        shown = fields + hidden[:unnamed]
        return full + "(" + ", ".join([f + "=" + repr(v) for f, v in zip(shown, self)]) + ")"

    def __reduce__(self):
        return type(self), (tuple(self), {h: getattr(self, h) for h in hidden})

    namespace = {
        "__new__": __new__, "__repr__": __repr__, "__reduce__": __reduce__, "__module__": module,
        "n_fields": total, "n_sequence_fields": length, "n_unnamed_fields": unnamed, "__match_args__": fields,
    }
    if not hidden:
        namespace["__slots__"] = ()
    return type(name, (tuple,), namespace)
