#!/usr/bin/env python3
"""One daemon, a million orders: RSS and descriptors sampled on the way must stay flat after the warm-up
(the first tenth). The archive is emptied as it fills, which `serve` must not mind.

  soak.py [--orders N]
"""
import argparse
import os
import signal
import threading
import time

from desk import Desk, Downstream, Place, QUICK, chances, order, say, wait_until


def sample(daemon):
    with open(f"/proc/{daemon.pid}/status", encoding="ascii", errors="replace") as lines:
        resident = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return resident, len(os.listdir(f"/proc/{daemon.pid}/fd"))


class Counter(Downstream):
    """Keeps no results, or this process would be the one that grows."""

    def take(self, name, data):
        super().take(name, data)
        for subject in list(self.taken):
            if len(self.taken.pop(subject)) > 1 or self.desk.sent.pop(subject, None) is None:
                self.torn.append((name, b"twice or of nothing"))


def empty_archive(desk, ending):
    while not ending.wait(1):
        for folder, _, names in os.walk(f"{desk.spool}/archive"):
            for name in names:
                os.unlink(f"{folder}/{name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=5_000 if QUICK else 1_000_000)
    options = parser.parse_args()
    with Place() as root:
        desk = Desk(root)
        daemon = desk.start()
        downstream = Counter(desk)
        downstream.start()
        ending = threading.Event()
        cleaner = threading.Thread(target=empty_archive, args=(desk, ending), daemon=True)
        wait_until("the daemon is ready", lambda: desk.status().get("state") == "watching")
        cleaner.start()
        chance, samples, began = chances("soak", 1), [], time.monotonic()
        texts = [order(chance, number) for number in range(500)]
        every = max(options.orders // 100, 100)
        for number in range(options.orders):
            while number - downstream.count > 2_000:
                time.sleep(0.002)
            desk.send(f"order-{number}.txt", texts[number % len(texts)])
            if number % every == every - 1:
                samples.append(sample(daemon))
        wait_until("all have results", lambda: downstream.count == options.orders, 120)
        samples.append(sample(daemon))
        took = time.monotonic() - began
        ending.set()
        cleaner.join()
        daemon.send_signal(signal.SIGTERM)
        code = daemon.wait(30)
        downstream.stop()
        warm = samples[len(samples) // 10:]
        first, last = warm[0], warm[-1]
        largest = max(memory for memory, _ in warm)
        say(f"soak: {options.orders} orders in {took:.0f} s ({options.orders / took:.0f}/s), RSS "
            f"{first[0]} kB after the warm-up, {last[0]} kB at the end, {largest} kB at most; "
            f"descriptors {first[1]} and {last[1]}; {len(desk.sent)} lost, {len(downstream.torn)} wrong")
        if code or desk.sent or downstream.torn or last[1] > first[1] + 2:
            raise SystemExit(f"FAILED: soak: left with {code}: {downstream.torn[:3]}")
        if last[0] > first[0] * 1.05 + 1024:
            raise SystemExit("FAILED: soak: it grows")


if __name__ == "__main__":
    main()
