"""The HTML report: shown inline in a notebook, or written to a file."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import _crossplan  # pyright: ignore[reportPrivateUsage]

if TYPE_CHECKING:
    from typing import Literal

    from ._crossplan import Comparison, Plan, Reading

__all__ = ["Report", "report"]


class Report:
    """A report as one page of HTML that needs nothing else. In a notebook it shows itself."""

    __slots__ = ("_height", "_html")

    def __init__(self, html: str, *, height: int = 800) -> None:
        self._html = html
        self._height = height

    @property
    def html(self) -> str:
        """The page."""
        return self._html

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Writes the page in UTF-8 and returns where."""
        file = Path(path)
        file.write_text(self._html, encoding="utf-8")
        return file

    def _repr_html_(self) -> str:
        """The page in a frame of its own: its style and script cannot touch the notebook's, nor the other way round."""
        page = html.escape(self._html, quote=True)
        return (
            f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-popups allow-downloads" loading="lazy" '
            f'style="width: 100%; height: {self._height}px; border: 0"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<Report of {len(self._html)} characters>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self._html == other._html

    def __hash__(self) -> int:
        return hash(self._html)


def report(
    plans: Comparison | Iterable[Plan | Reading] | Mapping[str, Plan | Reading],
    path: str | os.PathLike[str] | None = None,
    *,
    lang: Literal["zh", "en"] = "zh",
    title: str | None = None,
    tables: Sequence[str] | None = None,
    charts: bool = True,
    page_size: int = 25,
    columns: int = 8,
    height: int = 800,
) -> Report:
    """The HTML report of a comparison: every table with filters, charts, and the source of every cell.

    In a notebook it shows itself, `height` pixels high; with `path` it is written there too. `tables` names the tables by id. `lang` is
    for plans; a `Comparison` has its own.
    """
    comparison = plans if isinstance(plans, _crossplan.Comparison) else _crossplan.compare(plans, lang=lang)
    page = comparison.to_html(
        title=title, tables=None if tables is None else list(tables), charts=charts, page_size=page_size, columns=columns
    )
    made = Report(page, height=height)
    if path is not None:
        made.save(path)
    return made
