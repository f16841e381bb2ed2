# Named tuples with more attributes than items, such as os.stat_result.

def structseq_hidden(module, name, fields, unnamed, hidden):
    """fields name the items; the last items may have no name (unnamed counts
    them); hidden are attributes that are no items."""
    full = module + "." + name
    length = len(fields) + unnamed
    total = length + len(hidden)

    def __new__(cls, sequence, dict={}):
        try:
            items = tuple(sequence)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        if len(items) < length:
            raise TypeError(f"{full}() takes an at least {length}-sequence ({len(items)}-sequence given)")
        if len(items) > total:
            raise TypeError(f"{full}() takes an at most {total}-sequence ({len(items)}-sequence given)")
        self = tuple.__new__(cls, items[:length])
        attributes = self.__dict__
        for h in hidden:
            attributes[h] = dict.get(h)
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
        return type(self), (tuple(self), dict(self.__dict__))

    namespace = {
        "__new__": __new__, "__repr__": __repr__, "__reduce__": __reduce__, "__module__": module,
        "n_fields": total, "n_sequence_fields": length, "n_unnamed_fields": unnamed, "__match_args__": fields,
    }
    item = tuple.__getitem__
    for i, f in enumerate(fields):
        namespace[f] = property(lambda self, i=i: item(self, i))
    return type(name, (tuple,), namespace)
