# An error deep in a chain of awaits.
async def read(n):
    if n == 0:
        raise ConnectionError("peer is gone")
    return await read(n - 1)
async def main():
    try:
        await read(2)
    finally:
        print("cleanup")
c = main()
c.send(None)
