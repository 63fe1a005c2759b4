#!/usr/bin/env python3
"""Reads Suqiu's outbox into an SQLite table: reader.py OUTBOX TAKEN DATABASE

The right way to read the outbox, in the order that survives a crash at any line:

1. Take only names that end in .json or .jsonl and do not begin with a dot. They appear by rename, so
   each is whole; `.stage/` is where they are being written.
2. Store every line under its (source, id). Storing the same line again changes nothing, so a reader
   that was killed may simply begin again.
3. Only then move the file away. Two files may have one name on different days: the place a file is
   moved to never overwrites another.

Needs nothing but Python 3.9 or newer.
"""
import json
import os
import pathlib
import sqlite3
import sys

TABLE = """CREATE TABLE IF NOT EXISTS orders (
  source TEXT NOT NULL, id TEXT NOT NULL, subject TEXT, time TEXT, status TEXT, intent TEXT,
  topics TEXT NOT NULL, causes TEXT NOT NULL, urgency TEXT, review INTEGER, error TEXT,
  PRIMARY KEY (source, id))"""


def files(outbox):
    """Paths of finished results, by name."""
    with os.scandir(outbox) as entries:
        names = [entry.path for entry in entries
                 if entry.is_file(follow_symlinks=False) and not entry.name.startswith(".")
                 and entry.name.endswith((".json", ".jsonl"))]
    return sorted(names)


def lines(path):
    """Each result of a file: an envelope, or the error of a row. A .json holds one, a .jsonl many."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def ids(labels):
    return json.dumps([label["id"] for label in labels])


def row(result, source):
    """One table row. Unknown keys are left alone: results only ever gain fields."""
    if "error" in result:
        return (source, result["id"], None, None, "failed", None, "[]", "[]", None, 1,
                result["error"]["code"])
    data = result["data"]
    intent = data["intent"]["id"] if data["intent"] else None
    return (result["source"], result["id"], result.get("subject"), result.get("time"),
            data["status"], intent, ids(data["topics"]), ids(data["causes"]),
            data["attributes"]["urgency"], int(data["review"]["needed"]), None)


def move(path, folder):
    """Moves a file that has been stored; never over another one."""
    target = pathlib.Path(folder, os.path.basename(path))
    number = 1
    while True:
        try:
            os.link(path, target)
            os.unlink(path)
            return
        except FileExistsError:
            if os.path.samefile(path, target):
                os.unlink(path)
                return
            number += 1
            target = pathlib.Path(folder, f"{os.path.basename(path)}.{number}")


def take(outbox, taken, database):
    """Stores and moves every finished result; returns (files, rows that were new)."""
    os.makedirs(taken, exist_ok=True)
    store = sqlite3.connect(database)
    store.execute(TABLE)
    count = new = 0
    for path in files(outbox):
        with store:  # one transaction a file: all its rows, or none
            before = store.total_changes
            source = None
            for result in lines(path):
                source = result.get("source", source) or "unknown"
                store.execute(
                    f"INSERT OR IGNORE INTO orders VALUES ({','.join('?' * 11)})",
                    row(result, source))
            new += store.total_changes - before
        move(path, taken)
        count += 1
    store.close()
    return count, new


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    print("%d files, %d new orders" % take(*sys.argv[1:]))
