# A pattern that makes the rest unreachable.
match 5:
    case x:
        pass
    case 5:
        pass
