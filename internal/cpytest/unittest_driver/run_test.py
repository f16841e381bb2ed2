"""Runs one test file: run_test.py SUITE_DIRECTORY MODULE [-v]

Each outcome is one line "@@cpytest OUTCOME ID [TEXT]" on the first standard
output, as the tests see others; "run" announces a test, so that a crash can
be laid at its door.
"""
import sys


def report_on(stream, verbose=False):
    from unittest import _State
    def report(outcome, name, text, error):
        line = str(text).replace("\n", "\\n").replace("\r", "\\r")
        line = line.encode("ascii", "backslashreplace").decode()
        stream.write(f"\n@@cpytest {outcome} {name} {line}\n")
        stream.flush()
        if verbose and error is not None and outcome in ("fail", "error"):
            sys.excepthook(type(error), error, error.__traceback__)
    _State.report = report
    return report


def main():
    suite, name = sys.argv[1:3]
    verbose = "-v" in sys.argv[3:]
    sys.path.insert(1, suite)
    report = report_on(sys.stdout, verbose)
    sys.argv[1:] = []
    from unittest import SkipTest, run_module
    try:
        __import__(name)
    except SkipTest as e:
        report("skip", name, e, e)
    except BaseException as e:
        report("error", name, f"import: {type(e).__name__}: {e}", e)
    else:
        run_module(sys.modules[name])
    report("end", name, "", None)


if __name__ == "__main__":
    main()
