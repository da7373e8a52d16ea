"""Reading texts and files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import crossplan
import pytest


def test_a_reading_is_a_plan_with_what_is_in_doubt(reading, text):
    plan = reading.plan
    assert plan.name == "东山县" and plan.text == text == reading.source_text
    assert plan.measures[0].responsible == ["县教育局", "县住建局"]
    built = plan.measures[0].targets[0]
    assert (built.quantity.value, built.quantity.unit) == (Decimal(2), "school")
    assert built.source.quote and "2所" in built.source.quote
    assert built.source.sentence.startswith("2024年新建学校2所")
    assert (built.source.line, built.source.column) == (6, 14)
    award = next(p for p in plan.promises if p.quantity and p.quantity.unit == "yuan" and p.quantity.per)
    assert (award.quantity.value, award.quantity.per, award.item.part) == (Decimal(2000), "person", "incentive")
    assert "".join(span.of(text) for _, span in reading.parts) == text


def test_diagnostics_and_unclaimed_numbers_know_their_places(reading, text):
    assert reading.diagnostics and reading.unclaimed
    lines = text.split("\n")
    for remark in reading.diagnostics + reading.unclaimed:
        assert remark.span.of(text) == remark.quote
        if remark.quote:
            first_line = remark.quote.split("\n")[0]
            assert lines[remark.line - 1][remark.column - 1:].startswith(first_line)
    for remark in reading.diagnostics:
        assert remark.severity in ("note", "warning", "error")
        assert remark.kind == remark.kind.lower() and remark.message in str(remark)
        assert str(remark).startswith(f"{remark.line}:{remark.column}: {remark.severity}")
    assert {u.reason for u in reading.unclaimed} <= {
        "heading_number", "ordinal", "document_number", "date_of_issue", "date", "past_result", "name", "slogan_count",
        "citation", "grade_or_age", "idiom", "furniture", "unsure"}


def test_what_is_known_beforehand(text):
    place = crossplan.Place("西山县", level="county")
    reading = crossplan.read(text, name="西山", place=place, issued=date(2023, 5, 1))
    assert reading.plan.place == place and reading.plan.issued == date(2023, 5, 1) and reading.plan.name == "西山"


def test_same_text_same_reading(text, reading):
    again = crossplan.read(text)
    assert again == reading and hash(again) == hash(reading)
    assert again.plan.to_json() == reading.plan.to_json()
    assert crossplan.read(text + "\n（三）另有一项。") != reading


def test_texts_that_are_no_plan():
    with pytest.raises(ValueError, match="there is no text"):
        crossplan.read("")
    with pytest.raises(ValueError, match="Chinese characters; a plan has at least"):
        crossplan.read("no plan")
    with pytest.raises(ValueError, match="has no outline"):
        crossplan.read("今天天气晴朗，全县师生共同参加了一场运动会，大家都很高兴，气氛热烈。")
    with pytest.raises(TypeError):
        crossplan.read(b"bytes")
    with pytest.raises(TypeError):
        crossplan.read("x", "positional")


def test_files(tmp_path, text):
    file = tmp_path / "DS.txt"
    file.write_text(text, encoding="utf-8")
    assert crossplan.read_file(file).plan.name == "DS"
    assert crossplan.read_file(str(file), name="x").plan.name == "x"
    with pytest.raises(FileNotFoundError):
        crossplan.read_file(tmp_path / "none.txt")
    with pytest.raises(IsADirectoryError):
        crossplan.read_file(tmp_path)


def test_line_and_column_count_characters(tmp_path):
    file = tmp_path / "gbk.txt"
    file.write_bytes("一、目标\n到".encode() + b"\xff\xfe")
    with pytest.raises(ValueError, match=r"gbk\.txt: not UTF-8 at line 2, column 2 \(byte 16\)"):
        crossplan.read_file(file)
    with pytest.raises(ValueError, match=r"not UTF-8 at line 1, column 4"):
        crossplan.load("《一》".encode() + b"\xff")


def test_folders(tmp_path, cases):
    seen = []
    readings = list(crossplan.read_files(cases, progress=lambda done, total: seen.append((done, total))))
    assert [r.plan.name for r in readings] == [c.stem for c in cases]
    assert seen == [(i + 1, len(cases)) for i in range(len(cases))]
    assert list(crossplan.read_files(cases[0].parent)) == readings
    assert list(crossplan.read_files(cases[0])) == readings[:1]
    # An iterator, not a list: nothing is read before it is asked for.
    lazy = crossplan.read_files([tmp_path / "none.txt"])
    with pytest.raises(FileNotFoundError):
        next(lazy)
    with pytest.raises(FileNotFoundError):
        crossplan.read_files(tmp_path / "no-folder")
    faulty = tmp_path / "bad.txt"
    faulty.write_text("no plan", encoding="utf-8")
    faults = []
    good = list(crossplan.read_files([faulty, cases[0]], errors=lambda path, error: faults.append((path, str(error)))))
    assert [r.plan.name for r in good] == [cases[0].stem]
    assert faults[0][0] == faulty and "bad.txt" in faults[0][1]
    with pytest.raises(ValueError, match="bad.txt"):
        list(crossplan.read_files([faulty]))


def test_loading_names_every_fault():
    with pytest.raises(ValueError, match="the plan is no JSON"):
        crossplan.load("{")
    with pytest.raises(ValueError, match=r"line 2 column 4"):
        crossplan.load('{"form": "《一二三》",\n"文"}')
    with pytest.raises(ValueError, match="names no form"):
        crossplan.load({})
    with pytest.raises(ValueError) as caught:
        crossplan.load({"form": "crossplan/plan/1", "title": "x", "place": {"name": "x", "level": "town"}, "status": "old"})
    assert "place.level" in str(caught.value) and "status" in str(caught.value)
    with pytest.raises(TypeError, match="not from int"):
        crossplan.load(1)


def test_a_text_must_be_the_text_that_was_read(reading, text):
    bare = crossplan.load(reading.plan.to_json())
    assert bare.text is None and bare.measures[0].source.sentence is None
    again = bare.with_text(text)
    assert again.measures[0].source.sentence == reading.plan.measures[0].source.sentence
    with pytest.raises(ValueError, match="take the text as it was read"):
        bare.with_text(text + "x")
    with pytest.raises(ValueError, match="take the text as it was read"):
        crossplan.load(reading.plan.to_json(), text="x")


def test_load_file(tmp_path, plans):
    file = tmp_path / "XS.json"
    file.write_text(plans[0].to_json(), encoding="utf-8")
    assert crossplan.load_file(file) == plans[0]
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="XS.json"):
        crossplan.load_file(file)
    with pytest.raises(FileNotFoundError):
        crossplan.load_file(tmp_path / "none.json")
