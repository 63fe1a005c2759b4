#!/usr/bin/env python3
"""A run over four files dies before each of its system calls in turn, or one call fails with each
likely error. After the next start every file has exactly one result (or, where its reading was made
to fail, lies in quarantine), and nothing is left under way.

  every_syscall.py kill [--step N]      SIGKILL at the n-th call
  every_syscall.py error [--step N]     the n-th call fails, for each error in the table
"""
import argparse
import os
import re
import subprocess
import sys
import time

from desk import Desk, Downstream, Place, QUICK, chances, judge, order, say, visible

CALLS = ["openat", "read", "write", "close", "newfstatat", "fstat", "getdents64", "mkdir", "mkdirat",
         "renameat", "renameat2", "unlinkat", "linkat", "syncfs", "fsync", "flock", "fcntl", "fstatfs"]
ERRORS = {
    "openat": ["ENOSPC", "EDQUOT", "EMFILE", "EACCES", "EROFS", "EIO"],
    "read": ["EIO"], "write": ["ENOSPC", "EDQUOT", "EIO"], "close": ["EIO"],
    "newfstatat": ["EIO", "EACCES"], "fstat": ["EIO"], "getdents64": ["EIO"],
    "mkdirat": ["ENOSPC", "EROFS", "EACCES"], "syncfs": ["EIO"], "fsync": ["EIO"],
    "renameat": ["EIO", "EXDEV", "EROFS", "EACCES", "ENOSPC"],
    "renameat2": ["EIO", "EXDEV", "EROFS", "EACCES", "ENOSPC", "EINVAL", "ENOSYS"],
    "unlinkat": ["EIO", "EROFS", "EACCES"], "linkat": ["EIO", "EACCES"],
    "flock": ["ENOLCK"], "fcntl": ["EMFILE"], "fstatfs": ["EIO"],
}
# A file whose own reading fails may rightly be refused.
MAY_REFUSE = {("openat", "EACCES"), ("openat", "EIO"), ("read", "EIO"), ("newfstatat", "EACCES"),
              ("newfstatat", "EIO"), ("fstat", "EIO")}
# 127: the loader found no library, before the program began.
STATUSES = (0, 2, 127)


def prepare(root):
    desk = Desk(root)
    chance = chances(4, 4)
    for name in ("a.txt", "b.txt", "c.txt", "x" * 250):
        desk.send(name, order(chance, len(desk.sent)))
    return desk


def traced(desk, *options):
    command = ["strace", "-f", "-qq", *options, *desk.command("--once")]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        timeout=120, env=dict(os.environ, SWIFT_BACKTRACE="enable=no"))
    return done.returncode


def clean_run():
    """call → (first, last) number of that call on the thread that works, from the first look at the
    spool on; strace counts per thread."""
    with Place() as root:
        desk = prepare(root)
        log = os.path.join(root, "strace")
        traced(desk, "-y", "-o", log, "-e", "trace=" + ",".join(CALLS))
        counts, first, worker = {}, {}, None
        with open(log, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                match = re.match(r"(\d+)\s+(\w+)\(", line)
                if not match:
                    continue
                thread, call = match.groups()
                counts[thread, call] = counts.get((thread, call), 0) + 1
                if f"{root}/spool" in line:
                    first.setdefault((thread, call), counts[thread, call])
                if "spool/inbox" in line and "rename" in call:
                    worker = thread
    found = {call: (first[worker, call], counts[worker, call])
             for call in CALLS if (worker, call) in first}
    say("calls of a clean run: " + ", ".join(f"{call} {a}–{b}" for call, (a, b) in found.items()))
    return found


def hurt(call, number, injection, may_refuse):
    """One point; what is wrong afterwards, and how the hurt run ended."""
    with Place() as root:
        desk = prepare(root)
        downstream = Downstream(desk)
        code = traced(desk, "-o", "/dev/null", "-e", f"trace={call}",
                      "-e", f"inject={call}:{injection}:when={number}")
        downstream.collect()
        again, told = desk.once()
        if again != 0:
            # Whatever was wrong is over: the next start may need no third.
            return [f"the next start left with {again}: {told[-300:]}"], code
        downstream.collect()
        if may_refuse:
            for name in visible(f"{desk.spool}/quarantine"):
                if name.endswith(".why.txt"):
                    os.unlink(f"{desk.spool}/quarantine/{name}")
                    os.unlink(f"{desk.spool}/quarantine/{name[:-8]}")
                    # A long name is cut and gets `~<id>`.
                    head = name[:-8].split("~")[0]
                    for sent in [one for one in desk.sent if one.startswith(head)]:
                        del desk.sent[sent]
        desk.sent = {held(name): digest for name, digest in desk.sent.items()}
        downstream.taken = {held(name): taken for name, taken in downstream.taken.items()}
        wrong, _ = judge(desk, downstream)
        return wrong, code


def held(name):
    """A long name is cut in the archive: what follows an id of 26 and `~`."""
    return name[:255 - 27]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["kill", "error"])
    parser.add_argument("--step", type=int, default=23 if QUICK else 1)
    options = parser.parse_args()
    began, points, bad, codes = time.monotonic(), 0, 0, {}
    number = 0
    for call, (first, last) in clean_run().items():
        injections = ["signal=KILL"] if options.what == "kill" else [
            f"error={name}" for name in ERRORS.get(call, [])]
        for injection in injections:
            for when in range(first, last + 1):
                number += 1
                if number % options.step:
                    continue
                name = injection.split("=")[1]
                wrong, code = hurt(call, when, injection, (call, name) in MAY_REFUSE)
                points += 1
                codes[code] = codes.get(code, 0) + 1
                if options.what == "error" and code not in STATUSES:
                    wrong.append(f"left with {code}, not with 0 or 2")
                bad += bool(wrong)
                for sentence in wrong[:3]:
                    say(f"{call} {when} {name}: {sentence}")
    say(f"every syscall, {options.what}: {points} points, {bad} wrong, exit statuses "
        f"{dict(sorted(codes.items()))}, {time.monotonic() - began:.0f} s")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
