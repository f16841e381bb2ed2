# TypeError of a call: arguments missing, over several lines.
def connect(host, port, *, timeout, retries=3):
    return host
servers = ["a", "b"]
print([connect(s, 1, timeout=5) for s in servers])
print([connect(
    s,
    timeout=3,
) for s in servers])
