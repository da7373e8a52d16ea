#!/usr/bin/env python3
"""Runs the scorer on exports and holds them to the bars that they were accepted with.

    check_scores.py BARS SCORER GOLD FACTS.csv UNITS.csv [PAIRS.csv]     BARS: typed | texts | invented
    check_scores.py BARS SCORER GOLD PAIRS.csv                           BARS: typed-others | texts-others
"""
import re
import subprocess
import sys

FACTS = (r"found P [\d.]+ R [\d.]+ F1 ([\d.]+)", r"deadline F1 ([\d.]+)", r"class ([\d.]+)", r"per ([\d.]+)", r"frequency ([\d.]+)")
UNITS = (r"found ([\d.]+)", r"topic first ([\d.]+)", r"among the topics ([\d.]+)", r"exact ([\d.]+)")
PAIRS = (r"F1 ([\d.]+) AP", r"AP ([\d.]+) \|", r"partial: .* F1 ([\d.]+)")
BARS = {
    # The plans typed by hand, on their own annotations.
    "typed": {"facts": (0.98, 0.97, 0.95, 0.92, 0.95), "units": (1.0, 0.95, 0.95, 1.0), "pairs": (0.93, 0.97, 0.82)},
    # The same plans read from their texts.
    "texts": {"facts": (0.97, 0.95, 0.93, 0.92, 0.95), "units": (1.0, 0.88, 0.95, 1.0), "pairs": (0.88, 0.95, 0.78)},
    # Invented plans in other layouts; no weight of the alignment was fitted on their pairs.
    "invented": {"facts": (0.96, 0.95, 0.94, 0.92, 0.94), "units": (0.98, 0.90, 0.95, 0.97), "pairs": (0.84, 0.88, 0.74)},
    # The pairs of plans of tests/cases/pairs.
    "typed-others": {"pairs": (0.84, 0.92, 0.76)},
    "texts-others": {"pairs": (0.86, 0.92, 0.73)},
}
PATTERNS = {"facts": FACTS, "units": UNITS, "pairs": PAIRS}


def main(bars, scorer, gold, *exports):
    missed = 0
    for (kind, least), export in zip(BARS[bars].items(), exports):
        printed = subprocess.check_output([sys.executable, scorer, kind, gold, export], text=True)
        total = next(line for line in printed.splitlines() if line.startswith("ALL"))
        print(bars, total)
        for pattern, bar in zip(PATTERNS[kind], least):
            score = float(re.search(pattern, total).group(1))
            if score < bar:
                missed += 1
                print(f"  {score} is below {bar}: {pattern}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
