"""Alignment, judgements, explanations, own similarities."""

from __future__ import annotations

from datetime import date

import crossplan
import numpy
import pytest


def pair_of(alignment, relation="same"):
    return next(pair for pair in alignment.pairs if pair.relation == relation)


def test_rows_are_disjoint_and_walkable(alignment, plans):
    assert alignment.plans == plans
    assert len(alignment) == len(alignment.rows) == len(list(alignment))
    assert alignment[0] == alignment.rows[0] and alignment[-1] == alignment.rows[-1]
    with pytest.raises(IndexError):
        alignment[len(alignment)]
    members = [member for row in alignment for member in row]
    assert len(members) == len(set(members))
    assert set(members).isdisjoint(alone.member for alone in alignment.alone)
    assert len(members) + len(alignment.alone) == len(alignment.members)
    for row in alignment:
        assert len(row) >= 2
        assert [m for plan in plans for m in row[plan.name]] == row.members
        assert all(member in row for member in row)
        assert 0 <= row.weakest <= row.closeness <= 1
        assert alignment.row_of(row.members[0]) == row
        assert alignment.row_of(row.members[0].items[0]) == row
    with pytest.raises(KeyError, match="no plan of the alignment is named `nowhere`"):
        alignment[0]["nowhere"]


def test_members_lead_to_their_items(alignment):
    for member in alignment.members:
        assert member.items and [item.id for item in member.items] == member.ids
        assert member.plan_name == member.plan.name
        assert member.title in member.text
    alone = alignment.alone[0]
    near, score, why = alone.near[0]
    assert isinstance(near, crossplan.Member) and 0 <= score <= 1 and why in ("score", "row", "taken", "judgement")


def test_the_order_of_plans_changes_only_columns(alignment, plans):
    def content(result):
        return {frozenset((m.plan_name, m.path, m.part) for m in row) for row in result}
    assert content(crossplan.align(plans[::-1])) == content(alignment)
    assert crossplan.align(plans) == alignment and hash(crossplan.align(plans)) == hash(alignment)


def test_options(plans):
    strict = crossplan.align(plans, same_from=0.9)
    assert len(strict) < len(crossplan.align(plans))
    single = crossplan.align(plans, grouping="one_to_one")
    assert all(len(row[plan.name]) <= 1 for row in single for plan in plans)
    money = crossplan.align(plans, classes=["funding", "incentive"])
    assert {member.part for member in money.members} == {"funding", "incentive"}
    main = crossplan.align(plans, annexes=False)
    assert not any(member.path.startswith("附件") for member in main.members)
    assert all(not alone.near for alone in crossplan.align(plans, near_misses=0).alone)
    assert strict.stamp["options"]["same_from"] == 0.9 and strict.stamp["method"].startswith("crossplan/align/")
    for wrong in ({"grouping": "clusters"}, {"classes": ["chapter"]}, {"same_from": 2.0}, {"partial_from": float("nan")}):
        with pytest.raises(ValueError):
            crossplan.align(plans, **wrong)
    with pytest.raises(TypeError):
        crossplan.align(plans, "groups")
    with pytest.raises(TypeError):
        crossplan.align(plans, classes="measure")


def test_what_plans_may_be(plans, reading):
    by_name = crossplan.align({"甲": plans[0], "乙": reading})
    assert [plan.name for plan in by_name.plans] == ["甲", "乙"]
    assert len(crossplan.align(iter(plans[:2])).plans) == 2
    assert len(crossplan.align([])) == 0
    with pytest.raises(TypeError, match="got one"):
        crossplan.align(plans[0])
    with pytest.raises(TypeError, match="expected a Plan or a Reading, got str"):
        crossplan.align(["XS"])
    with pytest.raises(ValueError, match="two plans are named `XS`"):
        crossplan.align([plans[0], plans[0]])


def test_judgements_are_never_overruled(plans, alignment):
    same = pair_of(alignment)
    apart = crossplan.cannot_link(same.a, same.b, by="wl", when=date(2026, 11, 22), why="一为建设，一为管理")
    corrected = crossplan.align(plans, judgements=[apart])
    row = corrected.row_of(same.a)
    assert row is None or same.b not in row
    lonely = [a.member for a in alignment.alone]
    one = lonely[0]
    other = next(member for member in lonely if member.plan_name != one.plan_name)
    bound = alignment.judged([crossplan.must_link(one, other), apart])
    row = bound.row_of(one)
    assert other in row and row.judgements == [crossplan.must_link(one, other)]
    assert row.partial[0].relation in ("none", "partial")
    assert bound.judgements == [crossplan.must_link(one, other), apart]
    assert (apart.verdict, apart.by, apart.when, apart.why) == ("apart", "wl", date(2026, 11, 22), "一为建设，一为管理")
    assert apart.a == (same.a.plan_name, same.a.ids[0])
    assert crossplan.Judgement.from_json(apart.to_json()) == apart
    assert crossplan.cannot_link(same.a.items[0], (same.b.plan_name, same.b.ids[0])).b == apart.b


