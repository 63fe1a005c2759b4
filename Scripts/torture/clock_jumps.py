#!/usr/bin/env python3
"""The wall clock jumps by a day, back and forth, while orders flow (libfaketime; the monotonic clock
goes on as it does). Nothing may stick, and ids stay unique.

Without libfaketime it says SKIPPED and leaves with 77.
"""
import glob
import os
import signal
import sys

from desk import Desk, Downstream, Place, QUICK, chances, judge, say, wait_until

EACH = 50 if QUICK else 250


def main():
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    if not found:
        say("SKIPPED clock jumps: libfaketime is missing. NOTHING WAS TESTED HERE.")
        sys.exit(77)
    with Place() as root:
        desk = Desk(root)
        clock = f"{root}/clock"

        def jump(to):
            with open(f"{clock}.new", "w", encoding="ascii") as file:
                file.write(to + "\n")
            os.rename(f"{clock}.new", clock)

        jump("+0")
        # Behind `env`: the library moves the environment of the first process it finds, and Swift
        # looks for the arguments in front of it.
        daemon = desk.start(log=f"{root}/log", behind=["/usr/bin/env"], env=dict(
            os.environ, LD_PRELOAD=found[0], FAKETIME_TIMESTAMP_FILE=clock, FAKETIME_NO_CACHE="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1", SWIFT_BACKTRACE="enable=no"))
        downstream = Downstream(desk)
        downstream.start()
        wait_until("the daemon is ready", lambda: desk.status().get("state") == "watching")
        for number, to in enumerate(("+0", "+1d", "-1d", "+400d")):
            jump(to)
            chance = chances("clock", number)
            desk.send_many(EACH, chance, f"renamed-{number}")
            for one in range(10):
                data = f"order {number} {one}".encode()
                desk.prepare(f"written-{number}-{one}.txt", data)
                with open(f"{desk.inbox}/written-{number}-{one}.txt", "wb") as file:
                    file.write(data)
            wait_until(f"all have results at {to}", lambda: len(downstream.taken) == len(desk.sent), 20)
        wait_until("all is archived", lambda: not desk.under_way())
        days = sorted(os.listdir(f"{desk.spool}/archive"))
        daemon.send_signal(signal.SIGTERM)
        code = daemon.wait(30)
        downstream.stop()
        wrong, counts = judge(desk, downstream)
        if wrong or code or len(days) < 3:
            raise SystemExit(f"FAILED: clock jumps: left with {code}, days {days}: {wrong[:5]}")
        say(f"clock jumps: {len(desk.sent)} files over {days}: {counts}")


if __name__ == "__main__":
    main()
