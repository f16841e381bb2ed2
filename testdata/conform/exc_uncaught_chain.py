# Uncaught exceptions with a chain: context, cause, suppressed.
class AppError(Exception):
    """An error of the application."""
def load(name):
    table = {"x": 1}
    try:
        return table[name]
    except KeyError as e:
        raise AppError(f"cannot load {name!r}") from e
def work():
    try:
        load("y")
    except AppError:
        undefined_name + 1
def main():
    try:
        work()
    finally:
        print("finally of main")
main()
