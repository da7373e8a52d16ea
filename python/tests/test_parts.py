"""An alignment in parts is that of one machine."""

from __future__ import annotations

import pickle
from collections import defaultdict
from itertools import combinations

import crossplan
import pytest
from crossplan import parts


def in_parts(plans, **options):
    known = sum((parts.commonness(plans[at : at + 2], **options) for at in range(0, len(plans), 2)), parts.Commonness())
    holders = defaultdict(list)
    for plan in plans:
        for name, unit, feature, weight in parts.signatures([plan], known, **options):
            holders[feature].append((name, unit, weight))
    meetings = defaultdict(float)
    for held in holders.values():
        for (p, i, x), (q, j, y) in combinations(sorted(held), 2):
            if p != q:
                meetings[(p, i), (q, j)] += x * y
    wanted = defaultdict(list)
    for pair, met in meetings.items():
        if met >= parts.CANDIDATES_FROM - 0.001:
            wanted[pair[0][0], pair[1][0]].append(pair)
    by_name = {plan.name: plan for plan in plans}
    scored = []
    for (p, q), pairs in wanted.items():
        scored += parts.score([by_name[q], by_name[p]], known, pairs, **options)
    return scored[::-1]


def test_the_rows_are_those_of_one_machine(plans, alignment):
    scored = in_parts(plans)
    grouped = parts.group(plans, scored)
    assert grouped.rows == alignment.rows and grouped.pairs == alignment.pairs and grouped.alone == alignment.alone
    pair = alignment.pairs[5]
    assert grouped.explain(pair.a, pair.b) == alignment.explain(pair.a, pair.b)
    apart = crossplan.cannot_link(pair.a, pair.b)
    assert parts.group(plans, scored, judgements=[apart]).rows == alignment.judged([apart]).rows
    strict = parts.group(plans, scored, grouping="one_to_one", same_from=0.7)
    assert strict.rows == crossplan.align(plans, grouping="one_to_one", same_from=0.7).rows


def test_other_classes(plans):
    money = {"classes": ["funding"]}
    assert parts.group(plans, in_parts(plans, **money), **money).rows == crossplan.align(plans, **money).rows


def test_commonness_travels(plans):
    known = parts.commonness(plans)
    assert pickle.loads(pickle.dumps(known)) == known == parts.Commonness.from_json(known.to_json())
    assert known.units == len(crossplan.units(plans))
    assert parts.commonness(plans[:3]) + parts.commonness(plans[3:]) == known != parts.commonness(plans[:3])
    with pytest.raises(ValueError):
        parts.Commonness.from_json("{}")


def test_faults(plans):
    with pytest.raises(KeyError, match="scored pair 0 names unit 999 of `XS`"):
        parts.group(plans, [(("XS", 999), ("XT", 0), 1.0, 1.0)])
    known = parts.commonness(plans)
    # Pairs of units that are not there, or of one plan, are no candidates.
    assert parts.score(plans, known, [(("XS", 999), ("XT", 0)), (("XS", 0), ("XS", 1)), (("nowhere", 0), ("XS", 0))]) == []
    with pytest.raises(ValueError, match="`chapter` is no class"):
        parts.commonness(plans, classes=["chapter"])
    with pytest.raises(TypeError):
        parts.score(plans, known, [("XS", "XT")])
