"""A spool, its senders, its daemons and a hungry downstream: what every torture test is made of."""
import atexit
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
RULES = os.environ.get("TORTURE_RULES", os.path.join(HERE, "rules"))
QUICK = bool(os.environ.get("TORTURE_QUICK"))
PHRASES = [
    "客户来电反映家中停电", "雷击造成线路故障", "催促尽快派人抢修", "对工作人员态度不满",
    "咨询电子发票如何开具", "预缴套餐未到账", "多次来电仍未解决", "请核实后回复客户",
]


STARTED = []


@atexit.register
def leave_nothing_running():
    """A test that fails leaves its daemons where they are; this does not."""
    for daemon in STARTED:
        if daemon.poll() is None:
            # The group: what runs behind strace outlives strace.
            os.killpg(daemon.pid, signal.SIGKILL)


# Ended from outside, the folders and mounts are taken away too.
signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))


def say(text):
    print(text, flush=True)


def suqiu():
    """The binary under test: TORTURE_SUQIU, else the release build."""
    path = os.environ.get("TORTURE_SUQIU") or os.path.join(HERE, "../../.build/release/suqiu")
    if not os.access(path, os.X_OK):
        sys.exit(f"error: {path} is not there; run make build, or set TORTURE_SUQIU")
    return os.path.abspath(path)


def order(chance, number):
    """An order's bytes: a few sentences and its number, now and then in GB18030 or empty of sense."""
    count = chance.choice((1, 3, 8, 40))
    text = f"工单 {number}\n" + "，".join(chance.choice(PHRASES) for _ in range(count)) + "。\n"
    return text.encode("gb18030" if chance.random() < 0.2 else "utf-8")


