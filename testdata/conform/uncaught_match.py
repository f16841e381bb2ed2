# No case fits and a guard fails with an error.
def area(shape):
    match shape:
        case {"kind": "circle", "r": r}: return 3 * r * r
        case {"kind": "square", "a": a} if a / 0: return a * a
        case [x, y] if x.undefined > y: return x * y
print(area({"kind": "circle", "r": 2}), area(5))
try: area({"kind": "square", "a": 2})
except ZeroDivisionError as e: print(e)
area([1, 2])
