# Lines longer than the terminal, and expressions over several lines.
values = {"alpha": 1, "beta": 2, "gamma": None}
def total(a, b, c):
    return (a["alpha"] * 100000000 + b["beta"] * 200000000 - c["alpha"] * 300000000 + a["beta"] * 400000000 + (b["gamma"] + c["beta"]) * 5)
print(values["alpha"])
result = total(values,
               {**values, "beta": 5},
               {
                   **values,
                   "alpha": 7,
               }) + values["alpha"]
