# A string that is not closed.
name = "unclosed
print(name)
