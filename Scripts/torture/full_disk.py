#!/usr/bin/env python3
"""A disk fills while the daemon works, in bytes or in inodes, at its floor or to the last block; it
pauses with a sentence, and goes on by itself when there is room. Then the same with a read-only
outbox. Nothing is lost and nothing is refused: it is not the files' fault.

Needs root for its tmpfs; elsewhere it says SKIPPED and leaves with 77.
"""
import os
import signal
import subprocess
import sys
import time

from desk import Desk, Downstream, Place, QUICK, chances, judge, order, say, wait_until


def mount(*options):
    subprocess.run(["mount", *options], check=True)


class Scene:
    """A spool on one tmpfs, the outbox on the same or on a small one."""

    def __init__(self, root, options):
        self.small = f"{root}/small"
        os.makedirs(self.small)
        mount("-t", "tmpfs", "-o", options, "tmpfs", self.small)

    def fill_bytes(self, leave=0):
        """Takes all room but some bytes."""
        stat = os.statvfs(self.small)
        left = stat.f_bavail * stat.f_frsize - leave
        with open(f"{self.small}/filler", "ab", buffering=0) as file:
            try:
                while left > 0:
                    left -= file.write(b"x" * min(left, 1 << 16))
            except OSError:
                pass

    def fill_inodes(self):
        number = 0
        try:
            while True:
                os.close(os.open(f"{self.small}/inode-{number}", os.O_CREAT | os.O_WRONLY))
                number += 1
        except OSError:
            pass

    def free(self):
        for name in os.listdir(self.small):
            if name.startswith(("filler", "inode-")):
                os.unlink(f"{self.small}/{name}")

    def close(self):
        subprocess.run(["umount", "-l", self.small], check=False)


def story(name, options, is_spool_small, floors, hurt, heal, expected):
    """Orders flow; `hurt` in the middle; the pause is told; `heal`; all results are there."""
    with Place() as root:
        scene = Scene(root, options)
        try:
            desk = Desk(scene.small if is_spool_small else root, scene.small)
            downstream = Downstream(desk)
            daemon = desk.start("--batch-files", "16", *floors, log=f"{root}/log")
            wait_until("the daemon is ready", lambda: desk.status().get("state") == "watching")
            chance = chances(name, 1)
            desk.send_many(40, chance, "before")
            wait_until("the first are done", lambda: desk.status()["counts"]["published"] == 40)
            for number in range(40):
                desk.prepare(f"after-{number}.txt", order(chance, number))
            hurt(scene)
            for number in range(40):
                desk.rename_in(f"after-{number}.txt")
            wait_until(f"{name}: it pauses", lambda: desk.status().get("paused"))
            paused = desk.status()["paused"]
            if paused["code"] not in expected:
                raise SystemExit(f"FAILED: {name}: paused as {paused}, not {expected}")
            time.sleep(0.2 if QUICK else 1.5)
            heal(scene)
            downstream.start()
            wait_until(f"{name}: it goes on", lambda: len(downstream.taken) == 80)
            wait_until("it says so", lambda: desk.status().get("paused") is None)
            wait_until("all is archived", lambda: not desk.under_way())
            daemon.send_signal(signal.SIGTERM)
            code = daemon.wait(30)
            downstream.stop()
            wrong, _ = judge(desk, downstream)
            if wrong or code:
                raise SystemExit(f"FAILED: {name}: left with {code}: {wrong[:5]}")
            say(f"full disk, {name}: 80 orders, {paused['message']!r}, went on, 0 lost")
        finally:
            scene.close()


def read_only(scene):
    mount("-o", "remount,ro", scene.small)


def writable(scene):
    mount("-o", "remount,rw", scene.small)


def main():
    if os.geteuid() != 0:
        say("SKIPPED full disk: needs root for its tmpfs. NOTHING WAS TESTED HERE.")
        sys.exit(77)
    none = ["--free-mib", "0", "--free-inodes", "0"]
    for is_spool_small, where in ((False, "the outbox's"), (True, "the one")):
        full, inodes = {"disk_full"}, {"no_inodes", "disk_full"}
        story(f"{where} disk at its floor", "size=64m", is_spool_small, [],
              lambda scene: scene.fill_bytes(8 << 20), Scene.free, full)
        story(f"{where} disk to the last block", "size=8m", is_spool_small, none,
              Scene.fill_bytes, Scene.free, full | {"no_inodes"})
        story(f"{where} inodes to the last", "size=8m,nr_inodes=400", is_spool_small, none,
              Scene.fill_inodes, Scene.free, inodes)
    story("the outbox read-only", "size=64m", False, [], read_only, writable, {"read_only"})


if __name__ == "__main__":
    main()
