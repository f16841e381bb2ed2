print("about to break")
raise ValueError("broken module")
