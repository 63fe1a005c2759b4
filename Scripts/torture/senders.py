#!/usr/bin/env python3
"""All the ways files arrive, at once, on a serving daemon: renamed, written slowly in place, appended
to in pieces, linked Maildir-style; and the inbox is removed and made anew under all of them. No
result may be of a part of a text.
"""
import hashlib
import os
import signal
import threading
import time

from desk import Desk, Downstream, Place, QUICK, chances, judge, order, say, wait_until

EACH = 10 if QUICK else 50


def slowly(desk, name, data):
    """One byte at a time with the file open, as a slow upload; a pause in the middle."""
    desk.sent[name] = digest(data)
    with open(f"{desk.inbox}/{name}", "wb", buffering=0) as file:
        for place in range(0, len(data), 8):
            file.write(data[place:place + 8])
            time.sleep(0.02)
        time.sleep(0.8)
        file.write(b"")


def in_pieces(desk, name, data):
    """Opened, appended to and closed again and again, with less than the quiet time between."""
    desk.sent[name] = digest(data)
    third = len(data) // 3 + 1
    for place in range(0, len(data), third):
        with open(f"{desk.inbox}/{name}", "ab") as file:
            file.write(data[place:place + third])
        time.sleep(0.05)


def linked(desk, name, data):
    desk.prepare(name, data)
    os.link(f"{desk.sending}/{name}", f"{desk.inbox}/{name}")
    time.sleep(0.1)
    os.unlink(f"{desk.sending}/{name}")


def renamed_open(desk, name, data):
    """Renamed in while its writer still writes."""
    desk.sent[name] = digest(data)
    with open(f"{desk.sending}/{name}", "wb", buffering=0) as file:
        file.write(data[:10])
        os.rename(f"{desk.sending}/{name}", f"{desk.inbox}/{name}")
        time.sleep(0.3)
        file.write(data[10:])


def digest(data):

    return hashlib.sha256(data).hexdigest()


def main():
    ways = {"renamed": Desk.send, "slow": slowly, "pieces": in_pieces, "linked": linked,
            "open": renamed_open}
    with Place() as root:
        desk = Desk(root)
        daemon = desk.start(log=f"{root}/log")
        downstream = Downstream(desk)
        downstream.start()
        wait_until("the daemon is ready", lambda: desk.status().get("state") == "watching")
        threads = []
        for way, body in ways.items():
            def all_of(way=way, body=body):
                chance = chances(way, 1)
                for number in range(EACH):
                    body(desk, f"{way}-{number}.txt", order(chance, number)[:400])
            threads.append(threading.Thread(target=all_of))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wait_until("all have results", lambda: len(downstream.taken) == len(desk.sent))
        replace_the_inbox(desk, downstream)
        daemon.send_signal(signal.SIGTERM)
        code = daemon.wait(30)
        downstream.stop()
        wrong, counts = judge(desk, downstream)
        if wrong or code:
            raise SystemExit(f"FAILED: senders: left with {code}: {wrong[:5]}")
        say(f"senders: {len(desk.sent)} files in {len(ways)} ways, inbox replaced 3 times: {counts}")


def replace_the_inbox(desk, downstream):
    """Empty, away for a moment, and back: found again each time, by its path."""
    for number in range(3):
        os.rename(desk.inbox, f"{desk.root}/away-{number}")
        if number % 2:
            wait_until("it pauses", lambda: (desk.status().get("paused") or {}).get("code") == "missing")
        os.mkdir(desk.inbox)
        desk.send_many(10, chances("again", number), f"again-{number}")
        wait_until("they are found", lambda: len(downstream.taken) == len(desk.sent))


if __name__ == "__main__":
    main()
