# exec inside of a function inside of eval.
def run(text):
    return eval(text)
print(run("1 + 1"))
run("[run('1/0') for _ in 'a']")
