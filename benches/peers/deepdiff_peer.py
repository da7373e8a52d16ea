"""deepdiff on the plan pairs of the edit study: pip install deepdiff==9.1.0

    cargo test --release --test diff_study -- --ignored export_for_peers     writes the pairs, prints our times
    python benches/peers/deepdiff_peer.py target/tmp/peers                          deepdiff on the same JSON

Pairs: version (a plan and an edited copy), shuffled (660 units in another order, one character more in each).
On the version pair deepdiff gets the settings that let it pair what changed much (cutoff_distance_for_pairs=1,
cutoff_intersection_for_pairs=1); on the shuffled pair first its defaults, with which it looks for
no pairs when so much differs; with those settings it did not end within 200 s.
"""

import json
import pathlib
import re
import sys
import time

from deepdiff import DeepDiff

folder = pathlib.Path(sys.argv[1])
for name in ("version", "shuffled"):
    old, new = (json.loads((folder / f"{name}-{side}.json").read_text()) for side in ("before", "after"))
    if name == "shuffled":
        # The list alone: what deepdiff is given elsewhere in this comparison too.
        old, new = ([{"title": m["title"], "summary": m["summary"]} for m in p["measures"]] for p in (old, new))
    start = time.perf_counter()
    settings = {"cutoff_distance_for_pairs": 1, "cutoff_intersection_for_pairs": 1} if name == "version" else {}
    found = DeepDiff(old, new, ignore_order=True, **settings)
    seconds = time.perf_counter() - start
    print(f"{name}: {seconds:.3f} s", {kind: len(entries) for kind, entries in found.items()})
    if name == "shuffled":
        truth = json.loads((folder / "shuffled-truth.json").read_text())
        # Our truth: place before, by place after. deepdiff names the place before, and the place after where it is another one.
        place = lambda path: int(re.match(r"root\[(\d+)\]", path).group(1))
        pairs = {
            (place(path), place(entry.get("new_path", path)))
            for path, entry in found.get("values_changed", {}).items()
        }
        right = sum((before, after) in pairs for after, before in enumerate(truth))
        print(f"  {len(truth)} units, {right} paired with what they were")
