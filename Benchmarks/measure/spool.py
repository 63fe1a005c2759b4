#!/usr/bin/env python3
"""The spool against plain C: the same orders through `suqiu serve --once` and through peers/spool.c,
with the same system calls on the same disk, in turns.

  spool.py PEER SUQIU FOLDER [--orders N] [--rounds N]

Durability is on. The figure is the median of the rounds; the daemon's start is not in it, since the
peer reads no rules.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from datetime import datetime

HERE = os.path.dirname(os.path.abspath(__file__))
RULES = os.path.join(HERE, "../../Scripts/torture/rules")
TEXT = "客户来电反映家中停电，雷击造成线路故障，催促尽快派人抢修。\n" * 12


def fill(root, orders):
    shutil.rmtree(root, ignore_errors=True)
    os.makedirs(f"{root}/spool/inbox")
    for number in range(orders):
        with open(f"{root}/spool/inbox/order-{number}.txt", "w", encoding="utf-8") as file:
            file.write(f"工单 {number}\n{TEXT}")
    os.sync()


def peer(binary, root, result_bytes):
    done = subprocess.run(
        [binary, f"{root}/spool", f"{root}/outbox", "64", str(result_bytes)],
        check=True, capture_output=True)
    return json.loads(done.stdout)["files_per_second"]


def suqiu(binary, root, orders):
    done = subprocess.run(
        [binary, "serve", "--once", "--no-console", "--rules", RULES, "--spool", f"{root}/spool",
         "--outbox", f"{root}/outbox"], check=True, capture_output=True)
    moments = {}
    for line in done.stderr.decode().splitlines():
        event = json.loads(line)
        moments[event["event"]] = datetime.fromisoformat(event["time"].replace("Z", "+00:00"))
    took = (moments["stopped"] - moments["ready"]).total_seconds()
    results = [entry for entry in os.scandir(f"{root}/outbox") if entry.is_file()]
    if len(results) != orders:
        sys.exit(f"error: {len(results)} results of {orders} orders")
    return orders / took, results[0].stat().st_size


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer")
    parser.add_argument("suqiu")
    parser.add_argument("folder")
    parser.add_argument("--orders", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    root = os.path.join(options.folder, "spool-bench")
    ours, theirs = [], []
    for _ in range(options.rounds):
        fill(root, options.orders)
        rate, size = suqiu(options.suqiu, root, options.orders)
        ours.append(rate)
        fill(root, options.orders)
        theirs.append(peer(options.peer, root, size))
    shutil.rmtree(root)
    mine, plain = statistics.median(ours), statistics.median(theirs)
    print(f"spool, durability on, {options.orders} orders, {options.rounds} rounds: suqiu {mine:.0f}/s, "
          f"plain C {plain:.0f}/s, {100 * mine / plain:.0f} % (promised 60 %)")


if __name__ == "__main__":
    main()
