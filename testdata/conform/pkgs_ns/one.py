x = "one "
