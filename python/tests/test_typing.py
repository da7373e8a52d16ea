"""The stub, the docstrings, and the names of the package."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import crossplan
import pytest
import usage
from crossplan import _crossplan, parts

ROOT = Path(__file__).parents[2]


def test_usage():
    result = usage.main()
    assert result["height"] and result["rows"] and result["money"]


def test_the_stub_has_the_docstrings_of_the_module():
    done = subprocess.run([sys.executable, ROOT / "scripts" / "stub_docs.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_everything_public_is_documented():
    for name in crossplan.__all__ + parts.__all__:
        value = getattr(_crossplan, name, None) or getattr(crossplan, name)
        if name in ("__version__", "CANDIDATES_FROM"):
            continue
        assert inspect.getdoc(value), name
        if inspect.isclass(value):
            for member, of in vars(value).items():
                if not member.startswith("_"):
                    assert inspect.getdoc(of), f"{name}.{member}"


def test_everything_public_is_exported():
    public = {name for name in vars(_crossplan) if not name.startswith("_")}
    assert public == (set(crossplan.__all__) | set(parts.__all__)) - {"__version__", "load_file", "read_file", "read_files", "Report", "report"}
    assert list(crossplan.__all__) == sorted(crossplan.__all__, key=lambda name: (name[0].islower() or name[0] == "_", name))
    assert all(getattr(crossplan, name).__module__ in ("crossplan", "crossplan._files", "crossplan._crossplan", "crossplan._report")
               for name in crossplan.__all__ if name != "__version__")


def test_the_version_is_that_of_the_library():
    assert f'version = "{crossplan.__version__}"' in (ROOT / "Cargo.toml").read_text(encoding="utf-8")


def test_options_are_keywords():
    for function in (crossplan.read, crossplan.align, crossplan.compare, crossplan.diff):
        kinds = [p.kind for p in inspect.signature(function).parameters.values() if p.default is not inspect.Parameter.empty]
        assert kinds and all(kind is inspect.Parameter.KEYWORD_ONLY for kind in kinds), function


def test_wrong_words_are_refused():
    with pytest.raises(TypeError, match="unexpected keyword"):
        crossplan.read("x", encoding="gbk")