class Desk:
    """The folders of one run below `root`; `outbox_root` may be on another file system."""

    def __init__(self, root, outbox_root=None):
        self.root = root
        self.spool = os.path.join(root, "spool")
        self.inbox = os.path.join(self.spool, "inbox")
        self.outbox = os.path.join(outbox_root or root, "outbox")
        self.sending = os.path.join(root, "sending")
        self.sent = {}
        for path in (self.inbox, self.outbox, self.sending):
            os.makedirs(path, exist_ok=True)

    # Senders

    def send(self, name, data, sync=False):
        """Writes beside the inbox and renames in; with `sync`, as a sender that fears power loss."""
        self.prepare(name, data, sync)
        self.rename_in(name)

    def prepare(self, name, data, sync=False):
        with open(os.path.join(self.sending, name), "wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        self.sent[name] = hashlib.sha256(data).hexdigest()

    def rename_in(self, name):
        os.rename(os.path.join(self.sending, name), os.path.join(self.inbox, name))

    def send_many(self, count, chance, prefix="order", sync=False, pause=0.0):
        for number in range(count):
            self.send(f"{prefix}-{number}.txt", order(chance, number), sync)
            if pause:
                time.sleep(pause)
        if sync:
            for folder in (self.inbox, self.sending):
                handle = os.open(folder, os.O_RDONLY)
                os.fsync(handle)
                os.close(handle)

    # Daemons

    def command(self, *more):
        return [suqiu(), "serve", "--spool", self.spool, "--outbox", self.outbox,
                "--rules", RULES, "--no-console", *more]

    def start(self, *more, log=None, behind=(), **options):
        """A daemon in the background, started by the command `behind`; its log goes to a file."""
        target = open(log, "ab") if log else subprocess.DEVNULL
        options["start_new_session"] = True
        options.setdefault("env", dict(os.environ, SWIFT_BACKTRACE="enable=no"))
        try:
            daemon = subprocess.Popen(
                [*behind, *self.command(*more)], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=target, **options)
            STARTED.append(daemon)
            del STARTED[:-8]
            return daemon
        finally:
            if log:
                target.close()

    def once(self, *more, timeout=120):
        """Runs `serve --once` to its end; its exit status and what it said."""
        done = subprocess.run(
            self.command("--once", *more), stdin=subprocess.DEVNULL, capture_output=True,
            timeout=timeout, env=dict(os.environ, SWIFT_BACKTRACE="enable=no"))
        return done.returncode, done.stderr.decode("utf-8", "replace")

    def status(self):
        """What `status.json` says; empty while there is none."""
        try:
            with open(os.path.join(self.spool, "status.json"), "rb") as file:
                return json.load(file)
        except (OSError, ValueError):
            return {}

    # What is where

    def waiting(self):
        return len(visible(self.inbox))

    def under_way(self):
        """Everything left in work, done and stage; empty when all came to its end."""
        left = []
        for top in (f"{self.spool}/work", f"{self.spool}/done", f"{self.outbox}/.stage"):
            for folder, _, names in os.walk(top):
                left += [f"{folder}/{name}" for name in names if not name.startswith(".")]
        return left

    def archived(self):
        """name → [(id, sha256 of the source, bytes of the result copy or None)]"""
        found = {}
        for folder, _, names in os.walk(f"{self.spool}/archive"):
            for held in names:
                if "~" not in held:
                    continue
                claim, name = held.split("~", 1)
                with open(f"{folder}/{held}", "rb") as file:
                    digest = hashlib.sha256(file.read()).hexdigest()
                try:
                    with open(f"{folder}/{claim}.json", "rb") as file:
                        copy = file.read()
                except FileNotFoundError:
                    copy = None
                found.setdefault(name, []).append((claim, digest, copy))
        return found


class Downstream(threading.Thread):
    """Reads, checks and removes results as fast as it can."""

    def __init__(self, desk, pause=0.001, on_result=None):
        super().__init__(daemon=True)
        self.desk, self.pause, self.on_result = desk, pause, on_result
        self.taken = {}
        self.torn = []
        self.count = 0
        self.first = None
        self.ending = threading.Event()

    def run(self):
        while not self.ending.is_set():
            if not self.collect():
                time.sleep(self.pause)

    def stop(self):
        """Ends the thread and takes what is left."""
        self.ending.set()
        if self.is_alive():
            self.join()

    def collect(self):
        some = False
        try:
            names = visible(self.desk.outbox)
        except OSError:
            return False
        for name in names:
            path = os.path.join(self.desk.outbox, name)
            try:
                with open(path, "rb") as file:
                    data = file.read()
                os.unlink(path)
            except OSError:
                continue
            self.take(name, data)
            some = True
        return some

    def take(self, name, data):
        self.first = self.first or time.monotonic()
        self.count += 1
        try:
            result = json.loads(data)
            subject, document = result["subject"], result["data"]["document"]
            whole = data.endswith(b"\n") and document["sha256"] == self.desk.sent.get(subject)
        except (ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            self.torn.append((name, data[:200]))
            return
        self.taken.setdefault(subject, []).append((result["id"], name, data))
        if self.on_result:
            self.on_result(subject)


def visible(folder):
    return [name for name in os.listdir(folder) if not name.startswith(".")]


def judge(desk, downstream, doubles_allowed=False):
    """What went wrong with a run that is over: a list of sentences, and the counts."""
    counts = {"lost": 0, "doubled": 0, "torn": len(downstream.torn), "differing": 0}
    wrong = [f"torn or wrong: {name}: {data!r}" for name, data in downstream.torn[:3]]
    archived = desk.archived()
    for name, digest in desk.sent.items():
        taken = downstream.taken.get(name, [])
        if not taken:
            counts["lost"] += 1
            wrong.append(f"lost: {name}")
            continue
        if len(taken) > 1:
            counts["doubled"] += 1
            if len(set(taken)) > 1:
                counts["differing"] += 1
                wrong.append(f"doubled with other bytes: {name}: {[t[:2] for t in taken]}")
            elif not doubles_allowed:
                wrong.append(f"doubled: {name}: {[t[:2] for t in taken]}")
        kept = archived.get(name, [])
        if len(kept) != 1 or kept[0][1] != digest:
            wrong.append(f"archived {len(kept)} times or wrong: {name}")
        elif kept[0][2] != taken[0][2]:
            wrong.append(f"the copy in the archive is not the result: {name}")
    for name in downstream.taken.keys() - desk.sent.keys():
        wrong.append(f"a result of nothing: {name}")
    wrong += [f"left under way: {path}" for path in desk.under_way()[:3]]
    wrong += [f"left in the inbox: {name}" for name in visible(desk.inbox)[:3]]
    quarantined = f"{desk.spool}/quarantine"
    if os.path.isdir(quarantined):
        wrong += [f"quarantined: {name}" for name in visible(quarantined)[:3]]
    return wrong, counts


class Place:
    """A temporary folder, in memory when asked for and there, removed at the end."""

    def __init__(self, memory=True):
        parent = "/dev/shm" if memory and os.access("/dev/shm", os.W_OK) else None
        self.path = tempfile.mkdtemp(prefix="suqiu-torture-", dir=parent)

    def __enter__(self):
        return self.path

    def __exit__(self, kind, value, trace):
        if kind is None or not os.environ.get("TORTURE_KEEP"):
            shutil.rmtree(self.path, ignore_errors=True)
        else:
            say(f"kept: {self.path}")


def wait_until(what, holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit(f"FAILED: not within {seconds} s: {what}")
        time.sleep(0.01)


def chances(seed, number):
    """The same chances for the same seed and round, so that a failure can be seen again."""
    return random.Random(f"{seed}/{number}")
