"""Reading plans from files: the only place that touches the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from . import _crossplan  # pyright: ignore[reportPrivateUsage]

if TYPE_CHECKING:
    from ._crossplan import Place, Plan, Reading

__all__ = ["load_file", "read_file", "read_files"]


def read_file(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    place: Place | None = None,
    issued: date | None = None,
) -> Reading:
    """Reads the official text of a plan from a file in UTF-8.

    The plan is named after the file, without its ending. Raises `FileNotFoundError` where there is none, and `ValueError` with the
    file, line and column where it is not UTF-8, or with the file where it is no plan.
    """
    file = Path(path)
    content = file.read_bytes()
    try:
        text = _crossplan._decode(content)  # pyright: ignore[reportPrivateUsage]
        return _crossplan.read(text, name=file.stem if name is None else name, place=place, issued=issued)
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None


def load_file(path: str | os.PathLike[str], *, name: str | None = None, text: str | None = None) -> Plan:
    """Loads a plan from a JSON file, as `load`; it is named after the file, without its ending."""
    file = Path(path)
    content = file.read_bytes()
    try:
        return _crossplan.load(content, name=file.stem if name is None else name, text=text)
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None


def read_files(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    progress: Callable[[int, int], object] | None = None,
    errors: Callable[[Path, Exception], object] | None = None,
) -> Iterator[Reading]:
    """Reads plans one by one, in the order given: an iterator, for a loop or for `tqdm(read_files(…), total=…)`.

    `paths` are files, or a folder, whose `.txt` files are read in the order of their names. `progress(done, total)` is called after each
    file. Without `errors` the first faulty file raises; with it `errors(path, error)` is called and the file is left out.
    """
    if isinstance(paths, (str, os.PathLike)):
        folder = Path(paths)
        if not folder.exists():
            raise FileNotFoundError(f"{folder}: there is no such folder")
        files = sorted(folder.glob("*.txt")) if folder.is_dir() else [folder]
    else:
        files = [Path(path) for path in paths]
    return _read_each(files, progress, errors)


def _read_each(
    files: list[Path],
    progress: Callable[[int, int], object] | None,
    errors: Callable[[Path, Exception], object] | None,
) -> Iterator[Reading]:
    for done, file in enumerate(files, start=1):
        try:
            reading = read_file(file)
        except (OSError, ValueError) as error:
            if errors is None:
                raise
            errors(file, error)
        else:
            yield reading
        if progress is not None:
            progress(done, len(files))
