#!/usr/bin/env python3
"""The same orders in odd worlds: the archive or the outbox on another file system, two bind mounts in
the place of one spool, a kernel without renameat2, without leases, without inotify, fsync instead of
syncfs, more events than the kernel keeps, and systemd at the other end of a socket.

  worlds.py [NAME …]
"""
import itertools
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time

from desk import Desk, Downstream, Place, RULES, chances, judge, say, visible, wait_until

ROOT = os.geteuid() == 0


class Mounts:
    """Mounts of one test, taken away at its end."""

    def __init__(self):
        self.points = []

    def add(self, point, *options):
        os.makedirs(point, exist_ok=True)
        subprocess.run(["mount", *options, point], check=True)
        self.points.append(point)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for point in reversed(self.points):
            subprocess.run(["umount", "-l", point], check=False)


def finish(name, desk, downstream, code, note=""):
    downstream.collect()
    wrong, counts = judge(desk, downstream)
    if wrong or code:
        raise SystemExit(f"FAILED: {name}: left with {code}: {wrong[:5]}")
    say(f"worlds, {name}: {len(desk.sent)} orders, {counts['lost']} lost, {counts['doubled']} doubled{note}")


def once(name, desk, *more, behind=()):
    """A hundred orders through `serve --once`, started behind another command."""
    downstream = Downstream(desk)
    desk.send_many(100, chances(name, 1))
    daemon = desk.start("--once", *more, behind=behind, log=f"{desk.root}/log")
    finish(name, desk, downstream, daemon.wait(120))


def archive_elsewhere(root):
    with Mounts() as mounts:
        desk = Desk(root)
        mounts.add(f"{desk.spool}/archive", "-t", "tmpfs", "tmpfs")
        mounts.add(f"{desk.spool}/quarantine", "-t", "tmpfs", "tmpfs")
        once("archive on another file system", desk)


def outbox_elsewhere(root):
    with Mounts() as mounts:
        mounts.add(f"{root}/other", "-t", "tmpfs", "tmpfs")
        desk = Desk(root, f"{root}/other")
        once("outbox on another file system", desk)
        desk = Desk(f"{root}/fsync", f"{root}/other/fsync")
        once("outbox on another file system, fsync", desk, "--durability", "fsync")


def bind_mounts(root):
    """Two entries of ReadWritePaths= are two bind mounts: one device, and no rename between them."""
    with Mounts() as mounts:
        desk = Desk(root)
        os.makedirs(f"{desk.spool}/work")
        mounts.add(desk.inbox, "--bind", desk.inbox)
        mounts.add(f"{desk.spool}/work", "--bind", f"{desk.spool}/work")
        code, told = desk.once()
        if code != 2 or "different mounts" not in told or "ReadWritePaths=" not in told:
            raise SystemExit(f"FAILED: bind mounts: left with {code}: {told}")
        say("worlds, two bind mounts: refused at the start, with what to do")


def strace(*injections):
    calls = ",".join(injection.split(":")[0] for injection in injections)
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}",
            *(part for injection in injections for part in ("-e", f"inject={injection}"))]


def no_renameat2(root):
    once("without renameat2: link and unlink", Desk(root), behind=strace("renameat2:error=EINVAL"))


def no_syncfs_but_fsync(root):
    once("durability fsync", Desk(root), "--durability", "fsync")
    once("durability off", Desk(f"{root}/off"), "--durability", "off")


def no_inotify(root):
    """Told of at once, then found by looking: quiet for 10 s and seen three times."""
    desk = Desk(root)
    downstream = Downstream(desk)
    daemon = desk.start(behind=strace("inotify_init1:error=EMFILE"), log=f"{root}/log")
    wait_until("the daemon is ready", lambda: desk.status().get("mode") == "polling")
    desk.send_many(20, chances("polling", 1))
    wait_until("all have results", lambda: len(visible(desk.outbox)) == 20, 60)
    wait_until("all is archived", lambda: not desk.under_way())
    subprocess.run(["pkill", "-TERM", "-P", str(daemon.pid)], check=False)
    daemon.wait(30)
    finish("without inotify: polling", desk, downstream, 0)


def lowest_free(pid):
    """The first number no descriptor has, once the threads of the start have closed theirs."""
    before = None
    while True:
        now = {int(number) for number in os.listdir(f"/proc/{pid}/fd")}
        if now == before:
            return next(number for number in itertools.count() if number not in now)
        before = now
        time.sleep(1)


