# The smallest traceback.
print("before")
1 / 0
