# A positional argument after a keyword argument.
print("a", sep="", "b")
