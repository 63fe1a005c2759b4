#!/usr/bin/env python3
"""Times Spark beside the bare filter: measure.py SUQIU [ORDERS [ROUNDS]]

Orders are those of Corpus/labelled over and over, each with an id of its own. The bare filter and Spark take
turns; the best of the rounds counts, since another program on the machine can only make a time longer. Every
process of a row is bound to as many cores as the row says: Spark's JVM, its Python and the filter share them. The
time of a Spark job is that of the write, without the start of the session, once after a warm-up.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def spark_seconds(cores, suqiu, source, output, rounds):
    """Runs in a process of its own: a session keeps its number of cores."""
    from pyspark.sql import SparkSession
    from suqiu_spark import Suqiu
    spark = (SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false").getOrCreate())
    spark.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        job = Suqiu(spark, suqiu, ROOT / "Rules", folder)
        rows = spark.read.text(source, lineSep="\n").repartition(cores).cache()
        rows.count()
        best = {}
        for number in range(rounds + 1):
            for name, table in (("lines", None), ("table", True)):
                began = time.monotonic()
                lines = job.lines(rows)
                if table:
                    job.table(lines).write.mode("overwrite").parquet(f"{output}/{cores}")
                else:
                    lines.count()
                if number:
                    best[name] = min(best.get(name, 1e9), time.monotonic() - began)
    spark.stop()
    print(json.dumps(best))


def main():
    suqiu = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 40_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    texts = [json.loads(line)["text"] for path in sorted((ROOT / "Corpus/labelled").glob("*.jsonl"))
             for line in path.read_text().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "orders.jsonl")
        with source.open("w") as file:
            for number in range(count):
                file.write(json.dumps({"id": f"o{number}", "text": texts[number % len(texts)]},
                                      ensure_ascii=False) + "\n")
        one = pathlib.Path(folder, "one.jsonl")
        one.write_text('{"id":"a","text":"停电"}\n')

        cpus = sorted(os.sched_getaffinity(0))

        def bare(path, workers):
            os.sched_setaffinity(0, cpus[:workers])
            began = time.monotonic()
            with open(os.devnull, "w") as null:
                subprocess.run([suqiu, "classify", "--jsonl", "--workers", str(workers), "--rules",
                                str(ROOT / "Rules"), str(path)], check=True, stdout=null)
            return time.monotonic() - began

        start = min(bare(one, 1) for _ in range(rounds))
        print(f"start of the program with its rules: {start:.2f} s")
        print(f"{count} orders, {source.stat().st_size / count:.0f} bytes each; {os.cpu_count()} cores, "
              f"load {os.getloadavg()[0]:.1f}")
        for cores in (1, 2):
            filter_best = min(bare(source, cores) for _ in range(rounds))
            environment = dict(os.environ, PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
            os.sched_setaffinity(0, cpus[:cores])
            outcome = subprocess.run([sys.executable, __file__, "--spark", str(cores), suqiu, str(source),
                                      folder + "/out", str(rounds)], env=environment, check=True,
                                     capture_output=True, text=True)
            best = json.loads(outcome.stdout.splitlines()[-1])
            print(f"{cores} core(s): bare filter {filter_best:.2f} s = {count / filter_best:.0f}/s; "
                  f"Spark, lines {best['lines']:.2f} s = {count / best['lines']:.0f}/s; "
                  f"Spark, Parquet {best['table']:.2f} s = {count / best['table']:.0f}/s")


if sys.argv[1] == "--spark":
    spark_seconds(int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5], int(sys.argv[6]))
else:
    main()
