#!/usr/bin/env python3
"""A spreadsheet program (LibreOffice) opens what we write and shows the same cells: CSV tables, and the Excel workbook.

Usage: check_spreadsheet.py WORKBOOK.xlsx TABLE.csv...
Needs `soffice`. Each CSV file is opened as UTF-8 and written again by LibreOffice; the workbook is written as one CSV file for each sheet. Every cell
must come back: a formula that was run, a garbled character or a shifted column is a failure.
"""

import csv
import pathlib
import subprocess
import sys
import tempfile

# LibreOffice's filter options: separator, quote, UTF-8, first line, no column formats, language, quote all text, detect numbers, as shown.
READ = "44,34,76,1,,0,false,false,false"
WRITE = "44,34,76,1,,0,false,true,false"


def convert(source: pathlib.Path, folder: pathlib.Path, to: str, *extra: str) -> None:
    profile = folder / "profile"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", *extra, "--convert-to", to, "--outdir", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{source}: LibreOffice fails: {done.stderr or done.stdout}")


def rows(path: pathlib.Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        # LibreOffice leaves out empty cells at the end of a row.
        return [[cell.rstrip() for cell in row] for row in csv.reader(file)]


def same(name: str, ours: list[list[str]], theirs: list[list[str]]) -> int:
    if len(ours) != len(theirs):
        sys.exit(f"{name}: {len(ours)} rows, {len(theirs)} in the spreadsheet program")
    cells = 0
    for at, (mine, other) in enumerate(zip(ours, theirs), 1):
        other = other + [""] * (len(mine) - len(other))
        for column, (a, b) in enumerate(zip(mine, other), 1):
            cells += 1
            if a != b:
                sys.exit(f"{name}: row {at}, column {column}: {a!r} is {b!r} in the spreadsheet program")
    return cells


def main(workbook: str, tables: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for table in map(pathlib.Path, tables):
            # By way of its own format, so that it is really read and not passed through.
            convert(table, folder, "ods", f"--infilter=CSV:{READ}")
            convert(folder / f"{table.stem}.ods", folder, f"csv:Text - txt - csv (StarCalc):{WRITE}")
            cells = same(table.name, rows(table), rows(folder / f"{table.stem}.csv"))
            print(f"{table.name}: {cells} cells come back from the spreadsheet program")
        before = set(folder.glob("*.csv"))
        convert(pathlib.Path(workbook), folder, f"csv:Text - txt - csv (StarCalc):{WRITE},false,false,-1")
        sheets = sorted(set(folder.glob("*.csv")) - before)
        if len(sheets) < 2:
            sys.exit(f"{workbook}: {len(sheets)} sheets, expected one for each table and one with the notes")
        for sheet in sheets:
            text = sheet.read_text(encoding="utf-8")
            for fault in ("Err:5", "#NAME?", "#REF!", "#VALUE!"):
                if fault in text:
                    sys.exit(f"{workbook}: {sheet.name}: a cell was run as a formula: {fault}")
        print(f"{workbook}: {len(sheets)} sheets open")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
