#!/usr/bin/env python3
"""Runs Suqiu and its peers on the same data, turn by turn, and writes a table with ratios.

Called by Scripts/bench.sh, which builds everything first.
"""
import argparse
import dataclasses
import datetime
import itertools
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys

LAST_CORE = os.cpu_count() - 1
# Instruction counts farther than this from the stored ones fail the run.
TOLERANCE = 0.10


@dataclasses.dataclass
class Sample:
    wall: float
    cpu: float
    peak_kb: int


@dataclasses.dataclass
class Case:
    """One program on one pack; `command` lacks the file of orders."""

    name: str
    patterns: str
    command: list
    # Rows with more than one worker, and their partner, count time on the clock, not of the processor.
    workers: int = 1
    on_clock: bool = False
    # Which orders: generated ones, or the labelled ones of the corpus.
    labelled: bool = False
    orders: int = 0
    loads: list = dataclasses.field(default_factory=list)
    runs: list = dataclasses.field(default_factory=list)

    @property
    def key(self):
        return (self.name, self.patterns)

    def seconds(self, sample):
        return sample.wall if self.on_clock else sample.cpu

    def costs(self):
        """Seconds an order, one for each round: the whole run less the load of all rounds."""
        return [max(self.seconds(run) - self.load, 1e-9) / self.orders for run in self.runs]

    @property
    def load(self):
        return statistics.median(self.seconds(load) for load in self.loads)

    @property
    def cost(self):
        return statistics.median(self.costs())


