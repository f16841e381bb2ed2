"""The simulation of an operating system's kernel by Martin Richards: tasks that
send packets to each other. Each thread simulates kernels of its own, one in an
atomic block of its own."""
# nature: disjoint

import setting

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
DEVICE, WORK = range(2)
DATA = 4
ROUNDS = 10_000
LETTERS = 26


class Packet:
    def __init__(self, link, identity, kind):
        self.link = link
        self.identity = identity
        self.kind = kind
        self.datum = 0
        self.data = [0] * DATA

    def append_to(self, queue):
        """Put the packet at the end of a linked list, and return the list."""
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    """A task of the kernel; run is what it does with a packet, or with None."""

    def __init__(self, kernel, identity, priority, queue, ready):
        self.kernel = kernel
        self.identity = identity
        self.priority = priority
        self.queue = queue
        self.pending = queue is not None
        self.waiting = not ready
        self.held = False
        kernel.add(self)

    def offer(self, packet, running):
        """Take a packet; the task to run next."""
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > running.priority:
                return self
        else:
            packet.append_to(self.queue)
        return running

    def step(self):
        """Run once; the task to run next."""
        packet = None
        if self.pending and self.waiting and not self.held:
            packet = self.queue
            self.queue = packet.link
            self.waiting = False
            self.pending = self.queue is not None
        return self.run(packet)

    def sleeps(self):
        return self.held or self.waiting and not self.pending

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.kernel.holds += 1
        self.held = True
        return self.kernel.after(self)

    def release(self, identity):
        task = self.kernel.tasks[identity]
        task.held = False
        return task if task.priority > self.priority else self

    def send(self, packet):
        self.kernel.sent += 1
        packet.link = None
        target = self.kernel.tasks[packet.identity]
        packet.identity = self.identity
        return target.offer(packet, self)


class Idle(Task):
    def __init__(self, kernel, count):
        self.control = 1
        self.count = count
        super().__init__(kernel, IDLE, 0, None, True)

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control >>= 1
            return self.release(DEVICE_A)
        self.control = self.control >> 1 ^ 0xD008
        return self.release(DEVICE_B)


class Worker(Task):
    def __init__(self, kernel, queue):
        self.destination = HANDLER_A
        self.letter = 0
        super().__init__(kernel, WORKER, 1000, queue, False)

    def run(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.identity = self.destination
        packet.datum = 0
        for i in range(DATA):
            self.letter += 1
            if self.letter > LETTERS:
                self.letter = 1
            packet.data[i] = 64 + self.letter
        return self.send(packet)


class Handler(Task):
    def __init__(self, kernel, identity, priority, queue):
        self.work = None
        self.devices = None
        super().__init__(kernel, identity, priority, queue, False)

    def run(self, packet):
        if packet is not None:
            if packet.kind == WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            return self.wait()
        count = work.datum
        if count >= DATA:
            self.work = work.link
            return self.send(work)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.link
        device.datum = work.data[count]
        work.datum = count + 1
        return self.send(device)


class Device(Task):
    def __init__(self, kernel, identity, priority):
        self.packet = None
        super().__init__(kernel, identity, priority, None, False)

    def run(self, packet):
        if packet is not None:
            self.packet = packet
            return self.hold()
        packet, self.packet = self.packet, None
        if packet is None:
            return self.wait()
        return self.send(packet)


class Kernel:
    def __init__(self):
        self.tasks = [None] * 6
        self.order = []
        self.sent = self.holds = 0

    def add(self, task):
        self.tasks[task.identity] = task
        self.order.insert(0, task)
        task.place = 0
        for i, other in enumerate(self.order):
            other.place = i

    def after(self, task):
        """The task behind another one in the order of creation, the latest
        first."""
        i = task.place + 1
        return self.order[i] if i < len(self.order) else None

    def run(self):
        task = self.order[0]
        while task is not None:
            task = self.after(task) if task.sleeps() else task.step()


def simulate():
    """Run a kernel; how many packets were sent and tasks held."""
    kernel = Kernel()
    Idle(kernel, ROUNDS)
    queue = Packet(Packet(None, 0, WORK), 0, WORK)
    Worker(kernel, queue)
    for handler, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
        queue = None
        for _ in range(3):
            queue = Packet(queue, device, DEVICE)
        Handler(kernel, handler, priority, queue)
    Device(kernel, DEVICE_A, 4000)
    Device(kernel, DEVICE_B, 5000)
    kernel.run()
    return kernel.sent, kernel.holds


def main():
    opts = setting.options(size=24)
    results = [None] * opts.size
    atomic = setting.atomic

    def work(k):
        for i in range(k, opts.size, opts.threads):
            result = simulate()
            with atomic:
                results[i] = result

    seconds = setting.timed(opts, work)
    if set(results) != {(23246, 9297)}:
        raise SystemExit(f"wrong counts: {set(results)}")
    setting.report(f"kernels {len(results)} packets {results[0][0]} holds {results[0][1]}", seconds)


if __name__ == "__main__":
    main()