def no_descriptors(root):
    """The limit falls below what is open already; the status must say so all the same."""
    desk = Desk(root)
    downstream = Downstream(desk)
    daemon = desk.start(log=f"{root}/log")
    wait_until("the daemon is ready", lambda: desk.status().get("state") == "watching")
    limits = resource.prlimit(daemon.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(daemon.pid, resource.RLIMIT_NOFILE, (lowest_free(daemon.pid), limits[1]))
    desk.send_many(20, chances("descriptors", 1))
    wait_until("it pauses", lambda: desk.status().get("paused"))
    told = desk.status()["paused"]
    if told["code"] != "too_many_open_files":
        raise SystemExit(f"FAILED: descriptors: paused as {told}")
    resource.prlimit(daemon.pid, resource.RLIMIT_NOFILE, limits)
    wait_until("it goes on", lambda: len(visible(desk.outbox)) == 20)
    wait_until("it says so", lambda: desk.status().get("paused") is None)
    wait_until("all is archived", lambda: not desk.under_way())
    daemon.send_signal(signal.SIGTERM)
    finish("no descriptors left", desk, downstream, daemon.wait(30), f", {told['message']!r}")


def too_many_events(root):
    """The daemon sleeps while more files come than the kernel keeps events for."""
    with open("/proc/sys/fs/inotify/max_queued_events", encoding="ascii") as file:
        count = int(file.read()) + 1_000
    desk = Desk(root)
    downstream = Downstream(desk)
    daemon = desk.start(log=f"{root}/log")
    wait_until("the daemon is ready", lambda: desk.status().get("state") == "watching")
    daemon.send_signal(signal.SIGSTOP)
    desk.send_many(count, chances("overflow", 1))
    daemon.send_signal(signal.SIGCONT)
    downstream.start()
    wait_until("all have results", lambda: downstream.count >= count, 240)
    wait_until("all is archived", lambda: not desk.under_way())
    daemon.send_signal(signal.SIGTERM)
    code = daemon.wait(30)
    downstream.stop()
    with open(f"{root}/log", encoding="utf-8") as log:
        if '"hints_lost"' not in log.read():
            raise SystemExit("FAILED: too many events: the overflow was not told of")
    finish("more events than the kernel keeps", desk, downstream, code, ", hints_lost told")


def service_manager(root):
    """READY, WATCHDOG and STOPPING arrive in this order; SIGHUP reads the rules again."""
    desk = Desk(root)
    rules = f"{root}/Rules"
    shutil.copytree(RULES, rules)
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ear.bind(f"{root}/notify")
    ear.settimeout(30)
    daemon = desk.start("--rules", rules, log=f"{root}/log", env=dict(
        os.environ, NOTIFY_SOCKET=f"{root}/notify", WATCHDOG_USEC="2000000"))
    heard = []

    def hear(word):
        while not any(line.startswith(word) for line in heard):
            heard.append(ear.recv(4096).decode())

    hear("READY=1")
    hear("WATCHDOG=1")
    notice = f"{desk.spool}/规则状态.txt"
    wait_until("the notice is there", lambda: os.path.exists(notice))
    before = os.stat(notice).st_mtime_ns
    time.sleep(0.05)
    daemon.send_signal(signal.SIGHUP)
    wait_until("the rules are read again", lambda: os.stat(notice).st_mtime_ns != before)
    os.rename(desk.inbox, f"{root}/away")
    hear("STATUS=paused: the inbox is missing")
    os.rename(f"{root}/away", desk.inbox)
    hear("STATUS=watching")
    # While it waits for a folder it must not look hung, or systemd would kill it.
    os.rename(desk.outbox, f"{root}/away")
    hear("STATUS=paused: the outbox is missing")
    heard.clear()
    hear("WATCHDOG=1")
    os.rename(f"{root}/away", desk.outbox)
    hear("STATUS=watching")
    daemon.send_signal(signal.SIGTERM)
    hear("STOPPING=1")
    code = daemon.wait(30)
    if code:
        raise SystemExit(f"FAILED: service manager: left with {code}, heard {heard}")
    say("worlds, systemd: READY, WATCHDOG (also while the outbox is missing), STATUS of each pause, "
        "STOPPING; SIGHUP read the rules again")


WORLDS = {
    "archive": (archive_elsewhere, True), "outbox": (outbox_elsewhere, True),
    "bind": (bind_mounts, True), "renameat2": (no_renameat2, False),
    "fsync": (no_syncfs_but_fsync, False), "events": (too_many_events, False),
    "systemd": (service_manager, False), "inotify": (no_inotify, False),
    "descriptors": (no_descriptors, False),
}


def main():
    for name in sys.argv[1:] or WORLDS:
        body, needs_root = WORLDS[name]
        if needs_root and not ROOT:
            say(f"SKIPPED worlds, {name}: needs root for its mounts. NOTHING WAS TESTED HERE.")
            continue
        with Place() as root:
            body(root)


if __name__ == "__main__":
    main()
