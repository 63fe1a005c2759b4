#!/usr/bin/env python3
"""Holds the readers of the outbox against a real daemon: test_outbox.py SUQIU

Serves the sample orders, a file of rows with a bad row and a file nobody can read, and then has every
reader count the same orders. Needs duckdb and jsonschema (requirements.txt), jq and bash.
"""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import duckdb
import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
SUQIU = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else str(ROOT / ".build/release/suqiu")
sys.path.insert(0, str(HERE / "outbox"))
import reader  # noqa: E402


def suqiu(*arguments, **options):
    return subprocess.run([SUQIU, *arguments], check=True, capture_output=True, text=True, **options).stdout


class Outbox(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        top = pathlib.Path(cls.folder.name)
        inbox = top / "spool/inbox"
        inbox.mkdir(parents=True)
        for sample in (ROOT / "Corpus/samples").glob("*.txt"):
            shutil.copy(sample, inbox)
        cls.samples = len(list(inbox.iterdir()))
        (inbox / "rows.jsonl").write_text(
            '{"id":"a","text":"昨晚打雷后家里停电"}\nnot json\n{"id":"b","text":"电费太高了"}\n')
        (inbox / "broken.xlsx").write_bytes(b"PK\3\4 no workbook")
        suqiu("serve", "--once", "--spool", str(top / "spool"), "--outbox", str(top / "served"),
              "--rules", str(ROOT / "Rules"))
        cls.served = top / "served"
        (cls.served / ".stage" / "half.json").write_text('{"specversion":"1.')

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def setUp(self):
        self.top = pathlib.Path(tempfile.mkdtemp(dir=self.folder.name))
        self.outbox = self.top / "outbox"
        shutil.copytree(self.served, self.outbox)
        self.taken = self.top / "taken"

    def results(self):
        return [line for path in reader.files(self.served) for line in reader.lines(path)]

    def test_every_line_satisfies_the_schema(self):
        validator = jsonschema.Draft202012Validator(json.loads(suqiu("schema", "line")))
        lines = self.results()
        self.assertEqual(len(lines), self.samples + 3)
        for line in lines:
            validator.validate(line)
        broken = dict(lines[0], data={"schema": "classified/1.0"})
        self.assertFalse(validator.is_valid(broken))

    def test_python_stores_every_order_once(self):
        database = self.top / "orders.db"
        copy = self.top / "copy"
        shutil.copytree(self.outbox, copy)
        self.assertEqual(reader.take(self.outbox, self.taken, database), (self.samples + 1, self.samples + 3))
        self.assertEqual(reader.files(self.outbox), [])
        # A reader that died before it moved anything sees all files again.
        self.assertEqual(reader.take(copy, self.taken, database), (self.samples + 1, 0))
        self.assertEqual(len(list(self.taken.iterdir())), 2 * (self.samples + 1))
        rows = sqlite3.connect(database).execute(
            "SELECT intent, causes FROM orders WHERE subject = 'WO20260714-00102.txt'").fetchall()
        expected = json.loads((self.served / "WO20260714-00102.txt.json").read_text())["data"]
        self.assertEqual(rows, [(expected["intent"]["id"],
                                 json.dumps([cause["id"] for cause in expected["causes"]]))])

    def test_duckdb_counts_what_python_counts(self):
        script = (HERE / "outbox/orders.sql").read_text()
        here = os.getcwd()
        os.chdir(self.outbox)
        try:
            base = duckdb.connect()
            base.execute(script)
            self.assertEqual(base.execute("SELECT count(*) FROM orders").fetchone(), (self.samples + 2,))
            self.assertEqual(base.execute("SELECT code FROM failures").fetchall(), [("bad_json",)])
            found = dict(base.execute("SELECT cause, orders FROM causes_by_count").fetchall())
            intents = base.execute("SELECT id, intent FROM orders").fetchall()
        finally:
            os.chdir(here)
        expected, plain = {}, []
        for line in self.results():
            if "error" in line:
                continue
            plain.append((line["id"], (line["data"]["intent"] or {}).get("id")))
            for cause in line["data"]["causes"]:
                expected[cause["id"]] = expected.get(cause["id"], 0) + 1
        self.assertEqual(found, expected)
        self.assertEqual(sorted(intents), sorted(plain))

    def test_the_shell_loop_takes_every_order_and_keeps_what_failed(self):
        loop = [str(HERE / "outbox/each-order.sh"), str(self.outbox), str(self.taken)]
        refused = subprocess.run(loop + ["grep", "-v", "大厅-0002"], capture_output=True, text=True)
        self.assertEqual(refused.returncode, 1)
        self.assertEqual([path.name for path in self.outbox.glob("*.json*")], ["大厅-0002.txt.json"])
        again = subprocess.run(loop, capture_output=True, text=True)
        self.assertEqual((again.returncode, again.stdout.count("大厅-0002.txt")), (0, 1))
        self.assertEqual(list(self.outbox.glob("*.json*")), [])
        # A bad row is told, with its code.
        self.assertIn("\tERROR\tbad_json", refused.stdout)
        self.assertEqual(refused.stdout.count("\n") + again.stdout.count("\n"), self.samples + 3)

    def test_offsets_are_code_points_of_the_text(self):
        text = "客户反映昨晚打雷后家里停电😀，电话13800138000"
        line = json.loads(subprocess.run(
            [SUQIU, "classify", "--jsonl", "--rules", str(ROOT / "Rules")], check=True, text=True,
            input=json.dumps({"id": "x", "text": text}) + "\n", capture_output=True).stdout)
        characters = list(text)
        for span in line["pii"]:
            if span["action"] == "mask":
                characters[span["start"]:span["end"]] = "*" * (span["end"] - span["start"])
        masked = "".join(characters)
        self.assertTrue(line["evidence"])
        self.assertIn("mobile", [span["type"] for span in line["pii"]])
        for piece in line["evidence"]:
            self.assertEqual(masked[piece["start"]:piece["end"]], piece["quote"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
