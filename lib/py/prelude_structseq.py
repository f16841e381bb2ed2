# Named tuples of the runtime's own modules, such as sys.version_info.

def structseq(module, name, fields, values):
    return structseq_type(module, name, fields)(values)


def structseq_type(module, name, fields, extra=()):
    full = module + "." + name

    def __repr__(self):
        return full + "(" + ", ".join([f + "=" + repr(v) for f, v in zip(fields, self)]) + ")"

    namespace = {
        "__slots__": (), "__module__": module, "__repr__": __repr__,
        "n_fields": len(fields), "n_sequence_fields": len(fields), "n_unnamed_fields": 0,
        "__match_args__": fields,
    }
    item = tuple.__getitem__
    for i, f in enumerate(fields):
        namespace[f] = property(lambda self, i=i: item(self, i))
    return type(name, (tuple,), namespace)
