#!/usr/bin/env python3
"""Runs the scorer on exports and holds them to the bars that they were accepted with.

    check_scores.py BARS SCORER GOLD FACTS.csv UNITS.csv [PAIRS.csv]     BARS: typed | texts | invented
"""
import re
import subprocess
import sys

FACTS = (r"found P [\d.]+ R [\d.]+ F1 ([\d.]+)", r"deadline F1 ([\d.]+)", r"class ([\d.]+)", r"per ([\d.]+)", r"frequency ([\d.]+)")
UNITS = (r"found ([\d.]+)", r"topic first ([\d.]+)", r"among the topics ([\d.]+)", r"exact ([\d.]+)")
PAIRS = (r"F1 ([\d.]+) AP", r"AP ([\d.]+) \|", r"partial: .* F1 ([\d.]+)")
BARS = {
    # The plans typed by hand, on their own annotations.
    "typed": {"facts": (0.98, 0.97, 0.95, 0.92, 0.95), "units": (1.0, 0.95, 0.95, 1.0), "pairs": (0.80, 0.88, 0.70)},
    # The same plans read from their texts.
    "texts": {"facts": (0.97, 0.95, 0.93, 0.92, 0.95), "units": (1.0, 0.88, 0.95, 1.0), "pairs": (0.88, 0.93, 0.70)},
    # Invented plans in other layouts: the bars for plans that nobody has seen.
    "invented": {"facts": (0.93, 0.90, 0.88, 0.85, 0.90), "units": (0.97, 0.80, 0.92, 0.95)},
}


def main(bars, scorer, gold, facts, units, pairs=None):
    missed = 0
    kinds = [("facts", facts, FACTS), ("units", units, UNITS)]
    if pairs:
        kinds.append(("pairs", pairs, PAIRS))
    for kind, export, patterns in kinds:
        printed = subprocess.check_output([sys.executable, scorer, kind, gold, export], text=True)
        total = next(line for line in printed.splitlines() if line.startswith("ALL"))
        print(bars, total)
        for pattern, bar in zip(patterns, BARS[bars][kind]):
            score = float(re.search(pattern, total).group(1))
            if score < bar:
                missed += 1
                print(f"  {score} is below {bar}: {pattern}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:7]))
