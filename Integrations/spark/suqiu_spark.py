"""Suqiu on Spark: rows go through `suqiu classify --jsonl` by RDD.pipe, results come back typed.

The program and the rules travel with the job as one file, named by what is in it; executors need nothing
but the four libraries the program links (see docs/scale-out.md).
"""
import hashlib
import json
import pathlib
import shlex
import subprocess
import tarfile

from pyspark import SparkFiles
from pyspark.sql import functions as F
from pyspark.sql import types as T

LABEL = T.StructType([
    T.StructField("id", T.StringType()), T.StructField("score", T.IntegerType())])
CAUSE = T.StructType([
    T.StructField("id", T.StringType()), T.StructField("group", T.StringType()),
    T.StructField("score", T.IntegerType())])
ATTRIBUTES = ["channel", "urgency", "sentiment", "safety_hazard", "repeat_contact", "extent", "side",
              "season", "improvement"]

# What is taken out of a result line. Results only ever gain fields, so this stays readable.
RESULT = T.StructType([
    T.StructField("id", T.StringType()), T.StructField("status", T.StringType()),
    T.StructField("ruleset", T.StructType([T.StructField("digest", T.StringType())])),
    T.StructField("intent", LABEL), T.StructField("topics", T.ArrayType(LABEL)),
    T.StructField("causes", T.ArrayType(CAUSE)),
    T.StructField("attributes", T.StructType([T.StructField(name, T.StringType()) for name in ATTRIBUTES])),
    T.StructField("review", T.StructType([
        T.StructField("needed", T.BooleanType()), T.StructField("why", T.ArrayType(T.StringType()))])),
    T.StructField("error", T.StructType([
        T.StructField("code", T.StringType()), T.StructField("message", T.StringType())]))])


class Suqiu:
    """A program and a rule set, shipped with a Spark session."""

    def __init__(self, spark, program, rules, folder):
        """`folder`: where the driver may lay the bundle, a few dozen MB."""
        self.spark = spark
        probe = subprocess.run(
            [str(program), "classify", "--jsonl", "--rules", str(rules)], check=True, text=True,
            input='{"id":"probe","text":"停电"}\n', capture_output=True)
        self.rules_digest = json.loads(probe.stdout)["ruleset"]["digest"]
        bundle, self.digest = self._bundle(pathlib.Path(program), pathlib.Path(rules), pathlib.Path(folder))
        for path in (bundle, pathlib.Path(__file__).with_name("run-suqiu.sh")):
            spark.sparkContext.addFile(str(path))
        # Where added files lie: executors of a cluster run in the folder that holds them.
        local = spark.sparkContext.master.split("[")[0] == "local"
        root = SparkFiles.getRootDirectory() if local else "."
        self.command = shlex.join(["sh", f"{root}/run-suqiu.sh", f"{root}/{bundle.name}", self.digest])

    @staticmethod
    def _bundle(program, rules, folder):
        """One tar of program and rules; its name and folder are the SHA-256 of what is in it."""
        files = [("suqiu", program)] + sorted(
            (f"rules/{path.relative_to(rules)}", path) for path in rules.rglob("*") if path.is_file())
        digest = hashlib.sha256()
        for name, path in files:
            content = path.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        digest = digest.hexdigest()[:32]
        bundle = folder / f"suqiu-{digest}.tar"
        with tarfile.open(bundle, "w") as tar:
            for name, path in files:
                tar.add(path, name)
        return bundle, digest

    def lines(self, rows):
        """Result lines of JSON lines: a data frame of one text column in, an RDD of text out.

        A row that is no order becomes a line with `error`. The job fails only when the program could not
        run at all (missing library, unreadable rules): then every row would be wrong.
        """
        return rows.rdd.map(lambda row: row[0]).pipe(self.command, checkCode=True)

    def table(self, lines):
        """Typed columns of result lines; `result` is the whole line, with the evidence."""
        text = self.spark.createDataFrame(lines.map(lambda line: (line,)), "result string")
        parsed = text.select("result", F.from_json("result", RESULT).alias("r"))
        return parsed.select(
            F.col("r.id").alias("id"),
            F.coalesce("r.status", F.lit("failed")).alias("status"),
            F.col("r.intent.id").alias("intent"), F.col("r.intent.score").alias("intent_score"),
            F.coalesce("r.topics.id", F.array().cast("array<string>")).alias("topics"),
            F.coalesce("r.causes.id", F.array().cast("array<string>")).alias("causes"),
            *[F.col(f"r.attributes.{name}").alias(name) for name in ATTRIBUTES],
            F.coalesce("r.review.needed", F.lit(True)).alias("review"),
            F.coalesce("r.review.why", F.array().cast("array<string>")).alias("review_why"),
            F.col("r.error.code").alias("error"), F.col("r.error.message").alias("error_message"),
            F.col("r.ruleset.digest").alias("rules"), "result")


def rows_of(frame, id_column, text_column):
    """JSON lines of a table with an id and a text, as the filter wants them."""
    return frame.select(F.to_json(F.struct(
        F.col(id_column).cast("string").alias("id"), F.col(text_column).cast("string").alias("text"))))
