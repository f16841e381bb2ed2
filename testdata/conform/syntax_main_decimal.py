# Bad literals of numbers.
a = 0777
