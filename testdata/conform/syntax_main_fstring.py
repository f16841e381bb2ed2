# A broken expression in an f-string.
x = 5
print(f"value: {x +} end")
