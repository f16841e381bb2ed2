# Loops with break, continue and else.
for i in range(5):
    if i == 3: break
    print(i, end=" ")
print()
i = 0
while i < 6:
    i += 1
    if i % 2: continue
    print(i, end=" ")
else:
    print("done")
for a in range(3):
    for b in range(a): print(a, b)
total = 0
for i in range(1000): total += i
print(total)
