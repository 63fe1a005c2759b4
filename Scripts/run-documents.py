#!/usr/bin/env python3
"""Runs every command in the documents: run-documents.py SUQIU [PAGE …]

Each page gets a fresh folder with `Rules`, `Corpus/samples`, `Integrations` and a few orders in it. Blocks that
begin with ```sh are run from top to bottom, in one shell that ends at the first command that fails. In pages written
before there was that mark, lines that begin with `suqiu ` in plain blocks are run, each by itself.
Blocks marked ```text are for people: they need root, systemd or hours, and may hold only the commands named below.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ["README.md", "README.zh-CN.md", "Rules/README.md"] + [
    f"docs/{name}.md" for name in ("first-hour", "operations", "integration", "privacy", "performance", "scale-out")]
# Held by other tests: make by CI and by hand, apt and systemctl by Scripts/test-deb.sh as far as it goes.
FOR_PEOPLE = ("make ", "apt ", "sudo -u suqiu suqiu doctor", "systemctl ", "adduser ", "spark-submit ", "SUQIU_", "  ")


def blocks(page):
    """(kind, lines) of each fenced block."""
    for match in re.finditer(r"^```(\S*)\n(.*?)^```$", (ROOT / page).read_text(), re.M | re.S):
        yield match.group(1), match.group(2).splitlines()


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


def main():
    suqiu = os.path.abspath(sys.argv[1])
    ran = failed = 0
    for page in sys.argv[2:] or PAGES:
        with tempfile.TemporaryDirectory() as top:
            folder = pathlib.Path(top)
            home = prepare(folder, suqiu)
            environment = {"PATH": f"{folder}/bin:{os.environ['PATH']}", "HOME": str(home), "LANG": "C.UTF-8"}

            def run(script):
                return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=home, env=environment,
                                      stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)

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
            plain = [line for kind, lines in found if kind == "" for line in lines]
            if any(line.startswith(("suqiu ", "cat order.txt | suqiu")) for line in plain):
                furnish(home, run)
            for kind, lines in found:
                if kind == "sh":
                    scripts = ["\n".join(lines)]
                elif kind == "text":
                    scripts = []
                    for line in lines:
                        if line and not line.startswith(FOR_PEOPLE):
                            failed += 1
                            print(f"FAIL {page}: `{line}` is in a block nobody runs")
                elif kind == "":
                    scripts = [line for line in lines if line.startswith(("suqiu ", "cat order.txt | suqiu"))]
                else:
                    continue
                for script in scripts:
                    stays = script.startswith("suqiu serve") and "--once" not in script and "\n" not in script
                    outcome = (serve if stays else run)(script.split("  #")[0] if stays else script)
                    ran += 1
                    # A one-line example may have findings; a page that is followed step by step may not.
                    if outcome.returncode not in ((0,) if kind == "sh" else (0, 1)):
                        failed += 1
                        print(f"FAIL {page}: {script}\n{outcome.stdout[-400:]}\n{outcome.stderr[-1200:]}")
    print(f"{ran - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
