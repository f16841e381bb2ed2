# A SyntaxError from exec that nobody catches, raised while another is handled.
def run(src):
    print(eval("1 + 1"))
    exec(src)
try:
    run("def f(x):\n    return x +\n")
except SyntaxError as e:
    print(e.msg, e.filename, e.lineno, e.offset, repr(e.text), e.print_file_and_line, e)
    run("a = 1\nb = (2,\nc = 3\n")
