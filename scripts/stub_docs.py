"""Puts the docstrings of the built module into its stub, where editors look for them: `python scripts/stub_docs.py [--check]`.

The words stand once, as doc comments in python/src; a test runs this with --check.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from pathlib import Path

from crossplan import _crossplan

STUB = Path(__file__).parents[1] / "python" / "crossplan" / "_crossplan.pyi"


def docstring(runtime: object, indent: str) -> str | None:
    text = inspect.getdoc(runtime)
    if not text:
        return None
    if "\n" not in text:
        return f'{indent}"""{text}"""'
    body = textwrap.indent(text, indent)[len(indent):]
    return f'{indent}"""{body}\n{indent}"""'


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def documented(source: str) -> str:
    lines = source.splitlines()
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    raw = source.encode()
    edits: list[tuple[int, int, str]] = []

    def at(line: int, column: int) -> int:
        return starts[line - 1] + column

    def function(node: ast.FunctionDef, runtime: object) -> None:
        indent = " " * (node.col_offset + 4)
        text = docstring(runtime, indent)
        first, last = node.body[0], node.body[-1]
        begin, end = at(first.lineno, first.col_offset), at(last.end_lineno or 0, last.end_col_offset or 0)
        head = raw[:begin].rstrip()
        edits.append((len(head), end, f"\n{text}" if text else " ..."))

    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            function(node, getattr(_crossplan, node.name))
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            runtime = getattr(_crossplan, node.name)
            text = docstring(runtime, "    ")
            assert text, f"{node.name} has no docstring"
            first = node.body[0]
            if is_docstring(first):
                edits.append((at(first.lineno, 0), at(first.end_lineno or 0, first.end_col_offset or 0), text))
            else:
                begin = at(first.lineno if not getattr(first, "decorator_list", None) else first.decorator_list[0].lineno, 0)
                edits.append((begin, begin, f"{text}\n"))
            for member in node.body:
                if isinstance(member, ast.FunctionDef) and not member.name.startswith("__"):
                    function(member, inspect.getattr_static(runtime, member.name))
    assert lines
    for begin, end, text in sorted(edits, reverse=True):
        raw = raw[:begin] + text.encode() + raw[end:]
    return raw.decode()


def main() -> int:
    source = STUB.read_text(encoding="utf-8")
    wanted = documented(source)
    if wanted == source:
        return 0
    if "--check" in sys.argv:
        print(f"{STUB}: docstrings are not those of the module; run python scripts/stub_docs.py", file=sys.stderr)
        return 1
    STUB.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
