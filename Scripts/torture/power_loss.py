#!/usr/bin/env python3
"""Power loss: the file system is shut down without a log flush, unmounted, mounted, and the daemon
started again; ext4 and XFS on loop images, the outbox on the same or on another file system.

Nothing may be lost or torn. A result that downstream had taken already may come once more when it
was published in the last batch: then with the same name and the same bytes.

  power_loss.py [--rounds N] [--seed S] [--kinds ext4 xfs] [--only one|two] [--durability off]

With `--durability off` orders must get lost: that shows that the test can see a missing sync.
Needs root, loop devices and mkfs; where one is missing it says SKIPPED and leaves with 77.
"""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

from desk import Desk, Downstream, HERE, Place, QUICK, chances, judge, say

MEBIBYTES = {"ext4": 64, "xfs": 320}


def run(*command, check=True):
    return subprocess.run(command, check=check, capture_output=True)


class Disk:
    """One file system in an image, on a loop device without a cache of its own."""

    def __init__(self, kind, folder, name):
        self.image, self.point = f"{folder}/{name}.img", f"{folder}/{name}"
        os.makedirs(self.point)
        with open(self.image, "wb") as image:
            image.truncate(MEBIBYTES[kind] << 20)
        run(f"mkfs.{kind}", "-q", *(["-F"] if kind == "ext4" else []), self.image)
        found = run("losetup", "--find", "--show", "--direct-io=on", self.image, check=False)
        if found.returncode != 0:
            found = run("losetup", "--find", "--show", self.image)
        self.device = found.stdout.decode().strip()
        self.mount()

    def mount(self):
        run("mount", self.device, self.point)

    def unmount(self):
        for _ in range(200):
            if run("umount", self.point, check=False).returncode == 0:
                return
            time.sleep(0.01)
        raise SystemExit(f"FAILED: {self.point} cannot be unmounted")

    def remove(self):
        run("umount", "-l", self.point, check=False)
        run("losetup", "--detach", self.device, check=False)


class Neighbour(threading.Thread):
    """Somebody else who syncs on the same file system, so that its log moves at odd moments."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.path, self.ending = f"{folder}/neighbour", threading.Event()

    def run(self):
        try:
            with open(self.path, "wb", buffering=0) as file:
                while not self.ending.wait(0.004):
                    file.write(b"x" * 512)
                    os.fsync(file.fileno())
        except OSError:
            pass

    def stop(self):
        self.ending.set()
        self.join()


def one_round(kind, are_two, number, options, cutter):
    """A round: 300 orders whose sender synced them, one to three cuts, and a run in peace."""
    chance = chances(options.seed, f"{kind}/{are_two}/{number}")
    with Place(memory=False) as root:
        disks = [Disk(kind, root, name) for name in (["a", "b"] if are_two else ["a"])]
        try:
            desk = Desk(disks[0].point, disks[-1].point)
            # The folders themselves are to be on the disk before the story begins.
            code, told = desk.once()
            if code:
                return 0, [f"the first start left with {code}: {told[-300:]}"], {}
            os.sync()
            desk.send_many(options.files, chance, sync=True)
            downstream, cuts = Downstream(desk), 0
            for _ in range(chance.randint(1, 3)):
                cuts += cut(desk, disks, downstream, cutter, chance, options.durability)
                fresh = Downstream(desk)
                fresh.taken, fresh.torn, fresh.count = (
                    downstream.taken, downstream.torn, downstream.count)
                downstream = fresh
            code, told = desk.once()
            downstream.collect()
            wrong, counts = judge(desk, downstream, doubles_allowed=True)
            if code:
                wrong.append(f"the last start left with {code}: {told[-300:]}")
            return cuts, wrong, counts
        finally:
            for disk in disks:
                disk.remove()


def cut(desk, disks, downstream, cutter, chance, durability):
    """Works until the power goes; 1 when it went while the daemon worked."""
    neighbour = Neighbour(desk.root)
    neighbour.start()
    downstream.start()
    daemon = desk.start("--once", "--batch-files", str(chance.choice((4, 16, 64))),
                        "--durability", durability)
    goal = downstream.count + chance.randrange(max(1, len(desk.sent)))
    deadline = time.monotonic() + chance.choice((0.1, 0.3, 1.0))
    while downstream.count < goal and time.monotonic() < deadline and daemon.poll() is None:
        time.sleep(0.0005)
    time.sleep(chance.random() * 0.01)
    was_working = daemon.poll() is None
    run(cutter, str(chance.randrange(20_000)), *(disk.point for disk in disks))
    daemon.send_signal(signal.SIGKILL)
    daemon.wait()
    neighbour.stop()
    downstream.stop()
    for disk in disks:
        disk.unmount()
    for disk in disks:
        disk.mount()
    return int(was_working)


def missing():
    if os.geteuid() != 0:
        return "needs root"
    for tool in ("losetup", "mkfs.ext4", "mkfs.xfs", "cc"):
        if not shutil.which(tool):
            return f"{tool} is missing"
    if run("losetup", "--find", check=False).returncode != 0:
        return "this machine has no loop device"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3 if QUICK else 100)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--kinds", nargs="+", default=["ext4", "xfs"])
    parser.add_argument("--durability", default="auto")
    parser.add_argument("--only", choices=["one", "two"])
    options = parser.parse_args()
    reason = missing()
    if reason:
        say(f"SKIPPED power loss: {reason}. NOTHING WAS TESTED HERE.")
        sys.exit(77)
    bad = 0
    with Place(memory=False) as tools:
        cutter = f"{tools}/power_loss"
        run("cc", "-O1", "-o", cutter, f"{HERE}/power_loss.c")
        for kind in options.kinds:
            for are_two in (False, True):
                if options.only and (options.only == "two") != are_two:
                    continue
                bad += series(kind, are_two, options, cutter)
    sys.exit(1 if bad else 0)


def series(kind, are_two, options, cutter):
    began, bad = time.monotonic(), 0
    totals = {"cuts": 0, "lost": 0, "torn": 0, "doubled": 0, "differing": 0}
    for number in range(1, options.rounds + 1):
        cuts, wrong, counts = one_round(kind, are_two, number, options, cutter)
        totals["cuts"] += cuts
        for key, count in counts.items():
            totals[key] += count
        bad += bool(wrong)
        for sentence in wrong[:5]:
            say(f"{kind} round {number} (seed {options.seed}): {sentence}")
    say(f"power loss, {kind}, {'two file systems' if are_two else 'one file system'}: "
        f"{options.rounds} rounds, {totals['cuts']} cuts at work, {totals['lost']} lost, "
        f"{totals['torn']} torn, {totals['doubled']} came twice with the same bytes, "
        f"{totals['differing']} with other bytes, {bad} rounds wrong, seed {options.seed}, "
        f"{time.monotonic() - began:.0f} s")
    return bad


if __name__ == "__main__":
    main()
