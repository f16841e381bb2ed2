# The file ends where an expression is expected.
x = (1 +
