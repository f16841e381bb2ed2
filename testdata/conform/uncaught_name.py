# NameError with a suggestion, raised in nested functions.
def compute(values):
    total = 0
    for value in values:
        total += vlaue
    return total
print(compute([]))
compute([1])
