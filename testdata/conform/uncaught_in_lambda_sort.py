# An error in a key function, called from sort.
people = [("al", 30), ("bo", None), ("cy", 25)]
print(sorted(people[::2], key=lambda p: p[1] + 1))
people.sort(key=lambda p: (
    p[1] + 1,
    p[0]))
