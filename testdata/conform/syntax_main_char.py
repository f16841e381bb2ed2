# A character that no token has.
price = 5 € + 3
