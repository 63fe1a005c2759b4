#!/usr/bin/env python3
"""Holds `suqiu schema` against real files: check-schemas.py SUQIU RULES [ORDERS.jsonl …]

Validates every line `suqiu classify` writes for the orders, with and without envelope, and every rule
file. Needs `jsonschema` and `yaml`; without them it says so and leaves with 77.
"""
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
    for path in sorted(pathlib.Path(rules).rglob("*.yaml")):
        files += 1
        document = yaml.load(path.read_text(), Text)
        name = {"rules": "pack"}.get(document["format"].split("/")[0], document["format"].split("/")[0])
        part = validator.evolve(schema={**validator.schema, "oneOf": [{"$ref": f"#/$defs/{name}"}]})
        errors = [deep for error in part.iter_errors(document) for deep in (error.context or [error])]
        bad += report(path, errors)
    print(f"{lines} result lines, {files} rule files, {bad} errors")
    sys.exit(1 if bad else 0)


main()
