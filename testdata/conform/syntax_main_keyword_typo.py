# A misspelt keyword at the start of a statement.
x = 1
whille x < 3:
    x += 1
