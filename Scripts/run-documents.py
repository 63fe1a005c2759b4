#!/usr/bin/env python3
"""Runs every command in the documents: run-documents.py SUQIU [PAGE …]; part of `make test`.

Each page gets a fresh folder with `Rules`, `Corpus/samples`, `Integrations` and a few orders in it. Blocks that
begin with ```sh are run from top to bottom, in one shell that ends at the first command that fails. In pages written
before there was that mark, lines that begin with `suqiu ` in plain blocks are run, each by itself.
A command that is neither run nor named in ELSEWHERE, with what runs it instead, is a failure. Pages run side by side,
one for each core.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = sorted(str(path.relative_to(ROOT)) for pattern in ("*.md", "docs/*.md", "[A-Z]*/README.md")
               for path in ROOT.glob(pattern) if path.name != "CHANGELOG.md")
# How a command begins that is not run here, and what holds it instead.
ELSEWHERE = {
    "make ": "targets of their own: `make test` is CI, `make run` is run by Tests/EndToEndTests/DemoTests.swift",
    "echo '客户反映昨晚打雷后家里停电，经查雷击导致变压器熔断器熔断' > .build/demo/try.txt": "in the demo: DemoTests.swift",
    "mv .build/demo/try.txt ": "in the demo: DemoTests.swift",
    "cat .build/demo/outbox/try.txt.json": "in the demo: DemoTests.swift",
    "apt install ./suqiu_": "root: `make deb`",
    "sudo -u suqiu suqiu doctor": "the user of the package: `make deb`",
    "systemctl status suqiu": "systemd: `make deb`",
    "adduser CLERK suqiu": "root, and changes the machine",
    "spark-submit ": "Spark and Java: `make spark`",
    "  --suqiu suqiu ": "Spark and Java: `make spark`",
    "SUQIU_SPARK": "Spark and Java: `make spark`",
    "Scripts/bench.sh": "minutes on a quiet machine: `make bench`",
    "BENCH_QUICK=1 Scripts/bench.sh": "needs Vectorscan: `make bench`",
}
COMMANDS = ("suqiu ", "cat order.txt | suqiu")
# Addresses in the pages stand for ports nobody else has.
PORTS = ("7878", "8099")


def blocks(page):
    """(kind, lines) of each fenced block."""
    for match in re.finditer(r"^```(\S*)\n(.*?)^```$", (ROOT / page).read_text(), re.M | re.S):
        yield match.group(1), match.group(2).splitlines()


def is_command(line):
    """Whether a line of a plain block is one: a program of this machine, of the repository or of the package."""
    word = line.split(" ")[0]
    if not word or line[0].isspace():
        return False
    return bool(shutil.which(word) or "=" in word[1:] or word in ("suqiu", "sudo", "apt", "systemctl", "make")
                or (ROOT / word).is_file())


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


def prepare(folder, suqiu):
    (folder / "bin").mkdir()
    (folder / "bin/suqiu").symlink_to(suqiu)
    home = folder / "home"
    home.mkdir()
    shutil.copytree(ROOT / "Rules", home / "Rules")
    shutil.copytree(ROOT / "Integrations", home / "Integrations", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "Corpus/samples", home / "Corpus/samples")
    labelled = home / "Corpus/labelled"
    labelled.mkdir()
    shutil.copy(ROOT / "Corpus/labelled/orders-c.jsonl", labelled)
    return home


def furnish(home, run):
    """What the one-line examples speak of: orders, an archive, a case dragged by somebody, a repository."""
    (home / "order.txt").write_text("客户反映昨晚打雷后家里停电，经查雷击导致变压器熔断器熔断\n")
    shutil.copy(home / "order.txt", home / "工单.txt")
    (home / "orders.jsonl").write_text('{"id":"a","text":"昨晚打雷后家里停电"}\n')
    inbox = home / "spool/inbox"
    inbox.mkdir(parents=True)
    for sample in (home / "Corpus/samples").glob("*.txt"):
        shutil.copy(sample, inbox)
    (home / "spool/feedback").mkdir()
    shutil.copy(home / "Corpus/labelled/orders-c.jsonl", home / "spool/feedback/cases.jsonl")
    run("suqiu serve --once --rules Rules && git init -q . && git add Rules && "
        "git -c user.name=t -c user.email=t@localhost commit -qm rules")


def try_page(page, suqiu):
    """How many commands ran, and what went wrong, in sentences."""
    ran, failures = 0, []
    with tempfile.TemporaryDirectory() as top:
        folder = pathlib.Path(top)
        home = prepare(folder, suqiu)
        environment = {"PATH": f"{folder}/bin:{os.environ['PATH']}", "HOME": str(home), "LANG": "C.UTF-8"}

        def run(script):
            return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=home, env=environment,
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)

        def serve(command):
            """A daemon that stays: it must become ready, and leave when asked."""
            process = subprocess.Popen(["bash", "-c", "exec " + command], cwd=home, env=environment,
                                       stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
            text = ""
            for line in process.stderr:
                text += line
                if '"event":"ready"' in line:
                    process.send_signal(signal.SIGTERM)
            return subprocess.CompletedProcess(command, process.wait(timeout=60), "", text)

        found = list(blocks(page))
        if any(line.startswith(COMMANDS) for kind, lines in found if kind == "" for line in lines):
            furnish(home, run)
        for kind, lines in found:
            if kind == "sh":
                scripts = ["\n".join(lines)]
            elif kind in ("", "text"):
                scripts = [line for line in lines if kind == "" and line.startswith(COMMANDS)]
                for line in lines:
                    if line in scripts or line.startswith(tuple(ELSEWHERE)):
                        continue
                    if line and (kind == "text" or is_command(line)):
                        failures.append(f"`{line}` is neither run nor named")
            else:
                continue
            for script in scripts:
                for port in PORTS:
                    script = script.replace(port, free_port())
                stays = script.startswith("suqiu serve") and "--once" not in script and "\n" not in script
                try:
                    outcome = (serve if stays else run)(script.split("  #")[0] if stays else script)
                except subprocess.TimeoutExpired:
                    outcome = subprocess.CompletedProcess(script, -1, "", "it did not end in time")
                ran += 1
                # A one-line example may have findings; a page that is followed step by step may not.
                if outcome.returncode not in ((0,) if kind == "sh" else (0, 1)):
                    failures.append(f"{script}\n{outcome.stdout[-400:]}\n{outcome.stderr[-1200:]}")
    return ran, failures


def main():
    suqiu = os.path.abspath(sys.argv[1])
    pages = sys.argv[2:] or PAGES
    ran = failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for page, (count, failures) in zip(pages, pool.map(lambda page: try_page(page, suqiu), pages)):
            ran += count
            failed += len(failures)
            for failure in failures:
                print(f"FAIL {page}: {failure}")
    print(f"{ran} commands and blocks run, {failed} failed")
    sys.exit(1 if failed or not ran else 0)


main()
