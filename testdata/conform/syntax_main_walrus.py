# An assignment expression as a statement.
y := 5
