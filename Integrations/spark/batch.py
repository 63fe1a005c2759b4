#!/usr/bin/env python3
"""Classifies an archive on Spark.

  spark-submit --py-files suqiu_spark.py --files run-suqiu.sh batch.py \
    --suqiu suqiu --rules Rules --format jsonl --input ORDERS --output RESULTS

Input: a folder or file of JSON lines {"id","text"}, or Parquet with an id and a text column. Output: Parquet
with typed columns, one row for each row that came in. What is in OUTPUT is replaced as a whole.
"""
import argparse
import tempfile

from pyspark.sql import SparkSession

from suqiu_spark import Suqiu, rows_of


def read(spark, options):
    if options.format == "parquet":
        return rows_of(spark.read.parquet(options.input), options.id, options.text)
    # Only LF ends a line, as for the filter itself.
    return spark.read.text(options.input, lineSep="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suqiu", required=True, help="the program, built with a static Swift runtime")
    parser.add_argument("--rules", required=True, help="the rules folder to ship")
    parser.add_argument("--format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--input", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--id", default="id", help="id column of Parquet")
    parser.add_argument("--text", default="text", help="text column of Parquet")
    parser.add_argument("--partitions", type=int, help="default: as Spark splits the input")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("suqiu").getOrCreate()
    with tempfile.TemporaryDirectory() as folder:
        suqiu = Suqiu(spark, options.suqiu, options.rules, folder)
        rows = read(spark, options)
        if options.partitions:
            rows = rows.repartition(options.partitions)
        suqiu.table(suqiu.lines(rows)).write.mode("overwrite").parquet(options.output)
    print(f"rules {suqiu.rules_digest}")
    spark.stop()


if __name__ == "__main__":
    main()
