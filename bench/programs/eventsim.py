"""Discrete-event simulation of a workshop, with classes and an event heap.

Each replication is a simulation of its own: jobs arrive, travel through
stations with several machines and a queue, and leave. The threads take the
replications in turn. Times are whole seconds.
"""
# nature: disjoint

import heapq
import random
from collections import deque

import cli

REPLICATIONS = 16


class Event:
    """Something that happens at a time; ties go by the order of scheduling."""

    def __init__(self, time, number):
        self.time = time
        self.number = number

    def __lt__(self, other):
        if self.time != other.time:
            return self.time < other.time
        return self.number < other.number

    def happen(self, shop):
        raise NotImplementedError


class Arrival(Event):
    """A new job comes in and the next one is announced."""

    def happen(self, shop):
        shop.arrived += 1
        job = Job(shop.arrived, self.time, shop.random_route())
        shop.stations[job.route[0]].receive(job, shop)
        if shop.arrived < shop.jobs:
            shop.schedule(Arrival, 1 + int(shop.rng.random() * 20))


class Completion(Event):
    """A machine is done with a job."""

    def __init__(self, time, number, station, job):
        super().__init__(time, number)
        self.station = station
        self.job = job

    def happen(self, shop):
        self.station.release(shop)
        self.job.step += 1
        if self.job.step < len(self.job.route):
            shop.stations[self.job.route[self.job.step]].receive(self.job, shop)
        else:
            shop.finish(self.job)


class Job:
    """A piece of work with the stations that it has to visit."""

    def __init__(self, number, arrival, route):
        self.number = number
        self.arrival = arrival
        self.route = route
        self.step = 0


class Station:
    """A group of equal machines with one queue."""

    def __init__(self, name, machines, slowest):
        self.name = name
        self.idle = machines
        self.slowest = slowest
        self.queue = deque()
        self.longest = 0
        self.busy_time = 0

    def receive(self, job, shop):
        if self.idle:
            self.start(job, shop)
        else:
            self.queue.append(job)
            self.longest = max(self.longest, len(self.queue))

    def start(self, job, shop):
        self.idle -= 1
        duration = 1 + int(shop.rng.random() * self.slowest)
        self.busy_time += duration
        shop.schedule(Completion, duration, self, job)

    def release(self, shop):
        self.idle += 1
        if self.queue:
            self.start(self.queue.popleft(), shop)


class Shop:
    """One replication: the clock, the heap of events and the stations."""

    def __init__(self, jobs, seed):
        self.jobs = jobs
        self.rng = random.Random(seed)
        self.now = 0
        self.events = []
        self.scheduled = 0
        self.stations = [Station("saw", 2, 36), Station("mill", 3, 55),
                         Station("drill", 2, 30), Station("paint", 4, 80),
                         Station("pack", 1, 15)]
        self.arrived = 0
        self.finished = 0
        self.total_time = 0

    def random_route(self):
        """Some of the first four stations in any order, then packing."""
        route = self.rng.sample(range(4), 1 + int(self.rng.random() * 4))
        route.append(4)
        return route

    def schedule(self, kind, delay, *details):
        self.scheduled += 1
        heapq.heappush(self.events, kind(self.now + delay, self.scheduled, *details))

    def finish(self, job):
        self.finished += 1
        self.total_time += self.now - job.arrival

    def run(self):
        self.schedule(Arrival, 0)
        while self.events:
            event = heapq.heappop(self.events)
            self.now = event.time
            event.happen(self)

    def summary(self):
        return (self.finished, self.now, self.total_time,
                sum(s.busy_time for s in self.stations),
                max(s.longest for s in self.stations))


def main():
    opts = cli.options(size=220_000)
    results = [None] * REPLICATIONS

    def work(k):
        for i in range(k, REPLICATIONS, opts.threads):
            jobs = len(cli.share(opts.size, i, REPLICATIONS))
            if jobs:
                shop = Shop(jobs, opts.seed * 101 + i)
                shop.run()
                results[i] = shop.summary()

    seconds = cli.timed(opts, work)

    columns = list(zip(*(r for r in results if r)))
    finished, ends, waited, busy = (sum(column) for column in columns[:4])
    cli.report(f"finished {finished} end {ends} time {waited} busy {busy} "
               f"queue {max(columns[4])}", seconds)


if __name__ == "__main__":
    main()
