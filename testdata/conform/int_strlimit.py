# The limit of digits in conversions between int and str.
import sys
print(sys.get_int_max_str_digits())
big = 10 ** 5000
try:
    str(big)
except ValueError as e:
    print(e)
try:
    int("1" * 5000)
except ValueError as e:
    print(e)
try:
    f"{big}"
except ValueError as e:
    print(e)
print(len(hex(big)), int("f" * 5000, 16).bit_length(), int("1" * 4300) % 1000)
sys.set_int_max_str_digits(0)
print(len(str(big)), int("7" * 6000) % 10 ** 20)
sys.set_int_max_str_digits(700)
print(sys.get_int_max_str_digits())
try:
    str(10 ** 700)
except ValueError as e:
    print(e)
print(len(str(10 ** 699)))
try:
    sys.set_int_max_str_digits(10)
except ValueError as e:
    print(e)
try:
    sys.set_int_max_str_digits(-1)
except ValueError as e:
    print(e)
