# The caret in a line with wide characters.
名前 = "日本語" ; π = 3,14 15
