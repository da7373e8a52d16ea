"""The notebooks run from a clean kernel, and show what they say they show.

They need the extra `notebooks` (and Spark needs Java); where that is not installed they are skipped, unless CROSSPLAN_NOTEBOOKS asks for them.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
# The invented plans that the notebooks read.
INVENTED = len(list((Path(__file__).parents[2] / "tests/cases/plans").glob("P*.txt")))
ASKED = bool(os.environ.get("CROSSPLAN_NOTEBOOKS"))
MISSING = [name for name in ("altair", "ipykernel", "nbclient", "nbformat", "pyspark") if importlib.util.find_spec(name) is None]


def run(name: str):
    if MISSING and not ASKED:
        pytest.skip(f"not installed: {', '.join(MISSING)}")
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    return [output for cell in cells for output in cell.outputs]


def printed(outputs) -> str:
    return "".join(output.text for output in outputs if output.output_type == "stream" and output.name == "stdout")


def shown(outputs, kind: str) -> list:
    data = [output.data for output in outputs if output.output_type in ("display_data", "execute_result")]
    return [each[kind] for each in data if kind in each]


@pytest.mark.parametrize("name", ["counties", "corpus", "spark"])
def test_they_are_kept_without_outputs(name):
    cells = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells if cell["cell_type"] == "code")
    code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert code.count("assert ") >= 3


def test_counties():
    outputs = run("counties")
    pages = [page for page in shown(outputs, "text/html") if "vegaEmbed" in page]
    charts = [json.JSONDecoder().raw_decode(page[page.index('{"config"'):])[0] for page in pages]
    assert [chart["title"] for chart in charts] == ["百分比指标：各县承诺", "主题覆盖深度", "数量承诺的力度"]
    for chart in charts:
        rows = next(iter(chart["datasets"].values()))
        assert len({row["plan"] for row in rows}) >= 3
    depths = [row["depth"] for row in next(iter(charts[1]["datasets"].values()))]
    assert set(depths) <= {0, 1, 2, 3} and len(set(depths)) >= 3
    tables = shown(outputs, "text/html")
    assert any("class=\"crossplan\"" in table and "96%" in table for table in tables)
    assert "3000万元" in printed(outputs) and "report.html" in printed(outputs)


def test_corpus():
    outputs = run("corpus")
    said = printed(outputs)
    assert "judgements.jsonl" in said and "facts.parquet" in said and "tables.xlsx" in said
    assert "少了" in said and said.count("<Reading P") == INVENTED
    assert any("class=\"crossplan\"" in table for table in shown(outputs, "text/html"))


def test_spark():
    if shutil.which("java") is None and not ASKED:
        pytest.skip("there is no Java")
    said = printed(run("spark"))
    assert f"相同： <Alignment of {INVENTED + 5} plans" in said
