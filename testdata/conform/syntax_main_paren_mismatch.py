# A closing bracket of the wrong kind, lines later.
data = {
    "a": [1, 2),
}
