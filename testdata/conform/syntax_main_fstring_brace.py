# A brace of an f-string that is not closed.
print(f"value: {x")
