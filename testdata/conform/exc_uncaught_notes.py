# Notes are printed below the exception, whatever they are.
e = ValueError("main text\nsecond line")
e.add_note("first note")
e.add_note("second\nnote")
e.__notes__.append(5)
raise e
