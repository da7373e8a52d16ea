"""What Python costs over Rust: reading texts, and handing over a table of 100,000 facts.

    python python/benches/handover.py [--texts FOLDER]

Both sides run in one build and one process. Bars of the project: reading at most 1.2 times the Rust call, the hand-over at most 50 ms. A loaded
machine moves figures, so this fails only where one is absurd: 1.6 times, 500 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

import crossplan
import polars
import pyarrow
from crossplan import _crossplan

CASES = Path(__file__).parents[2] / "tests" / "cases" / "plans"


def median(values: list[float]) -> float:
    return statistics.median(values) * 1000


def reading(folder: Path, rounds: int = 15) -> float:
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]

    def by_python() -> float:
        start = time.perf_counter()
        for text in texts:
            crossplan.read(text)
        return time.perf_counter() - start

    _crossplan._rust_read(texts, 3)
    # One round of each in turn, so that a busy neighbour meets both.
    rust: list[float] = []
    python: list[float] = []
    for _ in range(rounds):
        rust += _crossplan._rust_read(texts, 1)
        python.append(by_python())
    ratio = median(python) / median(rust)
    print(f"reading {len(texts)} texts of {folder}: Rust {median(rust):.1f} ms, Python {median(python):.1f} ms, ratio {ratio:.2f} (bar 1.20)")
    return ratio


def handover(facts: int = 100_000, rounds: int = 7) -> float:
    samples = crossplan.samples()
    once = len(crossplan.compare(samples)["facts"])
    copies = -(-facts // once)
    plans = [plan.named(f"{plan.name}{copy}") for copy in range(copies) for plan in samples]
    rust, python, arrow, frames = [], [], [], []
    rows = 0
    for _ in range(rounds):
        rust.append(_crossplan._rust_facts(plans)[0])
        start = time.perf_counter()
        table = crossplan.compare(plans)["facts"]
        made = time.perf_counter()
        taken = pyarrow.table(table)
        handed = time.perf_counter()
        polars.DataFrame(table)
        framed = time.perf_counter()
        python.append(handed - start)
        arrow.append(handed - made)
        frames.append(framed - handed)
        rows = taken.num_rows
    more = median(python) - median(rust)
    print(f"table of {rows} facts: made in Rust {median(rust):.0f} ms; made and taken by pyarrow {median(python):.0f} ms: {more:.0f} ms more")
    print(f"  of that the hand-over {median(arrow):.0f} ms (bar 50); a second taker (polars) {median(frames):.0f} ms")
    return median(arrow)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--texts", type=Path, default=Path(os.environ.get("CROSSPLAN_PLANS") or CASES))
    folder = arguments.parse_args().texts
    ratio, ms = reading(folder), handover()
    if ratio > 1.6 or ms > 500:
        print("absurd: see above", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
