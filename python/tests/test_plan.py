"""Plans and their items."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import crossplan
import pytest


def test_samples_have_names_and_places(plans):
    assert [plan.name for plan in plans] == ["XS", "XT", "XQ", "ZJ", "LS"]
    xs = plans[0]
    assert xs.place.full_name == "河北省保定市徐水区" == str(xs.place)
    assert xs.place.level == "county"
    assert [outer.name for outer in xs.place.within][-1] == "河北省"
    assert isinstance(xs.issued, date)
    assert xs.status in ("draft", "issued")
    assert xs.period == (2021, 2023)
    assert plans[4].annexes[0].path.startswith("附件")
    assert any(citation.title for plan in plans for citation in plan.citations)
    assert any(term.meaning for plan in plans for term in plan.glossary) or all(not plan.glossary for plan in plans)


def test_a_plan_is_a_collection_of_its_items(plans):
    xs = plans[0]
    items = list(xs)
    lists = xs.goals + xs.measures + xs.incentives + xs.funding + xs.accountability
    assert len(xs) == len(items) == len(lists)
    assert items == lists
    for item in items:
        assert xs[item.id] == item
        assert item in xs
        assert item.id in xs
        assert item.plan == xs
    assert plans[1].measures[0] not in xs
    assert len({item.id for item in items}) == len(items)
    assert len(set(items)) == len(items)


def test_items_are_of_their_own_class(plans):
    kinds = {"goal": crossplan.Goal, "measure": crossplan.Measure, "incentive": crossplan.Incentive,
             "funding": crossplan.Funding, "accountability": crossplan.Accountability}
    for item in plans[4]:
        assert type(item) is kinds[item.part]
        assert isinstance(item, crossplan.Item)
        assert item.force in ("binding", "planned", "aspirational", "encouraged")
        assert item.title in repr(item) or "…" in repr(item)


def test_values_are_exact_decimals(plans):
    enrolment = [p for p in plans[0].promises if p.indicator == "preschool-gross-enrolment"][0]
    quantity = enrolment.quantity
    assert quantity.value == Decimal(96) and isinstance(quantity.value, Decimal)
    assert (quantity.bound, quantity.comparator, quantity.unit, quantity.per) == ("at_least", "ge", "percent", None)
    assert quantity.label() == "≥96%" == str(quantity)
    assert enrolment.due == crossplan.Due("2023")
    assert enrolment.label(lang="en") == "≥96% · by 2023"
    assert enrolment.item.part == "goal" and enrolment.item.path == "二"
    assert enrolment.force == enrolment.item.force
    assert enrolment.plan is enrolment.item.plan
    ranges = [p.quantity for plan in plans for p in plan.promises if p.quantity and p.quantity.bound == "between"]
    assert ranges and all(q.upper > q.value for q in ranges)
    money = [p.quantity for plan in plans for p in plan.promises if p.quantity and p.quantity.unit == "yuan"]
    assert money and all(isinstance(q.value, Decimal) for q in money)


def test_every_property_of_every_item_can_be_asked(plans):
    """A getter that fails, or that gives an object without a repr, would show here."""
    def walk(value, depth=0):
        repr(value)
        if depth > 4 or type(value).__module__ != "crossplan":
            return
        for name in dir(type(value)):
            if name.startswith("_") or name in ("plan", "item", "place", "items") or not isinstance(getattr(type(value), name), type(crossplan.Plan.title)):
                continue
            found = getattr(value, name)
            for each in found if isinstance(found, list) else [found]:
                walk(each, depth + 1)
    for plan in plans:
        for item in plan:
            walk(item)
        for section in plan.outline + plan.annexes + plan.glossary + plan.citations:
            walk(section)


def test_accountability_has_its_ladder(plans):
    ladders = [a.consequences for plan in plans for a in plan.accountability if len(a.consequences) > 1]
    assert ladders
    rung = ladders[0][0]
    assert isinstance(rung, crossplan.Consequence) and rung.kind and str(rung) == rung.text
    conditions = [c for plan in plans for i in plan.incentives for c in i.conditions]
    assert conditions and str(conditions[0]) == conditions[0].text


def test_names(plans):
    other = plans[0].named("徐水")
    assert other.name == "徐水" and other != plans[0]
    assert other.measures == plans[0].measures


def test_json_there_and_back(plans):
    for plan in plans:
        again = crossplan.load(plan.to_json(), name=plan.name)
        assert again == plan and hash(again) == hash(plan)
        assert crossplan.load(plan.to_json().encode(), name=plan.name) == plan
        assert crossplan.load(plan.to_dict(), name=plan.name) == plan
        assert json.loads(plan.to_json()) == plan.to_dict()
    assert crossplan.load(plans[0].to_json()).name == plans[0].place.name


def test_frozen(plans):
    with pytest.raises(AttributeError):
        plans[0].title = "x"
    with pytest.raises(AttributeError):
        plans[0].measures[0].title = "x"
    with pytest.raises(TypeError):
        crossplan.Plan()


def test_dates():
    year, month, day = crossplan.Due("2025"), crossplan.Due("2025-06"), crossplan.Due("2025-06-30")
    assert (year.precision, month.precision, day.precision) == ("year", "month", "day")
    assert year.last_day == date(2025, 12, 31) and year.first_day == date(2025, 1, 1)
    assert month < year and day < year and year >= month and year > day and month <= day
    assert sorted([year, month, day])[-1] == year
    assert str(month) == "2025-06" and repr(month) == "Due('2025-06')"
    with pytest.raises(ValueError, match="`2025-13` is no date"):
        crossplan.Due("2025-13")


def test_places():
    place = crossplan.Place("东山县", level="county", code="130100", edition=2020,
                            within=[crossplan.Place("某市", level="prefecture"), crossplan.Place("某省", level="province")])
    assert place.full_name == "某省某市东山县"
    assert (place.code, place.edition) == ("130100", 2020)
    with pytest.raises(ValueError, match="`town` is no level"):
        crossplan.Place("东山县", level="town")
    with pytest.raises(ValueError, match="code and edition go together"):
        crossplan.Place("东山县", level="county", code="130100")


def test_spans_count_bytes_and_give_characters(text):
    start = len("东山县".encode())
    span = crossplan.Span(start, start + len("教育".encode()))
    assert span.of(text) == "教育"
    first, last = span.characters(text)
    assert (first, last) == (3, 5) and text[first:last] == "教育"
    assert len(span) == 6
    assert crossplan.Span(1, 3).of(text) is None
    assert crossplan.Span(0, 10**9).characters(text) is None
