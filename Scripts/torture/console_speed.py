#!/usr/bin/env python3
"""How fast the console is on a full index, and what its viewers cost the orders.

  console_speed.py [--orders N] [--asks N] [--viewers N] [--rounds N] [--rows N] [--folder DIR]

Classifies an invented two years of N orders (a million unless told), builds the index, then asks each
page again and again: first, median and 99th percentile in milliseconds, and its bytes. After that the
daemon takes files of `--rows` orders, by turns alone and with viewers who hold a stream of live numbers
and open a page a second each. With --folder the orders are made once and kept for the next run.

Promised: every page under 50 ms at the 99th percentile, the first page under 100 KB, orders slowed by
less than 5 %. Exit 0 when kept, 1 when not. Measure a release build on a quiet machine.
"""
import argparse
import datetime
import http.client
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from desk import say, suqiu

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, f"{ROOT}/Scripts")
import invented_year  # noqa: E402

PROMISED = {"ms": 50, "bytes": 100_000, "slower": 5.0}
# As large as what a desk drops: the row of an order is looked for from the beginning of its file.
ROWS_A_FILE = 5_000


def prepare(folder, orders):
    """Classifies the orders and builds the index, unless that was done before."""
    done = f"{folder}/orders-{orders}"
    if os.path.exists(done):
        return
    os.makedirs(f"{folder}/spool/inbox", exist_ok=True)
    until, began = datetime.datetime.now(), time.monotonic()
    for number, start in enumerate(range(0, orders, ROWS_A_FILE)):
        # Each file holds a part of every day, so that no page lives on one file alone.
        invented_year.write(f"{folder}/spool/inbox/year-{number:04}.csv",
                            min(ROWS_A_FILE, orders - start), 730, until, seed=number)
    say(f"{orders} orders written in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    subprocess.run([suqiu(), "serve", "--once", "--durability", "off", *places(folder)],
                   check=True, stderr=subprocess.DEVNULL)
    say(f"classified in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    subprocess.run([suqiu(), "index", "--spool", f"{folder}/spool", "--rules", f"{ROOT}/Rules"],
                   check=True, stdout=subprocess.DEVNULL)
    size = os.path.getsize(f"{folder}/spool/history/index.sqlite")
    say(f"indexed in {time.monotonic() - began:.0f} s, {size >> 20} MiB")
    open(done, "w").close()


def places(folder):
    return ["--spool", f"{folder}/spool", "--outbox", f"{folder}/outbox", "--rules", f"{ROOT}/Rules"]


class Daemon:
    def __init__(self, folder):
        self.folder = folder
        self.log = f"{folder}/log.jsonl"
        self.process = subprocess.Popen(
            [suqiu(), "serve", "--console", "127.0.0.1:0", *places(folder)], stderr=open(self.log, "w"))
        self.port = int(self.event("console_ready")["address"].rstrip("/").rsplit(":", 1)[1])
        self.event("ready")

    def event(self, name):
        while True:
            if self.process.poll() is not None:
                raise SystemExit("error: the daemon ended: " + open(self.log).read()[-2000:])
            for line in open(self.log):
                if line.endswith("\n") and json.loads(line).get("event") == name:
                    return json.loads(line)
            time.sleep(0.05)

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Viewer:
    """One connection that is kept, as browsers do."""

    def __init__(self, port):
        self.port = port
        self.wire = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, path):
        """The answer and how long it took, in milliseconds."""
        began = time.monotonic()
        try:
            self.wire.request("GET", path)
            reply = self.wire.getresponse()
        except (http.client.HTTPException, ConnectionError):
            # Closed while nobody asked.
            self.wire.close()
            self.wire.request("GET", path)
            reply = self.wire.getresponse()
        body = reply.read()
        if reply.status != 200:
            raise SystemExit(f"error: {path} answers {reply.status}: {body[:300]!r}")
        return body, (time.monotonic() - began) * 1000, reply.headers.get("Refresh")

    def json(self, path):
        return json.loads(self.ask(path)[0])


def pages(viewer):
    """Names of pages, each with the addresses it is asked under."""
    ids, after = [], ""
    for _ in range(4):
        page = viewer.json("/api/v1/orders" + after)
        ids += [one["id"] for one in page["orders"]]
        after = page["next"]
        if not after:
            break
    orders = [viewer.json(f"/api/v1/orders/{one}") for one in ids[:10]]
    units = sorted({one["unit"] for one in orders if one["unit"]}) or ["x"]
    rules = sorted({rule for one in orders for rule in one["rules"]})[:10] or ["lightning.struck"]
    unit = [urllib.parse.quote(one) for one in units]
    year = datetime.date.today() - datetime.timedelta(364)
    return {
        "overview": ["/"],
        "overview en": ["/?lang=en"],
        "orders": ["/orders"],
        "orders, deep": ["/orders" + after] if after else ["/orders"],
        "orders by label": [f"/orders?label={one}" for one in
                            ("cause:lightning", "topic:outage", "intent:inquiry", "cause:attitude_poor")],
        "orders by rule": [f"/orders?rule={one}" for one in rules],
        "orders by unit": [f"/orders?unit={one}" for one in unit],
        "orders by label and unit": [f"/orders?label=topic:outage&unit={one}" for one in unit],
        "orders by label and city": ["/orders?label=topic:outage&city=%E9%9D%92%E6%B2%B3%E5%B8%82"],
        "orders that match nothing": ["/orders?label=cause:lightning&label=cause:attitude_poor&review=1"],
        "orders for people": ["/orders?review=1"],
        "orders of a day": [f"/orders?from={year}&to={year}"],
        "one order": [f"/orders/{one}" for one in ids[:40]],
        "one order, why not": [f"/orders/{one}?why=cause:lightning" for one in ids[:40]],
        "review": ["/review"],
        "rules": ["/rules"],
        "a pack": ["/rules?pack=lightning"],
        "a rule": [f"/rules/{one}" for one in rules],
        "playground": ["/playground"],
        "report, 30 days": ["/report"],
        "report, a year": [f"/report?from={year}&part=causes"],
        "status": ["/api/v1/status"],
        "health": ["/health"],
        "metrics": ["/metrics"],
    }


