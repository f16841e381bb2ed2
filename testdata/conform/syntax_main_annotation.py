# An annotation on what cannot have one.
(a, b): int = 1, 2
