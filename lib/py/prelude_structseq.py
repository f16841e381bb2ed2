# Named tuples of the runtime's own modules, such as sys.version_info.

def structseq(module, name, fields, values, extra=()):
    return structseq_type(module, name, fields, extra)(values)


def structseq_type(module, name, fields, extra=()):
    # extra names attributes that are not items of the tuple.
    full = module + "." + name
    every = fields + extra
    least = len(fields)
    most = len(every)

    def __new__(cls, sequence, dict=None):
        values = tuple(sequence)
        n = len(values)
        if not least <= n <= most:
            if least == most:
                need = "a %d-sequence" % least
            else:
                need = "an at %s %d-sequence" % (("least", least) if n < least else ("most", most))
            raise TypeError("%s() takes %s (%d-sequence given)" % (full, need, n))
        self = tuple.__new__(cls, values[:least])
        if extra:
            rest = self.__dict__
            for i, f in enumerate(extra, least):
                rest[f] = values[i] if i < n else dict.get(f) if dict else None
        return self

    def __repr__(self):
        return full + "(" + ", ".join([f + "=" + repr(v) for f, v in zip(fields, self)]) + ")"

    def __reduce__(self):
        return type(self), (tuple(self), {f: getattr(self, f) for f in extra})

    namespace = {
        "__module__": module, "__new__": __new__, "__repr__": __repr__, "__reduce__": __reduce__,
        "n_fields": most, "n_sequence_fields": least, "n_unnamed_fields": 0,
        "__match_args__": fields,
    }
    if not extra:
        namespace["__slots__"] = ()
    item = tuple.__getitem__
    for i, f in enumerate(fields):
        namespace[f] = property(lambda self, i=i: item(self, i))
    return type(name, (tuple,), namespace)
