# A misspelt keyword.
for i in range(3):
    if i:
        pass
    esle:
        pass
