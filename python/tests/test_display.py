"""What a notebook shows, and the report."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import crossplan
import pytest

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Checker(HTMLParser):
    """Well-formed tags; the words between them; no script."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs), (tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data):
        self.words.append(data)


def checked(fragment: str) -> str:
    checker = Checker()
    checker.feed(fragment)
    checker.close()
    assert not checker.open
    assert "script" not in checker.tags
    return "".join(checker.words)


def test_everything_shows_itself(plans, reading, alignment):
    comparison = crossplan.compare(plans)
    shown = {
        "plan": (plans[0], "徐水区"),
        "reading": (reading, "扩大学位"),
        "alignment": (alignment, "XS"),
        "diff": (crossplan.diff(plans[0], plans[1]), "新增"),
        "table": (comparison["targets"], "96%"),
        "comparison": (comparison, "targets"),
    }
    for name, (value, word) in shown.items():
        fragment = value._repr_html_()
        assert word in checked(fragment), name
        assert len(fragment) < 1_000_000, name


def test_it_follows_light_and_dark(plans):
    fragment = crossplan.compare(plans)["targets"]._repr_html_()
    style = fragment[fragment.index("<style>"): fragment.index("</style>")]
    # Colours come from the page around it, or are given for both schemes.
    assert "currentColor" in style or "currentcolor" in style or "prefers-color-scheme" in style or "light-dark(" in style or "inherit" in style


def test_words_of_plans_are_escaped():
    hostile = crossplan.load({
        "form": "crossplan/plan/1", "title": "<script>alert(1)</script>", "status": "draft",
        "place": {"name": "<img src=x onerror=alert(1)>", "level": "county"},
        "outline": [{"path": "一", "role": "tasks", "title": "<b>&amp;"}],
        "measures": [{"path": "一", "title": "\"><script>alert(2)</script>", "force": "planned", "topics": ["B1"],
                      "targets": [{"subject": "</td><script>alert(3)</script>"}]}],
    })
    other = crossplan.samples()[0]
    for value in (hostile, crossplan.compare([hostile, other])["items"], crossplan.compare([hostile, other])["topics"],
                  crossplan.diff(hostile, other), crossplan.align([hostile, other])):
        fragment = value._repr_html_()
        assert "<script" not in fragment and "<img" not in fragment
        checked(fragment)
    page = crossplan.report([hostile, other])
    for bad in ("<script>alert", "<img src=x"):
        assert bad not in page.html


def test_long_tables_are_cut_in_notebooks_only(plans):
    items = crossplan.compare(plans)["items"]
    assert items._repr_html_().count("<tr") < 30 < items.to_html().count("<tr")
    assert items.to_html(rows=3).count("<tr") < items.to_html(rows=10).count("<tr")


def test_reports(plans, tmp_path):
    file = tmp_path / "report.html"
    made = crossplan.report(plans, file, title="五县比较", tables=["targets", "coverage"])
    assert file.read_text(encoding="utf-8") == made.html
    assert "五县比较" in made.html and made.html.lstrip().lower().startswith("<!doctype html")
    shown = made._repr_html_()
    assert shown.startswith("<iframe srcdoc=\"") and "sandbox=" in shown and "allow-same-origin" not in shown
    inner = shown[len("<iframe srcdoc=\""): shown.index("\" sandbox=")]
    assert html.unescape(inner) == made.html and "\"" not in inner
    assert made.save(tmp_path / "again.html").read_bytes() == file.read_bytes()
    assert crossplan.report(crossplan.compare(plans, lang="en"), tables=["targets"]).html != made.html
    assert crossplan.report(plans, title="五县比较", tables=["targets", "coverage"]) == made
    with pytest.raises(KeyError, match="no table is called `nothing`"):
        crossplan.report(plans, tables=["nothing"])
    with pytest.raises(FileNotFoundError):
        crossplan.report(plans, tmp_path / "nowhere" / "x.html", tables=["targets"])


def test_workbook(plans):
    import io
    import zipfile
    book = zipfile.ZipFile(io.BytesIO(crossplan.compare(plans).to_excel()))
    sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) >= 8
