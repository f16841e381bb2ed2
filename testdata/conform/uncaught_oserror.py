# An error of the system, with its number and file name.
def load(name):
    with open(name) as f:
        return f.read()
try:
    load("/no/such/directory/file.txt")
except OSError as e:
    print(e.errno, e.strerror, e.filename, type(e).__name__)
load("/no/such/directory/file.txt")
