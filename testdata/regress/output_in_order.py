"""What a thread prints comes behind what another has printed before it let this one go on."""
import threading
import time


def by_events(rounds):
    turns = [threading.Event() for _ in range(3)]

    def work(me):
        for k in range(rounds):
            turns[me].wait()
            turns[me].clear()
            print("event", k, me)
            turns[(me + 1) % 3].set()

    run(work, turns[0].set)


def by_locks(rounds):
    locks = [threading.Lock() for _ in range(3)]
    for lock in locks:
        lock.acquire()

    def work(me):
        for k in range(rounds):
            locks[me].acquire()
            print("lock", k, me)
            locks[(me + 1) % 3].release()

    run(work, locks[0].release)


def by_looking(rounds):
    turn = [-1]

    def work(me):
        for k in range(rounds):
            while turn[0] != me:
                time.sleep(0)
            print("look", k, me)
            turn[0] = (me + 1) % 3

    def begin():
        turn[0] = 0

    run(work, begin)


def run(work, begin):
    threads = [threading.Thread(target=work, args=(me,)) for me in range(3)]
    for t in threads:
        t.start()
    print("begins")
    begin()
    for t in threads:
        t.join()


by_events(300)
by_locks(600)
by_looking(300)