class Bench:
    def __init__(self, options):
        self.options = options
        self.data = options.data
        self.bin = options.data / "bin"
        self.lines = (self.data / "orders.jsonl").read_bytes().splitlines(keepends=True)
        self.labelled = list(self.labelled_orders())
        self.empty = self.data / "empty.jsonl"
        self.empty.write_bytes(b"")
        self.problems = []
        self.notes = []

    def labelled_orders(self):
        """The labelled orders of about 400 bytes, as lines."""
        for path in sorted(self.options.corpus.glob("*.jsonl")):
            for line in path.open(encoding="utf-8"):
                order = json.loads(line)
                if 300 <= len(order["text"].encode()) <= 500:
                    fields = {"id": order["id"], "text": order["text"]}
                    yield (json.dumps(fields, ensure_ascii=False) + "\n").encode()

    # ───── running ─────

    def orders(self, count, labelled=False):
        """A file with so many orders: the first ones, or all of them again and again."""
        path = self.data / "inputs" / f"{'labelled-' if labelled else ''}{count}.jsonl"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            with open(path, "wb") as file:
                file.writelines(itertools.islice(itertools.cycle(self.labelled if labelled else self.lines), count))
        return path

    def run(self, case, path):
        cores = f"{LAST_CORE}" if case.workers == 1 and not case.on_clock else f"0-{LAST_CORE}"
        command = ["taskset", "-c", cores, self.bin / "meter", *case.command, path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        fields = done.stdout.split()
        if len(fields) != 5 or fields[4] != "0":
            raise SystemExit(f"error: {' '.join(map(str, case.command))} failed:\n{done.stderr[-2000:]}")
        wall, user, system, peak_kb, _ = fields
        return Sample(float(wall), float(user) + float(system), int(peak_kb))

    def calibrate(self, case):
        """Chooses the number of orders so that a run takes the wished time, and long beside the load."""
        load = min(case.seconds(self.run(case, self.empty)) for _ in range(2))
        most = 10 * len(self.lines)
        count = 200
        while True:
            spent = case.seconds(self.run(case, self.orders(count, case.labelled))) - load
            if spent > max(0.05, load / 3) or count == most:
                break
            count = min(count * 10, most)
        wished = count * max(self.options.seconds, load / 2) / max(spent, 1e-6)
        # One significant digit, so that few files are made.
        digits = 10 ** (len(str(int(wished))) - 1)
        case.orders = int(min(max(wished // digits * digits, 100), most))

    def measure(self, cases):
        for case in cases:
            self.calibrate(case)
            say(f"{case.name}, {case.patterns}: {case.orders} orders a run")
        for turn in range(self.options.rounds):
            say(f"round {turn + 1} of {self.options.rounds}")
            for case in cases:
                case.loads.append(self.run(case, self.empty))
                case.runs.append(self.run(case, self.orders(case.orders, case.labelled)))

    # ───── cases ─────

    def pack(self, size):
        return self.data / f"pack-{size}"

    def suqiu(self, rules, *options):
        return [self.options.suqiu, "classify", "--jsonl", "--rules", rules, *options]

    def peer(self, name, size, *options):
        return [self.bin / name, *options, self.pack(size) / "patterns.tsv"]

    def vectorscan(self, size, *options):
        database = self.data / "databases" / f"{size}.hs"
        return self.peer("vectorscan", size, *options, "--database", database)

    def has_option(self, option):
        text = subprocess.run(
            [self.options.suqiu, "classify", "--help"], capture_output=True, text=True, check=False).stdout
        return option in text

    def can_load(self, rules):
        if not (rules / "taxonomy.yaml").exists():
            self.notes.append("There are no shipped rules: their rows are missing.")
            return False
        done = subprocess.run([*self.suqiu(rules), self.empty], capture_output=True, text=True, check=False)
        if done.returncode:
            self.problems.append("The shipped rules do not load: their rows are missing.")
            say(done.stderr[-2000:])
        return done.returncode == 0

    def note_patterns(self):
        """The share of shipped patterns that run on every order."""
        done = subprocess.run(
            [self.options.suqiu, "check", self.options.rules], capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            if " patterns, " in line:
                self.notes.append(f"Shipped rules: {line}.")

    def cases(self):
        sizes = [0, *self.options.packs]
        cases = []
        for size in sizes:
            if size <= 3_000:
                cases.append(Case("plain PCRE2 in C", str(size), self.peer("plain", size)))
                cases.append(Case("Vectorscan + PCRE2 in C", str(size), self.vectorscan(size)))
            if 0 < size <= 3_000:
                cases.append(Case(
                    "Vectorscan, exact patterns trusted", str(size), self.vectorscan(size, "--trust")))
            cases.append(Case(
                "suqiu --brief", str(size),
                self.suqiu(self.pack(size) / "rules", "--brief", "--workers", "1")))
            if self.has_plain and size in (20, 300):
                cases.append(Case(
                    "suqiu --brief --engine plain", str(size),
                    self.suqiu(self.pack(size) / "rules", "--brief", "--engine", "plain", "--workers", "1")))
        if 300 in sizes:
            cases.append(Case("suqiu", "300", self.suqiu(self.pack(300) / "rules", "--workers", "1")))
        rules = self.options.rules
        if self.has_shipped:
            cases.append(Case("suqiu", "shipped", self.suqiu(rules, "--workers", "1")))
            cases.append(Case("suqiu --brief", "shipped", self.suqiu(rules, "--brief", "--workers", "1")))
            if self.labelled:
                cases.append(Case(
                    "suqiu, labelled orders", "shipped", self.suqiu(rules, "--workers", "1"), labelled=True))
            for workers in (1, 2):
                cases.append(Case(
                    f"suqiu --workers {workers}, on the clock", "shipped",
                    self.suqiu(rules, "--workers", str(workers)), workers=workers, on_clock=True))
        return cases

    # ───── sameness ─────

    def compile_times(self):
        """Builds Vectorscan's databases once and tells what that took."""
        (self.data / "databases").mkdir(exist_ok=True)
        times = {}
        for size in [size for size in [0, *self.options.packs] if size <= 3_000]:
            database = self.data / "databases" / f"{size}.hs"
            database.unlink(missing_ok=True)
            done = subprocess.run(
                [*self.vectorscan(size), self.empty], capture_output=True, text=True, check=True)
            times[size] = float(re.search(r"compile_s=([\d.]+)", done.stderr)[1])
        return times

    def rules_fired(self, command, count):
        done = subprocess.run(
            [*command, self.orders(count)], capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise SystemExit(f"error: {' '.join(map(str, command))} failed:\n{done.stderr[-2000:]}")
        found = []
        for line in done.stdout.splitlines():
            order = json.loads(line)
            found.append((order["id"], frozenset(order.get("rules", ["no `rules` in the line"]))))
        return found

    def compare(self, what, size, count, one, other):
        expected, got = self.rules_fired(one, count), self.rules_fired(other, count)
        different = [pair for pair in itertools.zip_longest(expected, got) if pair[0] != pair[1]]
        mean = sum(len(rules) for _, rules in expected) / max(len(expected), 1)
        self.notes.append(
            f"{what}, {size} patterns: {len(different)} of {count} orders differ; {mean:.2f} patterns match an order.")
        say(self.notes[-1])
        if not different:
            return
        self.problems.append(self.notes[-1])
        for wanted, found in different[:3]:
            if wanted and found and wanted[0] == found[0]:
                say(f"  {wanted[0]}: missing {sorted(wanted[1] - found[1])}, too many {sorted(found[1] - wanted[1])}")
            else:
                say(f"  {wanted} is not {found}")

    def compare_all(self):
        for size in self.options.packs:
            count = min(len(self.lines), 2_000 if size <= 300 else 200)
            plain = self.peer("plain", size)
            brief = self.suqiu(self.pack(size) / "rules", "--brief")
            if size <= 3_000:
                self.compare("Vectorscan against plain", size, count, plain, self.vectorscan(size))
                self.compare("Vectorscan, trusted, against plain", size, count, plain, self.vectorscan(size, "--trust"))
            self.compare("suqiu against plain", size, count, plain, brief)
            if self.has_plain and size <= 300:
                self.compare("suqiu --engine plain against suqiu", size, count, brief, brief + ["--engine", "plain"])

    # ───── instructions ─────

    def instructions(self, command, path):
        valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        done = subprocess.run(
            [*valgrind, *command, path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}, check=False)
        collected = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode or not collected:
            say(done.stderr[-2000:])
            return None
        return int(collected[1])

    def count_instructions(self):
        """Instructions an order, load left out; the same on every machine, however busy."""
        rules = self.options.rules
        wanted = {"brief-300": self.suqiu(self.pack(300) / "rules", "--brief", "--workers", "1")}
        if self.has_shipped and not self.options.quick:
            wanted["full-shipped"] = self.suqiu(rules, "--workers", "1")
        # Valgrind gives up on the debug information of Swift.
        stripped = self.bin / "suqiu-stripped"
        subprocess.run(["strip", "--strip-debug", "-o", stripped, self.options.suqiu], check=True)
        count = 1_000
        found = {}
        for name, command in wanted.items():
            say(f"callgrind: {name}")
            command = [stripped, *command[1:]]
            whole, load = (self.instructions(command, path) for path in (self.orders(count), self.empty))
            if whole and load:
                found[name] = (whole - load) / count
            else:
                self.problems.append(f"callgrind failed on {name}.")
        return found

    def compare_instructions(self, found):
        path = self.options.stored
        stored = {}
        if path.exists():
            for line in path.read_text().splitlines():
                if line and not line.startswith("#"):
                    name, value = line.split("\t")
                    stored[name] = float(value)
        rows = ["| instructions an order | now | stored | difference |", "|---|--:|--:|--:|"]
        for name, value in found.items():
            before = stored.get(name)
            change = value / before - 1 if before else None
            rows.append(
                f"| {name} | {value:,.0f} | {f'{before:,.0f}' if before else '–'} "
                f"| {f'{change:+.1%}' if before else '–'} |")
            if change is not None and abs(change) > TOLERANCE and not self.options.record:
                word = "more" if change > 0 else "fewer"
                self.problems.append(
                    f"{name}: {abs(change):.0%} {word} instructions an order than stored"
                    " (BENCH_RECORD=1 stores the new figures)")
        if self.options.record or (not stored and not self.options.quick):
            lines = ["# Instructions an order, by callgrind; written by BENCH_RECORD=1 Scripts/bench.sh"]
            lines += [f"{name}\t{value:.0f}" for name, value in {**stored, **found}.items()]
            path.write_text("\n".join(lines) + "\n")
        return rows

    # ───── the report ─────

    def speed_rows(self, cases):
        rows = [
            "| program | patterns | orders/s (min – max) | µs an order | load s | peak MB |",
            "|---|--:|--:|--:|--:|--:|",
        ]
        for case in cases:
            costs = case.costs()
            peak = max(sample.peak_kb for sample in case.runs) / 1024
            rows.append(
                f"| {case.name} | {case.patterns} | {1 / case.cost:,.0f} ({1 / max(costs):,.0f} – {1 / min(costs):,.0f}) "
                f"| {case.cost * 1e6:.2f} | {case.load:.3f} | {peak:.0f} |")
        return rows

    def target_rows(self, cases):
        by_key = {case.key: case for case in cases}
        plain, scan, brief = "plain PCRE2 in C", "Vectorscan + PCRE2 in C", "suqiu --brief"

        def cost(name, patterns):
            return by_key[name, str(patterns)].cost

        def alone(name, patterns):
            return max(cost(name, patterns) - cost(name, 0), 1e-9)

        def peak():
            return max(sample.peak_kb for case in cases if case.name.startswith("suqiu")
                       for sample in case.runs) / 1024

        targets = [
            ("matching alone, against plain, 300", lambda: alone(plain, 300) / alone(brief, 300), ">", 40, "×"),
            ("matching alone, against Vectorscan, 300", lambda: alone(scan, 300) / alone(brief, 300), ">", 2, "×"),
            ("matching alone, against Vectorscan, 3,000", lambda: alone(scan, 3000) / alone(brief, 3000), ">", 2, "×"),
            ("whole way brief, against plain, 300", lambda: cost(plain, 300) / cost(brief, 300), ">", 25, "×"),
            ("whole way brief, against Vectorscan, 300", lambda: cost(scan, 300) / cost(brief, 300), ">", 1.5, "×"),
            ("whole way brief, against Vectorscan, 3,000", lambda: cost(scan, 3000) / cost(brief, 3000), ">", 1.8, "×"),
            ("3,000 patterns against 300", lambda: cost(brief, 3000) / cost(brief, 300), "<", 3.5, "×"),
            ("10,000 patterns against 3,000", lambda: cost(brief, 10000) / cost(brief, 3000), "<", 3.5, "×"),
            ("full results, shipped rules", lambda: 1 / cost("suqiu", "shipped"), ">", 150_000, " orders/s"),
            ("full results, shipped rules, labelled orders",
             lambda: 1 / cost("suqiu, labelled orders", "shipped"), ">", 150_000, " orders/s"),
            ("two workers against one", lambda: cost("suqiu --workers 1, on the clock", "shipped")
             / cost("suqiu --workers 2, on the clock", "shipped"), ">", 1.7, "×"),
            ("load of 3,000 patterns", lambda: by_key[brief, "3000"].load, "<", 1, " s"),
            ("peak memory of any row of suqiu", peak, "<", 150, " MB"),
        ]
        rows = ["| ratio or figure | target | measured | met |", "|---|--:|--:|---|"]
        for what, value, relation, limit, unit in targets:
            try:
                measured = value()
            except KeyError:
                continue
            is_met = measured >= limit if relation == ">" else measured <= limit
            sign = "≥" if relation == ">" else "≤"
            digits = ",.0f" if measured >= 1000 else ".1f" if measured >= 10 else ".2f"
            rows.append(f"| {what} | {sign} {limit:,}{unit} | {measured:{digits}}{unit} | {'yes' if is_met else '**no**'} |")
        return rows

    def report(self, cases, compile_times, instruction_rows):
        options = self.options
        model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
        size = sum(len(json.loads(line)["text"].encode()) for line in self.lines) / len(self.lines)
        unsteady = [f"{case.name} ({case.patterns})" for case in cases if max(case.costs()) > 1.5 * min(case.costs())]
        if unsteady:
            self.notes.append(f"Wandered by more than half, so not to be trusted: {', '.join(unsteady)}.")
        compiled = ", ".join(f"{time:.2f} s ({size:,})" for size, time in compile_times.items() if size)
        lines = [
            "# Benchmark results", "",
            f"- Machine: {model[1] if model else platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}",
            f"- Date: {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC, commit {options.commit}",
            f"- Command: `{'BENCH_QUICK=1 ' if options.quick else ''}Scripts/bench.sh`",
            f"- Data: {len(self.lines):,} orders of {size:.0f} bytes, {options.rounds} rounds, about "
            f"{options.seconds} s a run, one core, processor time (except rows on the clock)",
            f"- Labelled orders: {len(self.labelled)} of the corpus with 300 to 500 bytes",
            f"- Vectorscan compiles its patterns in {compiled}; its load below reads them compiled", "",
            *self.speed_rows(cases), "",
            "Rows with 0 patterns hold one pattern that never matches; *matching alone* is a row less that row.", "",
            *self.target_rows(cases), "", *instruction_rows, "", *(f"- {note}" for note in self.notes),
        ]
        if self.problems:
            lines += ["", "Problems:", "", *(f"- {problem}" for problem in self.problems)]
        text = "\n".join(lines) + "\n"
        options.report.write_text(text, encoding="utf-8")
        print(text)

    def main(self):
        self.has_plain = self.has_option("--engine")
        if not self.has_plain:
            self.notes.append("This suqiu has no `--engine`: its plain twin is not measured.")
        self.has_shipped = self.can_load(self.options.rules)
        if self.has_shipped:
            self.note_patterns()
        compile_times = self.compile_times()
        self.compare_all()
        cases = self.cases()
        self.measure(cases)
        rows = [] if self.options.no_instructions else self.compare_instructions(self.count_instructions())
        self.report(cases, compile_times, rows)
        return 1 if self.problems else 0


def say(text):
    print(text, file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=pathlib.Path, help="folder with orders, packs and bin")
    parser.add_argument("--suqiu", type=pathlib.Path, required=True)
    parser.add_argument("--rules", type=pathlib.Path, required=True, help="the shipped rules")
    parser.add_argument("--corpus", type=pathlib.Path, required=True, help="folder of labelled orders")
    parser.add_argument("--report", type=pathlib.Path, required=True)
    parser.add_argument("--stored", type=pathlib.Path, required=True, help="stored instruction counts")
    parser.add_argument("--packs", type=int, nargs="*", default=[20, 300, 3_000, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.8)
    parser.add_argument("--commit", default="unknown")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--record", action="store_true", help="store the instruction counts")
    parser.add_argument("--no-instructions", action="store_true")
    sys.exit(Bench(parser.parse_args()).main())


if __name__ == "__main__":
    main()
