# The error is inside a long statement.
result = some_function(first_argument,
                       second_argument=(1 +
                                        2 3),
                       third=None)