def measure(viewer, asks):
    """Asks each page; gives the broken promises."""
    broken = []
    say(f"{'page':28}{'first':>9}{'p50':>9}{'p99':>9}{'KB':>8}   milliseconds")
    chance = random.Random(7)
    for name, addresses in pages(viewer).items():
        body, first, refresh = viewer.ask(addresses[0])
        while refresh:
            # A report is made once; its page says so and comes again.
            time.sleep(0.5)
            body, _, refresh = viewer.ask(addresses[0])
        times = sorted(viewer.ask(chance.choice(addresses))[1] for _ in range(asks))
        p50, p99 = times[len(times) // 2], times[min(len(times) - 1, len(times) * 99 // 100)]
        say(f"{name:28}{first:9.1f}{p50:9.1f}{p99:9.1f}{len(body) / 1000:8.1f}")
        if p99 >= PROMISED["ms"]:
            broken.append(f"{name}: {p99:.1f} ms at the 99th percentile")
        if name.startswith("overview") and len(body) >= PROMISED["bytes"]:
            broken.append(f"{name}: {len(body)} bytes")
    return broken


class Watching(threading.Thread):
    """A person with the console open: live numbers, and a page a second."""

    def __init__(self, port, addresses, seed):
        super().__init__(daemon=True)
        self.port, self.addresses, self.chance = port, addresses, random.Random(seed)
        self.ending = threading.Event()

    def run(self):
        live = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        live.request("GET", "/events")
        viewer = Viewer(self.port)
        while not self.ending.wait(self.chance.uniform(0.5, 1.5)):
            viewer.ask(self.chance.choice(self.addresses))
        live.close()


def take(daemon, rows, number):
    """Seconds from the drop of a file of rows to its result."""
    name = f"measure-{os.getpid()}-{number}.csv"
    invented_year.write(f"{daemon.folder}/{name}", rows, 2, datetime.datetime.now(), seed=10_000 + number)
    began = time.monotonic()
    os.rename(f"{daemon.folder}/{name}", f"{daemon.folder}/spool/inbox/{name}")
    while not any(one.startswith(name) for one in os.listdir(f"{daemon.folder}/outbox")):
        time.sleep(0.005)
    return time.monotonic() - began


def slowdown(daemon, viewers, rounds, rows):
    """By turns alone and watched; gives the broken promises."""
    addresses = [one for some in pages(Viewer(daemon.port)).values() for one in some]
    alone, watched = [], []
    take(daemon, rows, 0)
    for number in range(rounds):
        alone.append(take(daemon, rows, 2 * number + 1))
        watching = [Watching(daemon.port, addresses, seed) for seed in range(viewers)]
        for one in watching:
            one.start()
        time.sleep(2)
        watched.append(take(daemon, rows, 2 * number + 2))
        for one in watching:
            one.ending.set()
        for one in watching:
            one.join()
        # The index takes what came in before the next turn is measured.
        time.sleep(2)
    more = (statistics.median(watched) / statistics.median(alone) - 1) * 100
    say(f"{rows} orders alone: {statistics.median(alone):.2f} s, with {viewers} viewers: "
        f"{statistics.median(watched):.2f} s, {more:+.1f} % ({rounds} rounds; alone "
        f"{min(alone):.2f}–{max(alone):.2f}, watched {min(watched):.2f}–{max(watched):.2f})")
    return [f"{viewers} viewers slow orders by {more:.1f} %"] if more >= PROMISED["slower"] else []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--asks", type=int, default=200)
    parser.add_argument("--viewers", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--folder")
    arguments = parser.parse_args()
    folder = arguments.folder or tempfile.mkdtemp(prefix="console-speed-")
    os.makedirs(f"{folder}/outbox", exist_ok=True)
    try:
        prepare(folder, arguments.orders)
        daemon = Daemon(folder)
        try:
            broken = measure(Viewer(daemon.port), arguments.asks)
            broken += slowdown(daemon, arguments.viewers, arguments.rounds, arguments.rows)
        finally:
            daemon.close()
    finally:
        if not arguments.folder:
            shutil.rmtree(folder, ignore_errors=True)
    for one in broken:
        say(f"BROKEN  {one}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
