#!/usr/bin/env python3
"""Holds `suqiu schema` against real files: check-schemas.py SUQIU RULES [ORDERS.jsonl …]

Validates every line `suqiu classify` writes for the orders, with and without envelope, and every rule
file; then plants mistakes in the rule files, each of which the schema must refuse. Needs `jsonschema` and `yaml`; without them it says so and leaves with 77.
"""
import copy
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(f"skipped: {error}; pip install jsonschema pyyaml")
    sys.exit(77)


def schema(suqiu, kind):
    text = subprocess.run([suqiu, "schema", kind], check=True, capture_output=True, text=True).stdout
    document = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


class Text(yaml.SafeLoader):
    """YAML as Suqiu reads it: dates stay text."""


Text.yaml_implicit_resolvers = {
    letter: [entry for entry in entries if entry[0] in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:bool")]
    for letter, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def report(where, errors):
    for error in errors[:5]:
        print(f"{where}: {'/'.join(str(part) for part in error.path)}: {error.message[:200]}")
    return len(errors)


# Tables whose keys are names that people choose.
FREE = {"lists", "gives", "score", "fields", "intent", "topic", "cause", "attributes"}


def mistakes(document, path=()):
    """Copies of a rule file with one mistake each, a few for every kind of place: (where, copy)."""
    seen = set()

    def walk(node, path):
        if isinstance(node, dict):
            if not path or path[-1] not in FREE and (len(path) < 2 or path[-2] != "cause"):
                yield path, "a key nobody knows", lambda there: there.__setitem__("zzz", "zzz")
            for key, value in node.items():
                if not isinstance(value, dict) and key not in ("note", "why", "name"):
                    yield path + (key,), "a table for a value", None
                yield from walk(value, path + (key,))
        elif isinstance(node, list):
            for number, value in enumerate(node):
                yield from walk(value, path + (number,))

    for path, what, plant in walk(document, path):
        kind = (what, tuple(part for part in path if isinstance(part, str)))
        if kind in seen:
            continue
        seen.add(kind)
        wrong = copy.deepcopy(document)
        there = wrong
        for part in path if plant else path[:-1]:
            there = there[part]
        if plant:
            plant(there)
        else:
            there[path[-1]] = {"zzz": {"zzz": "zzz"}}
        yield "/".join(str(part) for part in path) + ": " + what, wrong


OVERRIDE = {
    "format": "override/1", "target": "lightning.then_out", "why": "误判 7 单", "until": "2026-12-31",
    "append": {"unless": [{"any": ["临时检修"]}], "miss": "临时检修停电"}, "replace": {"score": 2},
}


def main():
    suqiu, rules, *orders = sys.argv[1:]
    bad = lines = files = 0
    for kind, flags in (("data", []), ("envelope", ["--cloudevents"]), ("line", [])):
        validator = schema(suqiu, kind)
        for path in orders:
            run = subprocess.run([suqiu, "classify", "--jsonl", "--rules", rules, *flags, path],
                                 check=True, capture_output=True, text=True)
            for number, line in enumerate(run.stdout.splitlines(), 1):
                lines += 1
                bad += report(f"{path}:{number} as {kind}", list(validator.iter_errors(json.loads(line))))
    validator = schema(suqiu, "rules")
    documents = [(path, yaml.load(path.read_text(), Text)) for path in sorted(pathlib.Path(rules).rglob("*.yaml"))]
    planted = 0
    for path, document in documents + [("an override", OVERRIDE)]:
        files += 1
        name = {"rules": "pack"}.get(document["format"].split("/")[0], document["format"].split("/")[0])
        part = validator.evolve(schema={**validator.schema, "oneOf": [{"$ref": f"#/$defs/{name}"}]})
        errors = [deep for error in part.iter_errors(document) for deep in (error.context or [error])]
        bad += report(path, errors)
        if "packs" in str(path) and files > 4:
            # A pack is like another; the large ones would be copied thousands of times.
            continue
        for where, wrong in mistakes(document):
            planted += 1
            if part.is_valid(wrong):
                bad += 1
                print(f"{path}: {where} is not refused")
    print(f"{lines} result lines, {files} rule files, {planted} planted mistakes, {bad} errors")
    sys.exit(1 if bad else 0)


main()
