#!/usr/bin/env python3
"""100,000 files at once for one, two and four daemons: seconds to the first result, results a second,
largest RSS; then the same invariants as everywhere.

  flood.py [--files N] [--instances 1 2 4] [--disk]
"""
import argparse
import signal
import time

from desk import Desk, Downstream, Place, QUICK, chances, judge, say, wait_until


def peak_megabytes(daemons):
    peak = 0
    for daemon in daemons:
        try:
            with open(f"/proc/{daemon.pid}/status", encoding="ascii", errors="replace") as lines:
                for line in lines:
                    if line.startswith("VmHWM"):
                        peak = max(peak, int(line.split()[1]) // 1024)
        except OSError:
            pass
    return peak


def flood(files, instances, in_memory):
    with Place(memory=in_memory) as root:
        desk = Desk(root)
        desk.send_many(files, chances("flood", files))
        downstream = Downstream(desk, pause=0.01)
        downstream.start()
        began = time.monotonic()
        daemons = [desk.start() for _ in range(instances)]
        wait_until("all have results", lambda: downstream.count >= files, 600)
        took, peak = time.monotonic() - began, peak_megabytes(daemons)
        wait_until("all is archived", lambda: not desk.under_way())
        codes = []
        for daemon in daemons:
            daemon.send_signal(signal.SIGTERM)
            codes.append(daemon.wait(30))
        downstream.stop()
        wrong, counts = judge(desk, downstream)
        say(f"flood: {files} files, {instances} daemons, first result after "
            f"{downstream.first - began:.2f} s, all after {took:.1f} s ({files / took:.0f}/s with "
            f"downstream on the same cores), largest RSS {peak} MB, {counts}")
        if wrong or any(codes):
            raise SystemExit(f"FAILED: flood: left with {codes}: {wrong[:5]}")
        if peak > 150:
            raise SystemExit(f"FAILED: flood: {peak} MB is more than 150 MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=3_000 if QUICK else 100_000)
    parser.add_argument("--instances", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--disk", action="store_true", help="on the disk of /tmp, not in memory")
    options = parser.parse_args()
    for instances in options.instances:
        flood(options.files, instances, not options.disk)


if __name__ == "__main__":
    main()
