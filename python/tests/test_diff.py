"""Diffs."""

from __future__ import annotations

import crossplan
import pytest


@pytest.fixture(scope="module")
def versions(plans):
    draft = plans[0].named("draft")
    changed = plans[0].to_dict()
    changed["goals"][0]["force"] = "encouraged"
    target = next(t for g in changed["goals"] for t in g.get("targets", []) if t.get("indicator") == "preschool-gross-enrolment")
    target["quantity"]["value"] = "97"
    del changed["incentives"][3]
    return draft, crossplan.load(changed, name="final")


def test_changes(versions):
    draft, final = versions
    diff = crossplan.diff(draft, final)
    assert len(diff) == len(diff.changes) == len(list(diff)) == 3
    assert (diff.before, diff.after) == versions
    by_kind = {tuple(change.kinds): change for change in diff}
    gone = by_kind[("removed",)]
    assert gone.before == draft.incentives[3] and gone.after is None and gone.part == "incentive"
    fields = [field for change in diff for field in change.fields]
    assert {(field.field, field.shift, field.effect) for field in fields} == {
        ("force", "softened", "weakened"), ("targets[].quantity.value", "raised", "strengthened")}
    raised = next(field for field in fields if field.shift == "raised")
    assert (raised.before, raised.after) == ("96", "97")
    assert raised.before_path.startswith("targets[") and raised.after_path == raised.before_path
    assert diff.summary["items"]["removed"] == 1 and diff.summary["promises"]["strengthened"] == 1
    changed = next(change for change in diff if change.fields)
    assert 0 < changed.likeness <= 1 and changed.before.path == changed.path == changed.after.path


def test_laws(plans, versions):
    draft, final = versions
    diff = crossplan.diff(draft, final)
    assert not crossplan.diff(draft, draft) and bool(diff)
    assert diff.apply(draft) == final
    assert diff.inverse() == crossplan.diff(final, draft)
    assert diff.inverse().apply(final) == draft
    other = crossplan.diff(final, plans[1])
    assert diff.then(other).apply(draft).to_json() == plans[1].to_json()
    with pytest.raises(ValueError):
        diff.apply(plans[1])
    with pytest.raises(ValueError):
        other.then(other)


def test_forms(versions):
    diff = crossplan.diff(*versions)
    assert any(op["op"] == "remove" and op["path"] == "/incentives/3" for op in diff.to_patch())
    assert "96" in diff.to_text() and "\x1b" not in diff.to_text() and "\x1b" in diff.to_text(colour=True)
    assert diff.to_text(lang="en") != diff.to_text() == str(diff)
    assert diff.to_markdown().startswith("#") or "|" in diff.to_markdown()
    assert diff.to_dict()["form"] == "crossplan/diff/1" and '"form"' in diff.to_json()
    assert diff.method["version"].startswith("crossplan/diff/")
    with pytest.raises(ValueError, match="`de` is no language"):
        diff.to_text(lang="de")


def test_wording(plans):
    changed = plans[0].to_dict()
    changed["title"] = changed["title"].replace("方案", "规划")
    diff = crossplan.diff(plans[0], crossplan.load(changed))
    assert len(diff) == 0 and diff
    title = diff.head[0]
    assert title.field == "title" and title.words == [("方案", "规划")]


def test_options(plans, reading):
    a, b = plans[0], plans[1]
    loose = crossplan.diff(a, b, identity="content", likeness=0.2)
    strict = crossplan.diff(a, b, identity="content", likeness=0.9)
    assert loose.summary["items"]["paired"] > strict.summary["items"]["paired"]
    given = crossplan.diff(a, b, pairs=[(a.measures[0], b.measures[0].id)])
    change = next(c for c in given if c.after == b.measures[0])
    assert change.before == a.measures[0] and given.method["given"] == 1
    assert crossplan.diff(reading, reading.plan).summary["items"]["changed"] == 0
    for wrong in ({"identity": "path"}, {"likeness": 1.5}, {"same_address": -1.0}):
        with pytest.raises(ValueError):
            crossplan.diff(a, b, **wrong)
    with pytest.raises(TypeError, match="pairs hold items or their ids"):
        crossplan.diff(a, b, pairs=[(1, 2)])
    with pytest.raises(TypeError, match="expected a Plan or a Reading"):
        crossplan.diff(a, "b")
