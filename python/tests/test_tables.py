"""Comparisons and their tables, and the hand-over to pyarrow, polars, pandas and DuckDB."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import crossplan
import duckdb
import pandas
import polars
import pyarrow
import pytest


@pytest.fixture(scope="module")
def comparison(plans):
    return crossplan.compare(plans)


@pytest.fixture(scope="module")
def targets(comparison):
    return comparison["targets"]


def test_a_comparison_is_a_mapping(comparison, plans):
    assert len(comparison) == len(list(comparison)) == len(comparison.tables) == len(comparison.ids)
    assert {"targets", "items"} <= set(comparison)
    assert "targets" in comparison and "nothing" not in comparison and 3 not in comparison
    assert all(comparison[id_].id for id_ in comparison)
    assert comparison.plans == plans and comparison.lang == "zh"
    assert all(comparison.about(id_) for id_ in comparison)
    assert "targets" in repr(comparison) and "XS" in repr(comparison)
    assert comparison == crossplan.compare(plans) != crossplan.compare(plans, base="XQ")
    with pytest.raises(KeyError, match="no table is called `nothing`"):
        comparison["nothing"]
    with pytest.raises(KeyError, match="no table is called"):
        comparison.about("nothing")


def test_options_of_a_comparison(plans, alignment):
    for wrong in ({"lang": "fr"}, {"base": 3}, {"alignment": 1}):
        with pytest.raises((ValueError, TypeError)):
            crossplan.compare(plans, **wrong)
    with pytest.raises(KeyError, match="no plan is named `QX`"):
        crossplan.compare(plans, base="QX")
    with pytest.raises(ValueError, match="the alignment is of other plans"):
        crossplan.compare(plans[:2], alignment=alignment)
    assert crossplan.compare(plans, alignment=alignment, base="national")["targets"].outcomes
    english = crossplan.compare(plans, lang="en")["targets"]
    assert english.title != crossplan.compare(plans)["targets"].title and english.title.isascii()
    without = crossplan.compare(plans, annexes=False)["items"]
    assert not any("附件" in row["path"] for row in without)


def test_cells_say_where_they_come_from(targets):
    cell = targets.cell("preschool-gross-enrolment", "XS")
    assert len(cell) == 1 and list(cell) == cell.entries
    entry = cell.entries[0]
    assert isinstance(entry.value, crossplan.Target)
    assert entry.value.quantity.value == Decimal(96)
    source = entry.sources[0]
    assert source.plan.name == "XS" and source.item.id.startswith("goal:二")
    assert source.line
    assert str(entry) == entry.text and "96%" in entry.text and "96%" in cell.text
    assert cell.outcome in ("base", "same", "differs", "absent", "not_comparable", None)
    assert isinstance(entry.derived, dict)
    with pytest.raises(KeyError, match="has no column `QX`"):
        targets.cell("preschool-gross-enrolment", "QX")
    with pytest.raises(KeyError, match="has no row `x`"):
        targets.cell("x", "XS")


def test_rows(targets):
    assert len(targets) == len(list(targets)) == len(targets.keys)
    row = targets["preschool-gross-enrolment"]
    assert row["key"] == "preschool-gross-enrolment" and row["indicator"] == "preschool-gross-enrolment"
    assert isinstance(row["XS"][0], crossplan.Target)
    assert targets[0]["key"] == targets.keys[0] and targets[-1]["key"] == targets.keys[-1]
    with pytest.raises(IndexError):
        targets[len(targets)]
    with pytest.raises(KeyError):
        targets["x"]
    assert {column.id for column in targets.columns} >= {"indicator", "XS", "LS"}
    assert [column.plan for column in targets.columns if column.plan] == ["XS", "XT", "XQ", "ZJ", "LS"]


def test_written_forms(targets, tmp_path):
    assert "96%" in targets.to_csv() and targets.to_csv(byte_order_mark=True)[0] == "\ufeff"
    assert targets.to_markdown().startswith("## ")
    assert max(len(line) for line in targets.to_text(width=80).splitlines()[:3]) <= 80
    assert json.loads(targets.to_json())["id"] == "targets"
    assert targets.to_excel()[:2] == b"PK"
    assert str(targets).startswith(targets.title)


def test_long_form_to_pyarrow(targets):
    table = pyarrow.table(targets.long)
    schema = {field.name: field.type for field in table.schema}
    assert pyarrow.types.is_decimal128(schema["number"]) and schema["number"].precision == 38
    assert schema["due"] == pyarrow.date32() and schema["due_text"] == pyarrow.string()
    assert schema["unit"] == pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    assert schema["start"] == pyarrow.int64()
    assert table.num_rows == len(targets.long)
    assert table.schema.metadata[b"crossplan:table"] == b"targets_long"
    assert pyarrow.schema(targets.long) == table.schema
    said = [r for r in table.to_pylist() if r["row"] == "preschool-gross-enrolment" and r["plan"] == "XS" and not r["derived"]]
    assert said[0]["number"] == Decimal(96) and isinstance(said[0]["number"], Decimal)
    assert said[0]["due"] == date(2023, 12, 31) and said[0]["due_text"] == "2023"
    assert said[0]["unit"] == "percent" and said[0]["bound"] == "at_least"
    assert targets.to_arrow().num_rows == len(targets)
    lists = pyarrow.table(targets).column("XS")
    assert lists.type == pyarrow.list_(pyarrow.string()) and lists.null_count == 0


def test_the_stream_can_be_taken_twice_and_outlives_the_table(plans):
    table = crossplan.compare(plans)["targets"].long
    first, second = pyarrow.table(table), pyarrow.table(table)
    expected = len(table)
    del table
    assert first.equals(second) and first.num_rows == expected
    # A capsule that nobody takes is released.
    for _ in range(3):
        capsule = crossplan.compare(plans[:1])["items"].__arrow_c_stream__()
        assert "arrow_array_stream" in repr(capsule)
        del capsule


def test_polars(targets):
    frame = polars.DataFrame(targets.long)
    assert frame.schema["number"] == polars.Decimal(38, frame.schema["number"].scale)
    assert frame.schema["due"] == polars.Date
    assert isinstance(frame.schema["unit"], (polars.Categorical, polars.Enum, type(polars.Categorical)))
    assert frame.height == len(targets.long) == targets.long.to_polars().height
    assert polars.DataFrame(targets).schema["XS"] == polars.List(polars.String)
    best = frame.filter((polars.col("row") == "preschool-gross-enrolment") & polars.col("number").is_not_null())
    assert best.height > 0


def test_pandas(targets):
    frame = targets.long.to_pandas()
    assert isinstance(frame, pandas.DataFrame) and len(frame) == len(targets.long)
    assert isinstance(frame["unit"].dtype, pandas.CategoricalDtype)
    number = frame.loc[(frame["row"] == "preschool-gross-enrolment") & (frame["plan"] == "XS"), "number"].iloc[0]
    assert number == Decimal(96)
    if hasattr(pandas.DataFrame, "from_arrow"):
        assert len(pandas.DataFrame.from_arrow(targets.long)) == len(frame)


def test_duckdb(targets):
    facts = targets.long
    reader = pyarrow.RecordBatchReader.from_stream(facts)
    count = duckdb.sql("select count(*) from reader where number is not null and derived is null").fetchall()[0][0]
    assert count == sum(1 for row in facts if row["number"] is not None and row["derived"] is None)
    # DuckDB takes what has the interface by itself.
    assert duckdb.sql("select count(*) from facts").fetchall()[0][0] == len(facts)
    kinds = {row[0]: row[1] for row in duckdb.sql("describe select * from facts").fetchall()}
    assert kinds["due"] == "DATE" and kinds["number"].startswith("DECIMAL(38")


def test_every_table_can_be_handed_over(comparison):
    for table in comparison.tables:
        for one in (table, table.long):
            arrow = pyarrow.table(one)
            arrow.validate(full=True)
            assert arrow.num_rows == len(one)
            assert polars.DataFrame(one).height == len(one)
            assert len(one.to_pandas()) == len(one)
            assert duckdb.sql("select count(*) from one").fetchall()[0][0] == len(one)


def test_items_and_changes_as_tables(plans):
    items = plans[0].to_table(lang="en")
    assert len(items) == len(plans[0])
    frame = items.to_polars()
    assert frame["part"].cast(polars.String).to_list() == [item.part for item in plans[0]]
    assert frame["topics"].to_list()[30]
    changes = crossplan.diff(plans[0], plans[1]).to_table(lang="en")
    assert {"added", "removed"} <= set(changes.to_polars()["what"].cast(polars.String))
    with pytest.raises(ValueError):
        plans[0].to_table(lang="fr")


def test_the_source_of_an_entry_shows_its_sentence(reading):
    entry = crossplan.compare([reading])["items"].cell("东山县/measure:二/（一）", "promises").entries[0]
    assert entry.sources[0].quote in entry.sources[0].sentence


def test_nothing_is_required(targets, monkeypatch):
    import builtins
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name.split(".")[0] in ("pandas", "polars", "pyarrow"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    for method, module in (("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")):
        with pytest.raises(ImportError, match=f"{method} needs {module}, which is not installed: pip install"):
            getattr(targets, method)()
