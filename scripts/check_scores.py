#!/usr/bin/env python3
"""Runs the scorer on the exports of the hand-typed plans and holds them to the bars that they were accepted with.

    check_scores.py SCORER GOLD FACTS.csv UNITS.csv
"""
import re
import subprocess
import sys

BARS = {
    "facts": {r"found P [\d.]+ R [\d.]+ F1 ([\d.]+)": 0.98, r"deadline F1 ([\d.]+)": 0.97, r"class ([\d.]+)": 0.95},
    "units": {r"found ([\d.]+)": 1.0, r"topic first ([\d.]+)": 0.95, r"exact ([\d.]+)": 1.0},
}


def main(scorer, gold, facts, units):
    missed = 0
    for kind, export in (("facts", facts), ("units", units)):
        printed = subprocess.check_output([sys.executable, scorer, kind, gold, export], text=True)
        total = next(line for line in printed.splitlines() if line.startswith("ALL"))
        print(total)
        for pattern, bar in BARS[kind].items():
            score = float(re.search(pattern, total).group(1))
            if score < bar:
                missed += 1
                print(f"  {score} is below {bar}: {pattern}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
