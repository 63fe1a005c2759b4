#!/usr/bin/env python3
"""Holds the Spark jobs against one machine: test_spark.py SUQIU (needs pyspark and Java 17).

Each job runs as a process of its own, as spark-submit would run it.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from pyspark.sql import SparkSession

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SUQIU = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else str(ROOT / ".build/release/suqiu")
RULES = ROOT / "Rules"
BAD = ["not json", '{"id":"no-text"}', "", '{"id":7,"text":"家里停电了"}', '["a"]', '{"id":"x","text":5}']


def job(script, *arguments, master="local[2]"):
    environment = dict(os.environ, PYSPARK_SUBMIT_ARGS=f"--master {master} pyspark-shell",
                       PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    outcome = subprocess.run([sys.executable, str(HERE / script), "--suqiu", SUQIU, "--rules", str(RULES),
                              *map(str, arguments)], env=environment, capture_output=True, text=True)
    if outcome.returncode:
        raise AssertionError(outcome.stderr[-6000:])
    return outcome.stdout


def without_line(text):
    """A result line; of an error, `line` counts inside its partition and is left out."""
    if '"error":' not in text:
        return text
    value = json.loads(text)
    if "error" in value:
        value["error"].pop("line")
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text


class Jobs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        orders = []
        for path in sorted((ROOT / "Corpus/labelled").glob("orders-[a-c].jsonl")):
            for line in path.read_text().splitlines():
                order = json.loads(line)
                orders.append(json.dumps({"id": order["id"], "text": order["text"]}, ensure_ascii=False))
        for number, line in enumerate(BAD):
            orders.insert(number * 50 + 10, line)
        cls.lines = orders
        cls.input = cls.folder / "orders.jsonl"
        cls.input.write_text("\n".join(orders) + "\n")
        one = subprocess.run([SUQIU, "classify", "--jsonl", "--rules", str(RULES), str(cls.input)],
                             check=True, capture_output=True, text=True)
        cls.expected = sorted(map(without_line, one.stdout.splitlines()))
        os.environ["PYSPARK_PYTHON"] = sys.executable
        cls.spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
        cls.spark.sparkContext.setLogLevel("ERROR")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        shutil.rmtree(cls.folder)

    def rows(self, path):
        return self.spark.read.parquet(str(path)).collect()

    def assert_same(self, rows):
        self.assertEqual(sorted(without_line(row.result) for row in rows), self.expected)

    def test_json_lines_give_the_bytes_of_one_machine_and_typed_columns(self):
        output = self.folder / "batch"
        job("batch.py", "--input", self.input, "--output", output, "--partitions", 4)
        rows = self.rows(output)
        self.assert_same(rows)
        self.assertEqual(len(rows), len(self.lines))
        failed = [row for row in rows if row.status == "failed"]
        self.assertEqual(len(failed), len(BAD) - 1)
        self.assertTrue(all(row.error and row.review and row.topics == [] for row in failed))
        numbered = [row for row in rows if row.id == "7"]
        self.assertEqual([row.topics for row in numbered], [["outage"]])
        for row in rows:
            value = json.loads(row.result)
            if "error" not in value:
                self.assertEqual(row.causes, [cause["id"] for cause in value["causes"]])
                self.assertEqual(row.urgency, value["attributes"]["urgency"])
        self.assertEqual(len({row.rules for row in rows if row.rules}), 1)

    def test_parquet_in_gives_the_same(self):
        table = self.folder / "orders.parquet"
        good = [json.loads(line) for line in self.lines if line not in BAD]
        self.spark.createDataFrame([(o["id"], o["text"]) for o in good] + [("null", None)],
                                   "number string, words string").write.parquet(str(table))
        output = self.folder / "from-parquet"
        job("batch.py", "--format", "parquet", "--id", "number", "--text", "words",
            "--input", table, "--output", output)
        rows = self.rows(output)
        self.assertEqual([row.status for row in rows if row.id == "null"], ["failed"])
        fine = sorted(row.result for row in rows if row.id != "null")
        self.assertEqual(fine, [line for line in self.expected if not line.startswith('{"error"')
                                and json.loads(line)["id"] != 7])

    def test_a_stream_takes_each_file_once_also_after_a_restart(self):
        inbox, output, checkpoint = (self.folder / name for name in ("in", "stream", "checkpoint"))
        inbox.mkdir()
        half = len(self.lines) // 2
        (inbox / "a.jsonl").write_text("\n".join(self.lines[:half]) + "\n")
        arguments = ["--once", "--input", inbox, "--output", output, "--checkpoint", checkpoint]
        job("streaming.py", *arguments)
        self.assertEqual(len(self.rows(output)), half)
        (inbox / "b.jsonl").write_text("\n".join(self.lines[half:]) + "\n")
        job("streaming.py", *arguments)
        self.assert_same(self.rows(output))

    def test_executors_of_their_own_find_what_was_shipped(self):
        output = self.folder / "cluster"
        job("batch.py", "--input", self.input, "--output", output, master="local-cluster[2,1,1024]")
        self.assert_same(self.rows(output))

    def test_rules_that_cannot_be_read_fail_the_job_before_it_begins(self):
        with self.assertRaises(AssertionError):
            job("batch.py", "--rules", self.folder, "--input", self.input, "--output", self.folder / "no")
        self.assertFalse((self.folder / "no").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
