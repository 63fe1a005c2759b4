#!/usr/bin/env python3
"""The fast engine against its plain twin, which tries every word and every pattern everywhere.

First a million and more pairs of generated patterns and texts, by the property test of the matcher;
then all labelled orders of the corpus with the shipped rules, byte for byte.
"""
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HOUSE = pathlib.Path(__file__).resolve().parents[2]
QUICK = bool(os.environ.get("TORTURE_QUICK"))
SUQIU = os.environ.get("TORTURE_SUQIU", HOUSE / ".build/release/suqiu")


def generated():
    pairs = 200_000 if QUICK else 2_000_000
    done = subprocess.run(
        ["swift", "test", "--explicit-target-dependency-import-check", "error", "--filter", "MatchingTests.TwinTests"],
        cwd=HOUSE, env={**os.environ, "TWIN_PAIRS": str(pairs)}, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        if line.startswith("twins:"):
            print("  " + line)
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-2000:], file=sys.stderr)
    return done.returncode == 0


def labelled():
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
        count = 0
        for path in sorted((HOUSE / "Corpus/labelled").glob("*.jsonl")):
            for line in itertools.islice(path.open(encoding="utf-8"), 0, None, 20 if QUICK else 1):
                order = json.loads(line)
                file.write(json.dumps({"id": order["id"], "text": order["text"]}, ensure_ascii=False) + "\n")
                count += 1
        file.flush()
        results = []
        for engine in ("fast", "plain"):
            option = ["--engine", "plain"] if engine == "plain" else []
            done = subprocess.run(
                [SUQIU, "classify", "--jsonl", *option, "--rules", HOUSE / "Rules", file.name],
                capture_output=True, check=True)
            results.append(done.stdout.splitlines())
    different = [pair for pair in itertools.zip_longest(*results) if pair[0] != pair[1]]
    print(f"  labelled orders: {count}, results that differ: {len(different)}")
    for fast, plain in different[:3]:
        print(f"  fast:  {fast}\n  plain: {plain}", file=sys.stderr)
    return not different and len(results[0]) == count


if __name__ == "__main__":
    sys.exit(0 if all([generated(), labelled()]) else 1)
