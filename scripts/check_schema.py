#!/usr/bin/env python3
"""Do the embedded plans fit the published JSON Schema, by a validator that is not ours? (needs the package jsonschema)"""
import json
import pathlib
import sys

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    schema = json.loads((ROOT / "schema/plan.schema.json").read_text(encoding="utf8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    faults = 0
    for file in sorted((ROOT / "data/plans").glob("*.json")):
        plan = json.loads(file.read_text(encoding="utf8"))
        for error in validator.iter_errors(plan):
            faults += 1
            print(f"{file.name}: {error.json_path}: {error.message}")
        plan["goals"][0]["force"] = "must"
        assert not validator.is_valid(plan), "the schema lets an unknown word pass"
    print("schema:", "faulty" if faults else "all plans fit")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
