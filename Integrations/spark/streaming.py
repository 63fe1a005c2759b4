#!/usr/bin/env python3
"""Classifies JSON-lines files as they appear in a folder, with Structured Streaming.

  spark-submit --py-files suqiu_spark.py --files run-suqiu.sh streaming.py \
    --suqiu suqiu --rules Rules --input FOLDER --output RESULTS --checkpoint FOLDER

Files must appear in the folder by rename. Each micro-batch is written to OUTPUT/batch=N by overwriting, and
Spark repeats a batch under its old number after a crash: every row is there once.
"""
import argparse
import tempfile

from pyspark.sql import SparkSession

from suqiu_spark import Suqiu


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("suqiu", "rules", "input", "output", "checkpoint"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--files-per-batch", type=int, default=100)
    parser.add_argument("--once", action="store_true", help="take what is there and leave")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("suqiu-stream").getOrCreate()
    with tempfile.TemporaryDirectory() as folder:
        suqiu = Suqiu(spark, options.suqiu, options.rules, folder)

        def write(rows, number):
            suqiu.table(suqiu.lines(rows)).write.mode("overwrite").parquet(f"{options.output}/batch={number}")

        stream = (
            spark.readStream.option("maxFilesPerTrigger", options.files_per_batch)
            .text(options.input, lineSep="\n").writeStream.foreachBatch(write)
            .option("checkpointLocation", options.checkpoint))
        stream = stream.trigger(availableNow=True) if options.once else stream.trigger(processingTime="5 seconds")
        stream.start().awaitTermination()
    spark.stop()


if __name__ == "__main__":
    main()
