# The least.
print("Hello, world")
