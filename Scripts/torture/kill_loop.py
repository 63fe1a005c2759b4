#!/usr/bin/env python3
"""kill -9 loop: real daemons, random batches and moments, one to three kills a round, a hungry
downstream. Each input must have exactly one result, whole, and the archive the same.

  kill_loop.py [--rounds N] [--seed S] [--files 300]
"""
import argparse
import os
import signal
import threading
import time

from desk import Desk, Downstream, Place, QUICK, chances, judge, say


def kill(daemons):
    for daemon in daemons:
        try:
            daemon.send_signal(signal.SIGKILL)
        except ProcessLookupError:
            pass
        daemon.wait()


def play(desk, downstream, chance, files):
    """One round up to its last kill; the number of daemons killed at work."""
    half = chance.randrange(files + 1)
    desk.send_many(half, chance, "early")
    sender = threading.Thread(
        target=desk.send_many, args=(files - half, chance, "late"),
        kwargs={"pause": chance.choice((0, 0.0005))})
    sender.start()
    killed = 0
    for _ in range(chance.randint(1, 3)):
        more = ["--batch-files", str(chance.choice((1, 2, 7, 16, 64, 256)))]
        if chance.random() < 0.5:
            more.append("--once")
        instances = 2 if chance.random() < 0.25 else 1
        daemons = [desk.start(*more) for _ in range(instances)]
        # Dies a moment after so many more results: in the middle of the work, at any instruction.
        goal = downstream.count + chance.randrange(files)
        deadline = time.monotonic() + chance.choice((0.05, 0.1, 0.2, 0.9, 1.5))
        while downstream.count < goal and time.monotonic() < deadline:
            if all(daemon.poll() is not None for daemon in daemons):
                break
            time.sleep(0.0005)
        time.sleep(chance.random() * 0.005)
        killed += sum(daemon.poll() is None for daemon in daemons)
        # With two, sometimes only one dies, and the other adopts or goes on.
        if len(daemons) == 2 and chance.random() < 0.5:
            kill(daemons[:1])
            time.sleep(chance.random() * 0.1)
        kill(daemons)
    sender.join()
    return killed


def one_round(number, seed, files):
    chance = chances(seed, number)
    with Place(memory=number % 10 != 0) as root:
        desk = Desk(root)
        downstream = Downstream(desk)
        downstream.start()
        killed = play(desk, downstream, chance, files)
        code, told = desk.once()
        downstream.stop()
        downstream.collect()
        wrong, counts = judge(desk, downstream)
        if code != 0:
            wrong.append(f"the last run left with {code}: {told[-300:]}")
        before = downstream.count
        again, _ = desk.once()
        downstream.collect()
        if again != 0 or downstream.count != before:
            wrong.append(f"a second start is not idle: {again}, {downstream.count - before} results")
        if wrong and os.environ.get("TORTURE_KEEP"):
            raise SystemExit(f"round {number} (seed {seed}): {wrong[:5]}")
    return killed, wrong, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20 if QUICK else 2000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--files", type=int, default=300)
    options = parser.parse_args()
    totals = {"killed": 0, "lost": 0, "doubled": 0, "torn": 0, "other": 0}
    began = time.monotonic()
    for number in range(1, options.rounds + 1):
        killed, wrong, counts = one_round(number, options.seed, options.files)
        totals["killed"] += killed
        for key in ("lost", "doubled", "torn"):
            totals[key] += counts[key]
        totals["other"] += len(wrong) if not any(counts.values()) else 0
        for sentence in wrong[:5]:
            say(f"round {number} (seed {options.seed}): {sentence}")
        if number % 100 == 0 or number == options.rounds:
            say(f"kill loop: {number} rounds, {number * options.files} orders, seed {options.seed}, "
                f"{totals['killed']} daemons killed at work, {totals['lost']} lost, "
                f"{totals['doubled']} doubled, {totals['torn']} torn, {totals['other']} other, "
                f"{time.monotonic() - began:.0f} s")
    if totals["lost"] + totals["doubled"] + totals["torn"] + totals["other"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
