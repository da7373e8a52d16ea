"""Pickling, copying, several processes."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import crossplan
import pytest


def everything(plans, reading, alignment):
    plan = plans[4]
    yield from plans
    yield from plan
    yield from plan.promises
    for item in plan:
        yield item.source
    yield from (t.quantity for t in plan.promises if t.quantity)
    yield from (t.due for t in plan.promises if t.due)
    with_baseline = plans[0].to_dict()
    target = next(t for g in with_baseline["goals"] for t in g.get("targets", []) if "quantity" in t)
    target["baselines"] = [{"value": "80.5", "at": "2020"}]
    yield from (b for t in crossplan.load(with_baseline).promises for b in t.baselines)
    yield from plan.outline + plan.annexes
    yield from (c for p in plans for c in p.citations + p.glossary)
    yield from (c for p in plans for i in p.incentives for c in i.conditions)
    yield from (c for p in plans for a in p.accountability for c in a.consequences)
    yield from (m.schedule for p in plans for m in p.measures if m.schedule)
    yield plan.place
    yield crossplan.Span(1, 2)
    yield reading
    yield from reading.diagnostics + reading.unclaimed
    yield alignment
    yield from alignment.rows + alignment.pairs[:20] + alignment.alone[:20] + alignment.members[:20]
    pair = alignment.pairs[0]
    yield alignment.explain(pair.a, pair.b)
    yield from alignment.neighbours(pair.a)
    yield crossplan.must_link(pair.a, pair.b, by="x")
    diff = crossplan.diff(plans[0], plans[1])
    yield diff
    yield from diff.changes
    yield from (field for change in diff for field in change.fields)
    yield from diff.head
    comparison = crossplan.compare(plans, lang="en", base="XQ")
    yield comparison
    table = comparison["targets"]
    yield crossplan.report(comparison, tables=["targets"])
    yield from comparison.tables + [table.long, plans[0].to_table(), diff.to_table().long]
    yield from table.columns
    yield from (table.cell(key, "XS") for key in table.keys)
    yield from (entry for key in table.keys for entry in table.cell(key, "XS"))


def test_everything_can_be_pickled(plans, reading, alignment):
    classes = set()
    for value in everything(plans, reading, alignment):
        again = pickle.loads(pickle.dumps(value))
        assert again == value and type(again) is type(value), value
        assert hash(again) == hash(value), value
        assert repr(again) == repr(value)
        classes.add(type(value).__name__)
    missing = {name for name in crossplan.__all__ if isinstance(getattr(crossplan, name), type)} - classes - {"Item"}
    assert not missing, f"not pickled here: {missing}"


def test_a_list_of_items_carries_its_plan_once(plans):
    one, all_ = len(pickle.dumps(plans[0].measures[0])), len(pickle.dumps(plans[0].measures))
    assert all_ < one * 2


def test_items_know_their_plan_after_pickling(reading):
    measure = pickle.loads(pickle.dumps(reading.plan.measures[0]))
    assert measure.plan == reading.plan
    assert measure.targets[0].source.sentence == reading.plan.measures[0].targets[0].source.sentence


def test_copy(plans, alignment):
    assert copy.deepcopy(plans[0]) == plans[0]
    assert copy.copy(alignment[0]) == alignment[0]


def test_an_alignment_explains_after_pickling(plans, alignment):
    again = pickle.loads(pickle.dumps(alignment))
    pair = alignment.pairs[3]
    assert again.explain(pair.a, pair.b) == alignment.explain(pair.a, pair.b)
    own = pickle.loads(pickle.dumps(crossplan.align(plans, similarity=lambda a, b: None)))
    with pytest.raises(ValueError, match="not kept with it"):
        own.explain(pair.a, pair.b)


def read_name(path):
    return crossplan.read_file(path)


def test_processes(cases):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(read_name, cases[:3])) == [crossplan.read_file(case) for case in cases[:3]]
