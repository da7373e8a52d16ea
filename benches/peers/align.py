#!/usr/bin/env python3
"""The pipeline that a researcher would write: jieba words, TF-IDF, cosine, one-to-one assignment (SciPy).

    align.py PLAN.json… > pairs.csv

Plans are in the JSON form of crossplan. Each measure (with the items inside it) and each goals section is one text; every two plans are paired
by scipy's linear_sum_assignment on cosine similarity, and pairs of at least --threshold are printed in the columns of the `pairs` export.
Needs: pip install jieba scikit-learn scipy. With --repeat N the pairing runs N times, and the median time goes to standard error (reading the
files and loading jieba's dictionary are not in it). With --ask it says "ready", then pairs once for each line of standard input and answers with
the milliseconds of the processor and of the clock: so the benchmark `align` can run it in turn with ours.
"""
import argparse, collections, csv, itertools, json, pathlib, statistics, sys, time

import jieba
from scipy.optimize import linear_sum_assignment
from sklearn.feature_extraction.text import TfidfVectorizer

CLASSES = ("goals", "measures", "incentives", "funding", "accountability")


def units(plan):
    """(path, text) of every measure and goals section of a plan."""
    inside = collections.defaultdict(list)
    for name in CLASSES:
        for item in plan.get(name, []):
            inside[item["path"]].append(item)
    goals = {section["path"] for section in plan.get("outline", []) if section["role"] == "goals"}
    measures = [item["path"] for item in plan.get("measures", [])]
    for path in dict.fromkeys(measures + sorted(goals & inside.keys())):
        yield path, "。".join(item["title"] + "。" + item.get("summary", "") for item in inside[path])


def pairs(plans, threshold):
    texts = [text for _, list_ in plans for _, text in list_]
    vectors = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None).fit_transform(texts)
    starts = list(itertools.accumulate((len(list_) for _, list_ in plans), initial=0))
    for i, j in itertools.combinations(range(len(plans)), 2):
        close = (vectors[starts[i]:starts[i + 1]] @ vectors[starts[j]:starts[j + 1]].T).toarray()
        for a, b in zip(*linear_sum_assignment(-close)):
            if close[a, b] >= threshold:
                yield plans[i][0], plans[i][1][a][0], plans[j][0], plans[j][1][b][0], f"{close[a, b]:.4f}", "same"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--threshold", type=float, default=0.1)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--ask", action="store_true")
    args = parser.parse_args()
    plans = [(file.stem, list(units(json.loads(file.read_text(encoding="utf8"))))) for file in args.files]
    jieba.initialize()
    if args.ask:
        print("ready", flush=True)
        for _ in sys.stdin:
            start, worked = time.perf_counter(), time.process_time()
            list(pairs(plans, args.threshold))
            print((time.process_time() - worked) * 1000, (time.perf_counter() - start) * 1000, flush=True)
        return
    times = []
    for _ in range(args.repeat):
        start = time.perf_counter()
        rows = list(pairs(plans, args.threshold))
        times.append(time.perf_counter() - start)
    print(f"median of {args.repeat}: {statistics.median(times) * 1000:.1f} ms", file=sys.stderr)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["plan_a", "path_a", "plan_b", "path_b", "score", "relation"])
    writer.writerows(rows)


if __name__ == "__main__":
    main()