def test_judgements_that_cannot_be(plans, alignment):
    same = pair_of(alignment)
    both = [crossplan.must_link(same.a, same.b), crossplan.cannot_link(same.a, same.b)]
    with pytest.raises(ValueError, match="keeps apart what others bind together"):
        crossplan.align(plans, judgements=both)
    with pytest.raises(KeyError, match="which the corpus does not hold"):
        crossplan.align(plans, judgements=[crossplan.must_link(same.a, ("nowhere", "measure:一"))])
    with pytest.raises(ValueError, match="is no item id"):
        crossplan.must_link(same.a, ("XS", "paragraph 3"))
    with pytest.raises(TypeError, match="expected a Member, an item, or a pair"):
        crossplan.must_link(same.a, 3)
    with pytest.raises(ValueError):
        crossplan.Judgement.from_json("{}")


def test_explanations_add_up(alignment, plans):
    for relation in ("same", "partial"):
        pair = pair_of(alignment, relation)
        why = alignment.explain(pair.a, pair.b)
        assert (why.relation, why.score) == (pair.relation, pair.score)
        assert why.bits == pytest.approx(why.prior + sum(bits for _, _, bits, _ in why.steps), abs=1e-4)
        assert why.steps[-1][3] == pytest.approx(why.bits, abs=1e-4)
        assert why.reason(lang="zh") == str(why) != why.reason(lang="en")
        assert (why.a, why.b) == (pair.a, pair.b)
        assert why.to_dict()["score"] == why.score
    assert alignment.explain(pair.a.items[0], (pair.b.plan_name, pair.b.ids[0])) == why
    # Without an alignment the two plans alone say how rare a phrase is.
    alone = crossplan.explain(pair.a.items[0], pair.b.items[0])
    assert [name for name, *_ in alone.steps] == [name for name, *_ in why.steps]
    assert crossplan.explain(pair.a, pair.b) == alone
    money = crossplan.explain(plans[0].funding[0], plans[1].funding[0])
    assert money.a.part == money.b.part == "funding"
    with pytest.raises(TypeError):
        crossplan.explain("a", "b")
    with pytest.raises(KeyError, match="the alignment does not hold"):
        alignment.explain(pair.a, ("XS", "measure:九十九"))
    with pytest.raises(ValueError, match="`fr` is no language"):
        why.reason(lang="fr")


def test_neighbours(alignment):
    member = alignment.members[0]
    near = alignment.neighbours(member, k=4)
    assert len(near) == 4
    assert [n.score for n in near] == sorted((n.score for n in near), reverse=True)
    assert all(n.member.plan_name != member.plan_name for n in near)
    assert all(bits < 0 for n in near for _, bits in n.against)


def test_similarity_by_function(plans, alignment):
    seen = []

    def none(a, b):
        seen.append((a, b))
        return None

    assert [r.members for r in crossplan.align(plans, similarity=none)] == [r.members for r in alignment]
    assert seen and all(isinstance(m, crossplan.Member) for pair in seen for m in pair)
    assert len(crossplan.align(plans, similarity=lambda a, b: 0.0, similarity_weight=3.0)) < len(alignment)


def test_similarity_by_matrix(plans, alignment):
    units = crossplan.units(plans)
    assert units == alignment.members
    unknown = numpy.full((len(units), len(units)), numpy.nan)
    assert [r.members for r in crossplan.align(plans, similarity=unknown)] == [r.members for r in alignment]
    one, other = alignment.alone[0].near[0][0], alignment.alone[0].member
    matrix = numpy.full((len(units), len(units)), 0.5)
    i, j = units.index(one), units.index(other)
    matrix[i, j] = matrix[j, i] = 1.0
    why = crossplan.align(plans, similarity=matrix, similarity_weight=4.0).explain(one, other)
    assert dict((name, value) for name, value, *_ in why.steps)["own"] == 1.0
    single = crossplan.align(plans, similarity=matrix.astype(numpy.float32), similarity_weight=4.0)
    assert single.explain(one, other) == why
    assert crossplan.align(plans, similarity=numpy.asfortranarray(matrix), similarity_weight=4.0).explain(one, other) == why
    assert crossplan.align(plans, similarity=matrix.tolist(), similarity_weight=4.0).explain(one, other) == why


def test_similarities_that_cannot_be(plans):
    n = len(crossplan.units(plans))
    with pytest.raises(ZeroDivisionError):
        crossplan.align(plans, similarity=lambda a, b: 1 / 0)
    with pytest.raises(TypeError):
        crossplan.align(plans, similarity=lambda a, b: "close")
    with pytest.raises(ValueError, match=rf"the similarity is 2 × 2, and there are {n} units"):
        crossplan.align(plans, similarity=numpy.eye(2))
    with pytest.raises(ValueError, match="square"):
        crossplan.align(plans, similarity=numpy.ones((2, 3)))
    with pytest.raises(ValueError, match="two dimensions"):
        crossplan.align(plans, similarity=numpy.ones(3))
    with pytest.raises(TypeError, match="float64 or float32"):
        crossplan.align(plans, similarity=numpy.eye(n, dtype=numpy.int64))
    skew = numpy.zeros((n, n))
    skew[0, 1] = 1
    with pytest.raises(ValueError, match=r"symmetric: \[1, 0\] is 0, \[0, 1\] is 1"):
        crossplan.align(plans, similarity=skew)
    with pytest.raises(TypeError, match="a similarity is a function"):
        crossplan.align(plans, similarity="cosine")
